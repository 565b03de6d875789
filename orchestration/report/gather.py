"""What the report tells, fetched from the database of a release: nothing else is needed but the store, for the places themselves."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.warehouse import delta, portions

if TYPE_CHECKING:
    import duckdb

Row = dict[str, Any]
RuleCounts = dict[str, dict[str, dict[str, int]]]
"""Numbers of `checks` and `documents` by rule and result."""

SEVERITIES = ("error", "warning", "info")
STATUSES = ("quarantined", "published_with_findings", "published", "rejected", "withdrawn")
UNREAD = ("rejected", "withdrawn")
"""Documents of which a release tells no figure."""
_PORTIONS = 16
"""Portions in which something is asked of every document: what its answer is made of must fit into memory."""
_AT_ONCE = 25
"""Documents that are fetched together."""
SERIES = ("current_year_revenue_total", "current_year_expenditure_total", "three_public_expenditure")
"""Concepts of which the pages of a document tell the years."""
SHOWN_PER_RULE = 100
"""Findings listed on the page of a rule and changes listed on the overview; what is more is counted."""
_MEMORY = "800MB"
"""What DuckDB may hold of a release in the process of a run, which holds as much of the build beside it."""

_RANK = """
    array_position(['error', 'warning', 'info'], finding.severity), finding.status, abs(finding.difference) desc nulls last, finding.rule_id
"""

_OWN_DIGESTS = """
    with part as (
        select document_id, '1' || hash(d)::varchar as digest from dim_document as d {only}
        union all
        select document_id, '2' || hash(q)::varchar from quality.fct_document_quality as q {only}
        union all
        select document_id, '3' || string_agg(hash(o)::varchar, ',' order by ordinal) from quality.fct_observation as o {only}
        group by document_id
        union all
        select document_id, '4' || string_agg(hash(f)::varchar, ',' order by finding_id) from quality.fct_finding as f {only}
        group by document_id
    )
    select document_id, md5(string_agg(digest, ';' order by digest)) as digest from part group by document_id
"""
_DIGESTS = """
    with wanted as (select document_id, organisation_id from dim_document semi join own using (document_id))
    select d.document_id, md5(own.digest || coalesce(string_agg(other.digest, ';' order by other.document_id), '')) as digest
    from wanted as d
    inner join own using (document_id)
    left join wanted as sibling on d.organisation_id = sibling.organisation_id and sibling.document_id <> d.document_id
    left join own as other on sibling.document_id = other.document_id
    group by d.document_id, own.digest
"""
"""A document's page tells of the other years of the same body too: it is drawn anew when any of them changes."""

_OF_THE_SAME_BODIES = """
    select document_id from dim_document
    where list_contains($document_ids, document_id) or organisation_id in (
        select organisation_id from dim_document where list_contains($document_ids, document_id))
"""

_EVERYTHING = "d.*, q.* exclude (document_id, status)"
_OF_A_LIST = (
    "d.document_id, d.organisation_name, d.fiscal_year, d.source_name, d.format, d.status, d.status_reason, d.status_reason_zh,"
    " q.coverage, q.score"
)
"""What is told of a document where all are listed: of a hundred thousand every further column is felt."""
_DOCUMENTS = """
    select {columns}, coalesce(f.errors, 0) as errors, coalesce(f.warnings, 0) as warnings,
        coalesce(f.infos, 0) as infos, coalesce(f.open_errors, 0) as open_errors
    from dim_document as d
    inner join quality.fct_document_quality as q using (document_id)
    left join (
        select document_id, count(*) filter (severity = 'error') as errors, count(*) filter (severity = 'warning') as warnings,
            count(*) filter (severity = 'info') as infos, count(*) filter (severity = 'error' and waiver is null) as open_errors
        from quality.fct_finding where $document_ids is null or list_contains($document_ids, document_id) group by document_id
    ) as f using (document_id)
    where $document_ids is null or list_contains($document_ids, d.document_id)
    order by array_position(['quarantined', 'published_with_findings', 'published', 'rejected', 'withdrawn'], d.status), open_errors desc,
        errors desc, warnings desc, d.organisation_name nulls last,
        d.fiscal_year, d.source_name, d.document_id
"""

_FINDINGS = f"""
    select * from quality.fct_finding as finding where document_id in (select unnest(?::varchar[])) order by {_RANK}, rule_id, finding_id
"""  # noqa: S608

