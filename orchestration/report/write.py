"""The report of a release: which pages must be drawn, which can be taken from the release before, and who draws them.

The pages of a document depend on the document, on the other years of the same body, and on the edition of the report, nothing else. A
digest of these is kept beside the pages, and pages with the same digest in the release in force are linked into the next one. The few pages
about all documents are written every time.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.report import carried, document, gather, pages
from orchestration.report.again import Drawn
from orchestration.report.carried import DOCUMENTS
from orchestration.settings import CORES, PROJECT_ROOT
from orchestration.warehouse import Warehouse, WarehouseError
from orchestration.warehouse.folder import MARTS

if TYPE_CHECKING:
    import duckdb
    from markupsafe import Markup

REPORT = "report"
KEPT = "pages.json"
COUNTED = "rules.json"
"""Notes for the report of the next release: what the pages of each document were drawn from, and the checks by rule and result."""
_FEW = 8
"""So many documents are drawn faster than a process is started that could help."""


class ReportFailed(WarehouseError):
    """The report could not be drawn; the release is not made."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The release that a report follows, of which only the rows of the documents `touched` differ: its folder, its database, what its
    report drew that can be believed, and whether the pages of all others look and say as they did."""

    folder: Path
    con: duckdb.DuckDBPyConnection
    touched: Sequence[str]
    drawn: Drawn
    is_told_alike: bool


def write_report(
    warehouse: Warehouse,
    release: Path,
    release_id: Callable[[], str],
    former: Path | None,
    touched: Sequence[str] | None = None,
    known: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Write the report of a release whose database is complete under `release`.

    `former` is the release in force; where only rows of some documents differ from it, `touched` names them, and `known` are the digests
    of its files as it was published. `release_id` is asked for last: it follows from tables that are written meanwhile. The same tables
    and store give the same bytes, whatever was there before.
    """
    folder = release / REPORT
    with contextlib.ExitStack() as stack:
        con = stack.enter_context(contextlib.closing(gather.open_release(release / MARTS)))
        names, documents = gather.names(con), gather.documents(con)
        document_ids = [row["document_id"] for row in documents]
        kept, shared = _kept(former, KEPT), _shared(con)
        followed = None
        if former and touched is not None:
            before = stack.enter_context(contextlib.closing(gather.open_release(former / MARTS)))
            told_alike = all(kept.get(each, "").endswith(shared) for each in set(document_ids) - set(touched))
            followed = Followed(former, before, touched, Drawn(former, known) if told_alike else Drawn(), told_alike)
        wanted = _digests(con, kept, document_ids, shared, followed)
        missing = _take_over(wanted, kept, release / DOCUMENTS, former / DOCUMENTS if former else None)
        with drawing(con, warehouse, release, missing, {row["document_id"] for row in documents if row["format"] == "pdf"}):
            counts = _rule_counts(con, followed)
            _write_shared(con, names, documents, counts, folder, release_id, former.name if former else None, followed)
    for name, told in ((KEPT, wanted), (COUNTED, counts)):
        (folder / name).write_text(json.dumps(told, indent=0, sort_keys=True) + "\n", encoding="utf-8")


@contextlib.contextmanager
def drawing(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, release: Path, document_ids: Sequence[str], pdfs: set[str]
) -> Iterator[None]:
    """Have documents drawn: here where they are few and hold no picture, else beside this, in processes that a hostile file may take."""
    if len(document_ids) > _FEW or not pdfs.isdisjoint(document_ids):
        with _drawing_apart(warehouse, release, document_ids):
            yield
        return
    draw_here(con, warehouse, release, document_ids)
    yield


def draw_here(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, release: Path, document_ids: Sequence[str]) -> None:
    """Draw documents in this process."""
    if document_ids:
        names = gather.names(con)
        for told in gather.told(con, document_ids):
            document.write(con, warehouse, names, told, release / DOCUMENTS)


