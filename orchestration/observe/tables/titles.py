"""What the lines above a table say: which table it is, and the unit of its money."""

from __future__ import annotations

import re

from ..flow import normal
from ..vocabulary import Unit, Vocabulary
from .grid import Grid, distinct

MONEY = r"(?:人民币)?((?:[千万亿]|百万)?元)"
"""The one grammar of a unit of money; as printed in brackets, or behind the word 单位, where 元/人 is a rate's and none of a table."""
BRACKETED = re.compile(rf"\({MONEY}(?:\)|$)")
SAID = re.compile(rf"单位[：:]?\(?{MONEY}(?!/)")
_NOTE = re.compile(r"(?:注|说明|备注)：")
_ASIDE = re.compile(
    r"[^：表]{0,20}(?:部门|单位|金额|名称|编制)[^：表]{0,12}：[^表]*|20[0-9]{2}年度?|\(?续表?[0-9]{0,2}\)?|\(?(?:公开|财决|附)[^，。表]{0,6}[0-9]+表\)?"
)
"""Lines above a table that say whose it is, of which year, in which unit and under which number, or that it goes on."""


def identify(heads: list[str], vocabulary: Vocabulary) -> tuple[str, str]:
    """(table id, title as printed) of the title nearest the table: the longest that its last lines hold; T_OTHER where none is known."""
    lines = [line for line in heads if not (_NOTE.match(said := normal(line)) or _ASIDE.fullmatch(said))][-4:]
    for begin in range(len(lines) - 1, -1, -1):
        text = normal("".join(lines[begin:]))
        found = next((row for row in vocabulary.table_titles if row[0] in text), None)
        longer = normal("".join(lines[max(0, begin - 1) :]))
        if found:
            best = next(row for row in vocabulary.table_titles if row[0] in longer)
            return (
                (best[1], best[0]) if longer.find(best[0]) + len(best[0]) >= longer.find(found[0]) + len(found[0]) else (found[1], found[0])
            )
    title = next(
        (line for line in reversed(lines) if re.search(r"表(?:\(.*\))?$", normal(line)) and not re.match(r"公开[0-9]+表$", normal(line))),
        "",
    )
    return "T_OTHER", normal(title)


def unit_said(grid: Grid, vocabulary: Vocabulary) -> Unit | None:
    """The unit said above the table or in its header; 万元 is not taken for granted."""
    above = normal(" ".join(grid.heads))
    header = normal(" ".join(cell.text for row in grid.header for cell in distinct(row)))
    match = SAID.search(above) or SAID.search(header) or BRACKETED.search(above)
    return vocabulary.unit_at(match.group(1), 0) if match else None
