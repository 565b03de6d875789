"""Where the UI's own server hands out the pages of a warehouse: an address for each file that may be seen there.

Addresses have no host and no port, so that one kept in a run's metadata leads to its page wherever the UI is served from, through a
tunnel too. Browsers do not open `file:` addresses from a page that came over HTTP.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

from orchestration.warehouse import Warehouse

ROOT = "/warehouse"


def served(warehouse: Warehouse) -> dict[str, Path]:
    """The folders that are handed out, by their name in an address: what the project itself wrote, never a document as it arrived."""
    return {"releases": warehouse.releases, "data_docs": warehouse.data_docs}


def address(warehouse: Warehouse, file: Path) -> str:
    """The address of a file in one of the folders served. Raises ValueError where it lies elsewhere."""
    for name, folder in served(warehouse).items():
        if file.is_relative_to(folder):
            return quote("/".join([ROOT, name, *file.relative_to(folder).parts]))
    raise ValueError(f"{file} is not handed out")
