"""A body's files published together, the narrative in one and the tables in another, become one Document.

`read` takes a zip archive; `read_bundle` takes files by name, as from a folder. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import contextlib
import re
import stat
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from orchestration.read import sniff
from orchestration.read.document import Document, Line, Page, Table
from orchestration.read.errors import Unreadable
from orchestration.read.package import opened, unpacked

FILES = 200
FILE_BYTES = 200 * 1024 * 1024
_ZIP = b"PK"
_BESIDE_THE_POINT = re.compile(r"(?:.*/)?(?:__MACOSX(?:/.*)?|\.[^/]*|~\$[^/]*|Thumbs\.db|desktop\.ini)", re.I)

Reader = Callable[[bytes], Document]


def read(data: bytes, reader: Reader) -> Document:
    """The Document of the files in a zip archive, each read by `reader`.

    Raises Unreadable: unsupported_format (archives that are no zip), damaged_file, encrypted, too_large_inside, unsafe_name,
    nested_archive, too_many_files, and what `reader` raises of a member, with its name.
    """
    if not data.startswith(_ZIP):
        raise Unreadable(
            "unsupported_format",
            "只支持 ZIP 压缩包，请解压后重新打包或直接登记。",
            "Of archives only ZIP can be read; unpack it, or pack it as ZIP.",
        )
    archive = opened(data)
    wanted = [
        (name, member) for member in archive.infolist() if not _BESIDE_THE_POINT.fullmatch(name := _safe(member)) and not member.is_dir()
    ]
    return read_bundle(((name, unpacked(archive, member.filename, FILE_BYTES)) for name, member in wanted), reader, format_="archive")


def read_bundle(files: Iterable[tuple[str, bytes]], reader: Reader, format_: str = "archive") -> Document:
    """One Document of several files (name, bytes), in the order of their names, numbers counted as numbers.

    Texts follow each other, pages are numbered on, tables keep the name of their file before their `place`. Pictures are passed over;
    any other file that cannot be read makes the whole unreadable, since a part of a disclosure missing unseen is worse than none.
    Raises Unreadable: nested_archive, too_many_files, empty_file, and what `reader` raises of a file, with its name.
    """
    found: list[tuple[str, Document]] = []
    for count, (name, data) in enumerate(files, 1):
        if count > FILES:
            raise Unreadable("too_many_files", f"压缩包中的文件超过 {FILES} 个。", f"The archive holds more than {FILES} files.")
        kind = sniff.kind_of(data)
        if kind == "archive":
            raise Unreadable("nested_archive", f"压缩包中还有压缩包：{name}。", f"The archive holds another archive: {name}.")
        if kind != "image":
            found.append((name, _read(name, data, reader)))
    if not found:
        raise Unreadable("empty_file", "压缩包中没有可读取的文件。", "The archive holds no file that can be read.")
    return _joined(sorted(found, key=lambda one: _order(one[0])), format_)


def _read(name: str, data: bytes, reader: Reader) -> Document:
    try:
        return reader(data)
    except Unreadable as error:
        raise Unreadable(error.code, f"{name}：{error.zh}", f"{name}: {error.en}") from error


def _joined(found: Sequence[tuple[str, Document]], format_: str) -> Document:
    texts: list[str] = []
    pages: list[Page] = []
    tables: list[Table] = []
    lines: list[Line] = []
    at = before = 0
    for name, document in found:
        pages += [
            replace(page, number=page.number + before, char_start=page.char_start + at, char_end=page.char_end + at)
            for page in document.pages
        ]
        lines += [
            replace(line, page=line.page + before, char_start=line.char_start + at, char_end=line.char_end + at) for line in document.lines
        ]
        # a table at the end of its own text stands before the text that now follows, behind the line break between
        tables += [_moved(table, name, at + (table.char_start >= len(document.text)), at, before) for table in document.tables]
        texts.append(document.text)
        at += len(document.text) + 1
        before += max((page.number for page in document.pages), default=0)
    text = "\n".join(texts)
    placed = tuple(replace(table, char_start=min(table.char_start, len(text))) for table in tables)
    return Document(format=format_, text=text, pages=tuple(pages), lines=tuple(lines), tables=placed)


def _moved(table: Table, name: str, start: int, at: int, before: int) -> Table:
    def page(number: int | None) -> int | None:
        return number + before if number is not None else None

    cells = tuple(
        cell._replace(
            place=f"{name}: {cell.place}" if cell.place else name,
            page=page(cell.page),
            char_start=cell.char_start + at if cell.char_start is not None else None,
        )
        for cell in table.cells
    )
    return replace(table, cells=cells, page=page(table.page), char_start=table.char_start + start)


def _safe(member: zipfile.ZipInfo) -> str:
    """The name of a member on one line. Raises Unreadable: unsafe_name, where it has none, leads out of the archive or is a link."""
    name = member.filename
    if not member.flag_bits & 0x800:  # not marked as UTF-8: Chinese systems write GBK
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    name = name.replace("\\", "/")
    shown = "".join(character if character.isprintable() else "�" for character in name)[:200]
    steps = name.split("/")
    leads_out = name.startswith("/") or re.match(r"[A-Za-z]:", name) or ".." in steps
    if not name or leads_out or stat.S_ISLNK(member.external_attr >> 16):
        raise Unreadable("unsafe_name", f"压缩包中的文件名不安全：{shown}。", f"The archive holds an unsafe file name: {shown}.")
    return shown


def _order(name: str) -> list[tuple[int, int, str]]:
    """附件2 before 附件10."""
    parts = re.split(r"([0-9]{1,9})", name)
    return [(0, int(part), "") if at % 2 else (1, 0, part) for at, part in enumerate(parts) if part]
