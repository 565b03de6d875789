"""The words of the genre, kept as data in `seeds/reference/`: units, areas, concepts, labels and cues.

A new wording should cost a row in one of these files, not a line of code. See docs/vocabulary.md for their columns.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import product
from pathlib import Path

from .flow import normal


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: as printed here, its kind (money, percent, count, label) and its worth in yuan for money."""

    printed: str
    unit: str
    kind: str
    factor_cny: Decimal | None


@dataclass(frozen=True, slots=True)
class Label:
    """A phrase that names something: where it holds (areas, a word within the context, what follows) and what it means.

    A phrase that opens with `*` matches any words before it, which then are the member. One that is `whole` is all that the clause says.
    """

    phrase: str
    areas: frozenset[str]
    within: tuple[str, ...]
    follows: tuple[str, ...]
    concept: str
    member: str
    measure: str
    pair: tuple[str, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """The words between a subject and its number, compiled; `measure` is empty where it takes the number's own kind."""

    pattern: re.Pattern[str]
    measure: str
    weight: int


@dataclass(frozen=True, slots=True)
class Opener:
    """Words that open a statement: of what kind, how far it reaches (sentence_rest, clause_rest, to_next, sentence) and in which areas."""

    words: str
    kind: str
    extent: str
    areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class Area:
    """A word of a heading and the area it opens; behind `=` it must be the whole heading, and below one of `not_in` it opens none."""

    word: str
    area: str
    not_in: frozenset[str]

    def opens(self, title: str) -> bool:
        """Whether the heading says the word, or is it."""
        return title == self.word[1:] if self.word.startswith("=") else self.word in title


@dataclass(frozen=True, slots=True)
class Concept:
    """What a figure can be, with its name in Chinese; `completion` is the concept of its completion rate where that has its own."""

    concept: str
    label_zh: str
    area: str
    unit_kind: str
    fund: str
    completion: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All of it, indexed for look-up: units by their first character, and by that of a label how long the longest is.

    `of_topic` holds the concepts whose member is what an item is about.
    """

    units: dict[str, tuple[Unit, ...]]
    areas: tuple[Area, ...]
    labels: dict[str, tuple[Label, ...]]
    reach: dict[str, int]
    open_labels: tuple[Label, ...]
    of_topic: frozenset[str]
    cues: tuple[Cue, ...]
    concepts: dict[str, Concept]
    bases: tuple[tuple[str, str, str], ...]
    openers: tuple[Opener, ...]
    fillers: tuple[str, ...]
    table_titles: tuple[tuple[str, str], ...]
    table_cells: dict[tuple[str, str, str, str], tuple[str, str]]
    evaluation: dict[str, dict[str, str]]
    classes: Classes = field(repr=False)
    economic: Classes = field(repr=False)

    def unit_at(self, text: str, position: int) -> Unit | None:
        """The longest unit that stands at `position`; 万 counts what stands behind it, as in 32 万头 and 12 万余人, and yuan where nothing
        does. What it counts need not be known: only words that go on behind an amount leave it one of money."""
        near = self.units.get(text[position : position + 1], ())
        unit = next((unit for unit in near if text.startswith(unit.printed, position)), None)
        if unit is None or unit.printed not in _MYRIADS:
            return unit
        end = position + len(unit.printed)
        more = _MORE.match(text, end)
        end = more.end() if more else end
        counted = self.unit_at(text, end)
        if counted is None or counted.kind not in ("count", "money"):
            return unit if _GOES_ON.match(text, end) else Unit(unit.printed, unit.printed, "count", None)
        return Unit(text[position:end] + counted.printed, unit.printed + counted.unit, counted.kind, self._times(unit, counted))

    @staticmethod
    def _times(myriad: Unit, counted: Unit) -> Decimal | None:
        """What 万余元 is worth."""
        return myriad.factor_cny * counted.factor_cny if myriad.factor_cny and counted.factor_cny else None

    def is_level(self, words: str) -> bool:
        """Whether the words lead to where a change ends, as 减少到 does."""
        return any(cue.measure == "level" and cue.pattern.search(words) for cue in self.cues)

    def areas_of(self, title: str) -> frozenset[str]:
        """Those of the areas that a heading may open together which its words open, as 政府采购和资产情况 does two."""
        words = title.replace(" ", "")
        return frozenset(area.area for area in self.areas if area.opens(words) and area.area in _SIDE_BY_SIDE)

    def area_of(self, title: str, above: str = "") -> str:
        """The area that a heading below area `above` opens: that of its telling words before its general ones, the longest first."""
        words = title.replace(" ", "")
        found = next((area for area in self.areas if area.opens(words)), None)
        return found.area if found and above not in found.not_in else ""


class Classes:
    """Names of a classification by fiscal year: 类, 款 and 项 with their codes, older names included."""

    def __init__(self, rows: Iterable[dict[str, str]]) -> None:
        self._rows = sorted(
            (int(r["fiscal_year_from"] or 0), int(r["fiscal_year_to"] or 9999), r["code"], int(r["level"]), r["parent_code"], r["name"])
            for r in rows
        )
        self.codes = frozenset(row[2] for row in self._rows)
        self._by_year: dict[int | None, dict[tuple[str, int, str], str]] = {}
        self._current: dict[int | None, frozenset[str]] = {}

    def current(self, codes: set[str], year: int | None) -> set[str]:
        """Those of the codes that are in force in `year`; all of them where none is."""
        if year not in self._current:
            self._current[year] = frozenset(row[2] for row in self._rows if year is not None and row[0] <= year <= row[1])
        return codes & self._current[year] or codes

    def in_force(self, year: int | None) -> dict[str, str]:
        """Plain name → code, over all levels: of the codes of one name that in force in `year`, outside capital construction (309, 311)."""
        found: dict[str, str] = {}
        order = sorted(self._rows, key=lambda row: (year is not None and row[0] <= year <= row[1], row[2][:3] not in ("309", "311"), row))
        for _, _, code, _, _, name in order:
            found[plain_name(name)] = code
        return found

    def names(self, year: int | None) -> dict[tuple[str, int, str], str]:
        """(parent code, level, plain name) → code. A name in force in `year` wins over one of another year."""
        if year not in self._by_year:
            found: dict[tuple[str, int, str], str] = {}
            for row in sorted(self._rows, key=lambda row: (year is not None and row[0] <= year <= row[1], row)):
                _, _, code, level, parent, name = row
                found[parent, level, plain_name(name)] = code
            self._by_year[year] = found
        return self._by_year[year]


def plain_name(name: str) -> str:
    """A class name without the word 支出 at its end, without blanks and brackets and with one word for "and", so that variants meet."""
    bare = re.sub(r"[()]", "", normal(name)).replace("与", "和")
    return bare[:-2] if bare.endswith("支出") and len(bare) > 3 else bare


def spelled(words: str) -> Iterable[str]:
    """All titles or labels that a row spells: `[a|b]` may be there, `<a|b>` must be, as in a cue."""
    parts = (match.groups() for match in re.finditer(r"\[([^\]]*)\]|<([^>]*)>|([^\[<]+)", words))
    choices = (["", *may.split("|")] if may else must.split("|") if must else [words] for may, must, words in parts)
    return map("".join, product(*choices))


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=4)
def load(folder: Path) -> Vocabulary:
    """Read the vocabulary from the CSV files in `folder`."""
    labels = [_label(row, phrase) for row in _rows(folder / "labels.csv") for phrase in spelled(row["label"])]
    closed: defaultdict[str, list[Label]] = defaultdict(list)
    for label in labels:
        closed[label.phrase].append(label)
    bases = sorted(((normal(r["word"]), r["basis"], r["versus"]) for r in _rows(folder / "bases.csv")), key=lambda row: (-len(row[0]), row))
    areas = sorted(_rows(folder / "areas.csv"), key=lambda r: (-int(r["rank"]), -len(r["word"]), r["word"]))
    return Vocabulary(
        units=_by_start(sorted((_unit(row) for row in _rows(folder / "units.csv")), key=lambda unit: (-len(unit.printed), unit.printed))),
        areas=tuple(Area(normal(r["word"]), r["area"], frozenset(_many(r["not_in"]))) for r in areas),
        labels={phrase: tuple(rows) for phrase, rows in closed.items()},
        reach={phrase[:1]: len(phrase) for phrase in sorted(closed, key=len)},
        open_labels=tuple(sorted((label for label in labels if label.phrase.startswith("*")), key=lambda label: -len(label.phrase))),
        of_topic=frozenset(label.concept for label in labels if label.concept and label.member == "@topic"),
        cues=_cues(folder, bases),
        concepts={row["concept"]: _concept(row) for row in _rows(folder / "concepts.csv")},
        bases=tuple(bases),
        openers=tuple(sorted((_opener(row) for row in _rows(folder / "openers.csv")), key=lambda o: (-len(o.words), o.words, o.kind))),
        fillers=tuple(sorted((normal(r["word"]) for r in _rows(folder / "fillers.csv")), key=lambda word: (-len(word), word))),
        table_titles=tuple(
            sorted(
                ((normal(title), r["table_id"]) for r in _rows(folder / "table_titles.csv") for title in spelled(r["title"])),
                key=lambda row: (-len(row[0]), row),
            )
        ),
        table_cells={
            (r["table_id"], r["side"], normal(r["column"]), normal(r["row"])): (r["concept"], r["measure"])
            for r in _rows(folder / "table_cells.csv")
        },
        evaluation=_by_role(_rows(folder / "evaluation_words.csv")),
        classes=Classes(_rows(folder / "function_class.csv")),
        economic=Classes(row for row in _rows(folder / "economic_class.csv") if row["budget_type"] == "department"),
    )


def _by_role(rows: Iterable[dict[str, str]]) -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        found[row["role"]][normal(row["word"])] = row["means"]
    return dict(found)


def _by_start(units: list[Unit]) -> dict[str, tuple[Unit, ...]]:
    found: defaultdict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        found[unit.printed[:1]].append(unit)
    return {start: tuple(same) for start, same in found.items()}


def _many(cell: str) -> tuple[str, ...]:
    """The entries of a cell that holds several, parted by a bar."""
    return tuple(filter(None, cell.split("|")))


def _unit(row: dict[str, str]) -> Unit:
    return Unit(normal(row["printed"]), normal(row["unit"]), row["kind"], Decimal(row["factor_cny"]) if row["factor_cny"] else None)


def _label(row: dict[str, str], spelt: str) -> Label:
    phrase = normal(spelt)
    return Label(
        phrase=phrase.removeprefix("="),
        whole=phrase.startswith("="),
        areas=frozenset(_many(row["areas"])),
        within=_many(normal(row["within"])),
        follows=_many(normal(row["follows"])),
        concept=row["concept"],
        member=normal(row["member"]),
        measure=row["measure"],
        pair=_many(row["pair"]),
    )


def _concept(row: dict[str, str]) -> Concept:
    return Concept(row["concept"], row["label_zh"], row["area"], row["unit_kind"], row["fund"], row["completion_concept"])


def _opener(row: dict[str, str]) -> Opener:
    return Opener(normal(row["opener"]).replace(":", "："), row["kind"], row["extent"], frozenset(_many(row["areas"])))


def _cues(folder: Path, bases: list[tuple[str, str, str]]) -> tuple[Cue, ...]:
    verbs = sorted(_rows(folder / "verbs.csv"), key=lambda r: (-len(r["word"]), r["word"]))
    words = {kind: "|".join(re.escape(normal(r["word"])) for r in verbs if r["kind"] == kind) for kind in ("up", "down")}
    budgets = "|".join(re.escape(word) for word, _, versus in bases if versus == "budget")
    return tuple(_cue(row, words, budgets) for row in _rows(folder / "cues.csv"))


_SIDE_BY_SIDE = frozenset({"agency_operating", "procurement", "assets", "meeting_training"})
"""Areas that a heading may open together."""
_MYRIADS = frozenset({"万"})
_MORE = re.compile(r"[余多来](?=[^\W\d_])")
_GOES_ON = re.compile(
    r"[余多]?(?:$|\W|\d|以[上下内]|左右|上下|用于|用作|其中|主要|全部|均|不等|的|为|是|由|和|及|与|或|至|到|占|较|比|同比|增|减|下降|上升|完成|支出|资金)"
)
"""How words go on behind an amount of money in 万, as in 投入 50 万用于…."""
_TEMPLATE = re.compile(r"\{(\w+)\}|\[([^\]]*)\]|<([^>]*)>")


def _cue(row: dict[str, str], words: dict[str, str], budgets: str) -> Cue:
    """A cue's little template language, compiled to a pattern that ends where the number begins.

    `{up}` and `{down}` are a verb of change (with the template's other choice in brackets left behind it), `{budget}` a budget's
    name, `{base}` any few words, `{prior}` the year before, `{tail}` a copula; `[a|b]` may be there, `<a|b>` must be.
    """
    slots = {
        "up": f"(?P<up>{words['up']})(?:\\((?:{words['down']})\\))?",
        "down": f"(?P<down>{words['down']})(?:\\((?:{words['up']})\\))?",
        "budget": f"(?P<budget>(?<!公共)(?<!基金)(?<!经营)(?:{budgets}))",
        "base": "(?P<base>[^，。；：占]{1,24}?)",
        "prior": "(?P<base>上年度?|上一年度?|去年)",
        "any": "[^，。；：]{0,6}?",
        "tail": "(?:为|是|共为|共|合计|共计|总计|约|达到|达|均为|各为|分别为|分别是|有|仅为|仅|计)?",
    }
    parts: list[str] = []
    position = 0
    cue = normal(row["cue"])
    for match in _TEMPLATE.finditer(cue):
        parts.append(re.escape(cue[position : match.start()]))
        slot, optional, needed = match.groups()
        choices = "|".join(re.escape(choice) for choice in (optional or needed or "").split("|"))
        parts.append(slots[slot] if slot else f"(?:{choices}){'' if needed else '?'}")
        position = match.end()
    parts.append(re.escape(cue[position:]))
    return Cue(re.compile("".join(parts) + "$"), row["measure"], int(row["weight"]))
