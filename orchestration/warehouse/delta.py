"""What has changed since the tables were made and released: the documents that a build has to work on, and that a release has to renew.

    meta.delta   documents touched since the release that meta.base names; `modelled` once facts and checks are made of them again
    meta.batch   those that dbt is at work on
    meta.base    what made everything else: models, waivers, suites, and the release that holds it

A change of raw tables names its documents in the same transaction, so that no crash forgets one. Bodies stay together: whatever is of the
same body as a touched document, before or after, is worked on too, so that models may compare the years of a body.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

ROWS = 1_000_000
"""Printed numbers and answers of rules that dbt works on at a time, or a few more to keep a body together: what a build needs of memory,
however long documents are. dbt's own part comes again with each batch, and is a second."""
_ANSWERS = 500
"""About so many answers rules give to a document of any length."""
FEW = 500
"""Documents up to which whoever needs their rows sets them aside: looking for them again and again costs more than copying them once."""

_ONE_BY_ONE = 32
"""Documents up to which each is looked for by itself."""


@dataclass(frozen=True, slots=True)
class Base:
    """What everything outside the delta was made by and released as; see the table."""

    models: str = ""
    waivers: str = ""
    suites: str = ""
    release_id: str = ""
    marts_file: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """What dbt has to do: `batches` of documents one after the other; with `anew` the first of them makes every table. `models` and
    `waivers` are digests of what it does that with."""

    models: str
    waivers: str
    anew: bool
    batches: tuple[tuple[str, ...], ...]


def base(con: duckdb.DuckDBPyConnection) -> Base:
    """What the tables are but for the delta."""
    row = con.execute("select models, waivers, suites, release_id, coalesce(marts_file, '') from meta.base").fetchone()
    return Base(*row) if row else Base()


def document_ids(con: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """The documents that are to be modelled or released anew, in order."""
    return tuple(row[0] for row in con.execute("select document_id from meta.delta order by document_id").fetchall())


def rows(source: str, build: str, document_ids: Sequence[str]) -> str:
    """A query for the rows of the delta's documents in a table or view; `build` is the database of the delta.

    A few are looked for one by one: among five million rows DuckDB finds those of one document in 5 ms, of two in a list in 100.
    """
    if not 0 < len(document_ids) <= _ONE_BY_ONE:
        return f"select * from {source} where document_id in (select document_id from {build}.meta.delta)"  # noqa: S608
    return " union all ".join(f"select * from {source} where document_id = '{each}'" for each in document_ids)  # noqa: S608


def touch(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> None:
    """Have these documents modelled and released anew."""
    con.execute("delete from meta.delta where document_id in (select unnest(?::varchar[]))", [list(document_ids)])
    con.execute("insert into meta.delta select distinct unnest(?::varchar[]), false", [list(document_ids)])


def plan(con: duckdb.DuckDBPyConnection, models: str, waivers: Path, in_force: str) -> Work:
    """What has to be modelled, by `models` (a digest of all that makes a table what it is) and with these waivers.

    Where the release that holds the rest is not the one `in_force`, such as after a rollback, all will be judged and released anew.
    """
    before, accepted = base(con), waivers_digest(waivers)
    if before.release_id != in_force:
        con.execute("update meta.base set release_id = ''")
    anew = before.models != models or not _has_marts(con)
    if anew:
        con.execute("update meta.base set models = ''")  # a build that was broken off has left tables of either kind
        con.execute("drop schema if exists intermediate cascade")  # other models had other steps on their way
        touch(con, [row[0] for row in con.execute("select document_id from raw.raw_document").fetchall()])
    else:
        if before.waivers != accepted:
            touch(con, _accepted(con, waivers))
        touch(con, _of_the_same_bodies(con))
    return Work(models, accepted, anew, _batches(con))


def start(con: duckdb.DuckDBPyConnection, batch: Sequence[str]) -> None:
    """Put a batch before dbt."""
    con.execute("delete from meta.batch")
    con.execute("insert into meta.batch select unnest(?::varchar[])", [list(batch)])


def mark_modelled(con: duckdb.DuckDBPyConnection, work: Work) -> None:
    """Say that everything touched has been modelled. Where all was made anew, no release holds any of it."""
    before = base(con)
    release_id = "" if work.anew else before.release_id
    _keep(con, Base(work.models, work.waivers, before.suites, release_id, before.marts_file))
    con.execute("update meta.delta set modelled = true")


def mark_released(con: duckdb.DuckDBPyConnection, release_id: str, suites: str, marts_file: str) -> None:
    """Say that a release holds the tables as they are, all passed by `suites` (a digest), in a file of which the disk tells this."""
    before = base(con)
    con.begin()
    _keep(con, Base(before.models, before.waivers, suites, release_id, marts_file))
    con.execute("delete from meta.delta where modelled")
    con.commit()


def _keep(con: duckdb.DuckDBPyConnection, now: Base) -> None:
    con.execute("delete from meta.base")
    con.execute("insert into meta.base values (?, ?, ?, ?, ?)", list(astuple(now)))


def waivers_digest(path: Path) -> str:
    """Digest of the file; empty where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _has_marts(con: duckdb.DuckDBPyConnection) -> bool:
    return bool(con.execute("select 1 from duckdb_tables() where schema_name = 'marts' and table_name = 'dim_document'").fetchone())


def _accepted(con: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """Documents with a finding that a reviewer accepts now, or did when the tables were made."""
    findings: list[str] = []
    if path.is_file():
        with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
            findings = [row["finding_id"] for row in csv.DictReader(file) if row.get("finding_id")]
    found = con.execute(
        "select distinct document_id from quality.fct_finding where waiver is not null or finding_id in (select unnest(?::varchar[]))",
        [findings],
    )
    return [row[0] for row in found.fetchall()]


def _of_the_same_bodies(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Every document of a body of which a document waits to be modelled, itself included, before the change or after it."""
    found = con.execute(
        """
        with waiting as (select document_id from meta.delta where not modelled),
        body as (
            select organisation_name from raw.raw_document where document_id in (from waiting)
            union
            select organisation_name from marts.dim_document where document_id in (from waiting)
        )
        from waiting
        union
        select document_id from raw.raw_document where organisation_name in (from body)
        """
    )
    return [row[0] for row in found.fetchall()]


def _batches(con: duckdb.DuckDBPyConnection) -> tuple[tuple[str, ...], ...]:
    """Documents that wait, in portions that keep bodies together; one portion, and be it empty, at least."""
    waiting = con.execute(
        """
        with waiting as (select document_id from meta.delta where not modelled),
        printed as (select document_id, count(*) as numbers from raw.raw_observation where document_id in (from waiting) group by all)
        select document_id, coalesce(organisation_name, document_id), coalesce(numbers, 0) + ?
        from waiting left join raw.raw_document using (document_id) left join printed using (document_id) order by 2, 1
        """,
        [_ANSWERS],
    ).fetchall()
    batches: list[list[str]] = [[]]
    held = 0
    for _, documents in groupby(waiting, itemgetter(1)):
        ids, rows = zip(*((document_id, count) for document_id, _, count in documents), strict=True)
        if batches[-1] and held + sum(rows) > ROWS:
            batches.append([])
            held = 0
        batches[-1] += ids
        held += sum(rows)
    return tuple(map(tuple, batches))