_LISTED = """
    select finding.finding_id, finding.document_id, finding.rule_id, finding.severity, finding.status, finding.left_value,
        finding.right_value, finding.difference, finding.tolerance, finding.unit, finding.message_zh, finding.message_en, finding.waiver,
        finding.reviewer, finding.waived_on, d.organisation_name, d.fiscal_year, d.source_name
    from quality.fct_finding as finding inner join dim_document as d using (document_id)
"""
OPEN_ERRORS = (
    f"{_LISTED} where severity = 'error' and waiver is null"
    f" order by organisation_name nulls last, fiscal_year, source_name, document_id, {_RANK}, finding_id"
)
WAIVED = f"{_LISTED} where waiver is not null order by waived_on desc, finding_id limit 1000"
IDLE_WAIVERS = "from quality.fct_waiver where status <> 'attached' order by finding_id, document_id, rule_id, reviewer, reason limit 1000"
_OF_RULES = f"""
    {_LISTED}
    where $rules is null or list_contains($rules, finding.rule_id)
    qualify row_number() over (
        partition by finding.rule_id order by {_RANK}, organisation_name, fiscal_year, finding_id) <= {SHOWN_PER_RULE}
    order by finding.rule_id, {_RANK}, organisation_name, fiscal_year, finding_id
"""
_RULE_COUNTS = """
    select rule_id, status, count(*) as checks, count(distinct document_id) as documents
    from quality.fct_check_result {only} group by rule_id, status order by rule_id, status
"""
CHANGES = """
    select table_name, change, count(*) as rows from quality.fct_release_change group by table_name, change order by table_name, change
"""
_CHANGED = """
    select table_name, key, change, what from quality.fct_release_change
    where table_name in ('marts.dim_document', 'quality.fct_finding') order by table_name, change, key limit 100
"""
_SIBLINGS = """
    select d.document_id as beside, other.document_id, other.fiscal_year from dim_document as d
    inner join dim_document as other on d.organisation_id = other.organisation_id
        and d.consolidation = other.consolidation and d.document_kind = other.document_kind
    where list_contains(?, d.document_id) and other.status not in ('rejected', 'withdrawn') and other.fiscal_year is not null
    order by d.document_id, other.fiscal_year, other.document_id
"""
_SERIES = """
    select document_id, ordinal, origin, status, concept, measure, versus, basis, fund, function_code, economic_code, member, direction,
        value_cny
    from quality.fct_observation where document_id in (select unnest(?::varchar[])) and list_contains(?, concept)
    order by document_id, ordinal
"""
"""What `figures` asks of a number: the documents lie all over the release, and every further column is looked for everywhere too."""
_TABLES = """
    select if(table_schema = 'main', table_name, table_schema || '.' || table_name) as name, coalesce(table_comment, '') as comment
    from information_schema.tables where table_catalog = current_database() order by table_schema, table_name
"""


