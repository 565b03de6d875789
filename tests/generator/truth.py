"""The truth about a disclosure as plain data: what stands in every cell, what every figure of the narrative means, and where it stands."""

from __future__ import annotations

from typing import Any

from .model import Disclosure, Figure
from .render_text import Rendered

MEANING = ("concept", "measure", "basis", "versus", "direction", "function_code", "economic_code", "member")


def truth(disclosure: Disclosure, rendered: Rendered | None = None) -> dict[str, Any]:
    """JSON-ready. `rendered` adds the spans of the figures in that text; `a|b` in a meaning: either is right, as in the hand-made keys."""
    spans = {id(figure): (start, end) for figure, start, end in rendered.figures} if rendered else {}
    return {
        "family": disclosure.family,
        "seed": disclosure.seed,
        "organisation": disclosure.organisation,
        "fiscal_year": disclosure.year,
        "level": disclosure.accounts.body.level,
        "title": disclosure.title,
        "cells": [
            {
                "table_id": table.table_id,
                "row_key": cell.row_key,
                "side": cell.side,
                "column_key": cell.column_key,
                "printed": cell.text,
                "value": str(cell.value),
                "unit": table.unit.name,
            }
            for table, cell in disclosure.cells()
        ],
        "figures": [_figure(figure, spans.get(id(figure))) for figure in disclosure.figures()],
    }


def _figure(figure: Figure, span: tuple[int, int] | None) -> dict[str, Any]:
    row: dict[str, Any] = {"slot": figure.slot, "printed": figure.printed, "value": str(figure.value), "unit": figure.unit}
    row |= {name: getattr(figure, name) for name in MEANING}
    return row | ({"char_start": span[0], "char_end": span[1]} if span else {})
