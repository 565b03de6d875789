"""Publication under a disk that fails: `python -m tests.release.faults FOLDER STEP`, with the library of `faults.c` loaded before.

Every call that would change something under `releases/` fails once: with no space, with an input/output error, as on a read-only disk, or
by the death of the process. Prints, as JSON, how many calls there were and what was wrong.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from unittest.mock import patch

import duckdb

from orchestration.release import in_force, proof, publish
from orchestration.release.ahead import Ahead
from orchestration.report.carried import DOCUMENTS
from orchestration.warehouse import Warehouse, delta, disk, schema
from orchestration.warehouse.connection import build_database
from tests.release.conftest import KEYS, TABLES, pass_all

KILL = -1
ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, KILL)
DONE, REFUSED, UNTOLD = 0, 10, 11
CHANGE = "update marts.fct_spending set final_cny = 13.00 where spending_id = 'aaaa/1'"


def main(folder: Path, step: int) -> dict[str, object]:
    """Every `step`-th call under every kind of fault, in a publication of everything, in one of what changed, in one that was prepared
    ahead, and in one that was drafted too."""
    library = ctypes.CDLL(None)
    library.fault_seen.restype = ctypes.c_long
    told: dict[str, object] = {}
    wrong: list[str] = []
    for kind, publication in PUBLICATIONS.items():
        template = folder / f"template-{kind}"
        _apart(lambda template=template, kind=kind: _prepare(template, renewing=kind != "whole"))
        calls, tried = _calls(library, publication, template, folder / f"count-{kind}"), 0
        for number in range(1, calls + 1, step):
            error = ERRORS[number // step % len(ERRORS)] if step > 1 else None
            for each in ERRORS if error is None else (error,):
                wrong += _try(library, publication, template, folder / "tried", number, each)
                tried += 1
        told[kind] = {"calls": calls, "faults": tried}
    return told | {"wrong": wrong}


def _prepare(root: Path, *, renewing: bool) -> None:
    """A release in force, and a passed build that differs from it by one row."""
    warehouse = Warehouse(root).create()
    with build_database(warehouse) as con:
        con.execute(TABLES)
        pass_all(con)
        publish.publish(con, warehouse, KEYS)
        con.execute(CHANGE)
        if renewing:
            with schema.changing(con):
                delta.touch(con, ["aaaa"])
            base = delta.base(con)
            pass_all(con)
            con.execute("update meta.base set release_id = ?", [base.release_id])
        else:
            pass_all(con)


def _calls(library: ctypes.CDLL, publication: Callable[[Path], None], template: Path, root: Path) -> int:
    shutil.copytree(template, root, symlinks=True)
    hears, tells = os.pipe()

    def count() -> None:
        library.fault_set(ctypes.c_long(1 << 40), 0)
        publication(root)
        os.write(tells, str(library.fault_seen()).encode())

    assert _apart(count) == DONE
    os.close(tells)
    with os.fdopen(hears) as answer:
        return int(answer.read())


def _try(library: ctypes.CDLL, publication: Callable[[Path], None], template: Path, root: Path, number: int, error: int) -> list[str]:
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(template, root, symlinks=True)
    warehouse = Warehouse(root)
    before = in_force(warehouse)
    assert before is not None

    def attempt() -> None:
        library.fault_set(ctypes.c_long(number), error)
        publication(root)

    code = _apart(attempt)
    what = f"fault {error} at call {number}"
    after = in_force(warehouse)
    wrong = [] if after else [f"{what}: nothing in force"]
    wrong += [f"{what}: {fault}" for fault in (proof.faults(after) if after else [])]
    if code == UNTOLD:
        wrong.append(f"{what}: the error is not told in words")
    if after and code == REFUSED and after.release_id != before.release_id and not after.release_id.startswith("000002"):
        wrong.append(f"{what}: another release in force")
    if _apart(lambda: _publish(root)) != DONE:
        wrong.append(f"{what}: the next publication needs help")
    last = in_force(warehouse)
    wrong += [f"{what}, then published: {fault}" for fault in (proof.faults(last) if last else ["nothing"])]
    if last and last.description["tables"]["marts.fct_spending"] != 2:
        wrong.append(f"{what}: rows are missing")
    return wrong


def _publish(root: Path) -> None:
    warehouse = Warehouse(root)
    with build_database(warehouse) as con:
        publish.publish(con, warehouse, KEYS)


def _publish_prepared(root: Path, *, drafted: bool = False) -> None:
    warehouse = Warehouse(root)
    former = in_force(warehouse)
    assert former is not None
    ahead = Ahead(warehouse, former)
    try:
        ahead.is_sound()
        if drafted:
            ahead.go_on(KEYS, ())
        with build_database(warehouse) as con:
            publish.publish(con, warehouse, KEYS, ahead=ahead)
    finally:
        ahead.discard()


PUBLICATIONS = {
    "whole": _publish,
    "renewal": _publish,
    "prepared": _publish_prepared,
    "drafted": partial(_publish_prepared, drafted=True),
}


def _draw(_warehouse: Warehouse, release: Path, *_: object) -> None:
    """In place of a report: one page of one document, where it was not carried over."""
    page = release / DOCUMENTS / "aaaa" / "index.html"
    if not page.exists():
        page.parent.mkdir(parents=True)
        page.write_text("a page", encoding="utf-8")


def _apart(work: Callable[[], object]) -> int:
    """Do it in a fork: DONE, REFUSED where it raised and says in words what the disk did, UNTOLD where not, below 0 where it was killed."""
    process = os.fork()
    if not process:
        code = UNTOLD
        try:
            with patch.object(publish, "write_report", _draw):
                work()
            code = DONE
        except (OSError, duckdb.Error) as error:
            code = REFUSED if disk.trouble(error) else UNTOLD
            if code == UNTOLD:
                print(repr(error), file=sys.stderr)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]))))
