"""Which concept a phrase names, in the context it stands in: the closest and longest label of the vocabulary that holds there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .classification import ClassName, economic_code, find_class, find_item
from .phrases import Reading
from .vocabulary import Label, Unit, Vocabulary

SPENDING_AREAS = frozenset({"expenditure", "gpb_expenditure", "fiscal_expenditure", "government_fund", "state_capital"})
"""Areas that list spending by class, where a class may be named without its levels."""
_LONGEST = 40
_MEMBER_EDGE = re.compile(r".*(?:用于|包括|其中|决算中|：|分别为|有|(?:安排|实施|下达|开展|承担)的)|^[、，；。和及与的等]+")
_GENERIC = ("收入", "支出", "收支", "收入决算", "支出决算", "收入总额", "支出总额")
_TOTALS = ("收入合计", "支出合计", "收入总计", "支出总计")
OWN = re.compile(
    r"(?:本年度?|当年|全年|[本我全](?:部门|单位|系统|机关|街道|中心|[局厅委办院校所站会部处队馆镇乡])|机关|本级|其中|共|总|合计|的)*"
)
"""How an organisation speaks of itself and of the year; what a region has, as in 全市支出, is another's."""
_AND = ("、", "和", "及", "与")
"""What makes the name behind it the last of several, of which a total is the sum."""
_TOGETHER = re.compile(r"(?:支出|收入|费用|经费)?(?:一?共|共计|合计|总计|合共)(?:支出|为)?")
_OTHER = re.compile(r"结余|结转|差额|相抵|缺口|盈余|亏损|平衡")
"""What makes another name of 收支 before it."""
_ENDS = re.compile(r"$|\W|\d|的|等[次级]")
"""What ends a word behind a number, as in 3 个为优，and 3 个为优等次, but not in 3 个为优抚类项目."""
_EACH_OF = re.compile(r"(?:[生人床师户亩车辆台年]均|每[^，。；]{1,4}|单[车台辆部])$")
"""生均公用经费 is an amount a head, not the 公用经费 that it ends with."""
_BORROWED = re.compile(r"(?:租赁|租用|承租|借用)$")
"""租赁执法车 are not among the vehicles that are held."""
_OF_VEHICLES = ("vehicle_operation_expenditure", "vehicle_purchase_expenditure")
_ANY_VEHICLE = re.compile(r"(?:^|公务|[公汽动其中为于位门局类和及、新置的是由在共计辆]|于保障|负担|开支)$")
"""执法车运行费 is what vehicles of one kind cost; 公务用车运行费 and 机动车运行费 are of all."""
_BY_REVENUE = re.compile(r"(?:安排|资金|列支)[^，。；]{0,4}支出")
"""事业收入安排的支出 is no revenue."""
_IN_POINTS = re.compile(r"score|weight")
"""How the concepts of what 分 counts are named."""
_FROM_BALANCE = re.compile(r"的(?!资金$|金额|数)[^，。；]{2,}")
"""上年结转的设备尾款 is what was paid from a balance."""
_AVERAGE = "_cost_per_"
"""How the concepts of amounts a head or a vehicle are named."""
_PROJECT = "项目"
_BECAUSE = re.compile(r".*(?:原因|因素)(?:主要)?(?:是|为|在于)")
"""What stands before it is explained by an amount behind it, which is of something else."""
_MOVED = re.compile(
    r"(?:.*(?:原因|因素)(?:主要)?(?:是|为))?(?:年中|当年|全年|主要|[一二三四五]?是)*(?:追加|增拨|新增|下达|调[增减]|追减|收回|增列)"
)
"""How words begin that tell what a budget was changed by, not what was spent, as 追加人员经费 28 万元 does."""
_NO_NAME = re.compile(
    r"(?:[本该此各某这上前]|上述|以上|全部|所有|其[中余他]|部门|单位|预算|[一二]级|重点|主要|年度|专项|支出|财政|绩效|自评|评价|资金|开展|进行|的)*"
)
"""What stands before 项目 without being a project's name."""
_OF_PROJECT = re.compile(r"(?:专项资金|补[助贴](?:资金|经费)?|发展资金|工程|改造|治理|(?<!基本)建设|费)$")
"""How a project's name ends before 项目支出."""
_MEMBER_TAIL = re.compile(r"(?:支出|共|为|约|安排|投入)*$")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a phrase stands: the section's area and headings, the sentence so far, what follows the number and the rest of its clause,
    the item's member, the concept of the spending that the section last gave a total of, and what was spoken of before: its member,
    and whose that is; `next_clause` is what an amount compared with is said to have become, `above` the code of
    the class spoken of before, `beside` areas that the heading opens with its own."""

    area: str
    heading: str
    sentence: str
    after: str
    unit: Unit | None
    year: int | None
    member: str = ""
    spending: str = ""
    before: str = ""
    before_concept: str = ""
    ahead: str = ""
    next_clause: str = ""
    above: str = ""
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase was found to name."""

    concept: str
    member: str = ""
    function_code: str = ""
    economic_code: str = ""
    measure: str = ""
    pair: tuple[str, ...] = ()

    @property
    def is_none_kept(self) -> bool:
        """Whether the words name something that no concept is kept of, rather than nothing."""
        return not self.concept and not self.member


