"""Findings as a bureau sends them back to a department: one CSV and one workbook for each document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from orchestration.export.sheet import Column, Sheet, file_name, write_csv, write_workbook

COLUMNS = (
    Column("finding_id", "发现编号\nFinding", 19),
    Column("severity", "严重程度\nSeverity", 11),
    Column("rule_id", "规则\nRule", 13),
    Column("title", "规则内容\nWhat it asks", 34),
    Column("message_zh", "说明", 44),
    Column("message_en", "What was found", 44),
    Column("printed", "公布数\nPrinted", 16),
    Column("expected", "应为\nExpected", 16),
    Column("difference", "差额（公布数－应为）\nPrinted less expected", 14),
    Column("unit", "单位\nUnit", 8),
    Column("compared", "所比较的数\nFigures compared", 22),
    Column("place", "位置\nPlace", 40),
    Column("quote", "原文\nQuote", 60),
    Column("waiver", "豁免理由\nWaiver", 24),
    Column("reviewer", "复核人\nReviewer", 10),
    Column("answer", "部门答复\nReply of the department", 30),
)

QUERY = """
    with chosen as (
        select f.*, d.source_name, d.organisation_name, d.fiscal_year
        from quality.fct_finding as f inner join marts.dim_document as d using (document_id)
        where ($severities = [] or list_contains($severities, f.severity))
            and ($document is null or starts_with(f.document_id, $document)
                or contains(d.source_name, $document) or contains(coalesce(d.organisation_name, ''), $document))
    )

    select chosen.document_id, chosen.source_name, chosen.organisation_name, chosen.fiscal_year, chosen.finding_id, chosen.severity,
        chosen.rule_id, rule.title_zh, rule.title_en, rule.shape, chosen.message_zh, chosen.message_en, chosen.left_value,
        chosen.right_value, answer.printed as printed_words, answer.expected as expected_words, chosen.unit, chosen.printed_terms,
        chosen.quotes, chosen.waiver, chosen.reviewer
    from chosen
    inner join quality.dim_rule as rule using (rule_id)
    inner join quality.fct_check_result as answer on chosen.finding_id = answer.check_id
    order by chosen.document_id, array_position(['error', 'warning', 'info'], chosen.severity), chosen.rule_id, chosen.finding_id
"""
"""Findings with what is shown of them, by document. Parameters: `severities` (empty for all) and `document` (null for all)."""

CELLS = """
    select observation_id, concat_ws(' ', table_id, row_key, column_key) from quality.fct_observation
    where origin = 'table' and observation_id in (select unnest(terms) from quality.fct_finding)
"""
"""The cell in which a compared figure stands, by observation."""

_PRINTED_LEFT = ("rate", "restatement")
"""Shapes of rules whose left side is what is printed; of the others it is what the figures add up to."""


def export(rows: list[dict[str, Any]], cells: Mapping[str, str], folder: Path) -> list[Path]:
    """Write the findings that `QUERY` gives, in the cells that `CELLS` gives, into `folder`, which is made: two files for each document.

    Returns their paths. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for document_id, found in groupby(rows, key=lambda row: row["document_id"]):
        told = list(found)
        about = told[0]
        name = file_name(about["organisation_name"] or Path(about["source_name"]).stem, about["fiscal_year"], document_id)
        sheet = Sheet("发现 Findings", COLUMNS, [_line(row, cells) for row in told])
        for path, write in ((folder / f"{name}.csv", write_csv), (folder / f"{name}.xlsx", _workbook)):
            write(path, sheet)
            written.append(path)
    return written


def _workbook(path: Path, sheet: Sheet) -> None:
    write_workbook(path, [sheet])


def _line(row: Mapping[str, Any], cells: Mapping[str, str]) -> dict[str, Any]:
    sides = (row["left_value"], row["right_value"])
    printed, expected = sides if row["shape"] in _PRINTED_LEFT else reversed(sides)
    difference = None if printed is None or expected is None else printed - expected
    places = list(dict.fromkeys(_places(row, cells)))
    quotes = list(dict.fromkeys(" ".join(str(quote["quote"]).split()) for quote in row["quotes"]))
    return {
        **row,
        "title": f"{row['title_zh']}\n{row['title_en']}",
        "printed": row["printed_words"] or printed,
        "expected": row["expected_words"] or expected,
        "difference": difference,
        "compared": "；".join(row["printed_terms"]),
        "place": "\n".join(places),
        "quote": "\n".join(quotes),
        "answer": None,
    }


def _places(row: Mapping[str, Any], cells: Mapping[str, str]) -> Iterator[str]:
    """Where each figure stands: page, cell or heading; the span in the text where there is neither."""
    for quote in row["quotes"]:
        cell = cells.get(quote["observation_id"], "")
        page = f"第{quote['page']}页 p. {quote['page']}" if quote["page"] else ""
        span = "" if quote["char_start"] is None else f"字符 {quote['char_start']}–{quote['char_end']}"
        yield " · ".join(part for part in (page, cell or quote["section"], "" if page else span) if part)
