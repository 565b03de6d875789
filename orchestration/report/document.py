"""The pages of one document: its figures and findings on one, every number of it on others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from orchestration import read
from orchestration.read import store
from orchestration.report import charts, gather, pages, words
from orchestration.report.figures import Figures
from orchestration.report.gather import Names, Row, Told
from orchestration.report.pictures import Picture, pictures
from orchestration.report.places import Crop, Piece, passages, places
from orchestration.warehouse import Warehouse, disk

if TYPE_CHECKING:
    import duckdb

SHOWN = 200
"""Findings on the page of a document, the gravest; one with more of them is read by no one."""
CHARTS: tuple[tuple[str, str, str, Callable[[Figures], Any]], ...] = (
    ("share", "收入构成", "Structure of funding", Figures.funding),
    ("share", "支出功能构成", "Structure of spending by function", Figures.spending_by_class),
    ("share", "基本支出与项目支出", "Basic and project expenditure", Figures.basic_and_project),
    ("budget", "预算与决算", "Budget against final", Figures.against_budget),
    ("three", "“三公”经费：预算、决算、上年", "Three public expenses: budget, final, prior year", Figures.three_public),
)


def write(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, names: Names, told: Told, folder: Path) -> None:
    """Write the pages of a document into `folder`, which need not exist, beside those of others: each has a name of its own."""
    document = told.document
    document_id = document["document_id"]
    folder.mkdir(parents=True, exist_ok=True)
    seen = store.load(warehouse.document_path(read.VERSION, document["sha256"]))
    original = _link_original(document, warehouse, folder)
    numbers = [row for row in told.observed if row["status"] != "label"]
    href = pages.figure_href(document_id, [row["ordinal"] for row in numbers])
    shared = {"name": _name(document), "document": document, "original": original}
    page = _main(con, told, names, seen, folder / original if original else None, href)
    (folder / pages.document_name(document_id)).write_text(
        pages.render("document.html", "../", href=href, **shared, **page), encoding="utf-8"
    )
    name_of = pages.figures_name(document_id)
    parts = [numbers[start : start + pages.FIGURES_PER_PAGE] for start in range(0, len(numbers), pages.FIGURES_PER_PAGE)] or [[]]
    for number, part in enumerate(parts, 1):
        page = {"groups": list(_groups(part, seen)), "meaning": lambda row: meaning(row, names, document["fiscal_year"])}
        page |= {"has_pages": any(row["page"] for row in numbers)}
        page |= {"page_number": number, "number_of_pages": len(parts), "page_name": name_of}
        (folder / name_of(number)).write_text(pages.render("figures.html", "../", **shared, **page), encoding="utf-8")


def _main(
    con: duckdb.DuckDBPyConnection,
    told: Told,
    names: Names,
    seen: Any,
    pdf: Path | None,
    href: Callable[[int], str],
) -> Row:
    document, findings = told.document, told.findings[:SHOWN]
    figures, by_id = Figures(told.observed, names, document["fiscal_year"]), {row["observation_id"]: row for row in told.observed}
    # A rule that compares years has terms in the document of another year.
    others = gather.elsewhere(con, sorted({term for finding in findings for term in finding["terms"] if term not in by_id}))
    for finding in findings:
        finding["elsewhere"] = [others[term] for term in finding["terms"] if term in others]
        finding["places"] = places(finding, by_id, seen)
        finding["gauge"] = _gauge(finding)
    # What rounding explains asks nothing of anyone: its quote tells where it stands.
    crops = [crop for finding in findings if finding["status"] != "rounding" for crop in finding["places"].crops]
    drawn = pictures(pdf, crops) if pdf and crops else ()
    counts = {name: document[f"checks_{name}"] for name in words.RESULT}
    largest = max(counts.values())
    return {
        "findings": findings,
        "more": len(told.findings) - len(findings),
        "infos": sum(finding["severity"] == "info" for finding in findings),
        "rules": names.rules,
        "key_figures": figures.key_figures(),
        "charts": [
            {"kind": kind, "zh": zh, "en": en, "chart": made}
            for kind, zh, en, lines in CHARTS
            if (made := charts.chart(lines(figures), with_shares=kind == "share"))
        ],
        "years": _years(told, names),
        "checks": [(name, count, charts.length(count, largest)) for name, count in counts.items()],
        "pictures": drawn,
        "pictured": lambda crop: _pictured(drawn, crop),
    }


def _pictured(drawn: Iterable[Picture], crop: Crop) -> Picture | None:
    return next((picture for picture in drawn if picture.holds(crop)), None)


def _gauge(finding: Row) -> tuple[int, int, int] | None:
    """Where the envelope begins, how wide it is and where the difference stands, in thousandths; None where these do not decide."""
    difference, tolerance = finding["difference"], finding["tolerance"]
    if difference is None or tolerance is None or not difference or (abs(difference) <= tolerance) != (finding["status"] == "rounding"):
        return None
    reach = max(abs(difference), tolerance)
    wide = int(480 * tolerance / reach)
    return 500 - wide, max(2 * wide, 2), 497 + int(480 * difference / reach)


def _years(told: Told, names: Names) -> list[Row]:
    if len({row["fiscal_year"] for row in told.years}) < 2:
        return []
    seen = [(row, Figures(told.series.get(row["document_id"], []), names, row["fiscal_year"])) for row in told.years]
    series = []
    for concept in gather.SERIES:
        known = [(row["fiscal_year"], row["document_id"], found) for row, figures in seen if (found := figures.final(concept))]
        columns = charts.columns(known)
        if columns:
            series.append({"zh": names.concepts[concept]["label_zh"], "en": names.concepts[concept]["label_en"], "columns": columns})
    return series


def _groups(numbers: list[Row], seen: Any) -> Iterable[Row]:
    """Figures by the sentence or row they stand in, with that, and with the heading where another begins."""
    section: str | None = None
    for _, group in groupby(numbers, key=_stands_in):
        rows = list(group)
        for pieces, part in _pieces(rows, seen):
            heading = words.word("table", rows[0]["table_id"]) if rows[0]["table_id"] else (rows[0]["section"] or "").replace("/", " › ")
            yield {"section": heading if heading != section else None, "pieces": pieces, "rows": part}
            section = heading


def _stands_in(row: Row) -> tuple[Any, ...]:
    if row["origin"] == "table":
        return row["table_id"], row["page"], row["quote"]
    return row["section_id"], row["sentence"]


def _pieces(rows: list[Row], seen: Any) -> Iterable[tuple[tuple[Piece, ...], list[Row]]]:
    if seen is not None and all(row["char_start"] is not None for row in rows):
        by_ordinal = {row["ordinal"]: row for row in rows}
        for passage in passages([(row["char_start"], row["char_end"], row["ordinal"], row) for row in rows], seen):
            yield passage.pieces, [by_ordinal[piece.mark] for piece in passage.pieces if piece.mark]
    else:
        for _, same in groupby(rows, key=lambda row: row["quote"]):
            part = list(same)
            yield tuple(_marked(part)), part


def _marked(rows: list[Row]) -> Iterable[Piece]:
    """A row of a table with its figures marked, which stand in it in their order."""
    quote, at = rows[0]["quote"], 0
    for row in rows:
        begin = quote.find(row["printed"], at)
        if begin >= 0:
            yield Piece(quote[at:begin])
            yield Piece(row["printed"], row["ordinal"])
            at = begin + len(row["printed"])
    yield Piece(quote[at:])


def meaning(row: Row, names: Names, year: int | None) -> Markup:
    """What a figure is, in words."""
    if row["status"] == "unmapped":
        return words.both(f"未识别：{row['note'] or row['phrase'] or ''}", f"not understood: {row['note'] or row['phrase'] or ''}")
    concept = names.concepts.get(row["concept"], {"label_zh": row["concept"], "label_en": row["concept"]})
    function = f"{row['function_code']} {names.function(row['function_code'], year)}".strip()
    part = " · ".join(filter(None, (function, row["economic_code"], row["member"])))
    told = []
    for index, language in enumerate(("zh", "en")):
        measure = (words.BASIS if row["measure"] == "budget" else words.MEASURE).get(
            row["basis"] if row["measure"] == "budget" else row["measure"], (row["measure"] or "",) * 2
        )[index]
        basis = words.BASIS[row["basis"]][index] if row["basis"] and row["measure"] != "budget" else ""
        others = (basis, words.VERSUS[row["versus"]][index], measure, words.DIRECTION[row["direction"]][index])
        fund = words.FUND[row["fund"]][index] if row["fund"] not in ("", "all") else ""
        table = words.TABLE[row["table_id"]][index] if row["table_id"] in words.TABLE else ""
        told.append(" · ".join(filter(None, (concept[f"label_{language}"], part, " ".join(filter(None, others)), fund, table))))
    return words.both(*told)


def _name(document: Row) -> str:
    return " ".join(filter(None, (document["organisation_name"] or document["source_name"], str(document["fiscal_year"] or ""))))


def _link_original(document: Row, warehouse: Warehouse, folder: Path) -> str | None:
    """The file itself beside its page, where it is a PDF, which browsers open in a sandbox of their own; others may hold scripts."""
    source = warehouse.object_path(document["sha256"])
    if document["format"] != "pdf" or document["status"] in gather.UNREAD or not source.is_file():
        return None
    name = f"{document['document_id']}.pdf"
    disk.link(source, folder / name)
    return name
