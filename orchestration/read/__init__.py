"""Read: bytes become a Document, by a reader for each format.

To add a format, write a module with `read(data: bytes) -> Document` that raises `Unreadable`, and name it in _MODULES.
Raise VERSION whenever any reader would make another Document of the same bytes: what was stored before is then read anew.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module

from orchestration.read import archive, sniff
from orchestration.read.document import Document
from orchestration.read.errors import Unreadable
from orchestration.read.limits import Limits
from orchestration.read.readers import Readers, ReadersFailed, Refused
from orchestration.warehouse.folder import Warehouse

__all__ = ["READERS", "VERSION", "Document", "Limits", "ReadersFailed", "Refused", "Unreadable", "guarded", "load", "load_readers", "read"]

VERSION = "10"
_MODULES = {
    "text": "text",
    "pdf": "pdf",
    "docx": "docx",
    "doc": "office",
    "odt": "odt",
    "xlsx": "xlsx",
    "xls": "xls",
    "html": "html",
}


def _by(module: str, data: bytes) -> Document:
    """A reader's module is loaded when it is first needed: a run over plain text does without pdfium and numpy."""
    document: Document = import_module(f"{__name__}.{module}").read(data)
    return document


READERS: dict[str, Callable[[bytes], Document]] = {format_: partial(_by, module) for format_, module in _MODULES.items()}
READERS["archive"] = lambda data: archive.read(data, read)

_NAMES = {
    "pdf": ("PDF", "PDF"),
    "docx": ("Word (DOCX)", "Word (DOCX)"),
    "doc": ("Word 97-2003 (DOC)", "Word 97-2003 (DOC)"),
    "odt": ("OpenDocument (ODT)", "OpenDocument (ODT)"),
    "xlsx": ("Excel (XLSX)", "Excel (XLSX)"),
    "xls": ("Excel 97-2003 (XLS)", "Excel 97-2003 (XLS)"),
    "html": ("网页（HTML）", "HTML"),
    "rtf": ("RTF", "RTF"),
    "image": ("图片", "image"),
    "archive": ("压缩包", "archive"),
    "ofd": ("OFD", "OFD"),
    "package": ("其他 Office", "other Office applications"),
}


def read(data: bytes) -> Document:
    """The Document of a file's bytes, by the reader of the format they are in.

    Raises Unreadable: what the reader says, or unsupported_format where there is no reader.
    """
    kind = sniff.kind_of(data)
    reader = READERS.get(kind)
    if reader is None:
        zh, en = _NAMES[kind]
        raise Unreadable("unsupported_format", f"目前还不能读取{zh}格式的文件。", f"Files of the format {en} cannot be read yet.")
    return reader(data)


def load(warehouse: Warehouse, identity: str) -> Document:
    """The Document of a registered file by its sha256 or document id: from the store, or read now and stored.

    Raises KeyError where no such file was registered, Unreadable where it cannot be read.
    """
    with guarded(warehouse) as readers:
        ((_, found),) = readers.read([_sha256(warehouse, identity)])
    if isinstance(found, Refused):
        raise found.error
    return found


def guarded(warehouse: Warehouse, limits: Limits | None = None) -> Readers:
    """Readers of registered files that no file can hurt, for as long as the context lasts."""
    return Readers(warehouse, VERSION, limits)


def load_readers() -> None:
    """Load every reader now, for a process whose forks are to read."""
    for module in _MODULES.values():
        import_module(f"{__name__}.{module}")


def _sha256(warehouse: Warehouse, identity: str) -> str:
    if warehouse.object_path(identity).is_file():
        return identity
    found = sorted(warehouse.objects.glob(f"{identity}*")) if identity.isalnum() else []
    if len(found) != 1:
        raise KeyError(f"no registered file has the id {identity}")
    return found[0].name