def _holds(label: Label, context: Context, vocabulary: Vocabulary) -> bool:
    """Whether the label may be used here: its areas, its kind of unit, the words it wants before it and behind the number."""
    concept = vocabulary.concepts.get(label.concept)
    if concept and context.unit and context.unit.kind in ("money", "count") and concept.unit_kind != context.unit.kind:
        return False
    if concept and context.unit and context.unit.kind == "count" and (context.unit.unit == "分") != bool(_IN_POINTS.search(label.concept)):
        return False
    if label.areas and context.area not in label.areas and label.areas.isdisjoint(context.beside):
        return False
    if label.within and not any(word in context.sentence or word in context.heading for word in label.within):
        return False
    return not label.follows or any(_follows(want, label, context) for want in label.follows)


def _follows(want: str, label: Label, context: Context) -> bool:
    """`=x`: the unit begins with x; `@x`: the unit, the words behind it or the label itself say x; `~x`: the rest of the clause says x;
    else the words behind begin so, with `x$` as whole words."""
    unit = context.unit.unit if context.unit else ""
    if want.startswith("="):
        return unit.startswith(want[1:])
    if want.startswith("~"):
        return want[1:] in context.ahead
    if not want.startswith("@"):
        words, ends, _ = want.partition("$")
        return context.after.startswith(words) and (not ends or bool(_ENDS.match(context.after, len(words))))
    word = want[1:]
    return word in label.phrase or context.after.startswith(word) or unit.startswith(word)


def _rank(label: Label, context: Context) -> tuple[int, int, int, int]:
    """Of labels alike in words, the one whose context was named last, then the one that asks for more of its surroundings."""
    said = max(((context.sentence.rfind(word) + len(word), len(word)) for word in label.within if word in context.sentence), default=(0, 0))
    behind = max((len(want) for want in label.follows if _follows(want, label, context)), default=0)
    return *said, behind, bool(label.areas) + bool(label.within)


def _occurrences(words: str, vocabulary: Vocabulary, context: Context) -> list[tuple[int, int, Label]]:
    """Every label that stands in `words` and holds here, as (end, start, label)."""
    found = []
    for start in range(len(words)):
        if _EACH_OF.search(words[:start]) or _BORROWED.search(words[:start]):
            continue
        for end in range(start + 1, min(len(words), start + vocabulary.reach.get(words[start], 0)) + 1):
            rows = vocabulary.labels.get(words[start:end], ())
            held = [row for row in rows if (not row.whole or OWN.fullmatch(words[:start])) and _holds(row, context, vocabulary)]
            if held:
                found.append((end, start, max(held, key=lambda label: _rank(label, context))))
    return found


def class_concept(context: Context, vocabulary: Vocabulary) -> str:
    """The concept of spending by function class here: that of the total above it, or else the one of the area."""
    of_total = f"{context.spending}_by_function"
    if of_total in vocabulary.concepts:
        return of_total
    area = context.area
    rows = vocabulary.labels.get("{class}", ())
    return next((row.concept for row in rows if area in row.areas), next((row.concept for row in rows if not row.areas), ""))


