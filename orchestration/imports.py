"""What a process need not import: modules that load only when used, and modules it does without.

Start-up is most of a run: of twelve seconds allowed, importing everything would take eleven.
"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any


class Deferred(ModuleType):
    """Stands for a module until a public name of it is asked for, then becomes it.

    `importlib.util.LazyLoader` does not help: in Python 3.11 the import statement itself already wakes such a module.
    """

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        del sys.modules[self.__name__]
        vars(self).update(vars(importlib.import_module(self.__name__)))
        return getattr(self, name)


def defer(*names: str) -> None:
    """Let each of these modules load at its first use. Does nothing to one that is loaded already."""
    for name in names:
        if name not in sys.modules:
            sys.modules[name] = module = Deferred(name)
            package, _, child = name.rpartition(".")
            if package:
                setattr(importlib.import_module(package), child, module)


class _Absent:
    def __init__(self, names: frozenset[str]) -> None:
        self._names = names

    def find_spec(self, name: str, *_: object) -> None:
        if name in self._names:
            raise ModuleNotFoundError(f"This process does without {name}.", name=name)


def do_without(*names: str) -> None:
    """Have these modules count as not installed in this process, for libraries that import them only because they are there."""
    sys.meta_path.insert(0, _Absent(frozenset(names)))


@contextmanager
def doing_without(*names: str) -> Iterator[None]:
    """The same for a while: for a library that looks once what is installed, where others of the process use it later."""
    absent = _Absent(frozenset(names))
    sys.meta_path.insert(0, absent)
    try:
        yield
    finally:
        sys.meta_path.remove(absent)


def collect_seldom() -> None:
    """Look for garbage every 200,000 objects, not every 700: libraries make millions of objects that stay, and looking through them
    again and again takes a second of a run."""
    gc.set_threshold(200_000, 20, 20)


def keep_for_good() -> None:
    """Never again look through what is there now. At the end of a process this saves the second in which Python would take down,
    module by module, what vanishes with the process anyway."""
    gc.freeze()
