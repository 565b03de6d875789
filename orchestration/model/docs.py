"""`python -m orchestration.model.docs [WAREHOUSE]`: what dbt says of its models, columns, tests and lineage, as one page of 4 MB.

It depends on the project alone, so that it can be made before the first run and beside a running one: no database is opened, and the types
of columns are those of the models' contracts.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from orchestration.model.manifest import PROJECT, ModelsInvalid
from orchestration.warehouse import Warehouse

NAME = "dbt_docs.html"


def write(target: Path) -> Path:
    """Write the page, which opens from disk and loads nothing; its path. Raises ModelsInvalid."""
    from dbt.cli.main import dbtRunner

    with tempfile.TemporaryDirectory() as folder:
        places = ["--project-dir", str(PROJECT), "--profiles-dir", str(PROJECT), "--target-path", folder, "--log-path", folder]
        quiet = ["--log-level", "none", "--log-level-file", "none"]
        os.environ["JUESUAN_DATABASE"] = ":memory:"
        result = dbtRunner().invoke(["docs", "generate", "--static", "--empty-catalog", "--no-partial-parse", *places, *quiet])
        page = Path(folder, "static_index.html")
        if not page.is_file():
            raise ModelsInvalid(str(result.exception))
        shutil.copyfile(page, target)
    return target


if __name__ == "__main__":
    print(write(Warehouse.locate(Path(sys.argv[1]) if sys.argv[1:] else None).create().root / NAME))
