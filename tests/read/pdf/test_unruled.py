"""Generated disclosures with and without rules: what no rule parts is read as what rules part, headings on several lines among it."""

from __future__ import annotations

from collections import defaultdict

from orchestration.read.document import Table
from orchestration.read.pdf import read
from tests.generator import generate
from tests.generator.render_pdf import WIDE, pdf
from tests.read.pdf.truth import plain

SEEDS = (301, 302, 303, 304, 305, 306)
LEAST = 0.95


def shape(table: Table) -> set[tuple[int, int, int, int, str]]:
    return {(cell.row, cell.column, cell.row_span, cell.column_span, plain(cell.text)) for cell in table.cells}


def score(seed: int) -> tuple[int, int]:
    """How many cells of the ruled tables stand in the same place, with the same spans, where there are no rules; and how many there are."""
    disclosure = generate(seed)
    found: dict[int | None, list[set[tuple[int, int, int, int, str]]]] = defaultdict(list)
    for table in read(pdf(disclosure, ruled=False, padding=WIDE)).tables:
        found[table.page].append(shape(table))
    right = total = 0
    for table in read(pdf(disclosure, padding=WIDE)).tables:
        cells = shape(table)
        total += len(cells)
        right += max((len(cells & other) for other in found[table.page]), default=0)
    return right, total


def test_tables_without_rules_hold_the_same_cells() -> None:
    scores = [score(seed) for seed in SEEDS]
    right, total = sum(right for right, _ in scores), sum(total for _, total in scores)
    assert total > 10_000
    assert right >= LEAST * total, (right, total)
