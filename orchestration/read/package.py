"""Zipped packages (DOCX, XLSX, ODT): opened within limits, their XML made into trees without ever resolving an entity.

Names of elements and attributes come without their namespace prefix, so that transitional and strict files read alike.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Callable
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from orchestration.read.errors import Unreadable

MEMBERS = 5_000
UNPACKED = 400 * 1024 * 1024
"""Bytes of a whole package; pictures count, but are never unpacked."""
PART = 64 * 1024 * 1024
"""Bytes of one part of XML. The largest sheet seen has 2 MB."""
RATIO = 400
"""Unpacked to packed. Sheets of equal cells reach 60; a bomb a thousand."""
ELEMENTS = 1_500_000
DEPTH = 200
_NAMES = 5_000
"""Different names that are remembered while a part is read; the vocabularies of office files have some hundred a part."""
_CHUNK = 1024 * 1024

Attributes = dict[str, str]
Start = Callable[[str, Attributes], None]
End = Callable[[str], None]


class Package:
    """A zipped package held in memory. Every method raises Unreadable where a limit is passed or the bytes are damaged."""

    def __init__(self, data: bytes) -> None:
        self._zip = opened(data)
        self._names = {name.casefold(): name for name in self._zip.namelist()}

    def __contains__(self, part: str) -> bool:
        return part.casefold() in self._names

    def part(self, name: str) -> bytes:
        """The bytes of a part; empty where there is none."""
        stored = self._names.get(name.casefold())
        return unpacked(self._zip, stored) if stored is not None else b""

    def tree(self, name: str, without: frozenset[str] = frozenset()) -> Element:
        """The XML of a part, `without` the elements of these names and all in them; an empty element where there is no such part."""
        builder = TreeBuilder()
        data = self.part(name)
        if not data:
            return Element("absent")
        parse(data, builder.start, builder.end, builder.data, without)  # type: ignore[arg-type]
        return builder.close()

    def events(self, name: str, start: Start, end: End, text: Callable[[str], None]) -> None:
        """Read the XML of a part without keeping it."""
        parse(self.part(name), start, end, text)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Relationship id → (last word of its type, part it leads to), of the package itself for ''. Links that lead out are left out."""
        folder, name = posixpath.split(part)
        found = {}
        for one in self.tree(posixpath.join(folder, "_rels", f"{name}.rels")):
            if one.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
                found[one.get("Id", "")] = (one.get("Type", "").rsplit("/", 1)[-1], target)
        return found

    def main(self) -> str:
        """The part that holds the document itself."""
        return next((target for kind, target in self.related("").values() if kind == "officeDocument" and target in self), "")


def opened(data: bytes) -> zipfile.ZipFile:
    """A zip file within limits. Raises Unreadable: damaged_file, encrypted, too_large_inside."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, OverflowError) as error:
        raise damaged() from error
    total = sum(member.file_size for member in members)
    if len(members) > MEMBERS or total > UNPACKED or total > max(len(data) * RATIO, _CHUNK):
        raise Unreadable(
            "too_large_inside",
            f"压缩文件解开后过大（{len(members)} 个成员，{total / 1024**2:,.0f} MB），可能是压缩炸弹。",
            f"Unpacked, the file is too large ({len(members)} members, {total / 1024**2:,.0f} MB); it may be a zip bomb.",
        )
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("encrypted", "文件已加密，需要密码才能打开。", "The file is encrypted and needs a password.")
    return archive


def unpacked(archive: zipfile.ZipFile, name: str, limit: int = PART) -> bytes:
    """The bytes of a member. Raises Unreadable: damaged_file, too_large_inside."""
    try:
        if archive.getinfo(name).file_size > limit:
            raise Unreadable(
                "too_large_inside", f"文件内部的 {_shown(name)} 过大。", f"The part {_shown(name)} inside the file is too large."
            )
        return archive.read(name)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, NotImplementedError, RuntimeError) as error:
        raise damaged() from error


def parse(data: bytes, start: Start, end: End, text: Callable[[str], None], without: frozenset[str] = frozenset()) -> None:
    """Run XML through three callbacks. Of the elements of these names below the root (`without`), and of all in them, nothing is told.

    Raises Unreadable: damaged_file, xml_entities, too_large_inside.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local, depth, count, skipped = _Local(), 0, 0, 0

    def opening(name: str, attributes: Attributes) -> None:
        nonlocal depth, count, skipped
        depth += 1
        count += 1
        if depth > DEPTH or count > ELEMENTS:
            raise Unreadable(
                "too_large_inside", "文件内部的 XML 过大或嵌套过深。", "The XML inside the file is too large or nested too deeply."
            )
        if skipped:
            skipped += 1
            return
        tag = local[name]
        if tag in without and depth > 1:
            skipped = 1
            parser.CharacterDataHandler = None
            return
        start(tag, {local[key]: value for key, value in attributes.items()} if attributes else attributes)

    def closing(name: str) -> None:
        nonlocal depth, skipped
        depth -= 1
        if skipped:
            skipped -= 1
            if not skipped:
                parser.CharacterDataHandler = text
            return
        end(local[name])

    parser.StartElementHandler = opening
    parser.EndElementHandler = closing
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK])
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise damaged() from error
    finally:  # they hold the parser that holds them, and with it the tree that was built
        parser.StartElementHandler = parser.EndElementHandler = parser.CharacterDataHandler = None


def within(element: Element, holder: str, tag: str) -> Element | None:
    """What `find` finds by a path of two names, which it takes a while to understand each time."""
    held = element.find(holder)
    return None if held is None else held.find(tag)


def damaged() -> Unreadable:
    """What is said of bytes that begin like a format and do not go on like it."""
    return Unreadable("damaged_file", "文件已损坏或不完整，无法打开。", "The file is damaged or incomplete and cannot be opened.")


def _refuse(*_: object) -> None:
    raise Unreadable(
        "xml_entities",
        "文件的 XML 含有文档类型声明（可能是实体炸弹或外部实体），拒绝读取。",
        "The XML inside the file declares a document type, as entity bombs and external entities do; it is not read.",
    )


class _Local(dict[str, str]):
    """Names without their prefix, each told once; a hostile file may hold any number of them."""

    def __missing__(self, name: str) -> str:
        local = name.rsplit(":", 1)[-1]
        if len(self) < _NAMES:
            self[name] = local
        return local


def _shown(name: str) -> str:
    return "".join(character if character.isprintable() else "�" for character in name)[-80:]
