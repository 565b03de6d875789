"""`juesuan rollback`, `verify` and `clean`: the releases there are, by hand."""

from __future__ import annotations

from pathlib import Path

from orchestration.cli import output
from orchestration.release import keeping, proof, shelf
from orchestration.warehouse import Warehouse, WarehouseError, disk, lock


def rollback(name: str, folder: Path | None) -> int:
    """Put a release in force that was before; 1 where there is none such or its files are not as published."""
    warehouse = Warehouse.locate(folder)
    try:
        with lock.writing(warehouse, waiting=output.say_waiting):
            release = shelf.find(warehouse, name)
            for fault in proof.faults(release):
                return output.fail(f"Release {release.release_id} is not put in force: {fault}")
            shelf.switch(warehouse, release.release_id)
    except (WarehouseError, OSError) as error:
        return output.fail(_words(error))
    output.console().print(f"In force   release {release.release_id}, published {release.published_at}", markup=False)
    return 0


def verify(name: str, folder: Path | None) -> int:
    """Recompute every digest; 1 where a file is not as published, or there is no such release."""
    warehouse = Warehouse.locate(folder)
    try:
        release = shelf.find(warehouse, name)
        faults = proof.faults(release)
    except (WarehouseError, OSError) as error:
        return output.fail(_words(error))
    for fault in faults:
        output.fail(fault)
    if not faults:
        files = release.description["files"].values()
        size = sum(each["bytes"] for each in files)
        output.console().print(f"Release {release.release_id} is as it was published: {len(files)} files, {size:,} bytes.", markup=False)
    return 1 if faults else 0


def clean(keep: int | None, folder: Path | None) -> int:
    """Remove old releases and say which; 1 where that cannot be done."""
    warehouse = Warehouse.locate(folder)
    try:
        with lock.writing(warehouse, waiting=output.say_waiting):
            removed, read = keeping.collect(warehouse, keeping.wanted() if keep is None else keep)
    except (WarehouseError, OSError) as error:
        return output.fail(_words(error))
    console = output.console()
    console.print(f"Removed    {', '.join(removed) or 'nothing'}", markup=False)
    if read:
        console.print(f"Being read {', '.join(read)}", markup=False)
    return 0


def _words(error: Exception) -> str:
    meaning = disk.trouble(error)
    return f"It could not be done: {meaning}." if meaning else str(error)
