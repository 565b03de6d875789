"""One release of five documents, and its report: the sample, two years of a made body (a PDF with a planted error, a DOCX), a file that is
refused, and one that would do harm wherever its text were taken for markup."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.release import in_force
from orchestration.settings import PROJECT_ROOT, SAMPLE_FOLDER
from orchestration.warehouse import Warehouse
from tests.generator.formats import FORMATS
from tests.generator.generate import generate
from tests.generator.plant import Planted, plant

SEED = 7
ERROR = "Z131"
"""A figure of the text is not that of the table."""
HARM = '<img src=x onerror=alert(1)><script>alert(2)</script>"\'&{{7*7}}=HYPERLINK("x")'
HARMFUL_NAME = "=1+1<img src=x onerror=alert(3)>\"'javascript:alert(4).txt"


@dataclass(frozen=True)
class Released:
    """A warehouse with a release in force, and what was planted in the PDF."""

    warehouse: Warehouse
    planted: Planted

    @property
    def folder(self) -> Path:
        """The release's own folder."""
        release = in_force(self.warehouse)
        assert release is not None
        return release.path

    @property
    def report(self) -> Path:
        return self.folder / "report"

    def page_of(self, ending: str, listed: str = "") -> Path:
        """The page of the document whose name ends so; or `.figures`, the page that lists its figures."""
        return self.report / "documents" / f"{self.id_of(ending)}{listed}.html"

    def ask(self, query: str, *parameters: object) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.warehouse.marts), read_only=True) as con:
            return con.execute(query, parameters).fetchall()

    def finding(self) -> tuple[str, str]:
        """Id and rule of the finding that tells of the planted error."""
        query = (
            "select finding_id, rule_id from quality.fct_finding where severity = 'error' and list_contains(printed_terms, ?) order by all"
        )
        found, rule = self.ask(query, self.planted.after)[0]
        return str(found), str(rule)

    def id_of(self, ending: str) -> str:
        ((found,),) = self.ask("select document_id from dim_document where source_name like '%' || ? and source_name not like '=%'", ending)
        return str(found)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Released]:
    place = tmp_path_factory.mktemp("released")
    before = generate(SEED, family="shanghai", year=2022, size="medium", unit="万元", exact=True)
    after = generate(SEED + 1, family="shanghai", previous=before.accounts, size="medium", unit="万元", exact=True)
    planted = plant(after, ERROR, SEED)
    sample = next(SAMPLE_FOLDER.glob("*.txt")).read_text(encoding="utf-8")
    files = {
        "before.docx": FORMATS["docx"](before),
        "after.pdf": FORMATS["pdf"](after),
        "nothing.txt": b"minutes of a meeting",
        HARMFUL_NAME: sample.replace("数字事务中心", f"数字{HARM}事务中心").replace("政务外网", f"{HARM}政务外网").encode(),
    }
    (place / "files").mkdir()
    for name, data in files.items():
        (place / "files" / name).write_bytes(data)
    paths = [str(place / "files"), *map(str, SAMPLE_FOLDER.glob("*.txt"))]
    command = [sys.executable, "-m", "orchestration.cli", "run", *paths, "--warehouse", str(place / "warehouse"), "--json"]
    subprocess.run(command, check=True, capture_output=True, cwd=PROJECT_ROOT, env=dict(os.environ), timeout=600)
    yield Released(Warehouse.locate(place / "warehouse"), planted)
