"""Normalised text that remembers where each of its characters stood.

Widths are folded, quotation marks and blanks are dropped, and lines that a page's width broke are joined again into blocks.
No meaning is read here; a block is what a reader would call a paragraph, a heading or a table cell.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

TERMINAL = "。；：！？"
_HEAD = 50
"""As many characters of a block's beginning and end decide how it goes on."""
_DROPPED = set("“”\"'‘’「」『』\u200b\ufeff")
_MARKS = {
    "，": "，",
    ";": "；",
    "；": "；",
    ":": "：",
    "：": "：",
    "!": "！",
    "！": "！",
    "?": "？",
    "？": "？",
    "﹐": "，",
    "｡": "。",
    "､": "、",
}
_DIGITS = set("0123456789０１２３４５６７８９")
_IN_NUMBERS = set("0123456789,.，")
_MINUS = set("−－﹣–")

PART = re.compile(r"第[一二三四五六七八九十]+[部分章节篇]{1,2}")
MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("part", PART),
    ("cn", re.compile(r"[一二三四五六七八九十]{1,3}、")),
    ("cn_paren", re.compile(r"\([一二三四五六七八九十]{1,3}\)、?")),
    ("num_paren", re.compile(r"\(\d{1,2}\)、?")),
    ("num_half_paren", re.compile(r"\d{1,2}\)")),
    ("num", re.compile(r"\d{1,3}(?:、|\.(?!\d))")),
    ("circled", re.compile(r"[①-⑳]")),
)
_CAPTION = re.compile(r"[图表]\d+[：.、]|附件\d*[：]|说明：|注：|备注：|目录$")
_TITLE_END = re.compile(r"(?:情况|说明|概况|总表|决算表|职能|职责|构成|设置|解释|结果|范围)$")
_TITLE_REST = re.compile(r"(?:情况)?(?:说明)?|表")
_UNFINISHED = re.compile(r"(?:[，、(]|为|是|的|共|约|达|增加|减少|增长|下降|降低|上升)$")
"""How a line ends whose sentence cannot be over."""
_PAGE_NUMBER = re.compile(r"[-—―─·•~]{0,3}第?[0-9]{1,4}页?[-—―─·•~]{0,3}(?:[/，、]?共?[0-9]{1,4}页?)?")
"""A page's number, between dashes as official documents set it (— 12 —), or with that of all pages."""
_ROW_NUMBER = re.compile(r"\d{1,3}(?=[^\d.,%年月日])")


@dataclass(frozen=True, slots=True)
class Block:
    """A joined run of lines: normalised `text`, the offset `at` of each of its characters, and the number that opens it."""

    text: str
    at: tuple[int, ...]
    marker_style: str = ""
    marker: str = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span in the document of the block's characters start..end (end exclusive, start < end)."""
        return self.at[start], self.at[end - 1] + 1


@lru_cache(maxsize=4096)
def fold_char(char: str) -> str:
    """One character, width-folded; the empty string where it carries nothing for reading."""
    if char in _DROPPED or char.isspace():
        return ""
    if char in _MINUS:
        return "-"
    if "①" <= char <= "⑳" or char == "…":
        return char
    if char in _MARKS:
        return _MARKS[char]
    folded = unicodedata.normalize("NFKC", char)
    is_other_digit = folded.isdigit() and char not in _DIGITS
    return folded if len(folded) == 1 and not is_other_digit else char


def _width(text: str) -> int:
    """Display columns: an ideograph takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


@dataclass(slots=True)
class Line:
    """A line that holds anything: as it stands, and normalised with the offset of each character."""

    start: int
    raw: str
    text: str
    at: list[int]
    width: int
    is_page_number: bool = False


def lines_of(text: str) -> list[Line]:
    """The lines that hold anything, each normalised; a blank or a quotation mark between two digits is kept as a blank."""
    lines: list[Line] = []
    for match in re.finditer(r"[^\n\r\f\v\x85\u2028\u2029]+", text):
        raw = match.group()
        chars: list[str] = []
        at: list[int] = []
        gap = 0
        for offset, char in enumerate(raw, match.start()):
            folded = fold_char(char)
            if not folded:
                gap = max(gap, 1 if char.isspace() else 2)
                continue
            if chars and folded.isdigit() and (chars[-1].isdigit() if gap == 1 else gap == 2 and chars[-1] in _IN_NUMBERS):
                chars.append(" ")
                at.append(offset - 1)
            gap = 0
            chars.append(folded)
            at.append(offset)
        if chars:
            lines.append(Line(match.start(), raw, "".join(chars), at, _width(raw.strip())))
    _mark_page_numbers(lines, text)
    return lines


def _mark_page_numbers(lines: list[Line], text: str) -> None:
    """A number alone on the first or last line of a page is the page's; a text without page breaks has none."""
    if "\f" not in text:
        return
    for first, second in zip([None, *lines], [*lines, None], strict=True):
        edge = first is None or second is None or "\f" in text[first.at[-1] : second.at[0]]
        for line in filter(None, (first, second)):
            line.is_page_number = line.is_page_number or (edge and bool(_PAGE_NUMBER.fullmatch(line.text)))


_WIDE_GROUPS = re.compile(r"[０-９]，\s*[０-９]")


def _commas(text: str, wide_groups: bool) -> str:
    """Commas between clauses become Chinese ones; the comma of a grouped number, as in 2,556.03, stays.

    A full-width comma groups digits only in a document that writes its digits full-width too: 1.20，1.30 is a pair.
    """
    out = list(text)
    for index, char in enumerate(text):
        if char == "," or (char == "，" and wide_groups):
            ahead = text[index + 1 : index + 5]
            grouped = index > 0 and text[index - 1].isdigit() and ahead[:3].isdigit() and len(ahead[:3]) == 3 and not ahead[3:].isdigit()
            out[index] = "," if grouped else "，"
    return "".join(out)


