"""A reviewer's way: an error holds a document back, a waiver releases it with the finding, taking it back holds it again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from orchestration.settings import SAMPLE_FOLDER

COMMAND = [sys.executable, "-m", "orchestration.cli"]


def juesuan(root: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments), "-w", str(root)], capture_output=True, text=True, timeout=300)


def told(root: Path, *arguments: str | Path) -> Any:
    result = juesuan(root, *arguments, "--json")
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_an_error_is_accepted_and_taken_back(tmp_path: Path) -> None:
    root, wrong = tmp_path / "warehouse", tmp_path / "wrong.txt"
    (sample,) = SAMPLE_FOLDER.glob("*.txt")
    wrong.write_text(sample.read_text(encoding="utf-8").replace("其他收入 1.60 万元", "其他收入 11.60 万元", 1), encoding="utf-8")
    assert [document["status"] for document in told(root, "run", wrong)["documents"]] == ["quarantined"]
    errors = [finding["finding_id"] for finding in told(root, "findings", "-s", "error")]
    assert errors

    for arguments, reason in (
        (["waive", "f" * 16, "--reason", "a", "--reviewer", "b"], "There is no finding ffffffffffffffff in release 000001-"),
        (["waive", errors[0], "--reviewer", "b"], "--reason"),
        (["waive", errors[0], "--reason", "a"], "--reviewer"),
        (["waive", errors[0], "--withdraw"], "is not waived"),
    ):
        refused = juesuan(root, *arguments)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert reason in refused.stderr
    assert not (root / "waivers.csv").exists()

    accepted = told(root, "waive", *errors, "--reason", "原文如此，已函告", "--reviewer", "李")
    assert [line["finding_id"] for line in accepted["waivers"]] == errors
    assert [document["open_errors"] for document in accepted["documents"]] == [0]
    assert told(root, "status")["waivers"]["not_yet_published"] == len(errors)
    assert "is waived already" in juesuan(root, "waive", errors[0], "--reason", "a", "--reviewer", "b").stderr

    with (root / "waivers.csv").open("a", encoding="utf-8") as file:
        file.write("0000000000000000,0000000000000000,Z123-sum,gone,Li,2026-01-01\n1111111111111111,,,,,yesterday\n")
    published = juesuan(root, "run")
    assert f"Waivers    {len(errors)} attached, 1 gone, 1 incomplete" in published.stdout, published.stderr
    assert "  gone: waiver 0000000000000000 (Z123-sum of 0000000000000000): the document is not in the warehouse" in published.stdout
    assert [document["status"] for document in told(root, "sql", "from dim_document")] == ["published_with_findings"]
    attached = told(root, "findings", "-s", "error")
    assert [(finding["finding_id"], finding["waiver"]) for finding in attached] == [(each, "原文如此，已函告") for each in errors]

    juesuan(root, "waive", errors[0], "--withdraw")
    state = told(root, "status")["waivers"]
    assert (state["attached"], state["gone"], state["taken_back_since"]) == (len(errors), 1, 1)
    assert [document["status"] for document in told(root, "run")["documents"]] == ["quarantined"]


@pytest.mark.parametrize("text", ["no,waivers\n", '"'])
def test_a_run_does_not_begin_on_waivers_that_it_cannot_read(tmp_path: Path, text: str) -> None:
    (tmp_path / "waivers.csv").write_text(text)
    result = juesuan(tmp_path, "run")
    assert result.returncode == 2
    assert str(tmp_path / "waivers.csv") in result.stderr
    assert not (tmp_path / "releases" / "current").exists()
