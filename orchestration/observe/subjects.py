"""What a figure is of: its phrase's own subject, or what the words around it leave it."""

from __future__ import annotations

import re
from dataclasses import replace

from .labels import Context, Named, name
from .model import Observation
from .phrases import UNCLEAR, Reading, read_phrase
from .plans import spent_of, subject_of
from .results import RATES
from .sentences import Sentences
from .surroundings import Surroundings
from .told import LIST_MARKS, Told
from .vocabulary import Vocabulary

AT_THE_START = re.compile(r"(?:比|较|与|同|由|从)(?:年初|期初)(?:数|余额)?的?")
"""What leads to the balance of the year's beginning, which the closing one is only compared with."""
_SIDES = re.compile(r"([^、和及与]+)[、和及与]([^、和及与]+?)(?:金额|决算数)?(?:均|都|各)(?:为|是|达到?)")
_BOTH = re.compile(r"(?:各|均)[^，。；]*$")
_FINAL = re.compile(r"(?:支出)?(?:决算)(?:数)?(?:为|是)?")
_SPENT = re.compile(r"(?:支出|经费|资金|费用|金额)(?:共|约|为)?$")
COST_OF = {
    "overseas_groups": "overseas_travel_expenditure",
    "overseas_persons": "overseas_travel_expenditure",
    "vehicles_purchased": "vehicle_purchase_expenditure",
    "official_vehicles_held_fiscal_funded": "vehicle_operation_expenditure",
    "domestic_reception_batches": "official_reception_expenditure",
    "domestic_reception_persons": "official_reception_expenditure",
    "foreign_reception_batches": "foreign_guest_reception_expenditure",
    "foreign_reception_persons": "foreign_guest_reception_expenditure",
    "meetings_held": "meeting_expenditure",
    "meeting_participants": "meeting_expenditure",
    "trainings_held": "training_expenditure",
    "training_participants": "training_expenditure",
}
"""What is spent on what is counted, and the amount that is no more than a part of that."""
COST_WITHIN = {"official_reception_expenditure": "domestic_reception_expenditure"}
_WHOLE_OF = {
    "domestic_reception_expenditure": "official_reception_expenditure",
    "foreign_guest_reception_expenditure": "official_reception_expenditure",
}
"""The item that what is spent on guests of one kind is a part of."""
SPENDING_OF = {
    "general_public_budget_opening_balance": "general_public_budget_expenditure",
    "general_public_budget_revenue": "general_public_budget_expenditure",
    "government_fund_opening_balance": "government_fund_expenditure",
    "government_fund_revenue": "government_fund_expenditure",
    "state_capital_operating_budget_revenue": "state_capital_operating_budget_expenditure",
}
"""What is spent of what each fund gives."""
_ALONE = {"gpb_expenditure": ("general_public_budget_expenditure",)}
"""What a bare 支出 is of in areas where it has no name of its own."""
_ALL_FUNDS = frozenset({"totals", "fiscal_totals", "revenue", "expenditure", "fiscal_expenditure"})
ITEM_AREAS = frozenset({"three_public", "meeting_training", "agency_operating"})
"""Areas of single items of spending."""
_AVERAGE = re.compile(r"[人车辆台批次均]均|平均|每[^，。；]{1,3}(?:次|费用|支出|消费|花费)|单[车台辆]")
"""An amount for each of something, which is not what was spent in all."""
_NOT_HELD = re.compile(r"租[赁用]|借[用调]|报废|处置|淘汰|拍卖|划[转出]|调出|封存|上缴|移交")
"""What is done with vehicles that are not held, or no longer."""
_ACQUIRED = re.compile(r"购[置买]|新购|新增|添置")
"""What is done with equipment that may be held besides more of its kind."""
_VEHICLES, _EQUIPMENT = "official_vehicles_held_", "_equipment_unit_value_"
_REST = re.compile(r"(?:余下|剩余|剩下)的?")
_THAT_ITEM = re.compile(r"[该此](?:项|类|部分)")
"""How a reason goes on about what it has just told of."""
_CLAUSE = re.compile(r"[，；：]")
_BARE_REVENUE = re.compile(r"(?:本年度?|当年|今年|全年)(?:共|合计|共计|总共)?(?:实际)?收入")
_BARE_TOTAL = re.compile(r"支出(?:总额|总数|合计|总计)|总支出")
_BARE_SPENDING = re.compile(r"(?:本年度?|当年|今年|全年)?(?:共|合计|共计|总共)?(?:实际)?(?:支出|开支)")


