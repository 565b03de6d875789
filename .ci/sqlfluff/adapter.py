"""Stands in for dbt's `adapter` while SQL is linted: a dispatched macro looks like a call of a function of its name."""

from collections.abc import Callable


def dispatch(name: str, package: str | None = None) -> Callable[..., str]:
    return lambda *arguments: f"{name}({', '.join(map(str, arguments))})"
