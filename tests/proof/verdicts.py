"""Whether planted errors were found: by the rule that they are for or one related to it, and named first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from orchestration.cli.reporting import LISTING
from tests.generator.model import Word
from tests.generator.plant_forms import FORM
from tests.proof.corpus import Made
from tests.proof.reading import readings, rows

TOLD_AGAIN = ("Z139", "Z139-count")
"""A figure that the text tells again is compared with its first mention, and only that stands in other rules."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """One mutant: whether its rule failed, whether the first finding of all names the figure that was altered, and what was found."""

    made: Made
    caught: bool
    named_first: bool
    found: tuple[str, ...]
    first: dict[str, Any] | None


def verdicts(con: duckdb.DuckDBPyConnection, made: Sequence[Made]) -> Iterator[Verdict]:
    """One for each mutant that was read; a document that was rejected, or whose error changed nothing, is told as not caught."""
    near = _related(con)
    between = {rule for (rule,) in con.execute("select rule_id from staging.stg_rule where shape = 'years'").fetchall()}
    listed: dict[str, list[dict[str, Any]]] = {}
    cursor = con.execute(LISTING, {"severities": [], "document": None})
    names = [column[0] for column in cursor.description]
    for values in cursor.fetchall():
        finding = dict(zip(names, values, strict=True))
        listed.setdefault(finding["document_id"], []).append(finding)
    failed = {finding_id for (finding_id,) in con.execute("select finding_id from quality.fct_finding where status = 'fail'").fetchall()}
    for one in made:
        assert one.planted
        wanted = {rule for number in one.planted.rules for rule in near.get(number, ())}
        # What other rules only remark on (a reason told twice) stands in consistent disclosures too; and disclosures that were made
        # apart are no years of one body, though they may bear one name.
        findings = [
            finding
            for finding in listed.get(one.document_id, [])
            if finding["finding_id"] in failed
            and (finding["rule_id"] in wanted or (finding["severity"] != "info" and finding["rule_id"] not in between))
        ]
        found = tuple(dict.fromkeys(finding["rule_id"] for finding in findings))
        first = findings[0] if findings else None
        yield Verdict(one, bool(wanted & set(found)), bool(first) and _names(con, one, first), found, first)


def _related(con: duckdb.DuckDBPyConnection) -> dict[str, set[str]]:
    """For every rule, and every number of the catalogue, the rules that count: those with that number, and those they name as related."""
    told = con.execute("select rule_id, source, related from quality.dim_rule").fetchall()
    by_rule = {rule: {rule, *_split(related)} for rule, _, related in told}
    for rule, _, related in told:
        for other in _split(related):
            by_rule.setdefault(other, {other}).add(rule)
    by_number: dict[str, set[str]] = {}
    for rule, source, _ in told:
        for number in {rule.split("-")[0], *_split(source)}:
            by_number.setdefault(number, set()).update(by_rule[rule])
    near = {**by_number, **{rule: by_rule[rule] | by_number[rule.split("-")[0]] for rule, _, _ in told}}
    return {rule: {*rules, *TOLD_AGAIN} for rule, rules in near.items()}


def _split(names: str | None) -> list[str]:
    return [name.strip() for name in (names or "").split(",") if name.strip()]


def _names(con: duckdb.DuckDBPyConnection, made: Made, finding: dict[str, Any]) -> bool:
    """Whether the finding has the altered figure among its terms, or quotes the altered word."""
    assert made.planted
    target = made.planted.target
    if isinstance(target, Word) and target.kind == FORM:
        return finding["rule_id"] in made.planted.rules
    if isinstance(target, Word) or made.planted.after in ("XX", "××"):
        return any(made.planted.after in "".join((quote["quote"] or "").split()) for quote in finding["quotes"])
    ids = {quote["observation_id"] for quote in finding["quotes"]}
    observed = rows(con, made.document_id)
    altered = [
        reading.row
        for reading in readings(made.disclosure, observed)
        if any(reading.printed is printed for printed in (target, *made.planted.others))
    ]
    return any(row is not None and row["observation_id"] in ids for row in altered)
