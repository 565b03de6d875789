"""A reviewer is shown the very place on the page where a number stands."""

from __future__ import annotations

from orchestration.read.document import Cell, Document, Line, Table

LINES = (
    Line(0, 4, 1, (100, 100, 500, 200), (100, 200, 300, 400, 500)),
    Line(5, 7, 1, (100, 220, 300, 320), (100, 200, 300)),
    Line(8, 10, 2, (50, 300, 150, 500), (500, 400, 300), turn=3),
)
DOCUMENT = Document("pdf", "收入12\n.5\n横排", lines=LINES)


def test_a_span_within_a_line() -> None:
    assert DOCUMENT.box_of(2, 4) == (1, (300, 100, 500, 200))


def test_a_number_broken_over_two_lines_has_a_box_round_both_parts() -> None:
    assert DOCUMENT.box_of(2, 7) == (1, (100, 100, 500, 320))


def test_a_span_over_two_pages_is_shown_where_it_begins() -> None:
    assert DOCUMENT.box_of(5, 10) == (1, (100, 220, 300, 320))


def test_text_printed_sideways_is_measured_along_the_height() -> None:
    assert DOCUMENT.box_of(9, 10) == (2, (50, 300, 150, 400))


def test_no_line_no_box() -> None:
    assert DOCUMENT.box_of(4, 5) is None
    assert DOCUMENT.box_of(10, 12) is None
    assert Document("text", "收入12").box_of(0, 2) is None


def test_a_table_counts_its_spans() -> None:
    table = Table("", (Cell(0, 0, 2, 1, "项目"), Cell(0, 1, 1, 3, "决算数")))
    assert (table.rows, table.columns) == (2, 4)
    assert (Table("", ()).rows, Table("", ()).columns) == (0, 0)