def _page_width(lines: list[Line]) -> int:
    """How wide a full line is here: the widest that a tenth of the lines reach."""
    widths = sorted((line.width for line in lines), reverse=True)
    return widths[len(widths) // 10] if widths else 0


def normal(text: str) -> str:
    """Text in normal form: widths folded, blanks and quotation marks gone."""
    return "".join(fold_char(char) for char in text)


def as_printed(text: str) -> str:
    """A slice of the document as a person would quote it: line breaks and the blanks around them gone, other blanks single."""
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*[\n\r\f\v]\s*", "", text)).strip()


def marker_of(text: str) -> tuple[str, str]:
    """Style and words of the numbering that opens `text`; two empty strings where there is none."""
    for style, pattern in MARKERS:
        match = pattern.match(text)
        if match:
            return style, match.group()
    return "", ""


def _opens(text: str) -> bool:
    return bool(marker_of(text)[0] or _CAPTION.match(text))


class _Growing:
    """A block as its lines arrive; it remembers just what decides whether the next line belongs to it."""

    def __init__(self, line: Line) -> None:
        self.parts: list[str] = []
        self.at: list[int] = []
        self.tail = ""
        self.has_prose = self.has_digits = False
        self.marker = marker_of(line.text)
        self.add(line)

    def add(self, line: Line, *, beyond_page_number: bool = False) -> None:
        """Carry on with `line`. No number does so beyond the number of a page: it would stand in one place with that."""
        meet = self.parts and self.tail[-1] in _IN_NUMBERS and line.text[0] in _IN_NUMBERS
        if meet and (beyond_page_number or (line.text[0].isdigit() and not _splits_number(self.tail, line.text))):
            self.parts.append(" ")
            self.at.append(line.at[0] - 1)
        body = line.text if self.parts else line.text[len(self.marker[1]) :]
        self.has_prose = self.has_prose or any(mark in line.text for mark in "，,。：")
        self.has_digits = self.has_digits or any(char.isdigit() for char in body)
        self.tail = self.tail[-_HEAD:] + line.text[-_HEAD:]
        self.parts.append(line.text)
        self.at.extend(line.at)
        self.last = line

    def block(self, wide_groups: bool) -> Block:
        return Block(_commas("".join(self.parts), wide_groups), tuple(self.at), *self.marker)

    def takes(self, line: Line, full: int) -> bool:
        """Whether `line` carries on the block: the line above was broken by the page's width, or its sentence is not over."""
        wrapped = self.last.width * 10 >= full * 8 and not self._is_whole_title(line)
        splits = _splits_number(self.tail, line.text)
        if _opens(line.text) and not (wrapped and splits):
            return False
        ends, numbered = self.tail[-1], bool(_ROW_NUMBER.match(line.text))
        if wrapped and not (ends in "。！？" and numbered):
            return True
        if ends not in TERMINAL and _UNFINISHED.search(self.tail):
            return True
        if ends in TERMINAL or (numbered and not splits):
            return False
        if self._is_title_cut(line):
            return True
        if self.marker[0] and not self.has_digits and "：" not in self.tail:
            return False
        return self.has_prose or ends == "、"

    def _is_whole_title(self, line: Line) -> bool:
        """A heading as long as a line ends where its words do, whatever follows it."""
        return len(self.parts) == 1 and bool(self.marker[0] and _TITLE_END.search(self.tail)) and not _TITLE_REST.fullmatch(line.text)

    def _is_title_cut(self, line: Line) -> bool:
        """The title of a part is set larger than the text, so its lines are full sooner."""
        short = len(self.at) <= _HEAD and len(line.text) <= 16
        if self._is_whole_title(line):  # such as 第二部分 2019 年度部门决算表, below which the first table has a title of its own
            return False
        return self.marker[0] == "part" and short and not re.search(r"[，。；：]", line.text)


def _splits_number(before: str, after: str) -> bool:
    """Whether a line break cut a number: 2,556. | 03 or 25 | 56.03, but not 12.30 | 13.20."""
    left = re.search(r"\d[\d,，]*\.?\d*[,，.]?$", before)
    right = re.match(r"[.,，]?\d[\d,，]*\.?\d*", after)
    if not left or not right or left.group() == before or right.group() == after:
        return False
    return bool(re.fullmatch(r"\d+(?:[,，]\d{3})*(?:\.\d+)?", left.group() + right.group()))


def blocks(text: str) -> list[Block]:
    """The document's blocks in order. Every character that is not blank or a quotation mark stands in exactly one of them.

    A page number at the foot or head of a page is a block of its own, and what it interrupts goes on behind it.
    """
    lines = lines_of(text)
    full = _page_width(lines)
    growing: list[_Growing] = []
    lines_of_pages = [line for line in lines if line.is_page_number]
    for above, line in zip([None, *lines], lines, strict=False):
        if line.is_page_number:
            continue
        if growing and growing[-1].takes(line, full):
            growing[-1].add(line, beyond_page_number=above is not growing[-1].last)
        else:
            growing.append(_Growing(line))
    wide_groups = bool(_WIDE_GROUPS.search(text))
    done = [block.block(wide_groups) for block in [*growing, *map(_Growing, lines_of_pages)]]
    return sorted(done, key=lambda block: block.at[0])
