"""Pages of documents that are as they were, carried over from the report of one release to that of the next as links: ten thousand
documents have forty thousand files, and none of them is written again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from orchestration.warehouse import disk

DOCUMENTS = Path("report", "documents")
"""Where the pages of documents lie in a release: a folder for each document, beside the pages that list them."""


def carry(former: Path, release: Path) -> Iterator[str]:
    """Link the pages of every document of a former release into another one; names each as its pages are there, so that one can stop."""
    source, target = former / DOCUMENTS, release / DOCUMENTS
    for document_id in sorted(documents(source)):
        carry_document(source, target, document_id)
        yield document_id


def carry_document(source: Path, target: Path, document_id: str) -> None:
    """Link the pages of one document from one such folder to another, where it has none yet. Raises OSError."""
    into = target / document_id
    into.mkdir(parents=True)
    with os.scandir(f"{source}/{document_id}") as pages:
        for page in pages:
            if page.is_file(follow_symlinks=False):  # what else somebody put there is not ours
                disk.link(page.path, f"{into}/{page.name}")


def documents(folder: Path) -> set[str]:
    """The documents that have pages there."""
    if not folder.is_dir():
        return set()
    with os.scandir(folder) as found:
        return {entry.name for entry in found if entry.is_dir(follow_symlinks=False)}


def drop(folder: Path, document_id: str) -> None:
    """Remove the pages of a document from there; the release that they were carried from keeps its own."""
    shutil.rmtree(folder / document_id)
