"""From quantities to observations: each number takes the meaning of its governing phrase, its item and its sentence.

Inheritance follows how the genre is written: a clause without a subject keeps the one before it, parts listed after 其中 belong to
the figure before it, a rate speaks of the amount just read. Where two readings remain a figure stays `unmapped`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .flow import Block
from .labels import Context, Named, name
from .listing import Listing
from .lists import GOES_ON
from .model import Observation, Section
from .phrases import Reading, read_phrase, verb_before, verb_goes_on
from .plans import BEYOND, completes_last, difference, each_budget, is_whole, is_yearly, planned
from .quantities import Quantity
from .results import RATES, say_result
from .rows import row_of
from .sentences import Heads, Sentence, Sentences
from .starts import budget_moves, read_start
from .subjects import AT_THE_START, ITEM_AREAS, SPENDING_OF, Subjects
from .surroundings import Surroundings
from .told import LIST_MARKS, Told
from .topics import Topics
from .vocabulary import Vocabulary
from .years import BEFORE, behind_year, in_year, says_this_year, year_told

SILENT_AREAS = frozenset({"duties", "glossary"})
"""Areas that explain; a number in them is no figure of the accounts."""
OPEN_AREAS = frozenset({"key_work", "performance"})
"""Areas that report results in any words: a count that nothing else names is a result of the year's work."""

_WITHIN = re.compile(r"(?:[，、；：]|其中)*(?:在|从)([^，。；：\d]{3,30}?)(?:之?中|里)(?=[^，。；：\d])")
_AGAINST = re.compile(r"(?:^|[^对])(?:比|较|与|同)(?!上年)[^，。；]*$")
"""How words run on in 比年初预算 12.00 万元减少 3.80 万元, where the change compares with the budget just named."""
_OF_ALL = re.compile(r"本年(?:支出|收入)(?:合计)?")
_PER_UNIT = re.compile(r"_cost_per_")
"""A cost per head or vehicle only illustrates the amount that the clauses around it are about."""
_SAID_BEFORE = re.compile(r"([^，；。！？\s]{2,40})，\s*$")
"""The clause before a number that has no words of its own."""
_HEADS_AMOUNT = re.compile(r"：-?\d[\d,.]*[万亿]?元")
_HEADS_COUNT = re.compile(r"：\d")
_SENTENCE_END = re.compile(r"[。！？]")
_POINTS = "个百分点"
"""By what a share grows or falls; an amount does so in percent."""
_NEAR = 40
"""How many figures of a sentence are looked back at."""
_AMOUNTS = frozenset({"final", "budget", "count", "score"})


class Resolver:
    """Reads a document's blocks in order and collects its observations."""

    def __init__(self, text: str, vocabulary: Vocabulary, fiscal_year: int | None, organisation_name: str) -> None:
        self.observations: list[Observation] = []
        self._text = text
        self._vocabulary = vocabulary
        self._totals = {label.concept.removesuffix("_by_function") for label in vocabulary.labels.get("{class}", ())}
        self._around = Surroundings(fiscal_year, organisation_name)
        self._last_amount: int | None = None
        self._last_change: int | None = None
        self._latest: dict[tuple[str, str, str], int] = {}
        self._sentences = Sentences(vocabulary, fiscal_year)
        self._topics = Topics(vocabulary, self._around)
        self._told_amounts = Told(vocabulary)
        self._subjects = Subjects(vocabulary, self._around, self._sentences, self._told_amounts, self.observations)
        self._listing = Listing(vocabulary, self._sentences, self._told_amounts)
        self._verb: tuple[int, Reading | None] = 0, None
        self._basis: str = ""
        self._budget_moved = False
        self._spending: dict[str, str] = {}

    def read(self, block: Block, body: int, section: Section | None, quantities: list[Quantity]) -> None:
        """Observe one block: its quantities, in the section that it stands in."""
        self._last_amount = self._last_change = None
        self._told_amounts.begin_block()
        self._sentences.begin_block(self._topics.of(section, self._spending.get(section.area, "") if section else ""))
        self._topics.announce(block.text[body:], section)
        title = block.text[len(block.marker) : body]
        if _HEADS_AMOUNT.match(block.text, body) or (title in self._vocabulary.labels and _HEADS_COUNT.match(block.text, body)):
            body = len(block.marker)  # 1.公务接待费：1.20 万元 is a heading and the name of its amount
        boundary = body
        for index, quantity in enumerate(quantities):
            row = self._row(block, quantity, section)
            if quantity.start < body or quantity.label_kind:
                row.label_kind = quantity.label_kind or "heading"
                continue
            between = block.text[boundary : quantity.start]
            for sentence in _SENTENCE_END.split(between)[1:]:
                if self._topics.announce(sentence, section):
                    self._sentences.current.speak_of(None, is_amount=True)
            self._stand_behind(between)
            heads = Heads(self._last_amount, self._last_change, len(self.observations))
            words = self._sentences.advance(self._around.years(between), row.area, heads)
            self._subjects.back_to_head()
            row.sentence = self._sentences.current.number
            if self._sentences.current.year and says_this_year(between, self._around.year):
                self._sentences.current.year = ""
            self._listing.answer(words, _kind(quantity), between, block.text, quantities[index:])
            self._figure(row, quantity, words, between, self._context(block, quantity, section))
            boundary = quantity.after

    def _stand_behind(self, gap: str) -> None:
        """In 在授予中小企业合同金额 160 万元中，…占 25% the shares that follow are of the amount just read."""
        last = self.observations[-2] if len(self.observations) > 1 else None
        if last and gap.startswith("中") and last.measure == "final" and last.phrase.startswith(("在", "从", "上述")):
            self._sentences.current.whole = last.concept

    def _stand_within(self, words: str, context: Context) -> None:
        """In 在授予中小企业合同金额中授予小微企业合同金额 50 万元，占 25% they are of the amount that is named without being told again."""
        around = _WITHIN.match(words)
        named = name(Reading(around[1], len(around[1]), "final"), self._vocabulary, context) if around else None
        if named and named.concept:
            self._sentences.current.whole = named.concept

    def _row(self, block: Block, quantity: Quantity, section: Section | None) -> Observation:
        row = row_of(self._text, block, quantity, section, self._sentences.current.number, len(self.observations) + 1)
        self.observations.append(row)
        return row

    def _context(self, block: Block, quantity: Quantity, section: Section | None) -> Context:
        """Where the figure stands, with what the section and the sentence have said so far."""
        context, before = self._around.of_figure(block, quantity, section), self._sentences.current.subject
        spending = self._spending.get(context.area, "")
        announced = self._topics.announced  # what it announced, it is headed by
        heading = f"{context.heading}/{announced}" if announced else context.heading
        context = replace(context, heading=heading, member=self._topics.member, spending=spending, beside=self._topics.beside)
        return replace(context, before=before.member, before_concept=before.concept, above=before.function_code) if before else context

    def _figure(self, row: Observation, quantity: Quantity, words: str, between: str, context: Context) -> None:
        """Give a figure its meaning, or say why it has none."""
        if context.area in SILENT_AREAS:
            row.label_kind = "context"
            return
        kind = _kind(quantity)
        queued, shared = self._listing.take(words)
        reading = (
            completes_last(words, kind, self.observations[:-1], self._vocabulary)
            or read_start(words, context, self._vocabulary)
            or shared
            or self._verb_first(words, kind, between)
        )
        reading = difference(reading, row.value_cny, self.observations[-_NEAR:-1])
        if queued:
            self._listing.read_alike(reading)
        said = self._sentences.current.words
        last = self.observations[-2] if len(self.observations) > 1 else None
        leans = kind == "count" or (kind == "money" and last is not None and last.measure == "count" and not words.strip(LIST_MARKS))
        is_part = kind == "count" and words == "其中"  # 其中 1 辆由某站使用
        if leans and said and not is_part and self._subjects.says_nothing(words) and name(reading, self._vocabulary, context) is None:
            words = self._clause_before(between, kind, context) or said
            reading = read_phrase(words, kind, self._vocabulary)
        self._sentences.current.words = words
        row.phrase = words.strip("，、：；") + (re.split(r"[，。；：、()\d]", context.after)[0] if kind == "count" else "")
        moved, self._budget_moved = self._budget_moved, budget_moves(words, self._vocabulary)
        if moved and self._vocabulary.is_level(words):
            row.status, row.note = "unmapped", "where a budget was changed to"
            return
        reading = self._begun_by_year(reading, kind, context)
        named = queued or self._listing.open(words, reading, context) or self._subjects.named(reading, context, kind)
        if named and named.concept and self._around.year:
            sentence = self._sentences.current
            sentence.year = year_told(reading, named, sentence.year, self._around.year, self._vocabulary)
            dated = in_year(reading, kind, sentence.year)
            if dated is None:
                row.status, row.note = "unmapped", "of another year"
                return
            reading = dated
        each = each_budget(reading, self._vocabulary) if named and reading.measure == "completion_pct" else []
        if named and len(each) == 2 and GOES_ON.match(context.after):
            reading, other = each
            self._listing.share(named, other)
        if quantity.value is None:
            row.status, row.note = "unmapped", "a number too large or too fine to keep exactly"
        elif (
            (named is None or named.is_none_kept)
            and context.area in OPEN_AREAS
            and (context.area == "key_work" or kind in ("count", "percent"))
        ):
            say_result(row, reading, kind)
        elif named is None or not named.concept:
            row.status, row.note = "unmapped", "no known subject"
            self._sentences.current.lost |= (kind in ("money", "count") and self._subjects.unknown(reading.subject)) or named is not None
            if named and kind == "money" and not self._sentences.current.in_reason:
                self._sentences.current.speak_of(named, is_amount=True)  # of which nothing is known
        else:
            spoken_of = self._sentences.current.subject
            self._meaning(row, named, reading, kind)
            self._stand_within(words, context)
            if queued and queued != spoken_of:
                self._listing.end_with(kind)

    def _clause_before(self, between: str, kind: str, context: Context) -> str:
        """In 最大的一次为接待县人大视察，1 批次 18 人次 what a clause without a number names; empty where it names nothing."""
        said = _SAID_BEFORE.search(between)
        clause = self._around.years(said[1]) if said else ""
        return clause if clause and name(read_phrase(clause, kind, self._vocabulary), self._vocabulary, context) else ""

    def _verb_first(self, words: str, kind: str, between: str) -> Reading:
        """The phrase read by the cue at its end, or as a change whose verb stands before it, or before those listed before it."""
        said = read_phrase(words, kind, self._vocabulary)
        reading = verb_before(said, kind, self._vocabulary)
        at, verb = self._verb
        if verb and at == len(self.observations) - 1 and kind == "money":
            reading = verb_goes_on(reading, verb, between, self._sentences.current.in_reason)
        if reading is not said and reading.measure == "change":
            self._verb = len(self.observations), reading
        return reading

    def _begun_by_year(self, reading: Reading, kind: str, context: Context) -> Reading:
        """A sentence that begins 上年支出 12 万元 tells of that, rather than of what the sentence before it spoke of."""
        if reading.measure != "base_value":
            return reading
        subject = self._sentences.current.subject
        goes_on = context.area in ITEM_AREAS or (subject is not None and subject.function_code)
        dated = None if goes_on or self._told_in(self._sentences.current) else behind_year(reading, kind, self._vocabulary)
        if dated is None or name(dated, self._vocabulary, context) is None:
            return reading
        self._sentences.current.year = BEFORE
        return dated

    def _meaning(self, observation: Observation, named: Named, reading: Reading, kind: str) -> None:
        """Fill in concept and measure, what it is compared with and the amount it speaks of, and remember it for what follows."""
        concept = self._vocabulary.concepts[named.concept]
        measure = self._measure(named, reading, kind)
        if observation.unit == _POINTS and concept.unit_kind == "money":
            observation.status, observation.note = "unmapped", "of a rate, not of the amount"
            return
        if not measure:
            observation.status, observation.note = "unmapped", "no known measure"
            if observation.area in OPEN_AREAS:
                say_result(observation, reading, kind)
            return
        observation.status = "mapped"
        observation.concept, observation.measure, observation.fund = named.concept, measure, concept.fund
        observation.member, observation.function_code, observation.economic_code = named.member, named.function_code, named.economic_code
        if observation.unit is None and not observation.value and concept.unit_kind == "money":
            observation.value_cny = observation.value  # nothing is nothing in any unit
        if measure == "completion_pct":
            observation.concept = concept.completion or named.concept
        if measure in ("budget", "completion_pct"):
            observation.basis = reading.basis
        if measure == "budget":
            self._basis = reading.basis
        if measure in ("change", "change_pct"):
            self._compare(observation, reading)
        if reading.measure == "base_value":
            observation.versus, observation.basis = "" if measure == "budget" else reading.versus, reading.basis
            self._sentences.current.compare_with(reading.basis, reading.versus)
        if measure == "budget" and _AGAINST.search(reading.words):
            self._sentences.current.compare_with(reading.basis, "budget")
        if measure == "share_pct":
            whole = self._sentences.current.whole
            observation.base_concept = self._base_concept(reading.base, observation) if reading.base else whole.replace(named.concept, "")
        self._remember(observation, named, measure)

    def _measure(self, named: Named, reading: Reading, kind: str) -> str:
        rated = named.measure in RATES or named.measure == "score"
        if named.measure and reading.measure in ("", "final", "budget") and (rated or kind != "percent"):
            return named.measure
        if reading.measure == "base_value":
            return "budget" if reading.versus == "budget" else "count" if kind == "count" else "final"
        if reading.measure and reading.measure != "final":
            return reading.measure
        if kind == "percent":
            return "completion_pct" if self._vocabulary.concepts[named.concept].concept.endswith("completion") else ""
        return {"money": "final", "count": "count", "none": ""}[kind]

    def _compare(self, observation: Observation, reading: Reading) -> None:
        """A change says what it compares with, or takes it from its sentence; else it speaks of the year before."""
        observation.direction = reading.direction
        sentence = self._sentences.current
        if reading.versus == "difference":
            observation.versus, observation.basis = "budget", self._basis
            return
        if reading.versus:
            sentence.compare_with(reading.basis, reading.versus)
        elif is_yearly(reading, observation, self._told_in(sentence)):
            sentence.compare_with("", "prior_year")
        else:
            self._sentences.compare_than(observation.phrase or "")
        plan = planned(reading, observation, self._told_in(sentence), sentence.versus)
        if plan or (BEYOND.search(reading.words) and not reading.versus):
            sentence.compare_with(plan.basis if plan else "", "budget")
        observation.versus = sentence.versus or "prior_year"
        observation.basis = sentence.basis if observation.versus == "budget" else ""

    def _told_in(self, sentence: Sentence) -> list[Observation]:
        """What the sentence has told before the figure at hand."""
        return [row for row in self.observations[-_NEAR:-1] if row.sentence == sentence.number and not row.label_kind]

    def _base_concept(self, base: str, observation: Observation) -> str:
        """What a share is of: 基本支出 is that of the section where the section has its own, 本年支出合计 that of all funds, and nothing is
        a share of itself."""
        full = self._around.years(base)
        for words in (full, re.sub(r"(?<=支出)(?:总额|总数|合计|总计)$", "", full)):
            for area in ("", observation.area) if _OF_ALL.fullmatch(words) else (observation.area, ""):
                context = Context(area, observation.section, words, "", None, self._around.year)
                found = name(Reading(words, len(words), ""), self._vocabulary, context)
                if found and found.concept and found.concept != observation.concept:
                    return found.concept
        return ""

    def _remember(self, observation: Observation, named: Named, measure: str) -> None:
        """Keep the subject for the clauses that follow, and tie a rate or a change to the amount it speaks of."""
        key, sentence = (named.concept, named.member, named.function_code or named.economic_code), self._sentences.current
        if measure in RATES or measure == "change":
            observation.subject_ordinal = self._latest.get(key)
        elif measure in _AMOUNTS and not observation.versus and measure != "budget":
            self._latest[key] = observation.ordinal
            if measure == "final":
                self._told_amounts.add(named, sentence.number)
        self._topics.tell(observation.section_id, named.concept)
        if named.concept in self._totals:
            self._spending[observation.area] = named.concept
        if not (_PER_UNIT.search(named.concept) or AT_THE_START.fullmatch(observation.phrase) or is_whole(observation)):
            sentence.speak_of(named, self._vocabulary.concepts[named.concept].unit_kind == "money")
        if measure == "final" and not observation.versus:
            spending = SPENDING_OF.get(named.concept, "")
            is_first = not any(row.value_cny is not None for row in self._told_in(sentence))
            sentence.leads = bool(spending) and (is_first or (sentence.leads and spending == sentence.spending))
            sentence.spending = spending
        if measure in RATES:
            return
        if sentence.lists:
            parent = sentence.lists[-1].change if measure == "change" else sentence.lists[-1].amount
            if parent is not None and self.observations[parent - 1].unit == observation.unit:
                observation.group_ordinal = parent
        if not sentence.in_reason:
            if measure == "change":
                self._last_change = observation.ordinal
            elif not (observation.versus or (measure == "budget" and self._heads(key))):  # what was a year before has no parts here
                self._last_amount = observation.ordinal

    def _heads(self, key: tuple[str, str, str]) -> bool:
        """Whether the amount that parts would be of is a final one of this subject: a budget told behind it does not take its place."""
        head = self.observations[self._last_amount - 1] if self._last_amount else None
        return head is not None and head.measure == "final" and self._latest.get(key) == head.ordinal


def _kind(quantity: Quantity) -> str:
    """The kind of its unit; nothing is nothing in any unit."""
    return quantity.unit.kind if quantity.unit else "none" if quantity.value else "money"
