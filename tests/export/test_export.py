"""What leaves the warehouse: findings for a department, tables for a spreadsheet, a package for programs."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from frictionless import Package

from orchestration.export.documents import _sheets
from orchestration.read.document import Cell, Document, Table
from tests.export.conftest import juesuan

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(root: Path, *arguments: str | Path) -> list[Path]:
    result = juesuan(*arguments, "-w", root, "--json")
    assert result.returncode == 0, result.stderr
    return [Path(path) for path in json.loads(result.stdout)["files"]]


def read(path: Path) -> list[list[str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture(scope="module")
def findings(released: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return written(released, "findings", "--export", tmp_path_factory.mktemp("findings"))


def test_every_finding_goes_to_its_department_once(released: Path, findings: list[Path]) -> None:
    with duckdb.connect(str(released / "releases" / "current" / "marts.duckdb"), read_only=True) as con:
        known = {finding for (finding,) in con.execute("select finding_id from quality.fct_finding").fetchall()}
    for ending in (".csv", ".xlsx"):
        files = [path for path in findings if path.suffix == ending]
        told = [row[0].removeprefix("'") for path in files for row in _rows(path)[1:]]
        assert sorted(told) == sorted(known)


def test_a_finding_says_what_is_printed_and_what_is_expected(findings: list[Path]) -> None:
    (wrong,) = [row for path in findings if path.suffix == ".csv" for row in _rows(path) if row[2] == "Z123-sum" and not row[13]]
    head = _rows(findings[0])[0]
    assert head[6:9] == ["公布数\nPrinted", "应为\nExpected", "差额（公布数－应为）\nPrinted less expected"]
    assert wrong[1] == "error"
    assert wrong[6:11] == ["2556.03", "2566.03", "-10", "万元", "2,556.03；2,554.43；11.60"]
    assert "相差" in wrong[4] and "difference" in wrong[5]
    assert "收入" in wrong[11] and "字符" in wrong[11]
    assert "2,556.03万元" in wrong[12]


def test_no_cell_of_any_export_computes(released: Path, findings: list[Path], tmp_path: Path) -> None:
    """A file's name and a reviewer's reason are formulas here."""
    csvs = [path for path in findings if path.suffix == ".csv"] + written(released, "export", "--as", "csv", "--to", tmp_path)
    cells = [cell for path in csvs for row in read(path) for cell in row]
    assert any("cmd|" in cell for cell in cells) and any("原文如此" in cell for cell in cells)
    risky = [cell for cell in cells if cell.startswith(FORMULA) and not cell.replace(",", "").replace(".", "").strip("+-%").isdigit()]
    assert risky == []
    for path in findings:
        if path.suffix == ".xlsx":
            assert {cell.data_type for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row} <= {"s", "n"}


def test_an_export_of_the_same_release_is_the_same_bytes(released: Path, findings: list[Path], tmp_path: Path) -> None:
    again = written(released, "findings", "--export", tmp_path)
    assert [path.name for path in again] == [path.name for path in findings]
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in findings]


def test_a_document_s_tables_are_sheets_as_read(released: Path, tmp_path: Path) -> None:
    (workbook,) = written(released, "export", "after.docx", "--to", tmp_path)
    book = openpyxl.load_workbook(workbook)
    assert len(book.sheetnames) >= 9
    numbers = [cell.value for page in book for row in page.iter_rows() for cell in row if isinstance(cell.value, int | float)]
    with duckdb.connect(str(released / "releases" / "current" / "marts.duckdb"), read_only=True) as con:
        query = "select value::double from quality.fct_observation join dim_document using (document_id) where source_name = 'after.docx'"
        table_values = {value for (value,) in con.execute(f"{query} and origin = 'table' and fct_observation.status = 'mapped'").fetchall()}
    assert table_values <= set(numbers)


def test_sheets_bear_the_names_of_their_tables_and_nothing_of_the_text_around(released: Path, tmp_path: Path) -> None:
    (workbook,) = written(released, "export", "after.docx", "--to", tmp_path)
    book = openpyxl.load_workbook(workbook)
    assert {"2 收入决算表", "3 支出决算表", "7 “三公”经费支出决算表"} <= set(book.sheetnames)
    for page in book:
        caption = str(page["A1"].value)
        assert caption.endswith("（单位：万元）") and "表" in caption and len(caption) < 45, page.title
        assert not any(word in caption for word in ("注：", "公开0", "部门：", "。"))


def test_the_next_page_of_a_table_goes_on_under_its_name() -> None:
    def table(title: str, *, continues: bool = False) -> Table:
        cells = tuple(Cell(row, column, 1, 1, text) for row in range(2) for column, text in enumerate(("项目", "12.00")))
        return Table(title, cells, continues=continues)

    before = "注：本表反映部门本年度的总收支。\n收入决算表\n公开02表\n部门：某局 金额单位：\n万元"
    tables = (table(before), table("", continues=True), table("", continues=True), table("纳入范围的单位包括：\n附注一览表"), table(""))
    sheets = list(_sheets(Document("pdf", "", tables=tables)))
    assert [sheet.name for sheet in sheets] == ["1 收入决算表", "2 收入决算表 续1", "3 收入决算表 续2", "4 附注一览表", "5 附注一览表 续1"]
    assert [sheet.columns[0].head for sheet in sheets][:2] == ["收入决算表（单位：万元）", "收入决算表（单位：万元） 续1"]


def test_only_the_documents_asked_for_are_exported(released: Path, tmp_path: Path) -> None:
    files = written(released, "export", "before.docx", "--as", "csv", "--to", tmp_path)
    (told,) = [path for path in files if path.name == "fct_funding.csv"]
    assert len({row[1] for row in read(told)[1:]}) == 1


def test_what_cannot_be_exported_is_said(released: Path, tmp_path: Path) -> None:
    for arguments, reason in (
        (["export", "no such body", "--to", tmp_path], "no such body"),
        (["export", "--as", "pdf", "--to", tmp_path], "no form pdf"),
        (["export", "a", "--as", "package", "--to", tmp_path], "whole release"),
    ):
        result = juesuan(*arguments, "-w", released)
        assert (result.returncode, result.stdout) == (2, "")
        assert reason in result.stderr
    (tmp_path / "file").write_text("")
    result = juesuan("findings", "--export", tmp_path / "file", "-w", released)
    assert result.returncode == 1 and "Cannot write to" in result.stderr


def test_the_package_with_csv_validates_keys_and_references_included(released: Path, tmp_path: Path) -> None:
    written(released, "export", "--as", "package", "--to", tmp_path)
    package = Package(str(tmp_path / "datapackage.json"))
    assert any(resource.schema.foreign_keys for resource in package.resources)
    report = package.validate()
    assert report.valid, report.flatten(["type", "note"])[:5]


def test_a_broken_package_does_not_validate(released: Path, tmp_path: Path) -> None:
    written(released, "export", "--as", "package", "--to", tmp_path)
    funding = tmp_path / "csv" / "marts" / "fct_funding.csv"
    lines = funding.read_text(encoding="utf-8").splitlines()
    funding.write_text("\r\n".join([*lines, lines[1]]), encoding="utf-8")
    errors = {kind for (kind,) in Package(str(tmp_path / "datapackage.json")).validate().flatten(["type"])}
    assert {"primary-key", "hash-count"} & errors


def test_the_release_itself_is_a_package_that_validates(released: Path) -> None:
    release = (released / "releases" / "current").resolve()
    package = Package(str(release / "datapackage.json"))
    report = package.validate(limit_rows=100)
    assert report.valid, report.flatten(["type", "note"])[:5]
    told = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    assert "datapackage.json" in json.loads((release / "release.json").read_text())["files"]
    for resource in told["resources"]:
        assert [field["name"] for field in resource["schema"]["fields"]] == pq.read_schema(release / resource["path"]).names
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])
        assert resource["title"]
    unkeyed = {resource["name"] for resource in told["resources"] if "primaryKey" not in resource["schema"]}
    assert unkeyed == {"marts.dim_function_class", "marts.dim_economic_class", "quality.fct_release_change"}


def test_the_package_speaks_of_money_in_the_terms_of_fiscal_data(released: Path) -> None:
    told = json.loads((released / "releases" / "current" / "datapackage.json").read_text(encoding="utf-8"))
    columns = {resource["name"]: {field["name"]: field for field in resource["schema"]["fields"]} for resource in told["resources"]}
    measures = told["mapping"]["measures"].values()
    assert {measure["phase"] for measure in measures} == {"approved", "adjusted", "executed"}
    for source in [*measures, *(part for each in told["mapping"]["dimensions"].values() for part in each["attributes"].values())]:
        assert source["source"] in columns[source["resource"]]
    amounts = [field for table in columns.values() for name, field in table.items() if name.endswith("_cny")]
    assert amounts and all((field["unit"], field["columnType"]) == ("CNY", "value") for field in amounts)


def _rows(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        return read(path)
    return [[str(value) for value in row] for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True)]
