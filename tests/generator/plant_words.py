"""The errors of wording: each alters one word, sign or count of the narrative."""

from __future__ import annotations

import random
from decimal import Decimal

from . import codes
from .bodies import other_body
from .codes import GENERAL
from .model import Disclosure, Figure, Heading, Run, Word
from .prose import BASE_WORDS

Altered = tuple[Figure | Word, str, str, str]
OPPOSITE = {
    "节约": "增加",
    "增加": "减少",
    "减少": "增加",
    "增长": "下降",
    "上升": "下降",
    "下降": "增长",
    "降低": "增长",
    "大于": "小于",
    "小于": "大于",
}


class NotPlantable(Exception):
    """The disclosure has no place for that error."""


def _pick(found: list[tuple[str, list[Run], int]], rng: random.Random, what: str) -> tuple[str, list[Run], int]:
    if not found:
        raise NotPlantable(what)
    return rng.choice(found)


def _words(disclosure: Disclosure, kind: str) -> list[tuple[str, list[Run], int]]:
    """Slot, runs and position of every word of a kind."""
    return [
        (slot, runs, index)
        for slot, runs in disclosure.texts()
        for index, run in enumerate(runs)
        if isinstance(run, Word) and run.kind == kind
    ]


def _replace(place: tuple[str, list[Run], int], text: str) -> Altered:
    slot, runs, index = place
    word = runs[index]
    assert isinstance(word, Word)
    before, word.text = word.text, text
    return word, before, text, slot


def base_word(disclosure: Disclosure, rng: random.Random) -> Altered:
    """完成 names another budget than the one printed in the same item."""
    places = [place for place in _words(disclosure, "base") if str(place[1][place[2] - 1]).endswith("完成")]
    basis = rng.choice([name for name in BASE_WORDS if name != disclosure.accounts.basis])
    return _replace(_pick(places, rng, "no completion"), rng.choice(BASE_WORDS[basis]))


def direction_word(disclosure: Disclosure, rng: random.Random) -> Altered:
    """The rate goes the other way than its amount: 增加…，下降…%."""
    places = [
        place
        for place in _words(disclosure, "direction")
        if isinstance(follows := place[1][place[2] + 1], Figure) and follows.measure == "change_pct" and len(place[1]) > place[2] + 1
        if any(isinstance(run, Figure) and run.measure == "change" for run in place[1][max(0, place[2] - 4) : place[2]])
    ]
    place = _pick(places, rng, "no change with a rate")
    figure = place[1][place[2] + 1]
    assert isinstance(figure, Figure)
    figure.direction = {"increase": "decrease", "decrease": "increase"}[figure.direction]
    word = place[1][place[2]]
    assert isinstance(word, Word)
    return _replace(place, OPPOSITE[word.text])


def compare_word(disclosure: Disclosure, rng: random.Random) -> Altered:
    """决算数大于预算数 where it is below it, or the other way round."""
    place = _pick(_words(disclosure, "compare"), rng, "nothing compared")
    word = place[1][place[2]]
    assert isinstance(word, Word)
    return _replace(place, OPPOSITE[word.text])


def missing_percent(disclosure: Disclosure, rng: random.Random) -> Altered:
    figures = [figure for figure in disclosure.figures() if figure.unit == "%" and figure.measure in ("change_pct", "share_pct")]
    if not figures:
        raise NotPlantable("no percentage")
    figure = rng.choice(figures)
    figure.unit = ""
    return figure, figure.printed + "%", figure.printed, figure.slot


def zero_base(disclosure: Disclosure, rng: random.Random, spent: bool = True) -> Altered:
    """A rate where there was nothing before: 预算为0.00…完成…的100.00%, though something was spent, or nothing either."""
    found = []
    for slot, runs in disclosure.texts():
        for index, run in enumerate(runs):
            zero = isinstance(run, Figure) and run.measure == "budget" and run.basis and run.amount is not None and not run.value
            if zero and any(
                isinstance(later, Figure) and later.measure == "final" and bool(later.value) == spent
                for later in runs[index + 1 : index + 4]
            ):
                found.append((slot, runs, index))
    slot, runs, index = _pick(found, rng, "no budget of zero")
    budget, final = runs[index], next(run for run in runs[index + 1 :] if isinstance(run, Figure))
    assert isinstance(budget, Figure)
    rate = Figure(
        "100.00", Decimal("100.00"), "%", budget.concept, "completion_pct", budget.basis, function_code=budget.function_code, slot=slot
    )
    runs[runs.index(final) + 1 : runs.index(final) + 1] = ["，完成", Word(BASE_WORDS[budget.basis][1], "base", budget.concept), "的", rate]
    return rate, "", "100.00", slot


