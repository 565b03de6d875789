"""What the release that follows the one in force is most likely to take over from it, prepared while models are still built: a copy of its
database, and links to the pages of its documents. Gigabytes and ten thousands of files take seconds.

What is copied is what the digest of its publication is compared with, so that nothing is taken over that is not as it was published.
"""

from __future__ import annotations

import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from orchestration.release import direct
from orchestration.release.description import EDITION
from orchestration.release.shelf import PARTIAL, Release, sync_file
from orchestration.report import carried, pages
from orchestration.warehouse import Warehouse
from orchestration.warehouse.folder import MARTS


class Ahead:
    """A release on its way. Only for the one who holds the lock; what a crash leaves of it the next one begins anew, or the next
    publication sweeps away."""

    def __init__(self, warehouse: Warehouse, former: Release) -> None:
        self.former = former
        self.path = warehouse.releases / f"{former.release_id}.ahead{PARTIAL}"
        self._unwanted = threading.Event()
        pool = ThreadPoolExecutor(1)
        self._is_sound = pool.submit(self._prepare)
        pool.shutdown(wait=False)

    @property
    def marts(self) -> Path:
        """The copy of the database."""
        return self.path / MARTS

    def is_sound(self) -> bool:
        """Whether the copy is of the file as it was published, once all is there. Raises OSError where something cannot be written."""
        return self._is_sound.result()

    def discard(self) -> None:
        """Stop, wait until it has, and remove what nobody took."""
        self._unwanted.set()
        self._is_sound.exception()  # at an end, whichever
        shutil.rmtree(self.path, ignore_errors=True)

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
