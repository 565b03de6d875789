"""Furniture: what a page carries only because it is a page. Running heads and feet interrupt sentences and part titles from tables.

Each is kept where it first stands and left out of the pages after. Page numbers stay: they say where a page ends.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from orchestration.read.pdf.frame import Frame
from orchestration.read.pdf.layout import Layout, PlacedLine

_STRAY = 300
"""Hundredths of a point by which the same line may stand differently on two pages."""
_LEAST = 3
"""Pages that must carry it, and they must be half of all: what fewer pages share may be a caption, as `单位：万元` is."""
_PAGE_NUMBER = re.compile(r"[-—–―─·•~. ]*第?\s*\d{1,4}\s*页?\s*[-—–―─·•~. ]*(?:[/，,、]?\s*共?\s*\d{1,4}\s*页?)?")


class Sheet(NamedTuple):
    """What stands on a page, the frame in which it is shown, and whether it was recognised from a picture,
    or is one that could not be."""

    layout: Layout
    display: Frame
    is_ocr: bool = False
    is_unread: bool = False


def is_page_number(text: str) -> bool:
    """Whether a line is nothing but the number of its page."""
    return _PAGE_NUMBER.fullmatch(text) is not None


def without_furniture(sheets: list[Sheet]) -> list[Sheet]:
    """The pages without the first and last lines that repeat from page to page, each left where it stands first."""
    places: dict[tuple[str, int], list[PlacedLine]] = defaultdict(list)
    for sheet in sheets:
        for line in _edges(sheet.layout.lines):
            places[line.line.text, round(line.line.box[1] / _STRAY)].append(line)
    least = max(_LEAST, (len(sheets) + 1) // 2)
    repeated = {id(line) for found in places.values() if len(found) >= least for line in found[1:]}
    return [_less(sheet, repeated) for sheet in sheets]


def _edges(lines: list[PlacedLine]) -> list[PlacedLine]:
    """The first and the last line of a page that are no page number."""
    first = next((number for number, line in enumerate(lines) if not is_page_number(line.line.text)), len(lines))
    last = next((number for number in range(len(lines) - 1, first, -1) if not is_page_number(lines[number].line.text)), first)
    return lines[first : first + 1] + lines[max(last, first + 1) : last + 1]


def _less(sheet: Sheet, repeated: set[int]) -> Sheet:
    return sheet._replace(layout=sheet.layout._replace(lines=[line for line in sheet.layout.lines if id(line) not in repeated]))
