"""Readers while others publish: whoever opens a release reads it, whole and undisturbed, for as long as he likes."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb

from orchestration.release import keeping, publish, releases
from orchestration.warehouse import Warehouse, delta
from tests.release.conftest import KEYS, pass_all

RELEASES, READERS, EVERY = 100, 3, 10
NUMBER = "update marts.dim_document set source_name = {0}; update marts.fct_spending set final_cny = {0};"


def test_a_hundred_releases_disturb_no_reader(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, passed: Callable[..., str]) -> None:
    """Every tenth is made anew, the others of what changed; old ones are removed meanwhile."""
    passed(NUMBER.format(0))
    publish.publish(con, warehouse, KEYS)
    readers = [_reader(warehouse.root, seed) for seed in range(READERS)]
    for number in range(1, RELEASES):
        con.execute(NUMBER.format(number))
        base = delta.base(con)
        pass_all(con)
        if number % EVERY:
            con.execute("update meta.base set release_id = ?", [base.release_id])
            delta.touch(con, ["aaaa", "bbbb"])
            con.execute("update meta.delta set modelled = true")
        assert publish.publish(con, warehouse, KEYS).is_new
    told = [json.loads(reader.communicate("stop")[0]) for reader in readers]
    print(f"{RELEASES} releases; readers: {told}")
    assert [each["wrong"] for each in told] == [[]] * READERS
    assert sum(each["looks"] for each in told) > RELEASES / 2 and all(each["releases"] > 2 for each in told)
    assert [release.sequence for release in releases(warehouse)][-keeping.DEFAULT :] == list(
        range(RELEASES - keeping.DEFAULT + 1, RELEASES + 1)
    )


def _reader(root: Path, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.release.reader", str(root), str(seed)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
