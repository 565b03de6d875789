"""The formats that a disclosure can be published in, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable

from .model import Disclosure
from .render_docx import docx
from .render_html import html
from .render_pdf import pdf
from .render_sheets import xls, xlsx
from .render_text import Wrapping, text


def wrapped(disclosure: Disclosure) -> bytes:
    """Text with hard line ends, as extracted from a page; tables lost."""
    return text(disclosure).text.encode()


def unwrapped(disclosure: Disclosure) -> bytes:
    """Text with one line a paragraph, tables written out below their titles."""
    return text(disclosure, Wrapping(width=None, tables=True)).text.encode()


FORMATS: dict[str, Callable[[Disclosure], bytes]] = {
    "txt": wrapped,
    "long.txt": unwrapped,
    "html": html,
    "docx": docx,
    "xlsx": xlsx,
    "xls": xls,
    "pdf": pdf,
}
