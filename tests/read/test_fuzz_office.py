"""Whatever arrives, a reader gives a sound Document or a reason, and never anything else."""

from __future__ import annotations

import gc
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration import read
from orchestration.read import html, number_format, xls
from orchestration.read.collection import without_collection
from orchestration.read.document import Document
from tests.read.office_files import docx_of, p, rows, xlsx_of

BOUNDED = settings(max_examples=120, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))

TABLE = "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/><w:vMerge w:val='restart'/></w:tcPr>" + p("甲") + "</w:tc></w:tr></w:tbl>"
NUMBERED = p("乙", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>")
LEVELS = (
    "<w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'><w:numFmt w:val='upperRoman'/><w:lvlText w:val='%1.'/></w:lvl></w:abstractNum>"
)
LEVELS += "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
SHEET = f"<sheetData>{rows(('项目', '金额'), ('合计', '1.5'), ('甲', '1E3'))}</sheetData><mergeCells><mergeCell ref='A1:B1'/></mergeCells>"
PAGE = (
    "<html><body><p>甲</p><table><tr><td rowspan=2>1<td colspan=3>2<tr><td>3</table><ol start=3><li>乙</ol><pre>x\n y</pre></body></html>"
)


def sound(document: Document) -> None:
    """Every offset lies in the text, no two cells of a table cover the same place beside what broken spans may."""
    assert document.text.strip() or document.tables
    previous = 0
    for table in document.tables:
        assert previous <= table.char_start <= len(document.text)
        previous = table.char_start
        assert all(line in document.text.split("\n") for line in table.title.split("\n") if line)
        assert table.cells and len({(cell.row, cell.column) for cell in table.cells}) == len(table.cells)
        assert all(cell.row >= 0 <= cell.column and cell.row_span >= 1 <= cell.column_span and cell.place for cell in table.cells)
        assert [(cell.row, cell.column) for cell in table.cells] == sorted((cell.row, cell.column) for cell in table.cells)


def tried(data: bytes, reader: Callable[[bytes], Document] = read.read) -> None:
    try:
        document = reader(data)
    except read.Unreadable as error:
        assert error.code and error.zh and error.en
        return
    if document.format != "text":
        sound(document)


def damaged(data: bytes, seed: int) -> bytes:
    """Some bytes of the data changed, moved, doubled or cut."""
    dice = random.Random(seed)  # noqa: S311
    out = bytearray(data)
    for _ in range(dice.randint(1, 12)):
        at = dice.randrange(len(out) + 1)
        end = min(at + dice.randint(1, 40), len(out))
        kind = dice.randrange(4)
        if kind == 0:
            out[at:end] = dice.randbytes(end - at)
        elif kind == 1:
            del out[at:end]
        elif kind == 2:
            out[at:at] = out[max(0, at - 200) : max(0, at - 200) + dice.randint(1, 200)]
        else:
            out[at:at] = dice.choice(
                [b"<", b">", b"</w:tc>", b"<w:tr>", b"99999999999", b"-1", b"\0", "表".encode(), b"<td>", b"%9", b"&x;"]
            )
    return bytes(out)


def repacked(data: bytes, seed: int) -> bytes:
    """A package whose parts, not its packing, are damaged."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for at, name in enumerate(source.namelist()):
            part = source.read(name)
            target.writestr(name, damaged(part, seed + at) if part and (seed + at) % 3 == 0 else part)
    return out.getvalue()


PACKAGES = {"docx": docx_of(p("一") + TABLE + NUMBERED, numbering=LEVELS), "xlsx": xlsx_of(SHEET)}


@pytest.mark.parametrize("name", PACKAGES)
@BOUNDED
@given(seed=st.integers(0, 2**32))
def test_damaged_packages(name: str, seed: int) -> None:
    tried(damaged(PACKAGES[name], seed))
    tried(repacked(PACKAGES[name], seed))


@BOUNDED
@given(seed=st.integers(0, 2**32))
def test_damaged_pages(seed: int) -> None:
    tried(damaged(PAGE.encode(), seed), html.read)


SOUP = ["<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=3>", "<td colspan=2 rowspan=0>", "</td>", "<ol>", "<li>", "</ol>"]
SOUP += ["<pre>", "</p>", "<p>", "甲", "1", "<b>", "</div>"]


@BOUNDED
@given(pieces=st.lists(st.sampled_from(SOUP)))
def test_tag_soup(pieces: list[str]) -> None:
    tried(("<html>" + "".join(pieces)).encode(), html.read)


@BOUNDED
@given(data=st.binary(max_size=2000))
def test_old_workbooks_of_noise(data: bytes) -> None:
    tried(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + data, xls.read)


@BOUNDED
@given(seed=st.integers(0, 2**32))
def test_damaged_old_workbooks(shared_xls: bytes, seed: int) -> None:
    tried(damaged(shared_xls, seed), xls.read)


@pytest.fixture(scope="module")
def shared_xls(shared: object) -> bytes:
    return (shared / "disclosures" / "made" / "tables.xls").read_bytes()  # type: ignore[operator]


@BOUNDED
@given(
    stored=st.one_of(st.decimals(allow_nan=True).map(str), st.text(max_size=8)),
    code=st.one_of(
        st.text(alphabet='0#,.;%"[]\\_*?@-+eEyMdhsG/ ¥元', max_size=20), st.sampled_from(sorted(number_format.BUILT_IN.values()))
    ),
)
def test_any_number_in_any_format(stored: str, code: str) -> None:
    assert isinstance(number_format.shown(stored, code), str)


@BOUNDED
@given(value=st.decimals(min_value=-(10**12), max_value=10**12, places=2, allow_nan=False))
def test_a_decimal_survives_being_stored_as_a_double(value: object) -> None:
    plain = f"{value:f}"
    shortest = plain.rstrip("0").rstrip(".")
    assert number_format.shown(plain, "General") == ("0" if shortest in ("-0", "") else shortest)
    assert number_format.shown(plain, "0.00") == ("0.00" if plain == "-0.00" else plain)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_that_was_read_is_gone_at_once(name: str) -> None:
    """Trees of XML that wait for the collection of cycles are the memory of the next document, and time to look through."""
    read.read(PACKAGES[name])
    gc.collect()
    with without_collection():
        read.read(PACKAGES[name])
        assert gc.collect() == 0
