"""How the command speaks: tables and sentences for people, exact JSON for machines, errors on standard error."""

from __future__ import annotations

import json
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from contextvars import ContextVar
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from orchestration.warehouse import Warehouse

_UNBOUNDED = 10_000
"""Columns of a line that goes to a file or a pipe: nothing is wrapped there."""
_is_json = ContextVar("is_json", default=False)

Rows = Sequence[Mapping[str, Any]]


def console(*, stderr: bool = False) -> Console:
    """A console that neither wraps nor colours what is not read by a person."""
    stream = sys.stderr if stderr else sys.stdout
    return Console(stderr=stderr, highlight=False, emoji=False, width=None if stream.isatty() else _UNBOUNDED)


def speak_json(is_json: bool) -> bool:
    """Whether what stands on standard error is for machines as well, a JSON object a line."""
    _is_json.set(is_json)
    return is_json


def fail(message: str, code: int = 1) -> int:
    """Say on standard error why it could not be done, and return the exit code."""
    if _is_json.get():
        sys.stderr.write(to_json({"error": message, "exit_code": code}) + "\n")
        return code
    console(stderr=True).print(Text.assemble(("juesuan: ", "bold red"), message), soft_wrap=True)
    return code


def say_waiting(holder: str) -> None:
    """Tell whom the command waits for."""
    if _is_json.get():
        sys.stderr.write(to_json({"waiting_for": holder}) + "\n")
        return
    console(stderr=True).print(f"Waiting for {holder} to finish with the warehouse …", markup=False, soft_wrap=True)


def print_json(value: Any) -> None:
    """Print JSON in which decimals keep every digit."""
    sys.stdout.write(to_json(value) + "\n")


def to_json(value: Any) -> str:
    """JSON text of rows and their values; a Decimal is a number with the digits it has, a date its ISO text."""
    if isinstance(value, Decimal):
        return format(value, "f") if value.is_finite() else "null"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(str(key), ensure_ascii=False)}: {to_json(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(to_json, value)) + "]"
    return json.dumps(value, ensure_ascii=False, default=str)


def table(rows: Rows, columns: Sequence[str]) -> Table:
    """A table of rows as they are: document text is never taken for markup, numbers stand right, null is an empty grey mark."""
    numeric = {name for name in columns if any(row[name] is not None for row in rows) and all(_is_number(row[name]) for row in rows)}
    result = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        result.add_column(escape(name), justify="right" if name in numeric else "left", overflow="fold")
    for row in rows:
        result.add_row(*(_cell(row[name]) for name in columns))
    return result


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float | Decimal) and not isinstance(value, bool))


def _cell(value: Any) -> Text:
    if value is None:
        return Text("∅", style="dim")
    if isinstance(value, Decimal) and value.is_finite():
        return Text(_digits(value))
    return Text(to_json(value) if isinstance(value, list | dict) else str(value))


def _digits(value: Decimal) -> str:
    """All digits that say something, and two after the point where there are any."""
    text = format(value, "f")
    if "." not in text:
        return text
    whole, part = text.split(".")
    return f"{whole}.{part.rstrip('0').ljust(2, '0')}"


def counts(by_name: dict[str, int]) -> str:
    """`2 error, 1 info` in words; `none` where there is nothing."""
    return ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in by_name.items()) or "none"


def typed(warehouse: Warehouse, command_: str, *rest: str) -> str:
    """A command on this warehouse as this user can type it."""
    where = () if warehouse == Warehouse.locate() else ("--warehouse", shlex.quote(str(warehouse.root)))
    return " ".join([command(), command_, *where, *rest])


def no_release(warehouse: Warehouse) -> str:
    """The sentence about a warehouse without a release."""
    return f"There is no release in {warehouse.root} yet. Make one with: {typed(warehouse, 'run')}"


def command() -> str:
    """The command as this user can type it: its bare name where it is found, else its path."""
    found = shutil.which("juesuan")
    here = Path(sys.argv[0])
    if found or here.name != "juesuan":
        return "juesuan"
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else str(here)
