"""A number of the text as a row: as printed and where it stands, without meaning yet."""

from __future__ import annotations

import re

from .flow import Block, as_printed
from .model import Observation, Section
from .quantities import Quantity

_CLAUSE = re.compile(r"[；：，、;:]|,(?!\d)")
_REACH = 120
"""How many characters of a long sentence are quoted on either side of a number."""


def row_of(text: str, block: Block, quantity: Quantity, section: Section | None, sentence: int, ordinal: int) -> Observation:
    """The row of a quantity in `block`; `text` is the document's, `sentence` and `ordinal` are running numbers in it."""
    start, end = block.span(quantity.start, quantity.end)
    unit = quantity.unit if not quantity.label_kind else None
    worth = unit.factor_cny if unit and unit.kind == "money" else None
    return Observation(
        ordinal=ordinal,
        char_start=start,
        char_end=end,
        printed="".join(text[start:end].split()),
        quote=_quote(text, block, quantity),
        value=quantity.value,
        decimals=quantity.decimals,
        unit=unit.unit if unit else None,
        value_cny=quantity.value * worth if worth is not None and quantity.value is not None else None,
        is_approximate=quantity.is_approximate,
        label_kind=quantity.label_kind or None,
        section=section.path if section else "",
        section_id=section.section_id if section else None,
        area=section.area if section else "",
        sentence=sentence,
    )


def _quote(text: str, block: Block, quantity: Quantity) -> str:
    """The sentence that the number stands in, as printed, cut between clauses to what is near where it is long."""
    begin = block.text.rfind("。", 0, quantity.start) + 1
    stop = block.text.find("。", quantity.after) + 1 or len(block.text)
    before, after = block.text[quantity.start - _REACH : quantity.start], block.text[quantity.after : quantity.after + _REACH]
    if quantity.start - begin > _REACH:
        begin = quantity.start - len(before) + (cut.end() if (cut := _CLAUSE.search(before)) else 0)
    if stop - quantity.after > _REACH:
        stop = quantity.after + (max((cut.end() for cut in _CLAUSE.finditer(after)), default=len(after)))
    start, end = block.span(begin, stop)
    return as_printed(text[start:end])
