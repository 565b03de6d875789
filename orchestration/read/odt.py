"""OpenDocument texts (ODT): paragraphs and tables in the order of the body, list numbers written out, deletions left out."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from orchestration.read.compose import CELLS, Flow, FlowCell, FlowTable, compose
from orchestration.read.document import Document
from orchestration.read.errors import Unreadable
from orchestration.read.ordinals import ordinal
from orchestration.read.package import Package, damaged

_WRAPPERS = frozenset(
    ("section", "index-body", "index-title", "table-of-content", "alphabetical-index", "table-header-rows", "table-rows", "table-row-group")
)
_GONE = frozenset(("tracked-changes", "annotation", "annotation-end", "note", "text-box", "title", "desc", "ruby-text", "forms"))
_WIDEST = 1000
_ABUT = "、，）)」』】》．。："


def read(data: bytes) -> Document:
    """The Document of an ODT file.

    Raises Unreadable: damaged_file, encrypted, xml_entities, too_large_inside, too_many_cells, too_long, empty_file.
    """
    package = Package(data)
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise Unreadable("encrypted", "文件已加密，需要密码才能打开。", "The file is encrypted and needs a password.")
    content = package.tree("content.xml")
    body = content.find("body/text")
    if body is None:
        raise damaged()
    return compose("odt", _Reader([content, package.tree("styles.xml")]).blocks(body))


class _Reader:
    def __init__(self, roots: list[Element]) -> None:
        self._lists = {one.get("name", ""): one for root in roots for one in root.iter("list-style")}
        self._outline = next((one for root in roots for one in root.iter("outline-style")), Element("outline-style"))
        self._counts: dict[str, list[int]] = {}
        self._tables = 0
        self._cells = 0

    def blocks(self, container: Element, style: str = "", level: int = 0) -> Flow:
        """Paragraphs and tables of a body, a cell, a frame; `style` and `level` are those of the list that it is an item of."""
        flow: Flow = []
        numbered = level > 0
        for block in container:
            tag = block.tag
            if tag in ("p", "h"):
                said: list[str] = []
                hung: Flow = []
                _inline(block, said, hung, self)
                text = "".join(said)
                if text.strip():
                    if numbered:
                        text = self._number(self._lists.get(style), style, level) + text
                        numbered = False
                    elif tag == "h" and not level:
                        text = self._number(self._outline, "outline", _count(block, "outline-level", 1)) + text
                flow.append(text)
                flow += hung
            elif tag == "list":
                name = block.get("style-name", style)
                if block.get("continue-numbering") != "true" and not block.get("continue-list") and not level:
                    self._counts.pop(name, None)
                for item in block:
                    if item.tag in ("list-item", "list-header"):
                        flow += self.blocks(item, name, level + 1 if item.tag == "list-item" else 0)
            elif tag == "table":
                flow.append(self._table(block))
            elif tag in _WRAPPERS:
                flow += self.blocks(block)
            elif tag == "frame":
                flow += self.framed(block)
        return flow

    def framed(self, frame: Element) -> Flow:
        """What stands in the text boxes of a frame."""
        return [item for box in frame if box.tag == "text-box" for item in self.blocks(box)]

    def _number(self, styles: Element | None, name: str, level: int) -> str:
        """The number before an item, counted on; empty where its level has none."""
        own = (
            {_count(one, "level", 1): one for one in styles if one.tag in ("list-level-style-number", "outline-level-style")}
            if styles is not None
            else {}
        )
        if level not in own or not own[level].get("num-format"):
            return ""
        counts = self._counts.setdefault(name, [])
        del counts[level:]
        while len(counts) < level:
            at = len(counts) + 1
            counts.append((_count(own[at], "start-value", 1) if at in own else 1) - (at == level))
        counts[level - 1] += 1
        first = level - _count(own[level], "display-levels", 1)
        shown = [ordinal(counts[at], own[at + 1].get("num-format", "1")) for at in range(max(first, 0), level) if at + 1 in own]
        text = own[level].get("num-prefix", "") + ".".join(shown) + own[level].get("num-suffix", "")
        return text if text[-1:] in _ABUT else text + " "

    def _table(self, table: Element) -> FlowTable:
        self._tables += 1
        found = FlowTable()
        row = 0
        for one in _rows(table):
            for _ in range(_count(one, "number-rows-repeated", 1) if any(True for _ in one.iter("p")) else 1):
                column = 0
                for ordinal_, cell in enumerate((cell for cell in one if cell.tag in ("table-cell", "covered-table-cell")), 1):
                    for _ in range(_count(cell, "number-columns-repeated", 1)):
                        if cell.tag == "table-cell":
                            spans = _count(cell, "number-rows-spanned", 1), _count(cell, "number-columns-spanned", 1)
                            place = f"table {self._tables} row {row + 1} cell {ordinal_}"
                            found.cells.append(FlowCell(row, column, *spans, self.blocks(cell), place))
                            self._counted()
                        column += 1
                row += 1
        for placed in found.cells:
            placed.row_span = min(placed.row_span, row - placed.row)
        return found

    def _counted(self) -> None:
        self._cells += 1
        if self._cells > CELLS:
            raise Unreadable("too_many_cells", f"表格单元格超过 {CELLS} 个。", f"The tables have more than {CELLS} cells.")


def _inline(element: Element, said: list[str], hung: Flow, reader: _Reader) -> None:
    """Say the text below an element; frames and notes go to `hung`."""
    said.append(element.text or "")
    for child in element:
        tag = child.tag
        if tag == "s":
            said.append(" ")
        elif tag == "tab":
            said.append("\t")
        elif tag == "line-break":
            said.append("\n")
        elif tag == "note":
            hung += [item for body in child if body.tag == "note-body" for item in reader.blocks(body)]
        elif tag == "frame":
            hung += reader.framed(child)
        elif tag not in _GONE:
            _inline(child, said, hung, reader)
        said.append(child.tail or "")


def _rows(table: Element) -> Iterator[Element]:
    for child in table:
        if child.tag == "table-row":
            yield child
        elif child.tag in _WRAPPERS:
            yield from _rows(child)


def _count(element: Element, name: str, otherwise: int) -> int:
    text = element.get(name, "")
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise
