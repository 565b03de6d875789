"""What stands between two figures: clauses that end a sentence, open a list, name what is compared with or begin a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .labels import SPENDING_AREAS, Context, Named, is_name, name
from .phrases import base_of, read_phrase
from .vocabulary import Vocabulary
from .years import year_alone

NEAR = 120
"""How many characters a governing phrase can have."""

_PARTS = 3
"""So many figures of a list leave it open what the sentence behind them goes on about."""

_BOUNDARY = re.compile(r"[，。；：！？]")
_LISTS = re.compile(r"其中|(?:主要|重点)(?:用于|投向|安排了?(?!预算|支出))|包括|分别(?:为|是)(?!.*预算.*的$)|具体为|用于以下方面")
_COPULA = re.compile(r"([^，。；：！？是为下])(?<!其中)：$")
"""A colon between a name and its number says 为, as in 事业收入：60.20 万元."""
_THAN = re.compile(r"[大小高低多少]于([^，。；：]{0,6}预算)")
"""How a reason says what it compares: 决算数小于年初预算数的主要原因是压减公务接待费 3 万元."""
_COMPARES = re.compile(r"(?:与|同|和|比|较)([^，。；：]{1,20}?)(?:相比|比较|相比较)?$")
_BARE_PAIR = re.compile(r"(?:分别|各)(?:为|是)")
_NAMES = re.compile(r"[、和及]")
"""What stands between the names of a list, as in 其中基本支出、项目支出，分别为 50 万元、40 万元."""
_REASON = re.compile(r"原因|因素|由于|因为")
_SAYS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?<![^\W\d年度当位门关级局院委办校厅])(收入|支出|收支)\((?:含|包括)[^()\d]*(?:结转|结余)[^()\d]*\)(共?)$"), r"\1总计\2"),
    (re.compile(r"\((?:(?:不含|不包括|不包含)[^()\d]*|[^()\d]*除外)\)"), ""),
    (re.compile(r"\((?:(?:含|包括|其中)[^()\d]+|[^()\d]+[车辆])\)(共?)$"), r"\1"),
    (re.compile(r"((?:执行|完成)(?:率|进度|比例))\((?:占|按|较|与|对)?([^()\d]*预算)数?[^()\d]*\)$"), r"\2\1"),
    (re.compile(r"(?<=收入)—+[^—]+$"), ""),
    (
        re.compile(
            r"(?:(?:平均)?每[辆台部]?(?:公务用?|机动)?车?|单[台辆部]?车)(?:每?年)?(?:平均|均)?(?=(?:运[行维转]|维护|费用|成本|支出)[^，。；]*$)"
        ),
        "车均",
    ),
    (re.compile(r"(?<![油险修桥路料]费)(?<![油险修桥路料]费平均)(?:(?:平均)?每[辆台]车?|单车|[辆台]均)(?:每?年)?(?:平均|均)?$"), "车均"),
    (
        re.compile(
            r"(?:(?:平均)?每人次?(?:每次)?(?:平均)?|人次均|人均每次)(?=(?:国内)?(?:公务)?(?:接待|费用|消费|花费|支出)[^，。；]*$|$)"
        ),
        "人均",
    ),
)
"""Words right before a number, and what they come to: revenue or expenditure as such that takes in the balances is a total, and
anything else taken in, or a kind of vehicle told more closely, is not what the number is of; 执行率(占调整预算) is the rate of that
budget; behind a dash a revenue is told more closely; every way of saying "for each vehicle" and "for each guest" is one."""
_CODED = re.compile(r"(?<!\d)2\d{2}(?:\d{2}){1,2}(?!\d)")
_LEVELS = re.compile(r"\([款项]\)$")
_ENDS_LIST = ("，", "。")
"""What follows the last of the parts that 、 has joined."""
_NUMBERED = re.compile(r"^(?:[一二三四五六七八九]是|\(\d{1,2}\)|\d{1,2}[.、]|[①-⑳]|[—●○◆◇■□▲△★•▪➢·*-]+)")
_POINT = re.compile(r"(?:[一二三四五六七八九]是|\([一二三四五六七八九\d]+\)|[①-⑳]|\d[.、]|其次|再次|同时|另外|此外)")
"""How the next point of a reason begins."""


@dataclass(frozen=True, slots=True)
class Heads:
    """The figures that a list opening now would be the parts of, and how many figures have been read."""

    amount: int | None
    change: int | None
    read: int


@dataclass(slots=True)
class Sentence:
    """What a sentence has said so far that the rest of it leans on; `lists` are the open ones, the innermost last. `lost` after an amount
    that nothing is known of, which a share or a change behind it speaks of. `spending` is what a bare 支出 behind a revenue is of, `whole`
    what shares are of that name nothing, `year` the other year that is told of, `behind_parts` whether the sentence before ended with
    parts, of the last of which nothing more can be said without its name, `enumerated` whether 、 joins the last two
    figures, `leads` whether the first amount told is the revenue that `spending` is spent of."""

    number: int
    basis: str = ""
    versus: str = ""
    in_reason: bool = False
    reason_subject: Named | None = None
    resumed: bool = False
    lists: tuple[Heads, ...] = ()
    subject: Named | None = None
    amount: Named | None = None
    words: str = ""
    lost: bool = False
    spending: str = ""
    whole: str = ""
    year: str = ""
    behind_parts: bool = False
    enumerated: bool = False
    leads: bool = False

    def speak_of(self, subject: Named | None, is_amount: bool) -> None:
        """What clauses without a subject of their own go on about; amounts keep theirs while counts are told in between."""
        self.subject, self.lost, self.behind_parts = subject, False, False
        if is_amount:
            self.amount = subject

    def compare_with(self, basis: str, versus: str) -> None:
        """What the changes that follow are compared with."""
        self.basis, self.versus = basis if versus == "budget" else "", versus

    def open_list(self, heads: Heads) -> None:
        if not self.lists or self.lists[-1] != heads:
            self.lists = (*self.lists, heads)


class Sentences:
    """Walks a block's words from figure to figure. Asides in brackets keep to themselves what they say."""

    def __init__(self, vocabulary: Vocabulary, year: int | None) -> None:
        self._vocabulary = vocabulary
        self._year = year
        self._count = 0
        self._outer: list[Sentence] = []
        self.current = Sentence(0)
        self._read = 0
        self.parts_named = False
        """Whether a clause since the last figure opened a list, so that the coming figure is of a part named there."""
        self.ended_list: Heads | None = None
        """The list that ends before the coming figure: 、 has joined its parts, and a comma or the end of the sentence follows."""

    @property
    def is_aside(self) -> bool:
        """Whether the coming figure stands in brackets."""
        return bool(self._outer)

    def begin_block(self, topic: Named | None) -> None:
        """A block begins a sentence of its own, about what its heading names."""
        self._outer = []
        is_counted = topic is not None and bool(topic.concept) and self._vocabulary.concepts[topic.concept].unit_kind == "count"
        self.current = Sentence(0, subject=topic, amount=None if is_counted else topic)
        self._begin()

    def _begin(self) -> None:
        """The next sentence; it may go on about what the last one spoke of."""
        self._count += 1
        last = self.current
        parts = self._read - last.lists[-1].read if last.lists else 0
        self.current = Sentence(self._count, subject=last.subject, amount=last.amount, words=last.words, behind_parts=parts >= _PARTS)

    def advance(self, gap: str, area: str, heads: Heads) -> str:
        """Take in the words up to the next figure; returns the phrase that governs it."""
        self._read = heads.read
        while self._outer and (closed := _closes(gap)) >= 0:
            self.current = replace(self._outer.pop(), number=self.current.number)
            gap = gap[closed + 1 :]
        gap = gap.replace(" ", "")
        self.ended_list = self.current.lists[-1] if self.current.lists and self.current.enumerated and gap[:1] in _ENDS_LIST else None
        self.current.enumerated = gap.startswith("、")
        gap, at = _COPULA.sub(r"\1", gap), 0
        parts = _BOUNDARY.split(gap)
        for part, mark in zip(parts[:-1], _BOUNDARY.findall(gap), strict=True):
            at += len(part) + 1
            if _aside(part) >= 0:
                self._outer.append(replace(self.current))
            self._clause(part[-NEAR:], area, heads)
            if mark in "。！？":
                self._begin()
            elif mark == "；":
                self._semicolon(gap[at:], heads)
        self.parts_named = bool(self.current.lists) and self.current.lists[-1].read == heads.read
        if len(parts) > 1 and _BARE_PAIR.fullmatch(parts[-1]) and _NAMES.search(parts[-2]):
            return self._phrase(parts[-2] + parts[-1], heads)
        return self._phrase(parts[-1], heads)

    def _semicolon(self, rest: str, heads: Heads) -> None:
        """A semicolon ends a list that has no figures yet, a reason unless its next point is numbered, and what was received unless the
        sentence began with that."""
        if self.current.lists and self.current.lists[-1].read == heads.read:
            self.current.lists = self.current.lists[:-1]
        if not self.current.leads:
            self.current.spending = ""
        if not _POINT.match(rest):
            self.current.in_reason, self.current.reason_subject, self.current.resumed = False, None, False

    def _phrase(self, words: str, heads: Heads) -> str:
        """The last clause, from the list or the aside that opens in it."""
        if _REASON.search(words):
            self.current.in_reason = True
        opened = _aside(words)
        if opened >= 0:
            self._outer.append(replace(self.current))
            self.current.open_list(heads)
            words = words[opened + 1 :]
        lists = list(_LISTS.finditer(words))
        if lists:
            self.current.open_list(heads)
            words = words[lists[-1].end() :] or words
        words = words[-NEAR:]
        for said, meant in _SAYS:
            words = said.sub(meant, words)
        return words

    def _clause(self, part: str, area: str, heads: Heads) -> None:
        """A clause without a figure: it may open a list, name what is compared with, begin a reason or name what a reason is about."""
        if _LISTS.search(part):
            self.current.open_list(heads)
        if _REASON.search(part):
            self.current.in_reason = True
        if self.current.in_reason:
            context = Context(area, "", part, "", None, self._year)
            found = name(read_phrase(part, "money", self._vocabulary), self._vocabulary, context)
            self.current.reason_subject = found or self.current.reason_subject
        if not self.current.in_reason:
            self._named_alone(_NUMBERED.sub("", part), area)
        self.current.year = year_alone(part) or self.current.year
        self.compare_than(part)
        match = _COMPARES.search(part)
        if match:
            basis, versus = base_of(match.group(1), self._vocabulary)
            if versus:
                self.current.compare_with(basis, versus)
                self._open_subject(part[: match.start()], area)

    def compare_than(self, words: str) -> None:
        """Changes that follow are measured from the budget that these words hold the final account against."""
        if than := _THAN.search(words):
            self.current.compare_with(*base_of(than[1], self._vocabulary))

    def _named_alone(self, words: str, area: str) -> None:
        """In 公务接待费：预算 1.2 万元 a clause that is nothing but a name, or a project's, says what the figures behind it are of."""
        project = words.removesuffix("项目")
        if area == "performance" and 1 < len(project) < len(words) and is_name(project):
            self.current.speak_of(Named("project_full_year_budget", project), is_amount=True)
            return
        labels = [
            label for label in self._vocabulary.labels.get(words, ()) if not label.follows and (not label.areas or area in label.areas)
        ]
        coded = area in SPENDING_AREAS and bool(_CODED.search(words) or _LEVELS.search(words))
        if len(words) > 2 and (labels or coded):
            self._open_subject(words, area)

    def _open_subject(self, words: str, area: str) -> None:
        """In 收、支总计与上年相比，增加… the subject stands in the clause before the one with the figure."""
        context = Context(area, "", words, "", None, self._year)
        found = name(read_phrase(words, "money", self._vocabulary), self._vocabulary, context) if words else None
        if found and found.concept and not self.current.in_reason:
            self.current.speak_of(found, is_amount=True)


def _closes(words: str) -> int:
    """Where the aside that is open closes; -1 where it does not in these words."""
    depth = 0
    for index, char in enumerate(words):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return index
    return -1


def _aside(words: str) -> int:
    """Where an aside opens that holds the coming figure: the last bracket left open; -1 where none is."""
    depth = 0
    for index in range(len(words) - 1, -1, -1):
        depth += words[index] == ")"
        depth -= words[index] == "("
        if depth < 0:
            return index
    return -1
