"""What kind of file bytes are, by their content alone. Never raises: what is not known is `text`, and the text reader decides."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

FORMATS = ("text", "pdf", "docx", "doc", "odt", "xlsx", "xls", "html", "archive")
"""Kinds that the warehouse records by name; every other is recorded as `unknown`."""

HEAD = 8192
"""Bytes at the beginning by which most kinds are known."""
_MAGIC = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"\x1f\x8b", "archive"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->).){0,2000}-->\s*|<!\[endif\]-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|table|div|meta|title|script|style|link|p|h[1-6]|center|span|font)\b",
    re.I | re.S,
)


def kind_of(data: bytes) -> str:
    """One of FORMATS, or rtf, image, ofd, package."""
    kind = kind_of_head(data[:HEAD])
    return _zipped(data) if kind == "zip" else _compound(data) if kind == "compound" else kind


def kind_of_head(data: bytes) -> str:
    """The same from the first HEAD bytes, without opening anything: `zip` and `compound` for what is told apart by what is inside."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return "zip"
    if data.startswith(_OLE):
        return "compound"
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            return kind
    head = data[:HEAD].replace(b"\0", b"")[2:] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data[:4096]
    return "html" if _HTML.match(head) else "text"


def recorded(kind: str) -> str:
    """How raw_document.format names a kind."""
    return kind if kind in FORMATS else "unknown"


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:100] if "mimetype" in names and archive.getinfo("mimetype").file_size < 1000 else b""
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, OverflowError):
        return "archive"
    if any(name.startswith("word/") for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "OFD.xml" in names:
        return "ofd"
    if b"opendocument.text" in mime:
        return "odt"
    return "package" if mime or "[Content_Types].xml" in names else "archive"


def _compound(data: bytes) -> str:
    """Old Office files are told apart by the names of their streams, which stand in UTF-16 in the directory."""
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    return "xls"