def name(reading: Reading, vocabulary: Vocabulary, context: Context) -> Named | None:
    """What the phrase's subject names; None where it names nothing known."""
    words, cut = reading.words, reading.cue_start
    economic = _economic(words[:cut], vocabulary, context)
    if economic:
        return economic
    occurring = _occurrences(words, vocabulary, context)
    if reading.measure in ("", "final") and (reason := _BECAUSE.match(words)):
        occurring = [row for row in occurring if row[1] >= reason.end()]
    found = [row for row in occurring if not _is_part_of_a_name(words[:cut], row) and not _sums_up(words, row, occurring)]
    across = [row for row in found if row[1] < cut < row[0] and row[0] - row[1] >= 3]
    before = [row for row in found if row[0] <= cut]
    inside = (
        [row for row in found if row[1] >= cut and (row[0] - row[1] >= 3 or row[2].whole)]
        if not before and reading.measure in ("final", "budget", "")
        else []
    )
    class_name = find_class(words[:cut] if cut else words, context.year, vocabulary, context.above)
    best = max(across or before or inside, key=lambda row: (row[0], row[0] - row[1]), default=None)
    if class_name and (best is None or _names_more(class_name, best) or (context.above and class_name.start == best[1])):
        return _class(class_name, context, vocabulary)
    if best is None or _open_is_closer(best, words, cut):
        opened = _open(words[:cut] if cut else words, vocabulary, context)
        if opened:
            return opened
    if best is None and (not words or words.endswith("、")):
        unsaid = [(0, 0, label) for label in vocabulary.labels.get("", ()) if _holds(label, context, vocabulary)]
        best = max(unsaid, key=lambda row: _rank(row[2], context), default=None)
    if best is None:
        item = find_item(words[:cut] if cut else words, context.year, vocabulary) if context.area in SPENDING_AREAS else None
        return _class(item, context, vocabulary) if item else None
    label = best[2]
    is_money = context.unit is not None and context.unit.kind == "money"
    if is_money and reading.measure in ("", "final") and _MOVED.match(words.rpartition("、")[2]):
        return Named("")
    if not label.concept and (told := next((row for row in before if row[0] == best[1] and row[2].concept), None)):
        label = told[2]  # 会议费一般公共预算支出 is what was spent on meetings
    if _of_several(words, best, occurring) or (_AVERAGE in label.concept and _of_an_item(words, best, vocabulary, context)):
        return Named("")
    member = {"@topic": _topic(words[: best[1]], label, context, vocabulary), "@before": context.before}.get(label.member, label.member)
    return Named(label.concept, member, measure=label.measure, pair=label.pair)


def _of_several(words: str, best: tuple[int, int, Label], occurring: list[tuple[int, int, Label]]) -> bool:
    """上缴上级支出、经营支出共 12 万元 is the sum of both, not the second."""
    end, start, _ = best
    return words[start - 1 : start] in _AND and bool(_TOGETHER.fullmatch(words[end:])) and any(row[0] == start - 1 for row in occurring)


def _of_an_item(words: str, best: tuple[int, int, Label], vocabulary: Vocabulary, context: Context) -> bool:
    """Whether an average is that of one item of the spending only, as in 燃油费平均每辆 and 平均每辆车燃油费."""
    end, start, _ = best
    around = (row for part in (words[:start], words[end:]) for row in _occurrences(part, vocabulary, context))
    return any(row[2].concept.endswith("_item") and row[1] != row[0] for row in around)


def _topic(said: str, label: Label, context: Context, vocabulary: Vocabulary) -> str:
    """The project a figure is of: the one named right before the label, or that the clause before spoke of, or the item's."""
    project = _MEMBER_EDGE.sub("", said.removesuffix(_PROJECT)) if said.endswith(_PROJECT) or label.phrase.startswith(_PROJECT) else ""
    if is_name(project) and not _same_project(project, context.member):
        return project
    before = context.before if context.before_concept in vocabulary.of_topic else ""
    if context.member:
        return before or context.member
    return before if OWN.fullmatch(said) else ""


def _same_project(one: str, other: str) -> bool:
    """Whether one of the names is the other one shortened; what it is called in its heading it keeps."""
    return one in other or other in one if other else False


