"""Web pages: visible text by lines, tables with their spans, in any encoding that Chinese pages come in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from orchestration.read.compose import Flow, FlowTable, compose
from orchestration.read.document import Document
from orchestration.read.html_guard import guard
from orchestration.read.html_table import TableBuilder
from orchestration.read.ordinals import ordinal

_SILENT = frozenset(("script", "style", "template", "noscript", "head", "svg", "iframe", "object", "textarea", "audio", "video", "math"))
_BLOCKS = frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li",
        "main", "menu", "nav", "ol", "option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
        "tr", "ul",
    )
)  # fmt: skip
_APART = re.compile(r"float\s*:|display\s*:\s*(?:inline-)?(?:block|flex|table)|position\s*:\s*absolute", re.I)
_TABLE_DEPTH = 20
_META = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,30})", re.I)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,30})", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)", re.I)
_SPACES = re.compile(r"[ \t\n\r\f]+")


def read(data: bytes) -> Document:
    """The Document of a page. Raises Unreadable: too_large_inside, too_complex, too_many_cells, empty_file."""
    guard(data)
    text, encoding = decoded(data)
    root = LexborHTMLParser(text.replace("\0", "")).root
    return compose("html", _flow(root) if root is not None else [], encoding)


def decoded(data: bytes) -> tuple[str, str]:
    """(text, encoding): by its mark, else UTF-8 where it is valid, since pages misname it; else as declared, else GB 18030."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        declared = _XML.search(data) or _META.search(data[:8192])
        name = _known(declared[1].decode("ascii") if declared else "gb18030")
        if name == "utf-8" and error.start < len(data) - 4 and _is_chinese(data):
            name = "gb18030"
        return data.decode(name, "replace"), name


def _is_chinese(data: bytes) -> bool:
    """Whether bytes that call themselves UTF-8 are better GB 18030: few stray bytes leave most of a page in place."""
    wrong = data.decode("utf-8", "replace").count("\ufffd")
    return data.decode("gb18030", "replace").count("\ufffd") * 4 < wrong


def _known(name: str) -> str:
    if name.lower().replace("-", "").replace("_", "") in ("gb2312", "gbk", "gb18030", "cp936", "xgbk", "euccn"):
        return "gb18030"
    try:
        known = codecs.lookup(name)
        if known._is_text_encoding and isinstance("".encode(name), bytes):
            return known.name
    except (LookupError, UnicodeError):
        pass
    return "gb18030"


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """(node, whether it begins) in document order, without recursion; what is silent is not entered."""
    node: LexborNode | None = root
    depth = 0
    while node is not None:
        yield node, True
        below = node.first_child if node.tag not in _SILENT else None
        if below is not None:
            node, depth = below, depth + 1
            continue
        yield node, False
        while depth and node.next is None:
            node, depth = node.parent, depth - 1
            if node is None:
                return
            yield node, False
        node = node.next if depth else None


def _flow(root: LexborNode) -> Flow:
    page = _Page()
    for node, begins in _walk(root):
        tag = node.tag or ""
        if tag == "-text":
            if begins:
                page.say(node.text_content or "")
        elif tag.startswith("-") or tag in _SILENT:
            continue
        elif begins:
            page.begin(node, tag)
        else:
            page.end(tag)
    page.break_line()
    return page.flow


class _Page:
    """What has been met so far: the flow being written to, the tables and lists that are open, the path of the node."""

    def __init__(self) -> None:
        self.flow: Flow = []
        self._line: list[str] = []
        self._tables: list[TableBuilder] = []
        self._flows: list[Flow] = []
        self._path: list[tuple[str, dict[str, int]]] = [("", {})]
        self._lists: list[tuple[str, int]] = []
        self._preformatted = 0
        self._too_deep = 0
        self._apart: list[bool] = []

    def say(self, text: str) -> None:
        self._line.append(text if self._preformatted else _SPACES.sub(" ", text))

    def break_line(self) -> None:
        if self._line:
            said = "".join(self._line)
            self._line.clear()
            if not said.isspace():
                self.flow.append(said)

    def begin(self, node: LexborNode, tag: str) -> None:
        counts = self._path[-1][1]
        counts[tag] = counts.get(tag, 0) + 1
        step = tag if tag in ("html", "body") else f"{tag}[{counts[tag]}]"
        self._path.append((f"{self._path[-1][0]}/{step}", {}))
        apart = False
        if tag in _BLOCKS or tag == "br":
            self.break_line()
        if tag == "pre":
            self._preformatted += 1
        elif tag in ("ol", "ul", "table", "td", "th", "tr", "li"):
            self._structure(node, tag)
        elif tag not in _BLOCKS and _APART.search(node.attributes.get("style") or ""):
            apart = True
            self._line.append(" ")
        self._apart.append(apart)

    def _structure(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        if tag == "table":
            if len(self._tables) >= _TABLE_DEPTH:
                self._too_deep += 1
            else:
                self._tables.append(TableBuilder())
                self._flows.append(self.flow)
        elif tag == "tr" and self._tables and not self._too_deep:
            self._tables[-1].row()
        elif tag in ("td", "th") and self._tables and not self._too_deep:
            self.flow = self._tables[-1].cell(attributes.get("rowspan"), attributes.get("colspan"), self._path[-1][0])
        elif tag in ("ol", "ul"):
            style = _LIST_STYLE.search(attributes.get("style") or "")
            name = style[1].lower() if style else attributes.get("type") or "decimal"
            first = attributes.get("start") or ""
            self._lists.append(
                (name if tag == "ol" else "none", int(first) if first.isascii() and first.isdigit() and len(first) < 5 else 1)
            )
        elif tag == "li" and self._lists:
            name, number = self._lists.pop()
            self._lists.append((name, number + 1))
            if shown := ordinal(number, name):
                self._line.append(shown + ("、" if shown[0] >= "一" else ". "))

    def end(self, tag: str) -> None:
        self._path.pop()
        if self._apart.pop():
            self._line.append(" ")
        if tag in _BLOCKS:
            self.break_line()
        if tag == "pre":
            self._preformatted -= 1
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "table" and self._too_deep:
            self._too_deep -= 1
        elif tag == "table":
            self.flow = self._flows.pop()
            self.flow.append(FlowTable(self._tables.pop().cells()))
        elif tag in ("td", "th") and self._tables and not self._too_deep:
            self.flow = self._flows[-1]