@dataclass(frozen=True, slots=True)
class Names:
    """The vocabulary of a release: concepts and rules by name, and the names of functional codes in their years."""

    concepts: dict[str, Row]
    rules: dict[str, Row]
    functions: dict[str, list[Row]] = field(default_factory=dict)

    def function(self, code: str, year: int | None) -> str:
        """The name of a functional code in a fiscal year; empty where it has none."""
        for row in self.functions.get(code, ()):
            if year is None or row["fiscal_year_from"] <= year <= (row["fiscal_year_to"] or 9999):
                return str(row["name"])
        return ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the pages of a document tell: the document with its quality, its numbers in their order, its findings, the gravest first, the
    documents of the same body, kind and consolidation, this one too, by year, and the numbers of the SERIES in each of them."""

    document: Row
    observed: list[Row]
    findings: list[Row]
    years: list[Row]
    series: dict[str, list[Row]]


def rows(con: duckdb.DuckDBPyConnection, query: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[Row]:
    """The rows of a query as mappings, in its order."""
    answer = con.execute(query, parameters)
    columns = [column[0] for column in answer.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in answer.fetchall()]


def open_release(marts: Path, **settings: str) -> duckdb.DuckDBPyConnection:
    """The database of a release, or of one that is being made, for reading, with settings of DuckDB's.

    What its memory does not hold goes to a folder of this process alone, which is gone with the connection: others read the same file.
    """
    import duckdb

    from orchestration.warehouse.connection import OFFLINE

    spilled = {"temp_directory": f"{marts}.{os.getpid()}.tmp"}
    return duckdb.connect(str(marts), read_only=True, config={**OFFLINE, **spilled, "memory_limit": _MEMORY, **settings})


def names(con: duckdb.DuckDBPyConnection) -> Names:
    """Everything that pages need to put words to."""
    functions: dict[str, list[Row]] = {}
    for row in rows(con, "select * from dim_function_class order by code, budget_type, fiscal_year_from"):
        functions.setdefault(row["code"], []).append(row)
    concepts = {row["concept"]: row for row in rows(con, "from dim_concept order by concept")}
    return Names(concepts, {row["rule_id"]: row for row in rows(con, "from quality.dim_rule order by rule_id")}, functions)


def digests(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str] | None = None) -> dict[str, str]:
    """For each document, a digest of all that its pages tell; or for some of them and for all that are of the same bodies."""
    con.execute("create or replace temp table own (document_id varchar, digest varchar)")
    ids = None if document_ids is None else _of_the_same_bodies(con, document_ids)
    chosen, values = ("true", {}) if ids is None else ("document_id in (select unnest($document_ids::varchar[]))", {"document_ids": ids})
    for portion in portions.conditions(_PORTIONS if ids is None or len(ids) > delta.FEW else 1):
        only = f"{portion} and {chosen}" if portion else f"where {chosen}"
        con.execute(f"insert into own {_OWN_DIGESTS.format(only=only)}", values)
    return dict(con.execute(_DIGESTS).fetchall())


def _of_the_same_bodies(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> list[str]:
    return [row[0] for row in con.execute(_OF_THE_SAME_BODIES, {"document_ids": list(document_ids)}).fetchall()]


def documents(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str] | None = None) -> list[Row]:
    """Every file as a list tells of it, with its numbers of findings, those first that need a decision; or all that is known of some."""
    query = _DOCUMENTS.format(columns=_OF_A_LIST if document_ids is None else _EVERYTHING)
    return rows(con, query, {"document_ids": None if document_ids is None else list(document_ids)})


def told(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> Iterator[Told]:
    """What the pages of these documents tell, fetched for some of them at a time: a query for each would look through as many rows."""
    for start in range(0, len(document_ids), _AT_ONCE):
        ids = list(document_ids[start : start + _AT_ONCE])
        found = {row["document_id"]: row for row in documents(con, ids)}
        observed = _apart(observations(con, ids), "document_id")
        listed = _apart(rows(con, _FINDINGS, [ids]), "document_id")
        beside = _apart(rows(con, _SIBLINGS, [ids]), "beside")
        others = sorted({row["document_id"] for years in beside.values() for row in years})
        series = _apart(rows(con, _SERIES, [others, list(SERIES)]), "document_id")
        for each in ids:
            yield Told(found[each], observed.get(each, []), listed.get(each, []), beside.get(each, []), series)


def _apart(found: list[Row], key: str) -> dict[str, list[Row]]:
    """Rows by document, in their order."""
    apart: dict[str, list[Row]] = {}
    for row in found:
        apart.setdefault(row[key], []).append(row)
    return apart


def observations(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> list[Row]:
    """Every number of documents in its order."""
    query = "from quality.fct_observation where document_id in (select unnest(?::varchar[])) order by document_id, ordinal"
    return rows(con, query, [list(document_ids)])


def elsewhere(con: duckdb.DuckDBPyConnection, observation_ids: Sequence[str]) -> dict[str, Row]:
    """Numbers of other documents by id, with the name and year of the body."""
    query = """
        select o.*, d.organisation_name, d.fiscal_year, d.source_name
        from quality.fct_observation as o inner join dim_document as d using (document_id)
        where o.document_id in (select unnest(?::varchar[])) and list_contains(?, observation_id)
    """
    if not observation_ids:
        return {}
    others = sorted({each.rpartition("-")[0] for each in observation_ids})
    return {row["observation_id"]: row for row in rows(con, query, [others, list(observation_ids)])}


def tables(con: duckdb.DuckDBPyConnection) -> list[Row]:
    """The tables of the release as a query names them, with the comments that they carry."""
    return rows(con, _TABLES)


def rule_counts(con: duckdb.DuckDBPyConnection) -> RuleCounts:
    """Checks and documents by rule and result."""
    return _added(row for only in portions.conditions(_PORTIONS) for row in con.execute(_RULE_COUNTS.format(only=only)).fetchall())


def rule_counts_after(
    counted: RuleCounts, before: duckdb.DuckDBPyConnection, after: duckdb.DuckDBPyConnection, document_ids: Sequence[str]
) -> RuleCounts:
    """The same where it was `counted` in the release `before`, from which only rows of these documents differ: others are not looked at."""
    only = _RULE_COUNTS.format(only="where document_id in (select unnest(?::varchar[]))")
    gone, come = (con.execute(only, [list(document_ids)]).fetchall() for con in (before, after))
    kept = ((rule, status, row["checks"], row["documents"]) for rule, by_status in counted.items() for status, row in by_status.items())
    return _added(chain(kept, ((rule, status, -checks, -number) for rule, status, checks, number in gone), come))


def are_counts_of(counted: RuleCounts, con: duckdb.DuckDBPyConnection) -> bool:
    """Whether they can be the counts of a release: a file that somebody changed or cut off is none."""
    try:
        checks = sum(row["checks"] for by_status in counted.values() for row in by_status.values() if row["documents"] > 0)
    except (AttributeError, KeyError, TypeError):
        return False
    return con.execute("select count(*) from quality.fct_check_result").fetchone() == (checks,)


def _added(rows: Iterable[tuple[str, str, int, int]]) -> RuleCounts:
    total: dict[tuple[str, str], tuple[int, int]] = {}
    for rule_id, status, checks, number in rows:
        had = total.get((rule_id, status), (0, 0))
        total[rule_id, status] = had[0] + checks, had[1] + number
    counted: RuleCounts = {}
    for (rule_id, status), (checks, number) in sorted(total.items()):
        if checks:
            counted.setdefault(rule_id, {})[status] = {"checks": checks, "documents": number}
    return counted


def rules_that_found(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> set[str]:
    """The rules that found something in these documents."""
    query = "select distinct rule_id from quality.fct_finding where document_id in (select unnest(?::varchar[]))"
    return {row[0] for row in con.execute(query, [list(document_ids)]).fetchall()}


def findings_of_rules(con: duckdb.DuckDBPyConnection, rules: Iterable[str] | None = None) -> dict[str, list[Row]]:
    """The gravest findings of each rule, or of these."""
    listed: dict[str, list[Row]] = {}
    for row in rows(con, _OF_RULES, {"rules": None if rules is None else sorted(rules)}):
        listed.setdefault(row["rule_id"], []).append(row)
    return listed


def tally(con: duckdb.DuckDBPyConnection) -> Row:
    """What the overview tells of the whole release."""
    (totals,) = rows(
        con,
        "select coalesce(sum(figures_mapped), 0)::bigint as mapped, coalesce(sum(figures_unmapped), 0)::bigint as unmapped,"
        " coalesce(sum(checks_pass), 0)::bigint as passed, coalesce(sum(checks_rounding), 0)::bigint as rounded,"
        " coalesce(sum(checks_fail), 0)::bigint as failed, coalesce(sum(checks_insufficient_data), 0)::bigint as undecided"
        " from quality.fct_document_quality",
    )
    status = dict(con.execute("select status, count(*) from dim_document group by status").fetchall())
    severity = dict(con.execute("select severity, count(*) from quality.fct_finding group by severity").fetchall())
    families: dict[str, dict[str, int]] = {}
    for family, grave, count in con.execute(
        "select rule.family, finding.severity, count(*) from quality.fct_finding as finding inner join quality.dim_rule as rule"
        " using (rule_id) group by all order by all"
    ).fetchall():
        families.setdefault(family, {})[grave] = count
    return {
        "totals": totals,
        "statuses": {name: status.get(name, 0) for name in STATUSES},
        "severities": {name: severity.get(name, 0) for name in SEVERITIES},
        "families": families,
        "changes": rows(con, CHANGES),
        "changed": rows(con, _CHANGED),
        "open_errors": rows(con, OPEN_ERRORS),
        "waived": rows(con, WAIVED),
        "idle_waivers": rows(con, IDLE_WAIVERS),
    }
