"""The database of the release in force, copied for the one that follows it while models are still built: gigabytes take seconds.

What is copied is what the digest of its publication is compared with, so that nothing is taken over that is not as it was published.
"""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor

from orchestration.release.shelf import PARTIAL, Release, sync_file
from orchestration.warehouse import Warehouse
from orchestration.warehouse.folder import MARTS

_AT_A_TIME = 4 * 1024**2
"""Bytes."""


class Ahead:
    """A copy on its way. Only for the one who holds the lock; what a crash leaves of it the next publication sweeps away."""

    def __init__(self, warehouse: Warehouse, former: Release) -> None:
        self.former = former
        self.path = warehouse.releases / f"{former.release_id}.{MARTS}{PARTIAL}"
        self._unwanted = threading.Event()
        pool = ThreadPoolExecutor(1)
        self._is_sound = pool.submit(self._copy)
        pool.shutdown(wait=False)

    def is_sound(self) -> bool:
        """Whether the copy is of the file as it was published, once all of it is there. Raises OSError where it cannot be made."""
        return self._is_sound.result()

    def discard(self) -> None:
        """Stop, and remove the copy where nobody took it."""
        self._unwanted.set()
        self._is_sound.exception()  # at an end, whichever
        self.path.unlink(missing_ok=True)

    def _copy(self) -> bool:
        try:
            source = self.former.marts.open("rb")
        except FileNotFoundError:
            return False
        total = hashlib.sha256()
        with source, self.path.open("wb") as target:
            while portion := source.read(_AT_A_TIME):
                if self._unwanted.is_set():
                    return False
                total.update(portion)
                target.write(portion)
        sync_file(self.path)  # what is not replaced later need not be waited for then
        return bool(total.hexdigest() == self.former.description["files"].get(MARTS, {}).get("sha256"))
