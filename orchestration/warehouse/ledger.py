"""CSV files that people keep by hand beside the database, such as waivers and withdrawals: written by a spreadsheet as often as by us."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from orchestration.warehouse.folder import WarehouseError

Row = dict[str, str]


def read(path: Path, needed: Sequence[str], what: str) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The names of the columns and the lines of a file that holds at least the columns `needed`; nothing where there is none.

    UTF-8 with or without a mark, else what Chinese spreadsheets write. Raises WarehouseError where it cannot be read as such; `what` says
    what kind of file it is.
    """
    try:
        reader = csv.DictReader(io.StringIO(_decoded(path.read_bytes()), newline=""), strict=True)
        columns = tuple(name.strip() for name in reader.fieldnames or needed)
        reader.fieldnames = columns
        rows = tuple(_row(row) for row in reader)
    except FileNotFoundError:
        return tuple(needed), ()
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise WarehouseError(f"Cannot read the {what} {path}: {error}.") from error
    missing = [name for name in needed if name not in columns]
    if missing:
        raise WarehouseError(f"The {what} {path} have no column {', '.join(missing)}; the first line must name {','.join(needed)}.")
    return columns, rows


def replace(path: Path, columns: Sequence[str], rows: Iterable[Row], what: str) -> None:
    """Put a new file in the place of the old one, whole or not at all. Raises WarehouseError."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            file.write(text.getvalue().encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise WarehouseError(f"Cannot write the {what} {path}: {error.strerror or error}.") from error


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _row(row: Mapping[str | None, str | list[str] | None]) -> Row:
    if None in row:
        raise csv.Error("a line has more fields than the first one names")
    return {str(name): str(value or "").strip() for name, value in row.items()}
