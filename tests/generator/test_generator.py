"""What whoever draws on the generator relies on: disclosures that are consistent, whose truth is true, and errors that are errors."""

from __future__ import annotations

import unicodedata
from collections import Counter
from fractions import Fraction
from itertools import pairwise

import pytest

from orchestration.observe import observe
from orchestration.read import Document, read
from tests.generator import SIZES, Disclosure, Figure, TableCell, Word, Wrapping, generate, text
from tests.generator.families import FAMILIES
from tests.generator.formats import FORMATS
from tests.generator.identities import identities
from tests.generator.model import PageBreak, Table, plain
from tests.generator.plant import ARITHMETIC, ERRORS, Planted, plant
from tests.generator.plant_words import NotPlantable
from tests.generator.truth import truth
from tests.generator.years import BETWEEN, broken_pair, pair

SEEDS = range(40)
MEANING = ("concept", "measure", "basis", "versus", "direction", "function_code", "economic_code", "member")


def _folded(words: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKC", words) if char not in "“”\"'()（） ")


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("exact", [True, False])
def test_every_identity_holds_within_rounding_and_exactly_where_amounts_are_multiples(family: str, exact: bool) -> None:
    for seed in range(12):
        for identity in identities(generate(seed, family, exact=exact)):
            assert identity.holds, (seed, identity)
            assert identity.at_most or not exact or not identity.difference, (seed, identity)


def test_rounding_leaves_tails_where_amounts_are_finer_than_what_is_printed() -> None:
    found = [identity for seed in SEEDS for identity in identities(generate(seed, exact=False, unit="万元"))]
    assert sum(not identity.at_most and identity.difference != 0 for identity in found) > 100


def test_all_identities_occur() -> None:
    found = {identity.rule for seed in range(80) for identity in identities(generate(seed))}
    assert found == set(ARITHMETIC)


def test_the_same_seed_gives_the_same_bytes_in_every_format() -> None:
    for name, render in FORMATS.items():
        assert render(generate(5)) == render(generate(5)), name


@pytest.mark.parametrize("wrapping", [Wrapping(), Wrapping(width=None), Wrapping(width=44, newline="\n\n", spaced=True)])
def test_spans_slice_to_the_printed_number_in_reading_order(wrapping: Wrapping) -> None:
    for seed in SEEDS:
        rendered = text(made := generate(seed), wrapping)
        assert [figure for figure, _, _ in rendered.figures] == made.figures()
        assert all(rendered.text[start:end] == figure.printed for figure, start, end in rendered.figures)
        assert all(first[2] <= second[1] for first, second in pairwise(rendered.figures))


def test_wrapping_changes_nothing_but_line_ends() -> None:
    made = generate(8)
    flat, wrapped = (text(made, wrapping).text for wrapping in (Wrapping(width=None), Wrapping(width=50)))
    assert flat.replace("\n", "") == wrapped.replace("\n", "")
    assert max(map(len, wrapped.split("\n"))) <= 50


@pytest.mark.parametrize("size", SIZES)
def test_the_cells_of_a_table_cover_it_once(size: str) -> None:
    for seed in range(4):
        for table in generate(seed, size=size).tables():
            covered = Counter(
                (row, column)
                for cell in table.cells
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            )
            assert set(covered.values()) == {1}
            assert len(covered) == table.rows * table.columns


def test_bodies_are_small_and_huge_with_and_without_funds() -> None:
    rows = [len(generate(seed, size=size).accounts.of("general")) for size in ("small", "huge") for seed in range(5)]
    assert min(rows) <= 5
    assert max(rows) >= 390
    made = [generate(seed) for seed in SEEDS]
    assert {bool(one.accounts.of("government_fund")) for one in made} == {True, False}
    assert {one.accounts.body.kind for one in made} == {"administrative", "institution", "mixed"}
    assert {one.style.text_unit.name for one in made} == {"万元", "元"}
    assert {table.table_id for one in made for table in one.tables() if any("空表说明" in note.slot for note in table.notes)} == {
        "T_FUND",
        "T_SOE",
    }


def test_truth_as_data_has_every_cell_and_figure_with_its_span() -> None:
    made = generate(3)
    rendered = text(made)
    data = truth(made, rendered)
    assert [rendered.text[row["char_start"] : row["char_end"]] for row in data["figures"]] == [figure.printed for figure in made.figures()]
    assert len(data["cells"]) == len(made.cells()) > 100


@pytest.mark.parametrize("name", ["html", "docx", "xlsx", "xls", "pdf"])
def test_what_a_reader_finds_in_the_tables_is_the_truth(name: str) -> None:
    for seed in (1, 2, 4, 7):
        made = generate(seed)
        seen = [row for row in observe(read(FORMATS[name](made)), made.year, made.organisation).observations if row.origin == "table"]
        found = Counter(
            (row.table_id, _folded(row.row_key), _folded(row.column_key), row.value, row.unit) for row in seen if row.status != "label"
        )
        wanted = Counter(
            (table.table_id, _folded(cell.row_key), _folded(cell.column_key), cell.value, table.unit.name) for table, cell in made.cells()
        )
        assert found == wanted, (seed, made.family)


