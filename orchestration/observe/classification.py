"""Function classes as the text names them: 社会保障和就业支出（类）行政事业单位养老支出（款）事业单位离退休（项）, or a bare class name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .vocabulary import Classes, Vocabulary, plain_name

_LEVEL = re.compile(r"\(\d{0,7}(类|款|项)(?:级科目)?\)(?:支出)?")
_CODED = re.compile(r"(?<!\d)(2\d{2}(?:\d{2}){0,2})(?!\d)\)?[^\d，。；：]{0,40}$")
"""A class given by its code, before its name or in brackets behind it."""
_LEVELS = {"类": 1, "款": 2, "项": 3}
_DISTINCT = 4
"""A class name of fewer characters, such as 教育, names its class only with 支出 behind it."""
_BEFORE_NAME = re.compile(
    r".*[，。；：]|.*(?:用于|安排的(?=[^(]{3})|方面|包括|其中|(?:支出|经费|收入)中|分别是|为)|^(?:[\d、.]+|[上某]年度?)"
)


@dataclass(frozen=True, slots=True)
class ClassName:
    """A class found in a phrase: the code of the deepest level that resolved, the printed name where a deeper one did not, and its span."""

    code: str
    unresolved: str
    start: int
    end: int


def find_class(words: str, year: int | None, vocabulary: Vocabulary, above: str = "") -> ClassName | None:
    """The classification chain or bare class name that the phrase ends with.

    A chain without its 类, as 行政运行(项) under the heading 海关事务(款), goes on from the class of code `above`."""
    marks = list(_LEVEL.finditer(words))
    if marks:
        below = above[: 2 * _LEVELS[marks[0].group(1)] - 1] if _LEVELS[marks[0].group(1)] > 1 else ""
        found = _chain(words, marks, year, vocabulary.classes, below) if below else None
        return found if found and not found.unresolved else _chain(words, marks, year, vocabulary.classes)
    coded = _CODED.search(words)
    if coded and coded.group(1) in vocabulary.classes.codes:
        return ClassName(coded.group(1), "", 0, len(words))
    return _bare(words, year, vocabulary.classes)


def _chain(words: str, marks: list[re.Match[str]], year: int | None, classes: Classes, code: str = "") -> ClassName | None:
    """Follow 类, 款 and 项 from the last 类 on; a level that does not resolve keeps the code above it."""
    first = max((i for i, mark in enumerate(marks) if mark.group(1) == "类"), default=0)
    unresolved = ""
    begin = marks[first - 1].end() if first else 0
    for mark in marks[first:]:
        whole = words[begin : mark.start()].lstrip("，、：；")
        level = _LEVELS[mark.group(1)]
        for printed in [whole] if code else [whole, _BEFORE_NAME.sub("", whole)]:
            found = _in_or_below(code, level, plain_name(printed), year, classes)
            if found:
                break
        code, unresolved = (found, "") if found else (code, printed)
        begin = mark.end()
    return ClassName(code, unresolved, 0, marks[-1].end()) if code or unresolved else None


def _in_or_below(code: str, level: int, plain: str, year: int | None, classes: Classes) -> str | None:
    """The class of this name and level in `code`, or the one anywhere below it, for a chain whose middle link is misnamed."""
    names = classes.names(year)
    if (code, level, plain) in names:
        return names[code, level, plain]
    found = {found for (_, at, name), found in names.items() if at == level and name == plain and found.startswith(code)}
    current = classes.current(found, year)
    return current.pop() if len(current) == 1 else None


def find_item(words: str, year: int | None, vocabulary: Vocabulary) -> ClassName | None:
    """A 款 or 项 that the phrase names without its levels, as 住房公积金; one name under several classes stays a name."""
    names = _items(vocabulary.classes, year)
    whole = words.lstrip("，、；：")  # 用于社会福利的彩票公益金支出 is a name
    printed = whole if plain_name(whole) in names else _BEFORE_NAME.sub("", words)
    codes = names.get(plain_name(printed), ())
    if not codes:
        return None
    code = codes[0] if len(codes) == 1 else ""
    return ClassName(code, "" if code else printed, 0, len(words))


@lru_cache(maxsize=32)
def _items(classes: Classes, year: int | None) -> dict[str, tuple[str, ...]]:
    """Plain names of 款 and 项 with the codes that bear them; a 款 and its only 项 of the same name are one."""
    found: dict[str, set[str]] = {}
    for (_, level, name), code in classes.names(year).items():
        if level > 1:
            found.setdefault(name, set()).add(code)
    return {name: tuple(sorted(_deepest(classes.current(codes, year)))) for name, codes in found.items()}


def _deepest(codes: set[str]) -> set[str]:
    return {code for code in codes if not any(other != code and other.startswith(code) for other in codes)}


def class_code(label: str, year: int | None, vocabulary: Vocabulary) -> str:
    """The code of the 类 that a table's row names; empty where it names none."""
    return dict(_first_level(vocabulary.classes, year)).get(plain_name(label), "")


def economic_code(words: str, year: int | None, vocabulary: Vocabulary) -> str:
    """The economic class that a phrase names and nothing else, such as 办公费; empty where it names none."""
    return _economic(vocabulary.economic, year).get(plain_name(_BEFORE_NAME.sub("", words)).replace("的", ""), "")


@lru_cache(maxsize=32)
def _economic(classes: Classes, year: int | None) -> dict[str, str]:
    return {name.replace("的", ""): code for name, code in classes.in_force(year).items()}


@lru_cache(maxsize=32)
def _first_level(classes: Classes, year: int | None) -> tuple[tuple[str, str], ...]:
    """Plain names of 类 with their codes, the longest first."""
    found = {name: code for (_, level, name), code in classes.names(year).items() if level == 1}
    return tuple(sorted(found.items(), key=lambda row: (-len(row[0]), row)))


def _bare(words: str, year: int | None, classes: Classes) -> ClassName | None:
    """A class named without （类）, as in 教育支出 1.20 万元: its name must end the phrase, and nothing else stand in the clause."""
    same = words.replace("与", "和")
    for plain, code in _first_level(classes, year):
        name = plain if same.endswith(plain) else f"{plain}支出" if same.endswith(f"{plain}支出") else ""
        if not name or (name == plain and len(plain) < _DISTINCT):
            continue
        before = words[: -len(name)]
        if not before or before[-1] in "、和及与，" or _BEFORE_NAME.sub("", before) == "":
            return ClassName(code, "", len(before), len(words))
    return None
