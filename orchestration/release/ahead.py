"""The database of the release in force, copied for the one that follows it while models are still built: gigabytes take seconds."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from orchestration.release import proof
from orchestration.release.shelf import PARTIAL, Release, sync_file
from orchestration.warehouse import Warehouse
from orchestration.warehouse.folder import MARTS


class Ahead:
    """A copy on its way; `told` is what the disk told of the file when it was published. Only for the one who holds the lock; what a crash
    leaves of it the next publication sweeps away."""

    def __init__(self, warehouse: Warehouse, former: Release, told: str) -> None:
        self.former = former
        self.path = warehouse.releases / f"{former.release_id}.{MARTS}{PARTIAL}"
        self._at_work = ThreadPoolExecutor(1)
        self._is_sound = self._at_work.submit(_copy, former, told, self.path)

    def is_sound(self) -> bool:
        """Whether the file is the one that was published, once all of it is copied. Raises OSError where it could not be."""
        self._at_work.shutdown()
        return self._is_sound.result()

    def discard(self) -> None:
        """Remove the copy where nobody took it."""
        self._at_work.shutdown()
        self.path.unlink(missing_ok=True)


def _copy(former: Release, told: str, target: Path) -> bool:
    if not proof.is_as_published(former, told):
        return False
    shutil.copyfile(former.marts, target)
    sync_file(target)  # what is not replaced later need not be waited for then
    return True