class Subjects:
    """Finds the subject of the last of these observations, in the sentence that is read."""

    def __init__(self, vocabulary: Vocabulary, around: Surroundings, sentences: Sentences, told: Told, rows: list[Observation]) -> None:
        self._vocabulary, self._around = vocabulary, around
        self._sentences, self._amounts, self._observations = sentences, told, rows

    def named(self, reading: Reading, context: Context, kind: str) -> Named | None:
        """The phrase's own subject, or the one that the clause before it left; a reason speaks of its own."""
        if context.area == "key_work" or reading.measure == UNCLEAR:
            return None
        sentence = self._sentences.current
        found = (
            self._rest(reading, context)
            or self._both(reading)
            or self._sides(reading, context)
            or self._compared(reading, context)
            or self._at_the_start(reading, kind)
            or self._of_fund(reading, context)
            or self._of_item(reading, context, kind)
            or self._given_up(reading, context)
            or spent_of(reading, kind, sentence.number, self._observations[:-1], self._vocabulary)
            or name(reading, self._vocabulary, context)
        )
        if found and (self._is_not_held(found.concept, reading.words) or self._is_of_the_unknown(found)):
            return Named("")
        if found and found.concept and not self._is_generic(reading):
            return found
        if found and found.is_none_kept and not self._is_generic(reading):
            return found
        verb_stands_before = reading.measure == "change" and reading.cue_start == len(reading.words)
        if self.unknown(reading.subject) or (sentence.in_reason and _THAT_ITEM.search(reading.subject)):
            return None
        if verb_stands_before and self._told(reading.subject):
            return None  # 新增专项 3 万元 is of what stands between, however short
        subject = self._went_on(reading, kind)
        if (
            sentence.in_reason
            and sentence.reason_subject is None
            and not self._sentences.is_aside
            and (reading.versus or reading.basis or sentence.resumed)
        ):
            sentence.resumed = True
            return subject
        return sentence.reason_subject if sentence.in_reason else subject

    def back_to_head(self) -> None:
        """Behind 其中货物 50 万元、服务 20 万元，what follows without a name goes on about that of which they are the parts; so does the
        next sentence where they make up the whole of it."""
        sentence, ended = self._sentences.current, self._sentences.ended_list
        if ended is None or ended.amount is None or sentence.in_reason:
            return
        head = self._observations[ended.amount - 1]
        parts = [row for row in self._observations[ended.amount : -1] if not row.label_kind]
        goes_on = parts and parts[-1].sentence == sentence.number
        if head.concept and (self._are_listed(parts[-2:], head) if goes_on else self._make_up(parts, head)):
            sentence.speak_of(Named(head.concept, head.member, head.function_code, head.economic_code), is_amount=True)

    @staticmethod
    def _are_listed(last: list[Observation], head: Observation) -> bool:
        """Whether the last two figures are amounts like that of the head, each of something else."""
        if len(last) < 2 or last[0].sentence != last[1].sentence:
            return False
        before, behind = last
        told_of_one = before.concept and behind.concept and (before.measure != behind.measure or subject_of(before) == subject_of(behind))
        return not told_of_one and before.unit == behind.unit == head.unit

    @staticmethod
    def _make_up(parts: list[Observation], head: Observation) -> bool:
        """Whether the amounts listed as parts, understood or not, add up to the one that they are of."""
        amounts = [row.value_cny for row in parts if row.unit == head.unit and row.measure in ("final", "")]
        return len(amounts) > 1 and head.value_cny is not None and sum(filter(None, amounts)) == head.value_cny

    def _is_of_the_unknown(self, found: Named) -> bool:
        """In 孤残儿童养育经费 390 万元，得分 97 分 the score is of what nothing is known of."""
        return found.concept == "self_evaluation_score" and not found.member and self._sentences.current.lost

    @staticmethod
    def _is_not_held(concept: str, words: str) -> bool:
        if concept.startswith(_VEHICLES) or concept == "vehicles_total":
            return bool(_NOT_HELD.search(words))
        return _EQUIPMENT in concept and bool(_NOT_HELD.search(words) or _ACQUIRED.search(words))

    def _rest(self, reading: Reading, context: Context) -> Named | None:
        """In 其中政府性基金支出 40 万元，余下 3,500 万元为一般公共预算财政拨款支出 the name stands behind the number."""
        if not _REST.fullmatch(reading.words) or not context.ahead.startswith(("为", "是")):
            return None
        behind = context.ahead[1:]
        return name(Reading(behind, len(behind), ""), self._vocabulary, context) if behind in self._vocabulary.labels else None

    def _both(self, reading: Reading) -> Named | None:
        """In 收入总计 12 万元，支出总计 12 万元，各增加 1 万元 the change is that of both."""
        if reading.measure != "change" or self._told(reading.subject) or not _BOTH.match(reading.words[reading.cue_start :]):
            return None
        return self._amounts.whole()

    def _sides(self, reading: Reading, context: Context) -> Named | None:
        """In 总收入、总支出均为 12 万元 the one figure is that of which both are the sides."""
        match = _SIDES.fullmatch(reading.words)
        named = [name(Reading(side, len(side), ""), self._vocabulary, context) for side in match.groups()] if match else []
        return self._amounts.whole_of(*(side.concept if side else "" for side in named)) if named else None

    def _compared(self, reading: Reading, context: Context) -> Named | None:
        """In 与上年决算 2,700.40 万元相比，收支各增加… the amount of the year before is of what its change is told of."""
        if reading.measure != "base_value" or self._told(reading.subject) or not context.next_clause:
            return None
        change = read_phrase(self._around.years(context.next_clause), "money", self._vocabulary)
        named = name(change, self._vocabulary, context) if change.measure == "change" and change.subject else None
        return named if named and named.concept else None

    def _at_the_start(self, reading: Reading, kind: str) -> Named | None:
        """In 年末结转和结余 26.20 万元，较年初的 36.50 万元减少… the balance that the year began with."""
        subject = self._sentences.current.subject
        if kind != "money" or not subject or not subject.concept.endswith("closing_balance") or not AT_THE_START.fullmatch(reading.words):
            return None
        return Named(subject.concept.replace("closing", "opening"))

    def _of_fund(self, reading: Reading, context: Context) -> Named | None:
        """In 一般公共预算财政拨款收入 12 万元，支出 11 万元 the expenditure is that of the fund just named, whatever the section is of."""
        sentence = self._sentences.current
        if not sentence.spending or context.area not in _ALL_FUNDS:
            return None
        if _BARE_SPENDING.fullmatch(reading.subject):
            return Named(sentence.spending)
        is_received = sentence.leads and _BARE_REVENUE.fullmatch(reading.subject)
        return Named(sentence.spending.replace("expenditure", "revenue")) if is_received else None

    def _of_item(self, reading: Reading, context: Context, kind: str) -> Named | None:
        """Under the heading of an item or a fund, such as 公务接待费, 本年支出 1.20 万元 was spent on that."""
        subject, said = self._sentences.current.subject, reading.subject.rstrip("为是")
        bare = (
            (context.area in ITEM_AREAS or (subject is not None and subject.concept in _ALONE.get(context.area, ())))
            and kind == "money"
            and not self._sentences.current.in_reason
            and (_BARE_SPENDING.fullmatch(said) or _BARE_TOTAL.fullmatch(said))
        )
        return self._went_on(replace(reading, measure="final"), kind) if bare and subject and subject.concept else None

    def _given_up(self, reading: Reading, context: Context) -> Named | None:
        """In 出国（境）团组取消，原预算 6 万元 the budget is that of what the clause before it names, and of nothing else."""
        if reading.measure != "budget" or not reading.words.startswith("原"):
            return None
        before = _CLAUSE.split(context.sentence)[-2:-1]
        if not before or re.search(r"\d", before[0]):
            return None
        units = (None, self._vocabulary.unit_at("个", 0))
        found = (name(Reading(before[0], len(before[0]), ""), self._vocabulary, replace(context, unit=unit)) for unit in units)
        named = next(filter(None, found), Named(""))
        return Named(COST_OF.get(named.concept, named.concept), named.member)

    def _is_generic(self, reading: Reading) -> bool:
        """支出决算为 behind the heading of a class speaks of that class, though alone it would name the section's total."""
        subject = self._sentences.current.subject
        return bool(subject and subject.function_code) and bool(_FINAL.fullmatch(reading.words))

    def _went_on(self, reading: Reading, kind: str) -> Named | None:
        """What was spoken of before, where it goes with this kind of unit: an amount after counts returns to the last amount."""
        sentence = self._sentences.current
        subject = sentence.subject
        if kind == "money" and _AVERAGE.search(reading.subject):
            return None
        of_items = self._observations[-1].area in ITEM_AREAS
        if sentence.behind_parts and not of_items and reading.measure in ("share_pct", "change", "change_pct"):
            return None
        if sentence.lost and reading.measure in ("share_pct", "change", "change_pct") and not reading.versus:
            return None
        counted = bool(subject and subject.concept and self._vocabulary.concepts[subject.concept].unit_kind == "count")
        if kind == "count":
            return subject if counted and reading.measure in ("change", "base_value") else None
        if subject and counted and kind == "money":
            subject = self._cost_of(subject, sentence.amount, reading) if reading.measure or _SPENT.search(reading.words) else None
        elif not reading.measure and not self._glosses(reading, kind):
            return None
        return subject if subject and subject.concept else None

    def _cost_of(self, counted: Named, amount: Named | None, reading: Reading) -> Named | None:
        """In 购置警车 2 辆，支出 36.50 万元 what was spent on what was counted, or on that kind of it; the amount told before where that is
        of the same things, or where 外事接待 0 批次。与上年相比增加 0.12 万元 goes on about all receptions."""
        cost = COST_OF.get(counted.concept, "")
        if cost and counted.member:
            return Named(cost, counted.member)
        if amount and amount.concept == _WHOLE_OF.get(cost) and reading.measure in ("change", "change_pct"):
            return amount
        return Named(cost) if cost and not (amount and amount.concept in (cost, COST_WITHIN.get(cost))) else amount

    def _glosses(self, reading: Reading, kind: str) -> bool:
        """In 货物类占比 62.50%(4,000.00 万元) the amount alone in an aside is that of the rate before it."""
        last = self._observations[-2] if len(self._observations) > 1 else None
        return kind == "money" and not reading.words and last is not None and last.measure in RATES and self._sentences.is_aside

    def unknown(self, subject: str) -> bool:
        """Whether the subject says something that the vocabulary does not know, rather than nothing."""
        return len(self._told(subject)) >= 3

    def says_nothing(self, words: str) -> bool:
        return not self._told(words.strip(LIST_MARKS))

    def _told(self, words: str) -> str:
        """The words without asides and fillers."""
        rest = re.sub(r"\([^)]*\)", "", words)
        for filler in self._vocabulary.fillers:
            rest = rest.replace(filler, "")
        return rest
