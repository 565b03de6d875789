"""A share of the proof, small enough for every day: nothing is said against consistent disclosures, and planted errors are found.

`make mutation` runs all of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import duckdb
import pytest

from orchestration.settings import be_quiet
from orchestration.warehouse import Warehouse
from tests.proof import corpus, mutants
from tests.proof.corpus import Made
from tests.proof.reading import readings, rows
from tests.proof.verdicts import verdicts

CONSISTENT = 15
SHARE = 2
"""One of so many named errors is planted."""
CAUGHT = Fraction(99, 100)
"""At least so many are found by their rule or a related one, and named first."""


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[duckdb.DuckDBPyConnection, list[Made]]]:
    """Consistent disclosures and such with one error each, taken through the pipeline in one build."""
    be_quiet()
    folder = Path(tmp_path_factory.mktemp("proof"))
    made = corpus.publish(folder / "files", [*mutants.base(CONSISTENT), *mutants.named(1)[::SHARE]])
    warehouse = Warehouse.locate(folder / "warehouse").create()
    corpus.observe(warehouse, folder / "files")
    corpus.model(warehouse)
    with corpus.opened(warehouse) as con:
        yield con, made


def test_nothing_is_said_against_consistent_disclosures(published: tuple[duckdb.DuckDBPyConnection, list[Made]]) -> None:
    con, made = published
    names = [each.document_id for each in made if not each.planted]
    assert len(names) == CONSISTENT
    found = con.execute(
        """
        select document_id, rule_id, message_en from quality.fct_finding
        where severity in ('error', 'warning') and document_id in (select unnest(?))
        """,
        [names],
    ).fetchall()
    assert found == []


def test_every_figure_of_a_consistent_disclosure_is_read(published: tuple[duckdb.DuckDBPyConnection, list[Made]]) -> None:
    con, made = published
    misread = [
        (each.disclosure.family, each.disclosure.seed, reading.printed, reading.row)
        for each in made
        if not each.planted
        for reading in readings(each.disclosure, rows(con, each.document_id), tables=each.form != "txt")
        if not reading.right and not (reading.row and reading.row["table_id"] == "T_OTHER")
    ]
    assert misread == []


def test_planted_errors_are_found_and_named_first(published: tuple[duckdb.DuckDBPyConnection, list[Made]]) -> None:
    con, made = published
    planted = [each for each in made if each.planted]
    found = list(verdicts(con, planted))
    assert len(found) > 40
    missed = [
        (each.made.planted, each.found, each.first and each.first["message_en"]) for each in found if not (each.caught and each.named_first)
    ]
    assert len(found) - len(missed) >= CAUGHT * len(found), missed
