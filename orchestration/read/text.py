"""Plain text: finds the encoding and returns the file as it is.

UTF-8 and anything with a byte-order mark declare themselves. GB18030 and UTF-16 without a mark accept almost any bytes, so the
one that yields ordinary Chinese wins, and neither is taken where both yield rubbish.
"""

from __future__ import annotations

import codecs

from orchestration.read.document import Document
from orchestration.read.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the one of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNMARKED = ("gb18030", "utf-16-le", "utf-16-be")
_LAYOUT = frozenset("\t\n\v\f\r\x1a")
"""Control characters that text files hold: white space, and the end mark of old editors."""
_SAMPLE = 65536
"""Characters looked at when weighing an encoding."""
_ENOUGH = 0.8
"""Share of ordinary characters below which bytes are no Chinese text. The seed has 1.00; its bytes misread have less than 0.5."""
_NOISE = 0.01
"""Share of control characters above which a file is no text."""


def read(data: bytes) -> Document:
    """The Document of a text file; a byte-order mark is no part of its text.

    Raises Unreadable: empty_file, binary_file, unreadable_encoding.
    """
    if not data.strip(b"\t\n\v\f\r \xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty_file", "文件为空，没有任何内容。", "The file is empty.")
    text, encoding = _decoded(data)
    if not text.strip():
        raise Unreadable("empty_file", "文件只有空白，没有任何内容。", "The file holds nothing but blanks.")
    return Document(format="text", text=text, encoding=encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _strictly(data[len(mark) :], encoding)
            return (_checked(text), encoding) if text is not None else _refuse(data)
    text = _strictly(data, "utf-8")
    if text is not None and _noise(text) <= _NOISE:
        return text, "utf-8"
    candidates = [(_ordinary(text), encoding, text) for encoding in _UNMARKED if (text := _strictly(data, encoding)) is not None]
    best = max(candidates, key=lambda candidate: candidate[0], default=None)
    if best is None or best[0] < _ENOUGH:
        return _refuse(data)
    return best[2], best[1]


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str) -> str:
    if _noise(text) > _NOISE:
        _refuse(text.encode("utf-8", "surrogatepass"))
    return text


def _refuse(data: bytes) -> tuple[str, str]:
    controls = sum(byte < 32 and chr(byte) not in _LAYOUT for byte in data[:_SAMPLE])
    if controls > _NOISE * min(len(data), _SAMPLE):
        raise Unreadable(
            "binary_file", "文件是二进制数据，不是文本，也不是已知的文档格式。", "The file is binary data of no known document format."
        )
    raise Unreadable(
        "unreadable_encoding",
        "无法识别文件的文字编码（支持 UTF-8、UTF-16 和 GB18030）。",
        "The encoding of the file could not be recognised (UTF-8, UTF-16 and GB18030 are).",
    )


def _noise(text: str) -> float:
    sample = text[:_SAMPLE]
    return sum(character < " " and character not in _LAYOUT for character in sample) / max(len(sample), 1)


def _ordinary(text: str) -> float:
    """Share of characters that Chinese documents are made of: the 6,763 of GB 2312, ASCII, punctuation, full width forms."""
    sample = text[:_SAMPLE]
    return sum(_is_ordinary(character) for character in sample) / max(len(sample), 1)


def _is_ordinary(character: str) -> bool:
    if character < "\x80":
        return character >= " " or character in _LAYOUT
    return character in _GB2312 or "①" <= character <= "⓿" or "　" <= character <= "〿" or "！" <= character <= "～"


def _gb2312() -> frozenset[str]:
    """Rows 1 to 9 are signs, 16 to 87 the characters."""
    pairs = (bytes((row + 0xA0, cell + 0xA0)) for row in (*range(1, 10), *range(16, 88)) for cell in range(1, 95))
    return frozenset("".join(pair.decode("gb2312", "ignore") for pair in pairs))


_GB2312 = _gb2312()