def unresolved_choice(disclosure: Disclosure, rng: random.Random) -> Altered:
    place = _pick(_words(disclosure, "direction"), rng, "no direction")
    word = place[1][place[2]]
    assert isinstance(word, Word)
    return _replace(place, f"{word.text}（{OPPOSITE[word.text]}）")


def placeholder(disclosure: Disclosure, rng: random.Random) -> Altered:
    figures = [figure for figure in disclosure.figures() if figure.unit in ("万元", "元", "辆", "个")]
    figure = rng.choice(figures)
    before, figure.printed = figure.printed, rng.choice(("XX", "××"))
    return figure, before, figure.printed, figure.slot


def old_name(disclosure: Disclosure, rng: random.Random) -> Altered:
    """A class, 款 or 项 under the name of another year."""
    places = []
    for place in _words(disclosure, "code_name"):
        word = place[1][place[2]]
        assert isinstance(word, Word)
        if others := [
            name for name in codes.old_names(word.about, disclosure.year) if name.removesuffix("支出") != word.text.removesuffix("支出")
        ]:
            places.append((place, others))
    if not places:
        raise NotPlantable("no name has changed")
    place, others = rng.choice(places)
    word = place[1][place[2]]
    assert isinstance(word, Word)
    other = rng.choice(others)
    return _replace(place, other if word.text.endswith("支出") else other.removesuffix("支出"))


def wrong_name(disclosure: Disclosure, rng: random.Random) -> Altered:
    """A 项 under the name of its 款 of another class: a name that no such code has."""
    places = [place for place in _words(disclosure, "code_name") if len(getattr(place[1][place[2]], "about", "")) == 5]
    place = _pick(places, rng, "no 款 is named")
    word = place[1][place[2]]
    assert isinstance(word, Word)
    names = codes.functions(disclosure.year, GENERAL)
    others = sorted({name for code, name in names.items() if len(code) == 5 and code[:3] != word.about[:3] and name != word.text})
    return _replace(place, rng.choice(others))


def _headings(disclosure: Disclosure, kind: str) -> list[tuple[str, list[Run], int]]:
    return [
        (block.slot, block.runs, index)
        for block in disclosure.blocks
        if isinstance(block, Heading)
        for index, run in enumerate(block.runs)
        if isinstance(run, Word) and run.kind == kind
    ]


def heading_year(disclosure: Disclosure, rng: random.Random) -> Altered:
    return _replace(_pick(_headings(disclosure, "year"), rng, "no year in a heading"), str(disclosure.year - rng.choice((1, 1, 2))))


def heading_name(disclosure: Disclosure, rng: random.Random) -> Altered:
    place = _pick(_headings(disclosure, "name"), rng, "no name in a heading")
    return _replace(place, other_body(rng, disclosure.accounts.body, disclosure.year))


def level_word(disclosure: Disclosure, rng: random.Random) -> Altered:
    """同级财政 becomes that of another level of government."""
    wrong = "市级财政" if disclosure.accounts.body.level == "county" else "省级财政"
    for slot, runs in disclosure.texts():
        for index, run in enumerate(runs):
            if isinstance(run, str) and "同级财政" in run:
                head, tail = run.split("同级财政", 1)
                word = Word(wrong, "level")
                runs[index : index + 1] = [head, word, tail]
                return word, "同级财政", wrong, slot
    raise NotPlantable("no word of level")


def count_without_money(disclosure: Disclosure, rng: random.Random, concept: str) -> Altered:
    """A vehicle, a group or a reception that cost nothing."""
    figures = [figure for figure in disclosure.figures() if figure.concept == concept and not figure.value]
    if not figures:
        raise NotPlantable("no count of zero")
    figure = rng.choice(figures)
    before, figure.value = figure.printed, Decimal(rng.randint(1, 5))
    figure.printed = str(figure.value)
    return figure, before, figure.printed, figure.slot


def project_count(disclosure: Disclosure, rng: random.Random) -> Altered:
    """More projects than are listed, or than have a rating; that some are evaluated and others listed is no error."""
    rated = any(figure.concept == "projects_by_rating" for figure in disclosure.figures())
    counts = ("level1_projects", "self_evaluated_projects")[: 1 + rated]
    figures = [figure for figure in disclosure.figures() if figure.concept in counts]
    if not figures:
        raise NotPlantable("no projects")
    figure = rng.choice(figures)
    before = figure.printed
    figure.value += Decimal(rng.choice((1, 2)))
    figure.printed = str(figure.value)
    return figure, before, figure.printed, figure.slot
