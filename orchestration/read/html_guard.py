"""Pages that would keep a parser busy for minutes are told apart before it sees them.

The standard makes browsers open every unclosed formatting element anew in each block, and look through all open elements for each
block: cost grows with the square of what is left open. Here it is estimated from the tags alone, in one pass.
"""

from __future__ import annotations

import re

from orchestration.read.errors import Unreadable

BYTES = 20 * 1024 * 1024
_TAGS = 1_000_000
_WORK = 2_000_000
"""Nodes opened anew or looked through, beyond what ordinary pages do; 2 µs each."""
_DEPTH = 60
_LEFT_OPEN = 3
_TAG = re.compile(rb"<(/?)([A-Za-z][A-Za-z0-9]{0,15})")
_FORMATTING = frozenset(b"a b big code em font i nobr s small strike strong tt u".split(b" "))
_CLOSES_ITSELF = frozenset(
    b"area base br col embed hr img input link meta param source track wbr p li td th tr tbody thead tfoot option dt dd o v w "
    b"html head body".split(b" ")
)


def guard(data: bytes) -> None:
    """Raises Unreadable: too_large_inside, too_complex."""
    if len(data) > BYTES:
        raise Unreadable(
            "too_large_inside",
            f"网页有 {len(data) / 1024**2:,.0f} MB，超过 {BYTES // 1024**2} MB 的上限。",
            f"The page has {len(data) / 1024**2:,.0f} MB, more than the limit of {BYTES // 1024**2} MB.",
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.replace(b"\0", b"")
    still: dict[bytes, int] = {}
    depth = formatting = work = 0
    for tags, match in enumerate(_TAG.finditer(data)):
        name = match[2].lower()
        if name not in _CLOSES_ITSELF:
            step = 1
            if match[1]:
                step = -1 if still.get(name) else 0
            still[name] = still.get(name, 0) + step
            depth += step
            if name in _FORMATTING:
                formatting += step
        work += max(depth - _DEPTH, 0) + max(formatting - _LEFT_OPEN, 0)
        if work > _WORK or tags > _TAGS:
            raise Unreadable(
                "too_complex",
                "网页的标签过多或嵌套过深，拒绝读取。",
                "The page has too many tags, or nests them too deeply; it is not read.",
            )
