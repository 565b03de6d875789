"""What the release that follows the one in force is most likely to take over from it, prepared while models are still built: a copy of its
database, and links to the pages of its documents. Gigabytes and ten thousands of files take seconds. While suites judge what was built of a
few documents, their rows are drafted into that copy; what did not pass is thrown away with it. Suites are at the build meanwhile: what is
drafted is taken out of it first, into a database apart.

What is copied is what the digest of its publication is compared with, so that nothing is taken over that is not as it was published.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from pathlib import Path

import duckdb

from orchestration.release import direct, draft, touched
from orchestration.release.contents import TableName
from orchestration.release.description import EDITION
from orchestration.release.shelf import PARTIAL, Release, sync_file
from orchestration.report import carried, pages
from orchestration.warehouse import Warehouse, build, delta
from orchestration.warehouse.connection import build_database
from orchestration.warehouse.folder import MARTS


class Ahead:
    """A release on its way. Only for the one who holds the lock; what a crash leaves of it the next one begins anew, or the next
    publication sweeps away."""

    def __init__(self, warehouse: Warehouse, former: Release) -> None:
        self.former = former
        self.path = warehouse.releases / f"{former.release_id}.ahead{PARTIAL}"
        self._warehouse = warehouse
        self._unwanted = threading.Event()
        self._held = ExitStack()
        self._con: duckdb.DuckDBPyConnection | None = None
        self._build_id: str | None = None
        self._drafted: Future[draft.Draft | None] | None = None
        self._beside = ThreadPoolExecutor(2)
        self._in_order = ThreadPoolExecutor(1)
        self._is_sound = self._in_order.submit(self._prepare)

    @property
    def marts(self) -> Path:
        """The copy of the database."""
        return self.path / MARTS

    def is_sound(self) -> bool:
        """Whether the copy is of the file as it was published, once all is there. Raises OSError where something cannot be written."""
        return self._is_sound.result()

    def go_on(self, keys: draft.Keys, whole: Collection[tuple[str, str]]) -> None:
        """Draft the release of the build, which is modelled and waits for its verdict. See `publish` for `keys` and `whole`."""
        if not self._unwanted.is_set():
            self._drafted = self._in_order.submit(self._draft, keys, frozenset(TableName(*each) for each in whole))

    def drafted(self) -> draft.Draft | None:
        """What was drafted, once it is there; None where nothing was. Raises what writing it raised."""
        return self._drafted.result() if self._drafted else None

    def is_for(self, former: Release, build_id: str) -> bool:
        """Whether this can become the release of a build that follows a former one. Raises as `is_sound` and `drafted` do."""
        if self._unwanted.is_set() or former.release_id != self.former.release_id:
            return False
        return self.is_sound() and (self.drafted() is None or self._build_id == build_id)

    def discard(self) -> None:
        """Stop, wait until it has, and remove what nobody took."""
        self._unwanted.set()
        if self._con:
            with suppress(duckdb.Error):  # it may be closed by now
                self._con.interrupt()
        for pool in (self._in_order, self._beside):
            pool.shutdown(cancel_futures=True)
        self._held.close()
        shutil.rmtree(self.path, ignore_errors=True)

    def _draft(self, keys: draft.Keys, whole: frozenset[TableName]) -> draft.Draft | None:
        if not self.is_sound():
            return None
        with build_database(self._warehouse) as con:
            current = build.current(con)
            if current is None or delta.base(con).release_id != self.former.release_id or len(delta.document_ids(con)) > delta.FEW:
                return None
            self._build_id = current.build_id
            apart = self._con = self._held.enter_context(closing(touched.apart(con, whole, f"{self._warehouse.database}.ahead.tmp")))
        compared = draft.compare(apart, self.former, self.marts, keys, whole, follows=True)
        if compared.is_alike or self._unwanted.is_set():
            return None  # to find once more that nothing differs takes no longer than to tell of it
        return draft.write(apart, self.path, keys, compared, self.former.description.get("files", {}), self._beside)

    def _prepare(self) -> bool:
        if self.path.exists():  # a crash left it
            shutil.rmtree(self.path)
        self.path.mkdir()
        for _ in carried.carry(self.former.path, self.path) if self.former.description.get(EDITION) == pages.edition() else ():
            if self._unwanted.is_set():
                return False
        return self._copy()

    def _copy(self) -> bool:
        try:
            copied = direct.copy(self.former.marts, self.marts, self._unwanted.is_set)
        except FileNotFoundError:
            return False
        sync_file(self.marts)  # what is not replaced later need not be waited for then
        return copied is not None and copied == self.former.description.get("files", {}).get(MARTS, {}).get("sha256")
