"""Consistent disclosures of every family, size, year and format: what was read of them, and what was flagged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import duckdb

from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import open_database
from tests.generator import generate
from tests.generator.families import FAMILIES
from tests.generator.model import Disclosure, Figure
from tests.generator.years import pair
from tests.proof.corpus import Made, Recipe, model, observe
from tests.proof.reading import Reading, readings, rows

FORMS = ("txt", "html", "docx", "pdf", "xlsx", "long.txt", "xls")
TEXT_ONLY, TABLES_ONLY = ("txt", "long.txt"), ("xlsx", "xls")


def single(seed: int, family: str, size: str | None) -> tuple[Disclosure, None]:
    return generate(seed, family, size=size), None


def one_of_pair(seed: int, family: str, second: bool) -> tuple[Disclosure, None]:
    return pair(seed, family)[second], None


def recipes(count: int, pairs: int, forms: Iterable[str] = FORMS, first: int = 0) -> list[tuple[Recipe, str]]:
    """`count` disclosures by themselves and `pairs` of two years, families and formats in turn."""
    turns = zip(range(first, first + count), cycle(FAMILIES), cycle(forms), strict=False)
    # Four families and as many formats would always fall together: the format moves on by one after each round of families.
    made: list[tuple[Recipe, str]] = [(partial(single, seed, family, None), form) for seed, family, form in turns]
    couples = zip(range(first, first + pairs), cycle(FAMILIES), cycle(forms), strict=False)
    return made + [(partial(one_of_pair, seed, family, second), form) for seed, family, form in couples for second in (False, True)]


@dataclass(slots=True)
class Outcome:
    """Figures wanted and read right by family and format, what was misread, and every finding of weight."""

    made: list[Made]
    wanted: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    right: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    misread: list[tuple[Made, Reading]] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    rejected: list[tuple[Made, str]] = field(default_factory=list)

    def note(self, made: Made, reading: Reading) -> None:
        key = (made.disclosure.family, made.form, "figures" if isinstance(reading.printed, Figure) else "cells")
        self.wanted[key] += 1
        self.right[key] += reading.right
        if not reading.right:
            self.misread.append((made, reading))


_FINDINGS = """
    select document_id, rule_id, severity, status, message_en, message_zh, left_value, right_value, difference, printed_terms, terms,
        list_transform(quotes, lambda quote: quote.quote) as quotes
    from quality.fct_finding where severity in ('error', 'warning')
    order by document_id, severity, rule_id, finding_id
"""


def outcome(folder: Path, made: list[Made], with_rules: bool = True) -> Outcome:
    """Takes what was published into `folder` through the pipeline and holds it against the truth."""
    warehouse = Warehouse.locate(folder.parent / "warehouse").create()
    observe(warehouse, folder)
    if with_rules:
        model(warehouse)
    with open_database(warehouse.database, read_only=True) as con:
        return _held(con, made, with_rules)


def _held(con: duckdb.DuckDBPyConnection, made: list[Made], with_rules: bool) -> Outcome:
    done = Outcome(made)
    refused = dict(con.execute("select document_id, reject_code from raw.raw_document where intake_status = 'rejected'").fetchall())
    for each in made:
        if each.document_id in refused:
            done.rejected.append((each, refused[each.document_id]))
            continue
        found = rows(con, each.document_id)
        for reading in readings(each.disclosure, found, each.form not in TABLES_ONLY, each.form not in TEXT_ONLY):
            done.note(each, reading)
    if with_rules:
        cursor = con.execute(_FINDINGS)
        names = [column[0] for column in cursor.description]
        done.findings = [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]
    return done
