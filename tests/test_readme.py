"""What the READMEs answer is what the release answers: every query in them is run on the sample, and its answer compared."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
QUESTION = re.compile(r"```sql\n(?P<sql>.*?)```\n```text\n(?P<answer>.*?)```", re.DOTALL)
COMMAND = [sys.executable, "-m", "orchestration.cli"]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with a release of the bundled sample."""
    place = tmp_path_factory.mktemp("readme") / "warehouse"
    subprocess.run([*COMMAND, "run", "--warehouse", str(place)], check=True, capture_output=True, timeout=300)
    return place


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_question_has_the_answer_that_is_printed(name: str, warehouse: Path) -> None:
    questions = QUESTION.findall((ROOT / name).read_text(encoding="utf-8"))
    assert len(questions) >= 5
    for sql, answer in questions:
        told = subprocess.run([*COMMAND, "sql", sql, "--warehouse", str(warehouse)], check=True, capture_output=True, text=True, timeout=60)
        assert _words(told.stdout) == _words(answer), sql


def _words(text: str) -> list[list[str]]:
    """Rows of words: how wide the columns are printed does not matter."""
    return [line.split() for line in text.strip().splitlines()]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_every_link_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / link).exists()] == []
