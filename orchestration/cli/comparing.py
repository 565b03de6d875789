"""`juesuan diff A B`: what one release says otherwise than another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb

from orchestration.cli import output
from orchestration.release import Release, shelf
from orchestration.release.compare import compare
from orchestration.warehouse import Warehouse, WarehouseError

if TYPE_CHECKING:
    from rich.console import Console

_DOCUMENT = ["organisation", "fiscal_year", "source_name", "document_id", "status_before", "status_after"]
_FIGURE = ["organisation", "year", "figure", "before", "after", "source before", "source after"]


def diff(before: str, after: str, limit: int, folder: Path | None, as_json: bool) -> int:
    """Compare; 1 where a release is missing or both are the same."""
    warehouse = Warehouse.locate(folder)
    try:
        sides = shelf.find(warehouse, before), shelf.find(warehouse, after)
        if sides[0] == sides[1]:
            return output.fail(f"Both are release {sides[0].release_id}.")
        told = compare(*sides, limit)
    except (WarehouseError, duckdb.Error, OSError) as error:
        return output.fail(str(error))
    if as_json:
        output.print_json({"before": sides[0].release_id, "after": sides[1].release_id, **told})
    else:
        _tell(*sides, told)
    return 0


def _tell(before: Release, after: Release, told: dict[str, Any]) -> None:
    console = output.console()
    console.print(f"{before.release_id} → {after.release_id}", markup=False)
    for title, part in (("Columns", "schema"), ("Rows", "rows")):
        console.print(f"\n{title}: {'' if told[part] else 'as before'}")
        if told[part]:
            console.print(output.table(told[part], list(told[part][0])))
    _tell_some(console, "Documents that came, left or have another status", told["documents_changed"], told["documents"], _DOCUMENT)
    _tell_some(console, "Figures that say something else", told["figures_changed"], list(map(_figure, told["figures"])), _FIGURE)


def _tell_some(console: Console, title: str, count: int, shown: list[dict[str, Any]], columns: list[str]) -> None:
    console.print(f"\n{title}: {count:,}{f', the first {len(shown)} of them' if len(shown) < count else ''}")
    if shown:
        console.print(output.table(shown, columns))


def _figure(each: dict[str, Any]) -> dict[str, Any]:
    codes = (each[name] for name in ("concept", "measure", "basis", "versus", "function_code", "economic_code", "member", "row_key"))
    told = {side: f"{each[f'printed_{side}']}{each[f'unit_{side}'] or ''}" for side in ("before", "after")}
    return {
        "organisation": each["organisation"],
        "year": each["fiscal_year"] or None,
        "figure": " ".join(code for code in codes if code),
        **told,
        **{f"source {side}": _source(each, side) for side in ("before", "after")},
    }


def _source(each: dict[str, Any], side: str) -> str:
    page, at = each[f"page_{side}"], each[f"char_start_{side}"]
    place = f" p. {page}" if page is not None else f" @{at}" if at is not None else ""
    return f"{each[f'source_name_{side}']} ({each[f'document_id_{side}']}){place}: {each[f'quote_{side}']}"
