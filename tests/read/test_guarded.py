"""A batch in which some files were made to do harm: each of those ends in its reason, and all others are read."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from orchestration.read import Document, Limits, Refused, guarded
from orchestration.warehouse import Warehouse
from tests.generator import generate
from tests.generator.formats import FORMATS
from tests.read.office_files import docx_of, p
from tests.read.pdf.test_hostile import SMALL, _pages
from tests.read.pdf.written import Drawing, pdf
from tests.read.test_hostile_office import HOSTILE

LIMITS = Limits(seconds=8, memory=512 * 1024**2)


def multiplying() -> bytes:
    """Forms of forms that pdfium unfolds into a hundred million lines before anyone can ask how many they are."""
    form = Drawing().line(0, 0, 100, 0)
    for _ in range(8):
        wider = Drawing()
        for _ in range(10):
            wider.form(form)
        form = wider
    return pdf(Drawing().text(60, 700, "收入").form(form))


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    made = Warehouse(tmp_path / "w")
    made.create()
    return made


def stored(warehouse: Warehouse, files: dict[str, bytes]) -> dict[str, str]:
    """Digest to name."""
    digests = {}
    for name, data in files.items():
        digest = hashlib.sha256(data).hexdigest()
        warehouse.object_path(digest).write_bytes(data)
        digests[digest] = name
    return digests


def test_harmful_files_are_refused_and_the_others_are_read(warehouse: Warehouse) -> None:
    made = generate(7, size="small")
    good = {f"good.{name}": FORMATS[name](made) for name in ("pdf", "docx", "xlsx", "html", "xls")}
    bad = {name: make() for name, (make, _) in HOSTILE.items() if name in ("bomb in a DOCX", "entities in an XLSX", "a page of 50 MB")}
    bad |= {"cut": SMALL[:200], "ten thousand pages": _pages(10_000), "multiplying": multiplying()}
    files = {**dict(list(good.items())[:2]), **bad, **dict(list(good.items())[2:])}
    digests = stored(warehouse, files)
    began = time.monotonic()
    with guarded(warehouse, LIMITS) as readers:
        found = {digests[sha256]: what for sha256, what in readers.read(digests)}
    assert list(found) == list(files)
    assert {name for name, what in found.items() if isinstance(what, Document)} == set(good)
    codes = {name: what.error.code for name, what in found.items() if isinstance(what, Refused)}
    assert codes.pop("multiplying") in ("too_slow", "too_much_memory", "reader_died")
    assert codes == {
        "bomb in a DOCX": "too_large_inside",
        "entities in an XLSX": "xml_entities",
        "a page of 50 MB": "too_large_inside",
        "cut": "damaged",
        "ten thousand pages": "too_many_pages",
    }
    assert all(what.error.zh and what.error.en for what in found.values() if isinstance(what, Refused))
    assert time.monotonic() - began < 60


def test_a_reader_that_asks_for_more_time_is_given_it(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is slow by nature, as recognising a scan is, says so; the process that watches over it waits as much longer."""
    slow = warehouse.root.parent / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(
        "import sys\n"
        "from importlib.abc import MetaPathFinder\n"
        "class Patch(MetaPathFinder):\n"
        "    def find_spec(self, name, path, target=None):\n"
        "        if name == 'orchestration.read.worker':\n"
        "            import time\n"
        "            from orchestration.read import docx, limits\n"
        "            before = docx.read\n"
        "            def read(data):\n"
        "                if 'asks'.encode() in data: limits.ask_for(20, 0)\n"
        "                time.sleep(3)\n"
        "                return before(data)\n"
        "            docx.read = read\n"
        "sys.meta_path.insert(0, Patch())\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(slow))
    files = {"asks": docx_of(p("甲")) + b"asks", "does not ask": docx_of(p("乙"))}
    digests = stored(warehouse, files)
    with guarded(warehouse, Limits(seconds=2, grace=0.2)) as readers:
        found = {digests[sha256]: what for sha256, what in readers.read(digests)}
    assert isinstance(found["asks"], Document)
    refused = found["does not ask"]
    assert isinstance(refused, Refused)
    assert refused.error.code == "too_slow"
