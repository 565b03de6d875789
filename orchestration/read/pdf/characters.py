"""What a printed sign is as a character: radicals become the ideographs they look like, marks without a width go.

Fonts made by subsetting often map a glyph to the radical's code point where the ideograph was typed: ⻓期 for 长期. Text that looks
right then fails every comparison. Unicode decomposes the Kangxi radicals; those of the supplement are listed here.
"""

from __future__ import annotations

import re
import unicodedata

import numpy as np
from numpy.typing import NDArray

MISSING = "\ufffd"
"""Stands for a glyph whose font does not say which character it is: something is printed there."""

_SUPPLEMENT = (
    "⺁厂⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬"
    "⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳罒⺵罒⺶羊⺷羊⺸羊⺹耂⺺肀⺻聿⺼月⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见"
    "⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨"
    "⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_BULLETS = "\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0a8\uf0b2\uf0b7\uf0d8\uf0fc\uf0fe"
"""Where the symbol fonts keep their bullets, ticks and arrows."""


def _replacements() -> dict[int, str]:
    """Code point to what stands in the text for it; the empty string where nothing does."""
    found = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    found |= {code: unicodedata.normalize("NFC", chr(code)) for code in (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))}
    found |= {ord(radical): ideograph for radical, ideograph in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)}
    found |= dict.fromkeys(map(ord, _BULLETS), "•")
    found |= dict.fromkeys((*range(1, 0x20), *range(0x7F, 0xA0), 0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F)), "")
    found |= dict.fromkeys((*range(0x2060, 0x2070), 0xFEFF, 0xFFFF, *range(0xFE00, 0xFE10)), "")
    found |= dict.fromkeys((0x09, 0x0A, 0x0D, 0x20, 0xA0, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000), " ")
    found |= {0: MISSING, 0x02: "-", 0xFFFE: "-"}  # pdfium's own signs: no mapping, and a hyphen where a line ends
    return found | dict.fromkeys(range(0xD800, 0xE000), MISSING)


_UNREAD = re.compile("[\ufffd\ue000-\uf8ff]")
_BEYOND = 0x110000
"""The first number that is no code point."""


def _table() -> NDArray[np.uint32]:
    """For each code point that of the character which its glyph shows; 0 for none."""
    table = np.arange(_BEYOND + 1, dtype=np.uint32)
    replaced = _replacements()
    table[list(replaced)] = [ord(sign) if sign else 0 for sign in replaced.values()]
    table[_BEYOND] = ord(MISSING)
    return table


_SHOWN = _table()


def shown(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The code points of the characters that glyphs with these code points show: 32 for a blank, 0 for nothing."""
    found: NDArray[np.uint32] = _SHOWN[np.minimum(codes, _BEYOND)]
    return found


def character(code: int) -> str:
    """The character that the glyph with this code point shows: one character, a blank, or nothing."""
    found = int(_SHOWN[min(code, _BEYOND)])
    return chr(found) if found else ""


def unread(text: str) -> int:
    """How many characters the fonts withhold: without a mapping, or with a private one."""
    return len(_UNREAD.findall(text))