def _share_read(figures_of: str, but_of: str = "") -> Fraction:
    """Of the figures with that concept (all where empty, less another), how many observe reads with the meaning they were written with."""
    right = wanted = 0
    for seed in range(20):
        made = generate(seed)
        rendered = text(made)
        rows = observe(Document("text", rendered.text), made.year, made.organisation).observations
        seen = {(row.char_start, row.char_end): row for row in rows}
        for figure, start, end in rendered.figures:
            if (figures_of and figure.concept != figures_of) or figure.concept == but_of:
                continue
            row = seen.get((start, end))
            wanted += 1
            right += (
                row is not None and row.value == figure.value and all(_same(getattr(row, name), getattr(figure, name)) for name in MEANING)
            )
    return Fraction(right, wanted)


def _same(found: str, wanted: str) -> bool:
    return _folded(found) in map(_folded, wanted.split("|"))


BY_ECONOMIC = "general_public_budget_expenditure_by_economic"


def test_nearly_every_figure_of_the_narrative_is_read_with_the_meaning_it_was_written_with() -> None:
    assert _share_read("", but_of=BY_ECONOMIC) >= Fraction(99, 100)


def test_amounts_by_economic_class_in_the_narrative_are_read() -> None:
    assert _share_read(BY_ECONOMIC) >= Fraction(99, 100)


# -- errors ----------------------------------------------------------------------------------------------------------
def _planted(error: str, most: int = 4, seeds: range = range(60)) -> list[tuple[Disclosure, Planted]]:
    made = []
    for seed in seeds:
        disclosure = generate(seed, size="medium" if seed % 3 else "small")
        try:
            made.append((disclosure, plant(disclosure, error, seed)))
        except NotPlantable:
            continue
        if len(made) == most:
            break
    return made


@pytest.mark.parametrize("rule", ARITHMETIC)
def test_a_planted_error_of_arithmetic_breaks_the_identity_it_is_named_for(rule: str) -> None:
    planted = _planted(rule)
    assert planted
    for disclosure, error in planted:
        broken = [identity for identity in identities(disclosure) if not identity.holds]
        assert rule in {identity.rule for identity in broken}
        assert all(any(term.figure is error.target for term in identity.terms) for identity in broken)


def _places(disclosure: Disclosure) -> list[str]:
    """Every paragraph, heading and table as one string."""
    return [
        "|".join(cell.text for cell in block.cells)
        if isinstance(block, Table)
        else ""
        if isinstance(block, PageBreak)
        else plain(block.runs)
        for block in disclosure.blocks
    ]


@pytest.mark.parametrize("error", ERRORS)
def test_a_planted_error_alters_what_is_printed_at_one_place(error: str) -> None:
    planted = _planted(error)
    assert planted, error
    for disclosure, done in planted:
        again = generate(disclosure.seed, size="medium" if disclosure.seed % 3 else "small")
        was, now = Counter(_places(again)), Counter(_places(disclosure))
        assert (was - now).total() == 1, (done, was - now)
        assert (now - was).total() <= 1, (done, now - was)
        assert isinstance(done.target, (Figure, TableCell, Word))


def test_the_smallest_errors_are_one_unit_beyond_what_rounding_explains() -> None:
    least = Counter[str]()
    for disclosure, _ in _planted("Z068", most=40):
        for identity in identities(disclosure):
            if identity.rule == "Z068" and not identity.holds:
                excess = abs(identity.difference) - identity.envelope
                least["one digit" if excess <= 2 * identity.whole.half_digit else "more"] += 1
    assert least["one digit"] > 5
    assert least["more"] > 5


# -- two years -------------------------------------------------------------------------------------------------------
def test_the_second_year_opens_with_what_the_first_left_and_measures_its_changes_against_it() -> None:
    for seed in SEEDS:
        first, second = pair(seed)
        assert second.year == first.year + 1
        assert second.organisation == first.organisation
        assert (second.accounts.opening, second.accounts.fiscal_opening) == (first.accounts.closing, first.accounts.fiscal_closing)
        assert second.accounts.prior.total == first.accounts.grand_total
        assert all(identity.holds for one in (first, second) for identity in identities(one))


@pytest.mark.parametrize("error", BETWEEN)
def test_an_error_between_two_years_leaves_each_of_them_consistent(error: str) -> None:
    for seed in range(12):
        first, second, planted = broken_pair(seed, error)
        assert planted.before != planted.after
        assert all(identity.holds for one in (first, second) for identity in identities(one))
