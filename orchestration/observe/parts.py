"""One visit, journey or purchase out of many: 接待某调研组 1 批 12 人，支出 0.12 万元 is neither all receptions nor all that they cost."""

from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

from .model import Observation
from .subjects import COST_OF, COST_WITHIN
from .vocabulary import Vocabulary

_SPENT = re.compile(r"(?:[共总]计?|合计|累计|实际)*(?:支出|开支|花费|费用|经费|接待费|金额)?(?:为|共|约)?")
"""What stands before an amount that is told of nothing but the counts before it."""
_GENERAL = re.compile(
    r"国内|公务|接待|来访|来宾|人[员次数]|批[次数]?|团组数?|因公|出国(?:\(境\))?|出访|组织|安排|参加|购置|更新|新购|车辆?|用车|召开|举办|会议|培训(?!团)|各类|其[他它](?=单位|部门|机构|组织)|使用|一般公共|[本我]|[类个次期班数量]"
)
_CASES = frozenset(concept for concept in COST_OF if not concept.startswith("foreign"))
"""Counts that may be of one case; those of foreign guests are told by where they come from."""
_OF_ALL = re.compile(r"共|合计|总计|累计|全年")
_NOTE = "one of several"
Cost = tuple[Observation, Observation]
"""An amount, and the count that it is told of."""
Most = defaultdict[tuple[str, str], Decimal]


class Parts:
    """Tells, when all is read, which counts and costs are of one case out of several, and takes their meaning from them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._fillers = re.compile("|".join(map(re.escape, vocabulary.fillers)))

    def tell(self, rows: list[Observation]) -> None:
        """Leave parts `unmapped` among these rows, which are a document's in reading order."""
        counts = [row for row in rows if row.measure == "count" and row.concept in _CASES and not row.member and not row.versus]
        cases = [row for row in counts if self._is_case(row)]
        costs = [(row, head) for row in rows if (head := _head(rows, row))]
        most = _most(rows)
        _call_domestic(costs, most)
        parts = _of_several(counts, cases) | _of_less(cases, costs, most)
        for row in counts:  # 参会 120 人 behind 召开防汛会议 1 次 is of that
            before = _before(rows, row)
            is_part = before is not None and before.ordinal in parts and COST_OF[before.concept] == COST_OF[row.concept]
            if before is not None and ((is_part and _goes_on(before, row)) or _is_of(before, row)):
                parts.add(row.ordinal)
        parts |= {row.ordinal for row, head in costs if head.ordinal in parts}
        parts |= {row.ordinal for row in rows if _is_cost_of_unknown(rows, row) and _is_less(row, most[row.area, row.concept])}
        for row in rows:
            if row.ordinal in parts or row.subject_ordinal in parts:
                _forget(row)

    def _is_case(self, row: Observation) -> bool:
        """Whether the words before a count say more than what is counted."""
        return len(self._fillers.sub("", _GENERAL.sub("", row.phrase))) > 1


def _of_several(counts: list[Observation], cases: list[Observation]) -> set[int]:
    """Cases beside another one, or beside a count of all of them."""
    values: defaultdict[str, set[Decimal | None]] = defaultdict(set)
    called: defaultdict[str, set[str]] = defaultdict(set)
    for row in counts:
        values[row.concept].add(row.value)
    for row in cases:
        called[row.concept].add(row.phrase)
    return {row.ordinal for row in cases if len(values[row.concept]) > 1 or len(called[row.concept]) > 1}


def _most(rows: list[Observation]) -> Most:
    """The largest amount that the sections on one matter tell of each concept."""
    most: Most = defaultdict(Decimal)
    for row in rows:
        if row.measure == "final" and not row.versus and row.value_cny is not None:
            most[row.area, row.concept] = max(most[row.area, row.concept], row.value_cny)
    return most


def _of_less(cases: list[Observation], costs: list[Cost], most: Most) -> set[int]:
    """Cases that cost less than what the sections on the same matter tell of all of them."""
    less = set()
    for row, head in costs:
        cost = COST_OF[head.concept]
        told = max(most[row.area, cost], most[row.area, COST_WITHIN.get(cost, cost)])
        if _is_less(row, told):
            less.add((head.sentence, head.phrase))
    return {row.ordinal for row in cases if (row.sentence, row.phrase) in less}


def _call_domestic(costs: list[Cost], most: Most) -> None:
    """Have what was spent on domestic receptions bear their name where all of them are told to have cost more, as beside those of foreign
    guests."""
    for row, head in costs:
        inner = COST_WITHIN.get(row.concept)
        if inner and head.concept.startswith("domestic") and _is_less(row, most[row.area, row.concept]):
            row.concept = inner


def _before(rows: list[Observation], row: Observation) -> Observation | None:
    """The number right before this one, in the same sentence."""
    before = rows[row.ordinal - 2] if row.ordinal > 1 else None
    return before if before and before.sentence == row.sentence else None


def _is_unknown_count(row: Observation) -> bool:
    return row.status == "unmapped" and row.value_cny is None


def _is_of(before: Observation, row: Observation) -> bool:
    """Whether a count stands right behind one that nothing is known of, as 80 人次 in 其中省外 7 个团组 80 人次."""
    return (
        _is_unknown_count(before)
        and re.search(rf"{re.escape(before.printed)}[^，、；：\d]{{1,6}}、?{re.escape(row.printed)}", row.quote) is not None
    )


def _is_cost_of_unknown(rows: list[Observation], row: Observation) -> bool:
    """Whether an amount is told of a count that nothing is known of, as 支出 0.86 万元 in 其中外省 7 批次 58 人次，支出 0.86 万元."""
    before = _before(rows, row)
    return _is_bare_cost(row) and before is not None and _is_unknown_count(before)


def _is_bare_cost(row: Observation) -> bool:
    """Whether an amount says no more than that it was spent."""
    return row.measure == "final" and row.value_cny is not None and _SPENT.fullmatch(row.phrase) is not None


def _is_less(row: Observation, told: Decimal) -> bool:
    """Whether an amount is less than what is told, by more than the one may be rounded."""
    if not row.value or row.value_cny is None:
        return row.value_cny is not None and told > 0
    last_digit = row.value_cny / row.value * Decimal(1).scaleb(-(row.decimals or 0))
    return told - row.value_cny >= last_digit


def _goes_on(before: Observation, row: Observation) -> bool:
    """Whether no more than a comma stands between two counts of a sentence, the second of which is no total."""
    if _OF_ALL.search(row.phrase):
        return False
    between = r"[^，；：\d]*[，、]?[^，；：\d]*"
    said = re.escape(before.printed) + between + re.escape(row.printed)
    return re.search(said, row.quote.replace(",", "，")) is not None


def _head(rows: list[Observation], row: Observation) -> Observation | None:
    """The count that an amount is told of: the one right before it in its sentence, but for counts that nobody knows."""
    if not _is_bare_cost(row):
        return None
    near = reversed(rows[max(0, row.ordinal - 4) : row.ordinal - 1])
    before = next((each for each in near if not _is_unknown_count(each)), None)
    return before if before and before.sentence == row.sentence and before.concept in COST_OF and before.measure == "count" else None


def _forget(row: Observation) -> None:
    row.status, row.note = "unmapped", _NOTE
    row.concept = row.measure = row.basis = row.versus = row.direction = row.fund = row.base_concept = ""
    row.member = row.function_code = row.economic_code = ""
    row.subject_ordinal = row.group_ordinal = None
