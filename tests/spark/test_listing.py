"""Addresses in the place of paths: what they are, what lies there, and that only Spark takes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from orchestration.register.intake import BadPath, address, files, local
from orchestration.spark import listing


def test_an_address_is_known_with_one_slash_or_two() -> None:
    assert address("s3://bucket/2024") == address(Path("s3://bucket/2024")) == "s3://bucket/2024"
    assert address(Path("file:///data/2024")) == "file:///data/2024"
    assert address(Path("/data/a:b")) is None
    assert address("C:/data") is None
    assert local(["s3://bucket/2024", "/data"]) == [Path("/data")]


def test_what_lies_at_an_address_is_listed_and_opened_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "2024").mkdir()
    for name in ("2024/决算 100%20.txt", "_under.txt", ".hidden.txt", "~$lock.docx"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = listing.files(tmp_path.as_uri())
    assert [listing.name_of(uri) for uri in found] == ["决算 100%20.txt", "_under.txt"]
    with listing.opened(found[0]) as file:
        assert file.read().decode() == "2024/决算 100%20.txt"
    assert listing.files(found[1]) == [found[1]]


def test_an_address_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    for uri in (f"{tmp_path.as_uri()}/gone", tmp_path.as_uri(), "nothing://at/all"):
        with pytest.raises(BadPath, match=uri.partition("/")[0]):
            listing.files(uri)


def test_the_engine_duckdb_takes_no_address() -> None:
    with pytest.raises(BadPath, match="only the engine spark"):
        files(["s3://bucket/2024"])
