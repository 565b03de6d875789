"""One release for all tests of exports and examples: the sample, a body in two years, an error held back, an error accepted."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.judge import waivers
from orchestration.settings import SAMPLE_FOLDER
from tests.generator.formats import FORMATS
from tests.generator.generate import generate

COMMAND = [sys.executable, "-m", "orchestration.cli"]
SOUND, BROKEN = "其他收入 1.60 万元", "其他收入 {}.60 万元"
HOSTILE = "=cmd|' C calc'!A0 <b>.txt"


def juesuan(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=600)


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse folder."""
    inbox, root = tmp_path_factory.mktemp("inbox"), tmp_path_factory.mktemp("released") / "warehouse"
    (sample,) = SAMPLE_FOLDER.glob("*.txt")
    text = sample.read_text(encoding="utf-8")
    assert SOUND in text
    (inbox / "sample.txt").write_text(text, encoding="utf-8")
    (inbox / HOSTILE).write_text(text.replace(SOUND, BROKEN.format(11)), encoding="utf-8")
    accepted = inbox / "accepted.txt"
    accepted.write_text(text.replace(SOUND, BROKEN.format(21)), encoding="utf-8")
    before = generate(1200, family="shanghai", year=2022, size="small", unit="万元", exact=True)
    after = generate(1201, family="shanghai", previous=before.accounts, size="small", unit="万元", exact=True)
    for name, made in (("before", before), ("after", after)):
        (inbox / f"{name}.docx").write_bytes(FORMATS["docx"](made))
    root.mkdir()
    (root / "waivers.csv").write_text(_waiver(accepted.read_bytes()), encoding="utf-8")
    run = juesuan("run", inbox, "-w", root)
    assert run.returncode == 0, run.stderr + run.stdout
    return root


def _waiver(document: bytes) -> str:
    document_id = hashlib.sha256(document).hexdigest()[:16]
    check = f"{document_id}|Z123-sum|current_year_revenue_total/final#1"
    finding = hashlib.md5(check.encode(), usedforsecurity=False).hexdigest()[:16]
    return f"{','.join(waivers.COLUMNS)}\n{finding},{document_id},Z123-sum,=原文如此,Li,2026-01-02\n"
