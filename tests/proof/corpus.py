"""Made disclosures as files of many formats, taken through the pipeline: register, read, observe, dbt."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import duckdb

from orchestration.model.run import build_models
from orchestration.observe.land import land
from orchestration.register import register
from orchestration.warehouse import Warehouse
from orchestration.warehouse.connection import build_database, open_database
from tests.generator.formats import FORMATS
from tests.generator.model import Disclosure
from tests.generator.plant import Planted


@dataclass(frozen=True, slots=True)
class Made:
    """A disclosure as published, and the error in it, if any. `document_id` is what the warehouse knows its bytes by."""

    disclosure: Disclosure
    form: str
    document_id: str
    planted: Planted | None = None


Recipe = Callable[[], tuple[Disclosure, Planted | None] | None]
"""Makes one disclosure; None where there is nothing to make. Must survive pickling: a partial of a function of a module."""


def publish(folder: Path, recipes: Sequence[tuple[Recipe, str]], workers: int = 1, apart: bool = False) -> list[Made]:
    """Write each disclosure into `folder` in the format asked for; those of the same bytes are one document and made once.

    Two that were drawn apart but bear one name would be taken for years of one body: `apart` keeps the first of them, and pairs.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if workers == 1:
        made: Iterable[Made | None] = [_publish(folder, recipe, form) for recipe, form in recipes]
    else:
        with ProcessPoolExecutor(workers) as pool:
            made = list(pool.map(_publish, *zip(*((folder, *each) for each in recipes), strict=True), chunksize=8))
    found = list({each.document_id: each for each in made if each}.values())
    kept = list(_apart(found)) if apart else found
    for each in found:
        if each not in kept:
            _path(folder, each.disclosure, each.document_id, each.form).unlink()
    return kept


def _publish(folder: Path, recipe: Recipe, form: str) -> Made | None:
    done = recipe()
    if done is None:
        return None
    disclosure, planted = done
    content = FORMATS[form](disclosure)
    document_id = hashlib.sha256(content).hexdigest()[:16]
    _path(folder, disclosure, document_id, form).write_bytes(content)
    return Made(disclosure, form, document_id, planted)


def _path(folder: Path, disclosure: Disclosure, document_id: str, form: str) -> Path:
    return folder / f"{disclosure.title}-{document_id}.{form}"


def _apart(made: Iterable[Made]) -> Iterator[Made]:
    """One for each name, and where the next is the year after, as the second of a pair is, that too."""
    bodies: dict[str, Made] = {}
    last = None
    for each in made:
        name = each.disclosure.organisation
        if name not in bodies or (last is bodies[name] and last.disclosure.year + 1 == each.disclosure.year):
            bodies.setdefault(name, each)
            last = each
            yield each


def observe(warehouse: Warehouse, files: Path) -> None:
    """Register, read and observe everything in `files`."""
    with build_database(warehouse) as con:
        register([files], warehouse, con)
        land(con, warehouse)


def model(warehouse: Warehouse) -> None:
    """Facts, checks and findings, and what was made on the way to them. Raises ModelsFailed where dbt does not finish."""
    with patch.dict(os.environ, JUESUAN_SCRATCH=str(_scratch(warehouse))):
        failure = build_models(warehouse)
    if failure:
        raise failure


@contextmanager
def opened(warehouse: Warehouse) -> Iterator[duckdb.DuckDBPyConnection]:
    """What `model` made, to read; in the database `scratch` what was made on the way."""
    with open_database(warehouse.database, read_only=True) as con:
        con.execute(f"attach '{_scratch(warehouse)}' as scratch (read_only)")
        yield con


def _scratch(warehouse: Warehouse) -> Path:
    return warehouse.database.with_name("scratch.duckdb")
