"""The fonts that pdfium is given for Chinese text whose fonts the PDF leaves to the reader's machine.

pdfium drops text whose glyphs have no extent, and without a Chinese font on the machine none has: single characters of a PDF that
does not embed SimSun would be lost. It is given one font made here, in which every character is the same narrow box: how wide a
character is, the PDF says itself. So what is read does not depend on the fonts that happen to be installed.
"""

from __future__ import annotations

import ctypes
import struct
from functools import cache
from typing import Any

import pypdfium2.raw as pdfium

_CJK = (pdfium.FXFONT_SHIFTJIS_CHARSET, pdfium.FXFONT_HANGEUL_CHARSET, pdfium.FXFONT_GB2312_CHARSET, pdfium.FXFONT_CHINESEBIG5_CHARSET)
_NAME = b"Box"
_EM, _ASCENT, _DESCENT, _WIDTH = 1000, 860, -140, 100


@cache
def install() -> Any:
    """Give pdfium the font, once in a process; every other font it has itself."""
    data = box_font()

    def map_font(_info: Any, _weight: int, _italic: int, charset: int, _pitch: int, _face: Any, _exact: Any) -> int | None:
        return 1 if charset in _CJK else None

    def font_data(_info: Any, _font: Any, table: int, buffer: Any, size: int) -> int:
        part = data if table == 0 else b""
        if buffer and size >= len(part):
            ctypes.memmove(buffer, part, len(part))
        return len(part)

    def face_name(_info: Any, _font: Any, buffer: Any, size: int) -> int:
        if buffer and size > len(_NAME):
            ctypes.memmove(buffer, _NAME + b"\0", len(_NAME) + 1)
        return len(_NAME) + 1

    types = dict(pdfium.FPDF_SYSFONTINFO._fields_)
    info = pdfium.FPDF_SYSFONTINFO()
    info.version = 1
    info.Release = types["Release"](lambda _info: None)
    info.EnumFonts = types["EnumFonts"](lambda _info, _mapper: None)
    info.MapFont = types["MapFont"](map_font)
    info.GetFont = types["GetFont"](lambda _info, _face: None)
    info.GetFontData = types["GetFontData"](font_data)
    info.GetFaceName = types["GetFaceName"](face_name)
    info.GetFontCharset = types["GetFontCharset"](lambda _info, _font: pdfium.FXFONT_GB2312_CHARSET)
    info.DeleteFont = types["DeleteFont"](lambda _info, _font: None)
    pdfium.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info  # kept by the cache: pdfium calls it as long as the process lives


def box_font() -> bytes:
    """A TrueType font of two glyphs: nothing, which stands for no character, and a box, which stands for every other."""
    steps = (0, 0, _WIDTH, 0), (_DESCENT, _ASCENT - _DESCENT, 0, _DESCENT - _ASCENT)
    glyph = struct.pack(">hhhhhHH4B4h4h", 1, 0, _DESCENT, _WIDTH, _ASCENT, 3, 0, 1, 1, 1, 1, *steps[0], *steps[1])
    glyph += b"\0" * (-len(glyph) % 4)
    # Format 13 of the character map gives one glyph to a whole range of characters.
    mapping = struct.pack(">HHHHLHHLLLLLL", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0x20, 0x2FFFF, 1)
    name = _NAME.decode().encode("utf-16-be")
    tables = {
        b"OS/2": struct.pack(">HhHHH", 3, _EM, 400, 5, 0)
        + b"\0" * 58
        + struct.pack(">HHhhhHH", 0x20, 0xFFFF, _ASCENT, _DESCENT, 0, _ASCENT, 140)
        + b"\0" * 18,
        b"cmap": mapping,
        b"glyf": glyph,
        b"head": struct.pack(
            ">LLLLHHqqhhhhHHhhh", 0x10000, 0x10000, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _DESCENT, _WIDTH, _ASCENT, 0, 8, 2, 1, 0
        ),
        b"hhea": struct.pack(">Lhhh", 0x10000, _ASCENT, _DESCENT, 0)
        + struct.pack(">HhhhhhhhhhhhH", _EM, 0, 0, _WIDTH, 1, 0, 0, 0, 0, 0, 0, 0, 2),
        b"hmtx": struct.pack(">HhHh", _EM, 0, _EM, 0),
        b"loca": struct.pack(">LLL", 0, 0, len(glyph)),
        b"maxp": struct.pack(">LHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0),
        b"name": struct.pack(">HHH", 0, 1, 18) + struct.pack(">HHHHHH", 3, 1, 0x409, 4, len(name), 0) + name,
        b"post": struct.pack(">LLhhLLLLL", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }
    return _file(tables)


def _file(tables: dict[bytes, bytes]) -> bytes:
    count = len(tables)
    power = count.bit_length() - 1
    head = struct.pack(">LHHHH", 0x10000, count, 16 << power, power, 16 * count - (16 << power))
    directory, body, at = b"", b"", len(head) + 16 * count
    for tag, table in sorted(tables.items()):
        padded = table + b"\0" * (-len(table) % 4)
        checksum = sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF
        directory += tag + struct.pack(">LLL", checksum, at + len(body), len(table))
        body += padded
    return head + directory + body
