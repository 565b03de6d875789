"""Pages from templates: everything that stands in a document is escaped, and a page may load nothing and run nothing but what it brings.

A page brings its style, its script and its pictures itself, so that it opens from disk, and can be sent to somebody alone.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from importlib.metadata import version
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from orchestration.report import charts, gather, words
from orchestration.report.gather import Names, Row
from orchestration.settings import PROJECT_ROOT

HERE = Path(__file__).parent
COMPILED = PROJECT_ROOT / ".cache" / "templates"
LIST = "index"
"""How the names of the pages begin that list all documents; no document has such an id."""
FIGURES_PER_PAGE = 800
"""A page of so many weighs half a megabyte; with the longest quotes and names less than one."""
DOCUMENTS_PER_PAGE = 1000
ERRORS_PER_PAGE = 500
ERRORS_ON_OVERVIEW = 50
_ON_OVERVIEW = 100
_LIBRARIES = ("duckdb", "jinja2", "pillow", "pypdfium2")


@cache
def environment() -> Environment:
    """The templates, with escaping always on and anything unknown an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_compiled(),
    )
    made.filters.update(plain=words.plain, wan=words.wan, places=_places, file=file_name)
    made.globals.update(words.functions(), unread=gather.UNREAD)
    style, script = (_asset(name) for name in ("style.css", "report.js"))
    made.globals.update(style=Markup(style), script=Markup(script), policy=_policy(style, script))  # noqa: S704  our own files
    made.globals.update(console_policy=_policy(style, script, for_console=True))
    return made


def prepare() -> None:
    """Compile every template now, so that no run has to: that is half of what the report of one document costs."""
    for name in environment().list_templates():
        environment().get_template(name)


def _compiled() -> FileSystemBytecodeCache | None:
    """Where compiled templates are kept, each known by its text; nowhere where the project's folder cannot be written."""
    try:
        COMPILED.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(COMPILED)) if os.access(COMPILED, os.W_OK) else None


