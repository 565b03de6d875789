"""Documents on disk: compressed JSON, one file for each object and version of the readers, written once and never half."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

from orchestration.read.document import Cell, Document, Line, Page, Table


def save(path: Path, document: Document) -> None:
    """Write `document` to `path` by rename. The same Document always gives the same bytes."""
    body = json.dumps(document, default=_fields, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = part(path, os.getpid())
    unfinished.write_bytes(gzip.compress(body.encode("utf-8", "surrogatepass"), compresslevel=3, mtime=0))
    unfinished.replace(path)


def part(path: Path, process: int) -> Path:
    """The file that a process writes before it becomes `path`."""
    return path.with_name(f"{path.name}.{os.uname().nodename}-{process}.part")


def load(path: Path) -> Document | None:
    """The Document written to `path`; None where there is none, or one that cannot be read back."""
    try:
        fields = json.loads(gzip.decompress(path.read_bytes()).decode("utf-8", "surrogatepass"))
        return _document(fields)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return None


def _fields(part: Document | Page | Line | Table) -> dict[str, Any]:
    """The fields of a part of a document; `dataclasses.asdict` takes half as long as reading it, for it copies every value."""
    fields = {name: getattr(part, name) for name in part.__slots__}
    return fields | {"cells": [cell._asdict() for cell in part.cells]} if isinstance(part, Table) else fields


def _document(fields: dict[str, Any]) -> Document:
    return Document(
        format=fields["format"],
        text=fields["text"],
        encoding=fields["encoding"],
        pages=tuple(Page(**page) for page in fields["pages"]),
        tables=tuple(_table(table) for table in fields["tables"]),
        lines=tuple(_line(line) for line in fields["lines"]),
    )


def _line(fields: dict[str, Any]) -> Line:
    left, top, right, bottom = fields["box"]
    return Line(**{**fields, "box": (left, top, right, bottom), "edges": tuple(fields["edges"])})


def _table(fields: dict[str, Any]) -> Table:
    return Table(**{**fields, "cells": tuple(_cell(cell) for cell in fields["cells"])})


def _cell(fields: dict[str, Any]) -> Cell:
    if fields["box"] is not None:
        fields["box"] = tuple(fields["box"])
    return Cell(**fields)
