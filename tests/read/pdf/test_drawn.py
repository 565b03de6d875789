"""Pieces of rules: worked out for all paths of a page at once, they are those of each path by itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orchestration.read.pdf import drawn, read
from orchestration.read.pdf.calls import address, pointer
from orchestration.read.pdf.drawn import THIN, Segments, areas, lines
from tests.read.pdf.written import Drawing, pdf

Point = tuple[float, float]
Box = tuple[float, float, float, float]
Path = list[tuple[Point, bool, bool]]
"""Points, and of each whether it begins a subpath and whether that is closed after it."""

NEAR = st.sampled_from([0.0, 1.0, THIN, 4.0, 100.0, 101.0, 100.0 + THIN, 104.0])
POINTS = st.tuples(NEAR, NEAR)
RECTANGLES = st.tuples(POINTS, POINTS).map(
    lambda ends: [
        (ends[0], True, False),
        ((ends[0][0], ends[1][1]), False, False),
        (ends[1], False, False),
        ((ends[1][0], ends[0][1]), False, True),
    ]
)
PATHS = st.lists(
    st.one_of(
        st.lists(st.tuples(POINTS, st.booleans(), st.booleans()), min_size=1, max_size=12),
        st.lists(RECTANGLES, min_size=1, max_size=3).map(lambda parts: [segment for part in parts for segment in part]),
    ),
    min_size=1,
    max_size=5,
)


def subpaths(path: Path) -> list[list[Point]]:
    """A closed one ends where it began."""
    found: list[list[Point]] = []
    for point, begins, closes in path:
        if begins or not found:
            found.append([])
        found[-1].append(point)
        if closes:
            found[-1].append(found[-1][0])
    return found


def around(points: list[Point]) -> Box:
    across, along = zip(*points, strict=True)
    return min(across), min(along), max(across), max(along)


def lines_of(path: Path) -> list[Box]:
    return [around(list(ends)) for points in subpaths(path) for ends in pairwise(points)]


def areas_of(path: Path) -> list[Box]:
    boxes = [around(points) for points in subpaths(path)]
    if len(boxes) == 2:
        (x0, y0, x1, y1), (u0, v0, u1, v1) = sorted(boxes, key=lambda box: box[0])
        if all(0 <= gap <= THIN for gap in (u0 - x0, v0 - y0, x1 - u1, y1 - v1)):
            return [(x0, y0, x1, v0), (x0, v1, x1, y1), (x0, y0, u0, y1), (u1, y0, x1, y1)]
    return boxes


def segments(paths: list[Path]) -> Segments:
    flat = [
        (number, point, begins or not place, closes)
        for number, path in enumerate(paths)
        for place, (point, begins, closes) in enumerate(path)
    ]
    numbers, points, begins, closes = zip(*flat, strict=True)
    return Segments(np.array(points), np.array(numbers), np.array(begins), np.array(closes), np.zeros(len(flat), bool))


@given(PATHS)
def test_the_pieces_of_many_paths_are_those_of_each(paths: list[Path]) -> None:
    for at_once, alone in ((lines, lines_of), (areas, areas_of)):
        boxes, numbers = at_once(segments(paths))
        found = sorted(zip(numbers.tolist(), map(tuple, boxes.tolist()), strict=True))
        assert found == sorted((number, box) for number, path in enumerate(paths) for box in alone(path))


PLACES = st.tuples(st.sampled_from([100, 101, 200]), st.sampled_from([100, 101, 200])).map(lambda place: f"{place[0]} {place[1]}")
STEPS = st.one_of(
    PLACES.map(lambda place: f"{place} l"),
    st.tuples(PLACES, PLACES).map(lambda places: f"{' '.join(places)} v"),
    PLACES.map(lambda place: f"{place} m"),
    PLACES.map(lambda place: f"{place} 100 50 re"),
    st.just("h"),
)
DRAWN_PATHS = st.tuples(PLACES, st.lists(STEPS, min_size=1, max_size=9), st.sampled_from("SsBbf")).map(
    lambda path: " ".join((f"{path[0]} m", *path[1], path[2]))
)


@given(st.lists(DRAWN_PATHS, min_size=1, max_size=6))
def test_what_is_not_asked_of_pdfium_is_what_it_would_say(paths: list[str]) -> None:
    file = pypdfium2.PdfDocument(pdf(Drawing().draw(*paths)))
    page = file[0]
    objects = [each.raw for each in page.get_objects() if each.type == pdfium.FPDF_PAGEOBJ_PATH]
    counts = np.array([pdfium.FPDFPath_CountSegments(each) for each in objects], np.int64)
    assume(len(counts) and counts.min() > 0)
    asked = [pdfium.FPDFPath_GetPathSegment(each, place) for each, count in zip(objects, counts, strict=True) for place in range(count)]
    first = np.isin(np.arange(len(asked)), np.cumsum(counts) - counts)
    kinds = np.array([pdfium.FPDFPathSegment_GetType(each) for each in asked])
    begins = (kinds == pdfium.FPDF_SEGMENT_MOVETO) | first
    closes = np.array([bool(pdfium.FPDFPathSegment_GetClose(each)) for each in asked])
    found = drawn._segments([pointer(address(each)) for each in objects], counts)
    told = found._replace(begins=begins, closes=closes, curves=kinds == pdfium.FPDF_SEGMENT_BEZIERTO)
    for pieces in (lines, areas):
        for ours, theirs in zip(pieces(found), pieces(told), strict=True):
            assert ours.tolist() == theirs.tolist()
    page.close()
    file.close()


def test_the_round_of_a_seal_rules_nothing() -> None:
    """Where a circle is upright or level, the points that pull at its curves lie straight beside it."""
    page = Drawing().grid([60, 160, 260, 360], [700, 680, 660, 640]).text(65, 685, "项目", 9).text(165, 685, "1.00", 9)
    plain = read(pdf(page)).tables[0]
    circle = (
        "2 w 1 0 0 RG 285 670 m 285 697 263 720 235 720 c 207 720 185 697 185 670 c 185 643 207 620 235 620 c 263 620 285 643 285 670 c"
    )
    for end in ("h S", "S"):
        assert read(pdf(page.draw(circle + " " + end))).tables[0] == plain


def test_a_page_of_many_blocks_of_paths_is_read_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Drawing().draw("0.5 w 0.9 0 0 0.9 30 20 cm")
    for row in range(12):
        for column in range(4):
            page.draw(f"{60 + 100 * column} {700 - 30 * row} 100 30 re S")
            page.text(70 + 100 * column, 710 - 30 * row, f"{row}.{column}", 9)
    whole = read(pdf(page))
    assert len(whole.tables[0].cells) == 48
    monkeypatch.setattr(drawn, "_MAX_SEGMENTS", 5)
    assert read(pdf(page)) == whole
