"""Writes narrative: sentences from templates whose slots are figures, words, or parts of sentences."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Any

from .accounts import Accounts
from .model import Block, Figure, Heading, PageBreak, Paragraph, Run, Style, Table, Word
from .money import in_unit, percent, rounded, show

NUMERALS = "零一二三四五六七八九十"
Part = Run | Sequence[Run]
BASE_WORDS = {
    "initial_budget": ("年初预算数", "年初预算"),
    "adjusted_budget": ("调整预算数", "调整预算"),
    "full_year_budget": ("全年预算数", "全年预算"),
}


def numeral(number: int) -> str:
    """1–99 as 一 … 九十九."""
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十") + (NUMERALS[ones] if ones or not tens else "")


@cache
def _pieces(template: str) -> tuple[str, ...]:
    return tuple(re.split(r"\{(\w+)\}", template))


class Prose:
    """Collects the blocks of one document. Templates name figures in braces; {year}, {prior}, {org} and {called} are always there."""

    def __init__(self, accounts: Accounts, style: Style, rng: random.Random) -> None:
        self.accounts, self.style, self.rng = accounts, style, rng
        self.blocks: list[Block] = []
        self.slot = ""
        self._counters: dict[int, int] = {}

    # -- blocks ------------------------------------------------------------------------------------------------------
    def heading(self, level: int, title: str, slot: str = "", marker: str | None = None, **parts: Part) -> None:
        """A heading; its marker counts up within the heading above unless given."""
        self._counters = {key: value for key, value in self._counters.items() if key <= level}
        self._counters[level] = self._counters.get(level, 0) + 1
        self.slot = slot or self.slot
        text = self.marker(level, self._counters[level]) if marker is None else marker
        self.blocks.append(Heading(level, [text, *self.runs(title, **parts)], self.slot))

    def marker(self, level: int, number: int) -> str:
        return {1: f"第{numeral(number)}部分 ", 2: f"{numeral(number)}、", 3: self.brackets(f"（{numeral(number)}）")}.get(
            level, f"{number}{self.style.ordinal}"
        )

    def say(self, *parts: Part, kind: str = "body") -> None:
        """One paragraph."""
        self.blocks.append(Paragraph(join(*parts), self.slot, kind))

    def add(self, table: Table) -> None:
        self.blocks.append(table)

    def page(self, landscape: bool = False) -> None:
        self.blocks.append(PageBreak(landscape))

    # -- sentences ---------------------------------------------------------------------------------------------------
    def runs(self, template: str, **parts: Part) -> list[Run]:
        """A template filled."""
        out: list[Run] = []
        for index, piece in enumerate(_pieces(template)):
            if index % 2 == 0:
                if piece:
                    out.append(self.brackets(piece))
            elif piece in parts:
                out += join(parts[piece])
            else:
                out.append(self._standing(piece))
        return out

    def one(self, templates: Sequence[str], **parts: Part) -> list[Run]:
        """One of several wordings, filled."""
        return self.runs(self.rng.choice(templates), **parts)

    def _standing(self, name: str) -> Run:
        body = self.accounts.body
        if name in ("year", "prior"):
            return Word(str(self.accounts.year - (name == "prior")), "year" if name == "year" else "prior_year")
        if name == "org":
            return Word(body.name, "name")
        return {"called": body.called, "next": str(self.accounts.year + 1)}[name]

    def brackets(self, text: str) -> str:
        return text if self.style.full_brackets else text.replace("（", "(").replace("）", ")")

    # -- figures -----------------------------------------------------------------------------------------------------
    def money(self, concept: str, amount: int, measure: str = "final", **dims: Any) -> Figure:
        value = in_unit(amount, self.style.text_unit)
        return Figure(
            show(value, self.style.commas), value, self.style.text_unit.name, concept, measure, slot=self.slot, amount=amount, **dims
        )

    def count(self, concept: str, number: int, unit: str, measure: str = "count", **dims: Any) -> Figure:
        return Figure(str(number), Decimal(number), unit, concept, measure, slot=self.slot, amount=number, **dims)

    def rate(self, concept: str, part: int, whole: int, measure: str, **dims: Any) -> Figure:
        value = percent(part, whole, self.style.percent_decimals)
        return Figure(show(value, self.style.commas), value, "%", concept, measure, slot=self.slot, ratio=(part, whole), **dims)

    def share(self, concept: str, part: int, whole: int, **dims: str) -> Figure:
        return self.rate(concept, part, whole, "share_pct", **dims)

    def completion(self, concept: str, final: int, budget: int, basis: str, **dims: str) -> Figure:
        return self.rate(concept, final, budget, "completion_pct", basis=basis, **dims)

    def printed(self, amount: int) -> int:
        """An amount in units of the last digit that the text prints: what a reader can compare."""
        return rounded(amount, self.style.text_unit.grain)

    # -- clauses that recur ------------------------------------------------------------------------------------------
    def change(self, concept: str, now: int, before: int, spread: str = "", terse: bool = False, **dims: str) -> list[Run]:
        """增加…，增长…%, or 持平; without a rate where there was nothing before.

        `spread` is 各 for a pair of totals; `terse` lets it be the rate alone.
        """
        difference = now - before
        if not self.printed(difference):
            return self.one(("持平", "无增减变化") if not spread else ("均与上年持平", "均无增减变化"))
        direction = "increase" if difference > 0 else "decrease"
        dims |= {"versus": "prior_year", "direction": direction}
        up = difference > 0
        verb = Word(self.rng.choice(("增加",) if up else ("减少",)), "direction", concept)
        amount = self.money(concept, abs(difference), "change", **dims)
        if not self.printed(before):
            return [spread, verb, amount] if spread else [verb, amount]
        rate = self.rate(concept, abs(difference), before, "change_pct", **dims)
        second = Word(self.rng.choice(("增长", "上升", "增长") if up else ("下降", "降低", "下降")), "direction", concept)
        if terse and self.rng.randrange(6) == 0:
            return join(spread, second, rate)
        if self.rng.randrange(10) == 0:
            second = Word("增幅" if up else "降幅", "width", concept)
        if not spread and self.rng.randrange(8) == 0:
            return self.runs("{verb}{amount}（{second}{rate}）", verb=verb, amount=amount, second=second, rate=rate)
        return join(
            spread,
            self.one(
                ("{verb}{amount}，{second}{rate}", "{verb}{amount}，{second}{rate}", "{verb}了{amount}，{second}{rate}"),
                verb=verb,
                amount=amount,
                second=second,
                rate=rate,
            ),
        )

    def compared(self) -> list[Run]:
        """The words that name the year before, and end where the subject follows."""
        return self.one(
            ("与{prior}年度相比，", "与{prior}年相比，", "比{prior}年度", "较上年", "较{prior}年决算数", "比上年决算数", "与上年相比，")
        )

    def listing(self, parts: list[list[Run]], mark: str) -> list[Run]:
        out: list[Run] = []
        for index, part in enumerate(parts):
            out += ([mark] if index else []) + part
        return out

    def base(self, basis: str, about: str = "") -> Word:
        return Word(self.rng.choice(BASE_WORDS[basis]), "base", about)


def join(*parts: Part) -> list[Run]:
    """Runs and lists of runs as one list."""
    out: list[Run] = []
    for part in parts:
        if isinstance(part, (str, Figure, Word)):
            out.append(part)
        else:
            out += part
    return [run for run in out if run != ""]
