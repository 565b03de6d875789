"""The layout of a warehouse folder. Everything that reads or writes a file of the warehouse asks here for its path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "JUESUAN_WAREHOUSE"
DEFAULT = "warehouse"
MARTS = "marts.duckdb"
"""The file of a release that readers open."""


class WarehouseError(Exception):
    """The warehouse cannot be used as asked; the message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class Warehouse:
    """A folder that holds the store, the build, the releases and their reports."""

    root: Path

    @classmethod
    def locate(cls, explicit: Path | str | None = None) -> Warehouse:
        """The folder asked for, else that of the variable JUESUAN_WAREHOUSE, else ./warehouse."""
        return cls(Path(explicit or os.environ.get(VARIABLE) or DEFAULT).expanduser().absolute())

    @property
    def objects(self) -> Path:
        """The bytes as they arrived, one file for each sha256."""
        return self.root / "store" / "objects"

    @property
    def documents(self) -> Path:
        """What readers made of the objects, one folder for each reader."""
        return self.root / "store" / "documents"

    @property
    def database(self) -> Path:
        """The one writable database."""
        return self.root / "build" / "warehouse.duckdb"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' pages."""
        return self.root / "data_docs"

    @property
    def releases(self) -> Path:
        return self.root / "releases"

    @property
    def current(self) -> Path:
        """The symbolic link to the release in force."""
        return self.releases / "current"

    @property
    def marts(self) -> Path:
        """The database of the release in force, for readers."""
        return self.current / MARTS

    @property
    def waivers(self) -> Path:
        return self.root / "waivers.csv"

    @property
    def withdrawals(self) -> Path:
        return self.root / "withdrawals.csv"

    @property
    def lock(self) -> Path:
        return self.root / "lock"

    def object_path(self, sha256: str) -> Path:
        return self.objects / sha256

    def document_path(self, reader: str, sha256: str) -> Path:
        return self.documents / reader / f"{sha256}.json.gz"

    def create(self) -> Warehouse:
        """Make the folders that a writer needs.

        Raises WarehouseError where that cannot be done or the folder cannot be written to.
        """
        try:
            for folder in (self.objects, self.documents, self.database.parent, self.data_docs, self.releases):
                folder.mkdir(parents=True, exist_ok=True)
            probe = self.root / f".probe-{os.getpid()}"
            probe.write_bytes(b"")
            probe.unlink()
        except OSError as error:
            raise WarehouseError(f"Cannot write to the warehouse {self.root}: {error.strerror or error}.") from error
        return self
