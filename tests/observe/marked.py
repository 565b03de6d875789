"""Texts in which every figure is followed by what it means, in braces; numbers without a mark are no figures.

A mark is `{concept …}`, or `{= …}` for the concept, class and member of the mark before it, with any of: `b` budget (`bi` initial,
`ba` adjusted, `bf` full year), `k` completion (`ki`, `ka`, `kf`), `s` share, `d+`/`d-` change and `p+`/`p-` rate of change to the year
before, `D` and `P` the same against a budget (with `i`, `a`, `f` behind the sign for its basis), `<` the year before's figure,
`n` count, `f` final, `@201` function code, `#name` member. `?` means that the vocabulary leaves it open. The first line names
organisation and fiscal year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

_MARK = re.compile(r"(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)\{(?P<mark>[^{}]*)\}")
_BASES = {"i": "initial_budget", "a": "adjusted_budget", "f": "full_year_budget", "": ""}
_SIGNS = {"+": "increase", "-": "decrease", " ": "", "": ""}


@dataclass(frozen=True, slots=True)
class Marked:
    """What a number means, at its place in the unmarked text; `concept` is `?` where any meaning will do."""

    start: int
    value: Decimal
    concept: str
    measure: str
    basis: str
    versus: str
    direction: str
    function_code: str
    member: str


def read_marked(path: Path) -> tuple[str, int, str, list[Marked]]:
    """(organisation, fiscal year, text without marks, the marks) of a marked file."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n")
    organisation, year = head.removeprefix("# ").rsplit(" ", 1)
    return organisation, int(year), *unmark(body)


def unmark(body: str) -> tuple[str, list[Marked]]:
    """The text without its marks, and the marks."""
    text, marks, end = "", [], 0
    concept = code = member = ""
    for match in _MARK.finditer(body):
        text += body[end : match.start()]
        first, *rest = match["mark"].split(" ")
        if first != "=":
            concept, code, member = first, "", ""
        measure, basis, versus, direction = "", "", "", ""
        for token in rest:
            kind, sign = token[0], token[1:]
            if kind == "@":
                code = sign
            elif kind == "#":
                member = sign
            elif kind in "bk":
                measure, basis = {"b": "budget", "k": "completion_pct"}[kind], _BASES[sign]
            elif kind in "dpDP":
                measure = "change" if kind in "dD" else "change_pct"
                versus = "prior_year" if kind in "dp" else "budget"
                direction, basis = _SIGNS[sign[:1] if sign[:1] in "+-" else ""], _BASES[sign.lstrip("+-")]
            elif kind == "s":
                measure = "share_pct"
            elif kind in "nf":
                measure = {"n": "count", "f": "final"}[kind]
            elif kind == "<":
                versus = "prior_year"
        after = body[match.end() : match.end() + 2]
        unit = next((unit for unit in ("万", "元", "亿") if after.startswith(unit)), "")
        measure = measure or ("final" if unit else "score" if after.startswith("分") else "count")
        marks.append(Marked(len(text), Decimal(match["number"].replace(",", "")), concept, measure, basis, versus, direction, code, member))
        text += match["number"]
        end = match.end()
    return text + body[end:], marks