@cache
def edition() -> str:
    """Digest of everything but the data that decides what pages look like."""
    total = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
    for path in sorted(path for path in HERE.rglob("*") if path.suffix in {".py", ".html", ".css", ".js"}):
        total.update(f"{path.relative_to(HERE)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def render(template: str, root: str, here: str = "", /, **values: Any) -> str:
    """One page; `root` is the way up to the folder of the report."""
    return environment().get_template(template).render(root=root, here=here, **values)


def file_name(rule_id: str) -> str:
    """A rule's id as the name of a file."""
    return re.sub(r"[^\w.-]", "_", rule_id)


def overview(tally: Row, documents: list[Row], release_id: str, follows: str | None) -> str:
    """The first page."""
    totals, families = tally["totals"], tally["families"]
    figures, decided = totals["mapped"] + totals["unmapped"], totals["passed"] + totals["rounded"] + totals["failed"]
    counts = {family: {name: by_name.get(name, 0) for name in gather.SEVERITIES} for family, by_name in families.items()}
    largest = max((sum(by_name.values()) for by_name in counts.values()), default=0)
    return render(
        "overview.html",
        "",
        "overview",
        **{**tally, "families": counts},
        release_id=release_id,
        follows=follows,
        documents=documents,
        shown=documents[:_ON_OVERVIEW],
        drawn=None,
        coverage=charts.percent(totals["mapped"], figures),
        held=charts.percent(totals["passed"] + totals["rounded"], decided),
        errors=_by_document(tally["open_errors"][:ERRORS_ON_OVERVIEW]),
        number_of_errors=len(tally["open_errors"]),
        shown_errors=ERRORS_ON_OVERVIEW,
        stacked={family: list(_stacked(by_name, largest)) for family, by_name in counts.items()},
    )


def error_lists(errors: list[Row]) -> Iterable[tuple[str, str]]:
    """Name and content of the pages that list every error to decide on, given by document."""
    parts = _parts(errors, ERRORS_PER_PAGE)
    for number, part in enumerate(parts, 1):
        shared = {"number_of_errors": len(errors), "page_number": number, "number_of_pages": len(parts), "page_name": errors_name}
        yield errors_name(number), render("errors.html", "", "overview", errors=_by_document(part), **shared)


def document_lists(documents: list[Row], drawn: Mapping[str, Markup]) -> Iterable[tuple[str, str]]:
    """Name and content of the pages that list all documents; of some the rows are `drawn` already."""
    parts = _parts(documents, DOCUMENTS_PER_PAGE)
    for number, part in enumerate(parts, 1):
        yield (
            list_name(number),
            render(
                "documents.html",
                "../",
                "documents",
                shown=part,
                drawn=drawn,
                page_number=number,
                number_of_pages=len(parts),
                page_name=list_name,
            ),
        )


def sql_page(tables: list[Row]) -> str:
    """The page that asks the marts. The comment of a table begins with its name in Chinese; what it holds follows in English."""
    told = []
    for table in tables:
        name_zh, _, en = table["comment"].partition(" ")
        told.append({"name": table["name"], "zh": "：".join(filter(None, (name_zh, words.MARTS.get(table["name"])))), "en": en or name_zh})
    return render("sql.html", "", "sql", tables=told)


def rule_pages(
    names: Names, counts: dict[str, dict[str, Row]], findings: dict[str, list[Row]], drawn: Mapping[str, Markup]
) -> Iterable[tuple[str, str]]:
    """Name and content of the page of each rule, and of their list; what some rules found is `drawn` already."""
    results = list(words.RESULT)
    by_family = {
        family: list(listed) for family, listed in groupby(sorted(names.rules.values(), key=_by_family), lambda rule: rule["family"])
    }
    yield "index.html", render("rules.html", "../", "rules", families=by_family, counts=counts, results=results)
    for rule_id, rule in names.rules.items():
        counted = counts.get(rule_id, {})
        largest = max((row["checks"] for row in counted.values()), default=0)
        lines = [
            (name, row["checks"], row["documents"], charts.length(row["checks"], largest)) for name in results if (row := counted.get(name))
        ]
        total = sum(row["checks"] for name, row in counted.items() if name in ("fail", "rounding"))
        found = {"findings": findings.get(rule_id, []), "total": total, "drawn": drawn.get(rule_id)}
        yield f"{file_name(rule_id)}.html", render("rule.html", "../", "rules", rule=rule, results=lines, **found)


def document_name(document_id: str) -> str:
    """The name of a document's first page. What else is of the document beside it has a name that begins alike, up to the point."""
    return f"{document_id}.html"


def figures_name(document_id: str) -> Callable[[int], str]:
    """The names of the pages that list a document's figures, by their number."""
    return _numbered(f"{document_id}.figures")


def figure_href(document_id: str, ordinals: list[int]) -> Callable[[int], str]:
    """The address of a figure among the pages that list a document's figures with these ordinals, seen from beside them."""
    at, name = {ordinal: index // FIGURES_PER_PAGE + 1 for index, ordinal in enumerate(ordinals)}, figures_name(document_id)
    return lambda ordinal: f"{name(at.get(ordinal, 1))}#n{ordinal}"


def _numbered(name: str) -> Callable[[int], str]:
    return lambda number: f"{name}.html" if number == 1 else f"{name}-{number}.html"


list_name, errors_name = _numbered(LIST), _numbered("errors")


def _parts(rows: list[Any], size: int) -> list[list[Any]]:
    return [rows[start : start + size] for start in range(0, len(rows), size)] or [[]]


def _by_family(rule: Row) -> tuple[str, str]:
    return rule["family"], rule["rule_id"]


def _by_document(findings: list[Row]) -> list[list[Row]]:
    return [list(found) for _, found in groupby(findings, lambda finding: finding["document_id"])]


def _stacked(counts: dict[str, int], largest: int) -> Iterable[tuple[str, int, int]]:
    start = 0
    for name, count in counts.items():
        long = charts.length(count, largest)
        yield name, start, long
        start += long


def _places(value: Decimal, places: int) -> str:
    return f"{value:.{places}f}"


def _asset(name: str) -> str:
    return (HERE / "assets" / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str, *, for_console: bool = False) -> str:
    """The page may show its own pictures, use its own style and run its own script, known by their digests, and nothing else.

    The SQL page also runs DuckDB, from where the page itself comes from.
    """
    own_style, own_script = (base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (style, script))
    database = " 'self' 'wasm-unsafe-eval'; connect-src 'self'; worker-src 'self'" if for_console else ""
    scripts = f"script-src 'sha256-{own_script}'{database}"
    return f"default-src 'none'; style-src 'sha256-{own_style}'; {scripts}; img-src data:; base-uri 'none'; form-action 'none'"
