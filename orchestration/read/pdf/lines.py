"""Lines as a reader sees them: glyphs on one baseline, from left to right, whatever the order in which they were drawn."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from orchestration.read.document import Box

Glyph = tuple[int, int, int, int, int, str, int]
"""Left, top, right, bottom, baseline in the frame in which it stands upright, the character, its number on the page. (A plain tuple: there
are many.)"""

_top, _bottom, _by_baseline = map(itemgetter, (1, 3, 4))
_GAP = 50
"""Hundredths of the line's height: a wider gap between two characters reads as a blank."""
_OVERLAP = 20
"""Hundredths of a point by which glyphs that follow each other may overlap."""


class TextLine(NamedTuple):
    """A line in its frame: where it stands, its text, where each character begins and the last one ends."""

    box: Box
    text: str
    edges: tuple[int, ...]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline, downwards; each row from left to right. Raised and lowered signs stay with their row."""
    rows: list[list[Glyph]] = []
    base = height = 0
    for glyph in sorted(glyphs, key=_by_baseline):
        tall = glyph[3] - glyph[1]
        if tall > height and rows and 5 * (glyph[4] - base) <= 2 * tall:
            height = tall
        if rows and 5 * (glyph[4] - base) <= 2 * height:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base, height = glyph[4], tall
    for row in rows:
        row.sort()
    return rows


def lines_of(glyphs: Iterable[Glyph]) -> list[TextLine]:
    """The lines of glyphs that stand in one frame, downwards. A line of blanks only is none."""
    return [line for row in rows_of(glyphs) if (line := line_of(row)) is not None]


def text_of(glyphs: list[Glyph]) -> str:
    """The text alone of glyphs that stand in one frame, its lines parted by newlines."""
    end, base = glyphs[0][0], glyphs[0][4]
    for left, top, right, bottom, y, char, _ in glyphs:
        gap = left - end
        # One line without blanks, drawn from left to right, as most cells are, needs no sorting.
        if y != base or char == " " or gap < -_OVERLAP or 100 * gap > _GAP * (bottom - top):
            return "\n".join(line.text for line in lines_of(glyphs))
        end = right
    return "".join([glyph[5] for glyph in glyphs])


def line_of(row: list[Glyph]) -> TextLine | None:
    """The line of glyphs from left to right; blanks at its ends are left out, a wide gap or several blanks are one blank."""
    inked = [glyph for glyph in row if glyph[5] != " "]
    if not inked:
        return None
    if len(inked) == 1:
        left, top, right, bottom, _, char, _ = inked[0]
        return TextLine((left, top, right, bottom), char, (left, right))
    top, bottom = min(map(_top, inked)), max(map(_bottom, inked))
    wide = (bottom - top) * _GAP // 100
    if len(inked) == len(row) and (line := _plain(row, top, bottom, wide)):
        return line
    blanks = [glyph[0] for glyph in row if glyph[5] == " "] if len(inked) < len(row) else []
    chars: list[str] = []
    starts: list[int] = []
    end, last = inked[0][0], inked[0]
    for glyph in inked:
        left, _, right, _, _, char, _ = glyph
        if chars:
            if char == last[5] and 4 * (left - last[0]) < right - left and glyph[1] < last[3] and last[1] < glyph[3]:
                continue  # drawn twice, to look bold
            if left - end > wide or (blanks and any(last[0] < blank < left for blank in blanks)):
                chars.append(" ")
                starts.append(min(end, left))
        chars.append(char)
        starts.append(left)
        if right > end:
            end = right
        last = glyph
    return TextLine((inked[0][0], top, end, bottom), "".join(chars), (*starts, end))


def _plain(row: list[Glyph], top: int, bottom: int, wide: int) -> TextLine | None:
    """The line of glyphs without blanks, as most lines are; None where one does not begin behind the one before."""
    chars: list[str] = []
    starts: list[int] = []
    end = row[0][0]
    for left, _, right, _, _, char, _ in row:
        if left < end - _OVERLAP or right - left <= 2 * _OVERLAP:
            return None
        if left - end > wide:
            chars.append(" ")
            starts.append(end)
        chars.append(char)
        starts.append(left)
        end = right
    return TextLine((row[0][0], top, end, bottom), "".join(chars), (*starts, end))
