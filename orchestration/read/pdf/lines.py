"""Lines as a reader sees them: words on one baseline, from left to right, whatever the order in which they were drawn."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import NamedTuple

from orchestration.read.document import Box
from orchestration.read.pdf.words import GAP, OVERLAP, Word, letters, starts_of

_top, _bottom, _by_baseline = map(itemgetter, (1, 3, 4))


class TextLine(NamedTuple):
    """A line in its frame: where it stands, its text, where each character begins and the last one ends."""

    box: Box
    text: str
    edges: tuple[int, ...]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by baseline, downwards; each row from left to right. Raised and lowered signs stay with their row."""
    rows: list[list[Word]] = []
    base = height = 0
    for word in sorted(words, key=_by_baseline):
        tall = word[3] - word[1]
        if tall > height and rows and 5 * (word[4] - base) <= 2 * tall:
            height = tall
        if rows and 5 * (word[4] - base) <= 2 * height:
            rows[-1].append(word)
        else:
            rows.append([word])
            base, height = word[4], tall
    for row in rows:
        row.sort()
    return rows


def lines_of(words: Iterable[Word]) -> list[TextLine]:
    """The lines of words that stand in one frame, downwards. A line of blanks only is none."""
    return [line for row in rows_of(words) if (line := line_of(row)) is not None]


def text_of(words: list[Word]) -> str:
    """The text alone of words that stand in one frame, its lines parted by newlines."""
    if len(words) == 1:
        return words[0][5].strip(" ")
    end, base = words[0][0], words[0][4]
    for left, top, right, bottom, y, text, _, _ in words:
        gap = left - end
        # One line without blanks, drawn from left to right, as most cells are, needs no sorting.
        if y != base or text == " " or gap < -OVERLAP or 100 * gap > GAP * (bottom - top):
            return "\n".join(line.text for line in lines_of(words))
        end = right
    return "".join([word[5] for word in words])


def line_of(row: list[Word]) -> TextLine | None:
    """The line of words from left to right; blanks at its ends are left out, a wide gap or several blanks are one blank."""
    inked = [word for word in row if word[5] != " "]
    if not inked:
        return None
    top, bottom = min(map(_top, inked)), max(map(_bottom, inked))
    wide = (bottom - top) * GAP // 100
    return _plain(row, inked[0][0], top, bottom, wide) or _overprinted(row, top, bottom, wide)


def _plain(row: list[Word], begin: int, top: int, bottom: int, wide: int) -> TextLine | None:
    """The line of words each of which begins behind the last letter's beginning, as nearly all do; None where one does not, or may have
    been drawn twice."""
    texts: list[str] = []
    starts: list[int] = []
    blank: int | None = None
    end, last = begin, ""
    for word in row:
        left, _, right, _, _, text, _, _ = word
        if text == " ":
            if starts and left < starts[-1]:
                return None
            if starts and blank is None and left > starts[-1]:
                blank = left
            continue
        if starts:
            twice = text[0] == last and (left < end - OVERLAP or right - left <= 2 * OVERLAP)
            if twice or left <= starts[-1]:
                return None
            if left - end > wide or (blank is not None and blank < left):
                texts.append(" ")
                starts.append(min(end, left))
        texts.append(text)
        starts += starts_of(word)
        end, last, blank = max(end, right), text[-1], None
    return TextLine((begin, top, end, bottom), "".join(texts), (*starts, end))


def _overprinted(row: list[Word], top: int, bottom: int, wide: int) -> TextLine:
    """The line of words that lie over each other, character by character."""
    signs = sorted(letter for word in row for letter in letters(word))
    inked = [sign for sign in signs if sign[5] != " "]
    blanks = [sign[0] for sign in signs if sign[5] == " "]
    chars: list[str] = []
    starts: list[int] = []
    end, last = inked[0][0], inked[0]
    for sign in inked:
        left, _, right, _, _, char, _, _ = sign
        if chars:
            if char == last[5] and 4 * (left - last[0]) < right - left and sign[1] < last[3] and last[1] < sign[3]:
                continue  # drawn twice, to look bold
            if left - end > wide or (blanks and any(last[0] < blank < left for blank in blanks)):
                chars.append(" ")
                starts.append(min(end, left))
        chars.append(char)
        starts.append(left)
        if right > end:
            end = right
        last = sign
    return TextLine((inked[0][0], top, end, bottom), "".join(chars), (*starts, end))