@contextlib.contextmanager
def _drawing_apart(warehouse: Warehouse, release: Path, document_ids: Sequence[str]) -> Iterator[None]:
    count = min(CORES, len(document_ids))
    command = [sys.executable, "-m", "orchestration.report", str(warehouse.root), str(release)]
    workers = [subprocess.Popen(command, stdin=subprocess.PIPE, cwd=PROJECT_ROOT, text=True) for _ in range(count)]  # noqa: S603
    try:
        for number, worker in enumerate(workers):
            assert worker.stdin is not None
            mine = document_ids[number * len(document_ids) // count : (number + 1) * len(document_ids) // count]
            with contextlib.suppress(BrokenPipeError):  # of one that is gone: its exit code tells
                worker.stdin.write("".join(f"{document_id}\n" for document_id in mine))
                worker.stdin.close()
        yield
        codes = [worker.wait() for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
            worker.wait()
    if any(codes):
        raise ReportFailed(f"A process that draws the report ended with {codes}; its error stands above.")


def _kept(former: Path | None, name: str) -> dict[str, Any]:
    """What the report of the release before noted in a file; nothing where that is not there, or damaged."""
    try:
        kept = json.loads((former / REPORT / name).read_bytes()) if former else {}
    except (FileNotFoundError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _rule_counts(con: duckdb.DuckDBPyConnection, followed: Followed | None) -> gather.RuleCounts:
    """Checks by rule and result: of all documents where it is not known how many they were, and of which documents others count now."""
    counted = _kept(followed.folder, COUNTED) if followed else {}
    if followed and gather.are_counts_of(counted, followed.con):
        return gather.rule_counts_after(counted, followed.con, con, followed.touched)
    return gather.rule_counts(con)


def _shared(con: duckdb.DuckDBPyConnection) -> str:
    """What stands at the end of the digest of every document: that of the report's own looks and of its vocabulary."""
    vocabulary = con.execute(
        "select md5((select string_agg(hash(c)::varchar, ',' order by concept) from dim_concept as c)"
        " || (select string_agg(hash(r)::varchar, ',' order by rule_id) from quality.dim_rule as r)"
        " || (select string_agg(hash(f)::varchar, ',' order by code, budget_type, fiscal_year_from) from dim_function_class as f))"
    ).fetchone()
    return f".{pages.edition()[:24]}.{vocabulary[0] if vocabulary else ''}"


def _digests(
    con: duckdb.DuckDBPyConnection, kept: dict[str, str], document_ids: Sequence[str], shared: str, followed: Followed | None
) -> dict[str, str]:
    """A digest, for each document, of all that its pages depend on."""
    if followed is None or not followed.is_told_alike:
        return {document_id: f"{digest}{shared}" for document_id, digest in gather.digests(con).items()}
    anew = {document_id: f"{digest}{shared}" for document_id, digest in gather.digests(con, followed.touched).items()}
    return {document_id: anew.get(document_id) or kept[document_id] for document_id in document_ids}


def _take_over(wanted: dict[str, str], kept: dict[str, str], folder: Path, former: Path | None) -> list[str]:
    """Have the pages that are as they were in `folder`, where some may be already, and no others; name the documents that lack theirs."""
    there = carried.documents(folder)
    same = {each for each, digest in wanted.items() if kept.get(each) == digest}
    for document_id in sorted(there.keys() - same):
        carried.drop(folder, there.pop(document_id))
    lacking = same - there.keys()
    if former and lacking:
        before = carried.documents(former)
        for document_id in sorted(lacking & before.keys()):
            carried.carry_document(former, folder, before[document_id])
            there[document_id] = before[document_id]
    return sorted(wanted.keys() - there.keys())


def _write_shared(
    con: duckdb.DuckDBPyConnection,
    names: gather.Names,
    documents: list[gather.Row],
    counts: gather.RuleCounts,
    folder: Path,
    release_id: Callable[[], str],
    follows: str | None,
    followed: Followed | None,
) -> None:
    found = _found_before(con, names, followed)
    findings = gather.findings_of_rules(con, names.rules.keys() - found.keys() if found else None)
    for name, content in pages.rule_pages(names, counts, findings, found):
        _write(folder / "rules" / name, content)
    listed = followed.drawn.rows(documents, set(followed.touched)) if followed else {}
    for name, content in pages.document_lists(documents, listed):
        _write(folder / DOCUMENTS.name / name, content)
    _write(folder / "sql.html", pages.sql_page(gather.tables(con)))
    tally = gather.tally(con)
    for name, content in pages.error_lists(tally["open_errors"]):
        _write(folder / name, content)
    _write(folder / "index.html", pages.overview(tally, documents, release_id(), follows))


def _found_before(con: duckdb.DuckDBPyConnection, names: gather.Names, followed: Followed | None) -> dict[str, Markup]:
    """What the pages of rules list that found nothing in the documents that differ, neither then nor now."""
    if followed is None:
        return {}
    changed = gather.rules_that_found(con, followed.touched) | gather.rules_that_found(followed.con, followed.touched)
    drawn = {rule_id: followed.drawn.findings(rule_id) for rule_id in sorted(names.rules.keys() - changed)}
    return {rule_id: found for rule_id, found in drawn.items() if found is not None}


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
