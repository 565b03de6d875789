"""Documents of the generator, cut small and damaged: the same number always gives the same bytes.

A package is damaged inside its parts as well as outside, and a PDF in its drawing operators, so that the damage reaches the reader.
"""

from __future__ import annotations

import base64
import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from typing import Any

from tests.generator import Disclosure, generate
from tests.generator.formats import FORMATS
from tests.generator.model import PageBreak, Table, plain
from tests.read.office_files import zipped

_BASES = 16
"""Disclosures that are damaged, for each format."""
_BLOCKS = 7
_ROWS = 9
_STREAM = re.compile(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", re.S)
_TOKENS = (
    b"<", b">", b"</w:tc>", b"<w:tr>", b"<w:tbl>", b"<td rowspan=9>", b"</table>", b"<table>", b"99999999999", b"-1", b"\0", b"&x;",
    b"<!DOCTYPE a [<!ENTITY a 'b'>]>", b" re f", b" 0 0 1 1 0 0 cm", b" Tj", b" BT", b" ET", b" q", b" Q", b" /X1 Do", b" /F1 0 Tf",
    b"1e38", b"nan", b"(", b")", b"endstream", b"endobj", b"/Kids", b"/Parent", b"\xff\xfe", b"%9", b"0.00", b",", b".",
    "，".encode(), "万元".encode(), "单位：".encode(), "合计".encode(), "其中：".encode(), "一、".encode(), "（".encode(), "％".encode(),
    "比上年增加".encode(), "占".encode(), "１２３".encode(), "第一部分".encode(), "\u2028".encode(), b"\f", "⺠".encode(),
)  # fmt: skip

Random = random.Random


def _odt(made: Disclosure) -> bytes:
    body = ""
    for block in made.blocks:
        if isinstance(block, Table):
            rows: dict[int, str] = {}
            for cell in block.cells:
                spans = f'table:number-rows-spanned="{cell.row_span}" table:number-columns-spanned="{cell.column_span}"'
                rows[cell.row] = (
                    rows.get(cell.row, "") + f"<table:table-cell {spans}><text:p>{escape(cell.text)}</text:p></table:table-cell>"
                )
            body += "<table:table>" + "".join(f"<table:table-row>{row}</table:table-row>" for row in rows.values()) + "</table:table>"
        elif not isinstance(block, PageBreak):
            body += f"<text:p>{escape(plain(block.runs))}</text:p>"
    names = " ".join(f'xmlns:{name}="urn:oasis:{name}"' for name in ("office", "text", "table"))
    content = f"<office:document-content {names}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def _archive(made: Disclosure) -> bytes:
    return zipped({"正文.txt": FORMATS["txt"](made), "附表/表.html": FORMATS["html"](made), "附表/图.png": b"\x89PNG\r\n\x1a\n"})


_MAKERS: dict[str, Callable[[Disclosure], bytes]] = {
    **{name: FORMATS[name] for name in ("txt", "long.txt", "html", "docx", "xlsx", "xls", "pdf")},
    "odt": _odt,
    "archive": _archive,
}
KINDS = tuple(_MAKERS)
_TEXTS = ("txt", "long.txt", "html")


def warm() -> None:
    """Make every disclosure that is damaged, for the forks to share."""
    for kind in KINDS:
        for seed in range(_BASES):
            _base(kind, seed)


def case(number: int) -> tuple[str, bytes]:
    """(format, bytes) of a case."""
    dice = Random(number)
    kind = KINDS[number % len(KINDS)]
    data = _base(kind, dice.randrange(_BASES))
    if dice.randrange(12) == 0:
        return kind, data
    if data[:2] == b"PK" and dice.randrange(5):
        return kind, _repacked(data, dice)
    if dice.randrange(8) == 0:
        data = _spliced(data, _base(dice.choice(KINDS), dice.randrange(_BASES)), dice)
    if kind in _TEXTS and dice.randrange(4):
        return kind, _signs_damaged(data.decode("utf-8", "replace"), dice).encode()
    return kind, damaged(data, dice)


@cache
def _base(kind: str, seed: int) -> bytes:
    data = _MAKERS[kind](_small(seed))
    return _inflated(data) if kind == "pdf" else data


@cache
def _small(seed: int) -> Disclosure:
    """Some blocks of a disclosure that follow each other, and one or two of its tables, cut short."""
    dice = Random(seed)
    made = generate(seed, size="small")
    said = [block for block in made.blocks if not isinstance(block, Table)]
    start = dice.randrange(max(len(said) - _BLOCKS, 1))
    tables = dice.sample(made.tables(), dice.randint(1, 2))
    short = [replace(table, cells=[cell for cell in table.cells if cell.row + cell.row_span <= _ROWS]) for table in tables]
    return replace(made, blocks=[*said[:2], *said[start : start + _BLOCKS], *short])


def _inflated(data: bytes) -> bytes:
    """A PDF with its streams unpacked, so that a changed byte changes what is drawn. Offsets are then wrong; pdfium mends them."""
    out, at = b"", 0
    while found := _STREAM.search(data, at):
        end = found.end() + int(found[1])
        packed = data[found.end() : end]
        head = data[at : found.end()].replace(b"/Filter [ /ASCII85Decode /FlateDecode ]", b"")
        try:
            packed = zlib.decompress(base64.a85decode(packed.strip().removesuffix(b"~>")))
        except (ValueError, zlib.error):
            head = data[at : found.end()]
        out += head.replace(b"/Length " + found[1], b"/Length %d" % len(packed)) + packed
        at = end
    return out + data[at:]


def damaged(data: bytes, dice: Random) -> bytes:
    """Bytes changed, cut, doubled, or replaced by what means something to a reader."""
    return bytes(_damaged(bytearray(data), _TOKENS, dice, lambda size: dice.randbytes(size)))


def _signs_damaged(text: str, dice: Random) -> str:
    """The same for characters: what comes of it is still text."""
    words = [token.decode("utf-8", "replace") for token in _TOKENS]

    def noise(size: int) -> str:
        return "".join(
            chr(dice.choice((dice.randrange(32, 127), dice.randrange(0x4E00, 0x9FFF), dice.randrange(0xD7FF)))) for _ in range(size)
        )

    return "".join(_damaged(list(text), words, dice, noise))


def _damaged(out: Any, tokens: Sequence[Any], dice: Random, noise: Callable[[int], Any]) -> Any:
    for _ in range(dice.choice((1, 1, 1, 2, 3, 5, 9, 20))):
        at = dice.randrange(len(out) + 1)
        end = min(at + dice.choice((1, 1, 2, 4, 16, 64, 400)), len(out))
        kind = dice.randrange(6)
        if kind == 0:
            out[at:end] = noise(end - at)
        elif kind == 1:
            del out[at:end]
        elif kind == 2:
            out[at:at] = out[max(0, at - 300) : max(0, at - 300) + dice.randint(1, 300)]
        elif kind == 3:
            out[at:at] = dice.choice(tokens)
        elif kind == 4:
            out[at:end] = dice.choice(tokens)
        elif dice.randrange(6) == 0:
            del out[at:]
    return out


def _spliced(data: bytes, other: bytes, dice: Random) -> bytes:
    return data[: dice.randrange(len(data) + 1)] + other[dice.randrange(len(other) + 1) :]


def _repacked(data: bytes, dice: Random) -> bytes:
    """A package with one or two of its parts damaged, or its members renamed."""
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name in dice.sample(sorted(parts), min(len(parts), dice.choice((1, 1, 2)))):
        parts[name] = damaged(parts[name], dice)
    if dice.randrange(12) == 0:
        name = dice.choice(sorted(parts))
        parts[dice.choice(("../../etc/x", "/x", "C:\\x", "a\nb", "\u202ex", "word/document.xml", "x" * 300))] = parts.pop(name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        for name, part in parts.items():
            target.writestr(zipfile.ZipInfo(name), part)  # by name alone, the member would hold the time of writing
    return out.getvalue()