def is_name(words: str) -> bool:
    """Whether the words before 项目 are a project's name."""
    return 1 < len(words) <= _LONGEST and not _NO_NAME.fullmatch(words)


def _names_more(found: ClassName, best: tuple[int, int, Label]) -> bool:
    """Whether the class stands nearer the number than the label does, or is the longer of two that end together."""
    end, start, _ = best
    return found.end > end or (found.end == end and found.start < start)


def _is_part_of_a_name(words: str, row: tuple[int, int, Label]) -> bool:
    """支出 alone names the section's own total; in 某项支出, 收支相抵结余 and 水利发展资金项目支出 it is only a part of a name, as 财政拨款
    is of that from a budget, 车辆运行费 of vehicles of one kind, 上年结转 of what was paid from it and 团组 of the guests
    that are received."""
    end, start, label = row
    if label.phrase.startswith("项目支出") and _OF_PROJECT.search(words[:start]):
        return True
    if label.concept in _OF_VEHICLES and _is_of_one_kind(words[:end], start):
        return True
    if label.phrase.endswith("收入") and _BY_REVENUE.search(words[end:]):
        return True
    if label.phrase.startswith("财政拨款") and words[:start].endswith("预算"):
        return True
    if label.concept.endswith("_balance") and _FROM_BALANCE.match(words[end:]):
        return True
    if label.phrase.endswith("团组") and label.concept.startswith("overseas") and "接待" in words[:start]:
        return True
    return label.phrase in _GENERIC and not (OWN.fullmatch(words[:start]) and not _OTHER.search(words[end:]))


def _is_of_one_kind(words: str, start: int) -> bool:
    """Whether the vehicles named at the end of these words, from about `start` on, are told by their kind."""
    at = words.rfind("车", max(0, start - 3), start + 3)
    return at > 0 and not _ANY_VEHICLE.search(words[:at].removesuffix("用"))


def _sums_up(words: str, row: tuple[int, int, Label], occurring: list[tuple[int, int, Label]]) -> bool:
    """机关运行经费支出合计 is the total of the one thing that is named before it, not of all expenditure."""
    _, start, label = row
    if label.phrase not in _TOTALS:
        return False
    named = (begin for end, begin, other in occurring if begin < start <= end <= start + 2 and other.concept != label.concept)
    return any(words[begin - 1 : begin] not in _AND for begin in named)


def _open_is_closer(best: tuple[int, int, Label], words: str, cut: int) -> bool:
    """A short label inside a longer name, such as 车辆 in 执法执勤车辆, does not speak for the name."""
    return best[0] < cut and best[0] - best[1] <= 2


def _economic(words: str, vocabulary: Vocabulary, context: Context) -> Named | None:
    """An economic class named in a section that lists them."""
    row = next((label for label in vocabulary.labels.get("{economic}", ()) if _holds(label, context, vocabulary)), None)
    code = economic_code(words, context.year, vocabulary) if row else ""
    return Named(row.concept, economic_code=code) if row and code else None


def _class(found: ClassName, context: Context, vocabulary: Vocabulary) -> Named | None:
    concept = class_concept(context, vocabulary)
    return Named(concept, found.unresolved, found.code) if concept else None


def _open(words: str, vocabulary: Vocabulary, context: Context) -> Named | None:
    """A label that opens with `*`: what stands before its fixed words is the member."""
    for label in vocabulary.open_labels:
        fixed = label.phrase[1:]
        if not words.endswith(fixed) or not _holds(label, context, vocabulary):
            continue
        member = _MEMBER_EDGE.sub("", words)
        member = member[: len(member) - len(fixed)] if label.member else member
        member = member if fixed else _MEMBER_TAIL.sub("", member)
        if label.member == "@topic" and _NO_NAME.fullmatch(member):
            continue
        if 1 < len(member) <= _LONGEST:
            return Named(label.concept, member, measure=label.measure)
    return None


def name_topic(title: str, vocabulary: Vocabulary, context: Context) -> Named | None:
    """What an item's heading names: a class, a label of the area, or a member such as a project."""
    found = find_class(title, context.year, vocabulary, context.above)
    if found:
        return _class(found, context, vocabulary)
    opened = _open(title, vocabulary, context)
    if opened:
        return opened
    return name(Reading(title, len(title), ""), vocabulary, context)
