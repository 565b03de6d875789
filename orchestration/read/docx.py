"""Word (DOCX, DOCM): paragraphs and tables in the order of the body, as a person reads them with all changes accepted.

What is deleted or hidden is left out, what is inserted stays; list numbers are written out; footnotes and text boxes follow the
paragraph they hang on. The package is read directly: python-docx passes over insertions, footnotes, list numbers and text boxes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import attrgetter
from xml.etree.ElementTree import Element

from orchestration.read.collection import without_collection
from orchestration.read.compose import CELLS, Flow, FlowCell, FlowTable, compose
from orchestration.read.document import Document
from orchestration.read.errors import Unreadable
from orchestration.read.numbering import LOOKS, Numbering
from orchestration.read.package import Package, damaged, within

_GONE = frozenset(("del", "moveFrom", "delText", "instrText", "delInstrText", "rt", "rPr", "pPr", "sectPr"))
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_NOT_ITSELF = _WRAPPERS | {"AlternateContent", "del", "moveFrom", "sdtPr", "sdtEndPr"}
"""Children that are left out, or of which others stand for them."""
_TAG = attrgetter("tag")
_LOOKS = frozenset(
    (
        "jc",
        "ind",
        "spacing",
        "rFonts",
        "sz",
        "szCs",
        "color",
        "lang",
        "tblPr",
        "tblGrid",
        "tblPrEx",
        "tcW",
        "tcBorders",
        "tcMar",
        "shd",
        "vAlign",
    )
)
"""Elements without text that only say how things look, a good part of all."""
_WIDEST = 1000


def read(data: bytes) -> Document:
    """The Document of a DOCX file.

    Raises Unreadable: damaged_file, encrypted, xml_entities, too_large_inside, too_many_cells, too_long, empty_file.
    """
    with without_collection():
        return _document(Package(data))  # its trees are gone when cycles are looked for again


def _document(package: Package) -> Document:
    main = package.main()
    body = package.tree(main, _LOOKS).find("body")
    if body is None:
        raise damaged()
    return compose("docx", _Reader(package, main).blocks(body))


class _Reader:
    def __init__(self, package: Package, main: str) -> None:
        parts = dict(package.related(main).values())
        self._numbering = Numbering(package.tree(parts.get("numbering", "")), package.tree(parts.get("styles", ""), LOOKS))
        self._notes = {
            kind: {note.get("id", ""): note for note in package.tree(parts.get(f"{kind}s", "")) if note.get("type", "normal") == "normal"}
            for kind in ("footnote", "endnote")
        }
        self._tables = 0
        self._cells = 0

    def blocks(self, container: Element) -> Flow:
        """Paragraphs and tables of a body, a cell, a text box or a note."""
        flow: Flow = []
        carried = ""
        for block in _children(container):
            if block.tag == "tbl":
                flow.append(self._table(block))
            elif block.tag == "p":
                said: list[str] = []
                hung: Flow = []
                self._inline(block, said, hung)
                properties = _told(block, "pPr")
                text = carried + "".join(said)
                if properties is not None and within(properties, "rPr", "del") is not None:
                    carried = text  # its mark is deleted: it runs on into the next
                    continue
                number = self._numbering.before(properties) if text.strip() else ""
                flow.append(number + text)
                flow += hung
                carried = ""
        return [*flow, carried] if carried else flow

    def _inline(self, element: Element, said: list[str], hung: Flow) -> None:
        """Say the text below an element; what hangs on it, text boxes and notes, goes to `hung`."""
        for child in _children(element):
            tag = child.tag
            if tag == "t":
                said.append(child.text or "")
            elif tag == "r":
                if not _is_hidden(child):
                    self._inline(child, said, hung)
            elif tag in _GONE:
                continue
            elif tag in _SIGNS:
                said.append(_SIGNS[tag])
            elif tag == "sym":
                said.append(_symbol(child))
            elif tag in ("footnoteReference", "endnoteReference"):
                note = self._notes[tag.removesuffix("Reference")].pop(child.get("id", ""), None)
                hung += self.blocks(note) if note is not None else []
            elif tag == "txbxContent":
                hung += self.blocks(child)
            else:
                self._inline(child, said, hung)

    def _table(self, table: Element) -> FlowTable:
        self._tables += 1
        place = f"table {self._tables}"
        found = FlowTable()
        above: dict[int, FlowCell] = {}
        rows = (row for row in _children(table) if row.tag == "tr" and within(row, "trPr", "del") is None)
        for number, row in enumerate(rows):
            below: dict[int, FlowCell] = {}
            column = _count(within(row, "trPr", "gridBefore"), 0)
            cells = (cell for cell in _children(row) if cell.tag == "tc")
            for ordinal, cell in enumerate(cells, 1):
                properties = _told(cell, "tcPr")
                span, merge = 1, None
                if properties is not None:
                    span, merge = _count(properties.find("gridSpan"), 1) or 1, properties.find("vMerge")
                upper = above.get(column) if merge is not None and merge.get("val", "continue") == "continue" else None
                if upper is not None and upper.column_span == span:
                    upper.row_span += 1
                else:
                    upper = FlowCell(number, column, 1, span, self.blocks(cell), f"{place} row {number + 1} cell {ordinal}")
                    found.cells.append(upper)
                    self._counted()
                if merge is not None:
                    below[column] = upper
                column += span
            above = below
        return found

    def _counted(self) -> None:
        self._cells += 1
        if self._cells > CELLS:
            raise Unreadable("too_many_cells", f"表格单元格超过 {CELLS} 个。", f"The tables have more than {CELLS} cells.")


def _told(element: Element, holder: str) -> Element | None:
    """The properties of an element; None where it has none, as most have not but for their looks."""
    properties = element.find(holder)
    return properties if properties is not None and len(properties) else None


def _children(element: Element) -> Iterable[Element]:
    """Children with what only wraps them opened; of alternatives the first, since each draws the same."""
    return element if _NOT_ITSELF.isdisjoint(map(_TAG, element)) else _opened(element)


def _opened(element: Element) -> Iterator[Element]:
    for child in element:
        tag = child.tag
        if tag in _WRAPPERS:
            yield from _opened(child)
        elif tag == "AlternateContent":
            yield from _opened(next((one for one in child if one.tag in ("Choice", "Fallback")), child))
        elif tag not in _NOT_ITSELF:
            yield child


def _is_hidden(run: Element) -> bool:
    vanish = within(run, "rPr", "vanish")
    return vanish is not None and vanish.get("val", "1") not in ("0", "false", "off")


def _symbol(element: Element) -> str:
    """The sign of a symbol font; its private code points mean nothing outside of that font."""
    code = element.get("char", "")
    try:
        sign = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= sign <= "\uf8ff" or "\ud800" <= sign <= "\udfff" else sign


def _count(element: Element | None, otherwise: int) -> int:
    text = element.get("val", "") if element is not None else ""
    return min(int(text), _WIDEST) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
