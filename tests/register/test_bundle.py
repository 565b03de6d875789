"""A body's files in one folder, the narrative in one and the tables in another, are one document."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from orchestration.observe import observe
from orchestration.read import read
from orchestration.register.bundle import bundle
from orchestration.register.intake import BadPath
from tests.generator import generate
from tests.generator.formats import FORMATS
from tests.generator.model import Disclosure, Table

MADE = generate(7, size="small")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Narrative and tables apart, a picture and an office program's lock file beside them."""
    made = tmp_path / "水务局 2021"
    (made / "附件").mkdir(parents=True)
    narrative = replace(MADE, blocks=[block for block in MADE.blocks if not isinstance(block, Table)])
    (made / "情况说明.docx").write_bytes(FORMATS["docx"](narrative))
    (made / "附件" / "决算表.xlsx").write_bytes(FORMATS["xlsx"](MADE))
    (made / "附件" / "图.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (made / "~$情况说明.docx").write_bytes(b"lock")
    return made


def cells_of(made: Disclosure) -> Counter[tuple[object, ...]]:
    return Counter((table.table_id, cell.value) for table, cell in made.cells())


def test_narrative_and_tables_are_observed_as_one_document(folder: Path, tmp_path: Path) -> None:
    document = read(bundle(folder, tmp_path).read_bytes())
    rows = observe(document, MADE.year, MADE.organisation).observations
    assert document.format == "archive"
    assert Counter((row.table_id, row.value) for row in rows if row.origin == "table") == cells_of(MADE)
    said = Counter((row.value, row.unit) for row in rows if row.origin == "text")
    assert not Counter((figure.value, figure.unit) for figure in MADE.figures()) - said
    places = {row.place.split(": ")[0] for row in rows if row.origin == "table" and row.place}
    assert places == {"附件/决算表.xlsx"}


def test_the_same_files_are_the_same_document_wherever_they_lie(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    other = shutil.copytree(folder, tmp_path / "elsewhere" / "a copy")
    assert bundle(folder, tmp_path).read_bytes() == bundle(other, tmp_path).read_bytes()


def test_two_folders_of_one_name_are_two_files(folder: Path, tmp_path: Path) -> None:
    other = shutil.copytree(folder, tmp_path / "elsewhere" / folder.name)
    assert [bundle(one, tmp_path).name for one in (folder, other)] == ["水务局 2021.zip", "水务局 2021 2.zip"]


def test_names_that_lead_out_or_cannot_be_shown_do_no_harm(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "a\nb.txt").write_text("年度收入")
    (made / "a\rb.txt").write_text("年度支出")
    (made / "out.txt").symlink_to(Path(sys.executable))
    assert read(bundle(made, tmp_path).read_bytes()).text == "年度收入\n年度支出"


def test_what_is_no_folder_or_an_empty_one_is_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none", Path(sys.executable), tmp_path):
        with pytest.raises(BadPath):
            bundle(path, tmp_path)


def test_the_command_takes_a_folder_together(folder: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "orchestration.cli", "run", "--together", str(folder), "--warehouse", str(tmp_path / "w")],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    with duckdb.connect(str(tmp_path / "w" / "releases" / "current" / "marts.duckdb"), read_only=True) as con:
        assert con.sql("select source_name from marts.dim_document").fetchall() == [("水务局 2021.zip",)]
        assert con.sql("select distinct origin from quality.fct_observation order by 1").fetchall() == [("table",), ("text",)]
