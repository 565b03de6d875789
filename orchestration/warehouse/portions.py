"""Documents in portions, by the first digits of their ids, which begin with two hex digits like any other two: what is asked of one portion
after the other needs a part of the memory, and where rows of a document lie together each reads its own part of a table.
"""

from __future__ import annotations


def conditions(parts: int) -> list[str]:
    """SQL by which rows fall into so many portions, a power of two up to 256, by their `document_id`; none for a single one."""
    width = 256 // parts
    bounds = [f"{number * width:02x}" for number in range(parts)]
    return [""] if parts == 1 else [_between(low, high) for low, high in zip(bounds, [*bounds[1:], ""], strict=True)]


def _between(low: str, high: str) -> str:
    bounds = [f"document_id >= '{low}'" if low != "00" else "", f"document_id < '{high}'" if high else ""]
    return "where " + " and ".join(filter(None, bounds))
