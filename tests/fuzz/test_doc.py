"""Word 97-2003 is read by LibreOffice, three seconds a document: some damaged ones on every change, of one that LibreOffice wrote."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from orchestration.read import office
from orchestration.read.errors import Unreadable
from tests.fuzz import trial
from tests.fuzz.cases import Random, damaged
from tests.generator import generate
from tests.generator.formats import FORMATS

pytestmark = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
CASES = 5


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A small disclosure as DOC."""
    folder = tmp_path_factory.mktemp("doc")
    source = folder / "made.docx"
    source.write_bytes(FORMATS["docx"](generate(3, size="small")))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(office.program()), profile, "--headless", "--convert-to", "doc", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return Path(folder, "made.doc").read_bytes()


def test_a_damaged_doc_is_read_soundly_or_refused_with_its_reason(written: bytes) -> None:
    trial.check(office.read(written))
    for number in range(CASES):
        try:
            trial.check(office.read(damaged(written, Random(number))))
        except Unreadable as refusal:
            assert refusal.zh and refusal.en, number
