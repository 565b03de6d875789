"""What dbt shows of the project, as one page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from orchestration.settings import PROJECT_ROOT
from tests.browser.chromium import Watched


def test_the_page_opens_from_disk_and_loads_nothing(watched: Watched, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "orchestration.model.docs", str(tmp_path)]
    made = subprocess.run(command, check=True, capture_output=True, text=True, cwd=PROJECT_ROOT, timeout=600).stdout.strip()
    assert made == str(tmp_path / "dbt_docs.html") and Path(made).stat().st_size < 8_000_000
    page = watched.page
    page.goto(f"{Path(made).as_uri()}#!/model/model.juesuan.fct_funding")
    page.get_by_text("Where the money came from").first.wait_for()
    assert "final_cny" in page.inner_text("body")
    assert (watched.outside, watched.dialogs) == ([], [])
