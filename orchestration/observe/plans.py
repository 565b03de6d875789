"""Budgets that a sentence has told, and what it says was spent of them without naming them again."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from .labels import Named
from .model import Observation
from .phrases import UNCLEAR, Reading, base_of, budgets_in
from .vocabulary import Vocabulary

_YEARLY = re.compile(r"同比|环比")
BEYOND = re.compile(r"超[收支]|短收")
"""Verbs that compare with what was planned, whether it was told or not."""
_PLANNED = re.compile(r"超出|超[收支]|短收|[多少]支|[节增减]支|节约|节省|少花|少开支")
"""Verbs of spending that compare with what was planned, where something was."""
_OTHER_BUDGET = re.compile(r"[，、和及与]([^，、和及与]{2,8}预算)数?的")
"""A budget that the same final account completes by another rate."""
_DIFFERS = re.compile(r"([大小高低多少超])[于过出]?[^，。；]*预算[^，。；]*$")
_MORE = "大高多超"
"""Words that hold a final account against its budget, and those of them that say it is more."""
_SPENT = re.compile(r"(?:实际|实|已|共|全年|本年|当年|年终|年末|年底|累计)*(?:支出|执行|使用|开支|支付|列支|支)(?:了|共|为|合计|共计|数)*")
"""A verb of spending and nothing else, as in 公务接待费预算 4 万元，支出 0.60 万元."""


_EXECUTION = {
    "project_full_year_budget": "project_execution",
    "project_budget_total": "project_execution_total",
    "whole_unit_budget_total": "whole_unit_execution_total",
}
"""What is spent of budgets that are concepts of their own."""


def completes_last(words: str, kind: str, told: list[Observation], vocabulary: Vocabulary) -> Reading | None:
    """In 完成年初预算 4.50 万元的 41.11% the rate's own words say nothing but 的; it completes the budget just read, as
    占本年支出 12 万元的 41.11% is a share of the amount just read. In 完成年初预算的 103.29%、调整预算的 96.00% the second one says which
    budget."""
    if kind != "percent" or not told:
        return None
    if words == "的" and told[-1].measure == "budget":
        return Reading(words, 0, "completion_pct", told[-1].basis)
    if words == "的" and is_whole(told[-1]):
        return Reading(words, 0, "share_pct", base=(told[-1].phrase or "")[1:])
    other = _OTHER_BUDGET.fullmatch(words) if told[-1].measure == "completion_pct" else None
    basis, versus = base_of(other[1], vocabulary) if other else ("", "")
    return Reading(words, 0, "completion_pct", basis) if versus == "budget" else None


def is_whole(row: Observation) -> bool:
    """Whether an amount is told only as that of which another is a share: 占本年支出合计 12 万元的 36.21%."""
    return row.measure == "final" and (row.phrase or "").startswith("占")


def difference(reading: Reading, amount: Decimal | None, told: list[Observation]) -> Reading:
    """决算数大于年初预算数 220 万元 tells the budget, or by how much it was exceeded: the latter where the budgets and rates of completion
    told before of the same say so."""
    differs = _DIFFERS.search(reading.words) if reading.measure in ("budget", UNCLEAR) and amount else None
    known = [row for row in told if row.concept and not row.versus]
    if differs is None or amount is None or not known:
        return reading
    same = [row for row in known if subject_of(row) == subject_of(known[-1])]
    spent = next((row.value_cny for row in reversed(same) if row.measure == "final"), None)
    if not spent:
        return reading
    plans = [row.value_cny for row in same if row.measure == "budget" and row.value_cny]
    plans += [spent * 100 / row.value for row in same if row.measure == "completion_pct" and row.value]
    beyond = spent - amount if differs[1] in _MORE else spent + amount
    is_a_plan = any(abs(plan - amount) * 1000 <= plan for plan in plans)
    if is_a_plan or not any(abs(plan - beyond) * 1000 <= plan for plan in plans):
        return reading
    return replace(reading, measure="change", versus="budget", direction="increase" if differs[1] in _MORE else "decrease")


def each_budget(reading: Reading, vocabulary: Vocabulary) -> list[Reading]:
    """In 分别完成年初预算和调整预算的 105.68%、99.14% the reading of each rate, by the budget that it completes."""
    return [replace(reading, basis=basis) for basis in budgets_in(reading.words[reading.cue_start :], vocabulary)]


def spent_of(reading: Reading, kind: str, sentence: int, told: list[Observation], vocabulary: Vocabulary) -> Named | None:
    """In 预算 4 万元，支出 0.60 万元 what was spent is of the budget just read; a budget of revenue has no
    spending, and one that is a concept of its own has it under another name, if any."""
    budget = told[-1] if told else None
    if (
        kind != "money"
        or budget is None
        or (budget.measure, budget.sentence) != ("budget", sentence)
        or not _SPENT.fullmatch(reading.words)
    ):
        return None
    if "revenue" in budget.concept:
        return None
    if vocabulary.concepts[budget.concept].area == "performance":
        spent = _EXECUTION.get(budget.concept)
        return Named(spent, budget.member) if spent else None
    return Named(budget.concept, budget.member, budget.function_code, budget.economic_code)


def planned(reading: Reading, changed: Observation, told: list[Observation], versus: str) -> Observation | None:
    """In 预算 5 万元，实际支出 4 万元，少支出 1 万元 the budget that its sentence told of the same; a bare 减少 1 万元 is measured
    from that where nothing else was named to measure from (`versus`) and the two amounts bear it out."""
    if reading.versus or (told and told[-1].versus and told[-1].measure == "final"):
        return None
    plan, spent = _plan_and_spent(changed, told)
    if plan is None or _PLANNED.search(reading.words):
        return plan
    bare = not (versus or reading.subject or _YEARLY.search(reading.words))
    return plan if bare and spent and _bears_out(changed, plan, spent) else None


def is_yearly(reading: Reading, changed: Observation, told: list[Observation]) -> bool:
    """In 比预算减少 0.34 万元，同比下降 11.34% the rate is of the year before, unless it is that of the budget after all."""
    plan, spent = _plan_and_spent(changed, told)
    return bool(_YEARLY.search(reading.words)) and not (plan and spent and _bears_out(changed, plan, spent))


def _plan_and_spent(changed: Observation, told: list[Observation]) -> tuple[Observation | None, Observation | None]:
    same = [row for row in told if row.sentence == changed.sentence and subject_of(row) == subject_of(changed)]
    plan = next((row for row in reversed(same) if row.measure == "budget"), None)
    return plan, next((row for row in reversed(same) if row.measure == "final" and not row.versus), None)


def _bears_out(changed: Observation, plan: Observation, spent: Observation) -> bool:
    """Whether the change is the difference of the two, in amount and in direction."""
    if plan.value is None or spent.value is None or plan.unit != spent.unit:
        return False
    difference = spent.value - plan.value
    if changed.measure == "change_pct":
        difference = difference / plan.value * 100 if plan.value else difference
    elif changed.unit != plan.unit:
        return False
    grew = changed.direction == "increase"
    return grew == (difference > 0) and round(abs(difference), changed.decimals or 0) == changed.value


def subject_of(row: Observation) -> tuple[str, str, str, str]:
    """What a figure is of, whatever it says of that."""
    return row.concept, row.member, row.function_code, row.economic_code
