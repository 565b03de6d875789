"""A disclosure as one HTML page, the way a bureau's site shows it."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from itertools import groupby

from .model import Disclosure, Heading, PageBreak, Paragraph, Table, TableCell, plain

STYLE = "table{border-collapse:collapse}td,th{border:1px solid #000;padding:2px 4px}.r{text-align:right}.c{text-align:center}"


def html(disclosure: Disclosure) -> bytes:
    """UTF-8 bytes; headings as h2 to h5, merged cells as rowspan and colspan."""
    body = "\n".join(_blocks(disclosure))
    title = escape(disclosure.title)
    page = f'<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>'
    return f"{page}\n<body>\n{body}\n</body>\n</html>\n".encode()


def _blocks(disclosure: Disclosure) -> Iterator[str]:
    for block in disclosure.blocks:
        if isinstance(block, Heading):
            yield f"<h{block.level + 1}>{escape(plain(block.runs))}</h{block.level + 1}>"
        elif isinstance(block, Paragraph):
            yield _paragraph(block)
        elif isinstance(block, Table):
            yield from _table(block)
        else:
            assert isinstance(block, PageBreak)


def _paragraph(paragraph: Paragraph) -> str:
    kind = {"title": ' class="c"'}.get(paragraph.kind, "")
    return f"<p{kind}>{escape(plain(paragraph.runs))}</p>"


def caption(table: Table) -> list[str]:
    """What stands above a table: title, printed code, body and unit."""
    below = f"{plain(table.organisation)}  " if table.organisation else ""
    return [text for text in (plain(table.title), table.code, f"{below}单位：{table.unit.name}") if text]


def _table(table: Table) -> Iterator[str]:
    yield from (f'<p class="c">{escape(line)}</p>' for line in caption(table))
    yield "<table>"
    for part, rows in groupby(groupby(table.cells, lambda cell: cell.row), lambda row: row[0] < table.header_rows):
        name = "thead" if part else "tbody"
        yield f"<{name}>"
        for _, cells in rows:
            yield "<tr>" + "".join(_cell(cell) for cell in cells) + "</tr>"
        yield f"</{name}>"
    yield "</table>"
    yield from (_paragraph(note) for note in table.notes)


def _cell(cell: TableCell) -> str:
    name = "th" if cell.header else "td"
    spans = (f' rowspan="{cell.row_span}"' if cell.row_span > 1 else "") + (
        f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
    )
    kind = {"right": ' class="r"', "center": ' class="c"'}.get(cell.align, "")
    return f"<{name}{spans}{kind}>{escape(cell.text)}</{name}>"
