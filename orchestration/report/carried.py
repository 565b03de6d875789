"""Pages of documents that are as they were, carried over from the report of one release to that of the next as links: ten thousand
documents have thirty thousand files, and none of them is written again.

All lie in one folder: a folder for each document would have to be made in every release and, what takes longest, removed with it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from orchestration.report import pages
from orchestration.warehouse import disk

DOCUMENTS = Path("report", "documents")
"""Where the pages of documents lie in a release, beside the pages that list them."""


def carry(former: Path, release: Path) -> Iterator[str]:
    """Link the pages of every document of a former release into another one; names each as its pages are there, so that one can stop."""
    source, target = former / DOCUMENTS, release / DOCUMENTS
    for document_id, names in sorted(documents(source).items()):
        carry_document(source, target, names)
        yield document_id


def carry_document(source: Path, target: Path, names: Sequence[str]) -> None:
    """Link the pages of one document from one such folder to another, where it has none yet. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    first = pages.document_name(names[0].partition(".")[0])
    for name in sorted(names, key=lambda name: name != first):  # what is carried in part is known by its first page, and dropped
        disk.link(f"{source}/{name}", f"{target}/{name}")


def documents(folder: Path) -> dict[str, list[str]]:
    """The documents that have pages there, each with the names of its files, in no order: those that share with its first page what stands
    before the point."""
    if not folder.is_dir():
        return {}
    beside: dict[str, list[str]] = {}
    with os.scandir(folder) as found:
        for entry in found:
            if entry.is_file(follow_symlinks=False):  # what else somebody put there is not ours
                beside.setdefault(entry.name.partition(".")[0], []).append(entry.name)
    return {each: names for each, names in beside.items() if pages.document_name(each) in names and not each.startswith(pages.LIST)}


def drop(folder: Path, names: Sequence[str]) -> None:
    """Remove the pages of a document from there; the release that they were carried from keeps its own."""
    for name in names:
        (folder / name).unlink()
