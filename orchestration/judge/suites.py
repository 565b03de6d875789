"""The suites as they stand in `expectations/`, and the SQL that gathers the evidence for each of their columns."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from orchestration.settings import PROJECT_ROOT

FOLDER = PROJECT_ROOT / "expectations"

Kind = Literal["offences", "values"]
"""`offences`: the column holds one number, how many rows the query returns, and each row is an offence.
`values`: the column holds the first column of the rows, such as the distinct values in use."""


@dataclass(frozen=True, slots=True)
class Question:
    """One column of evidence: the query that fills it, and what the suite expects of it in words."""

    column: str
    kind: Kind
    sql: str
    sentence: str
    of_all: bool = False
    """Asked of all documents, also where only some have changed since the last release."""


@dataclass(frozen=True, slots=True)
class Suite:
    """A suite: its serialisation for Great Expectations and its questions, one for each expectation."""

    name: str
    title: str
    spec: dict[str, Any]
    questions: tuple[Question, ...]


def names(folder: Path = FOLDER) -> list[str]:
    """Every suite that must pass before anything is published."""
    return sorted(path.stem for path in folder.glob("*.json"))


def digest(folder: Path = FOLDER) -> str:
    """Digest of all suites with their queries: of what it means that they have passed."""
    total = hashlib.sha256()
    for path in sorted([*folder.glob("*.json"), *folder.glob("*/*.sql")]):
        total.update(f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def queries(folder: Path = FOLDER) -> list[str]:
    """The SQL of all suites."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*/*.sql"))]


def load(name: str, folder: Path = FOLDER) -> Suite:
    """One suite with its queries.

    Raises ValueError where an expectation has no query or a query no expectation, since either would be a check that does not check.
    """
    spec = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    queries = {path.stem: path.read_text(encoding="utf-8") for path in (folder / name).glob("*.sql")}
    columns = [expectation["kwargs"]["column"] for expectation in spec["expectations"]]
    if sorted(columns) != sorted(queries):
        raise ValueError(f"Suite {name}: expectations and queries differ in {sorted(set(columns) ^ set(queries)) or 'repeated columns'}")
    questions = tuple(_question(expectation, queries) for expectation in spec["expectations"])
    return Suite(spec["name"], spec["meta"]["title"], spec, questions)


def _question(expectation: dict[str, Any], queries: dict[str, str]) -> Question:
    column = expectation["kwargs"]["column"]
    return Question(column, expectation["meta"]["evidence"], queries[column], expectation["description"], "of_all" in expectation["meta"])
