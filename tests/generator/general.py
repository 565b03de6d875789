"""Narrative of the general public budget: slots 五 and 六."""

from __future__ import annotations

from . import codes, reasons
from .accounts import Line
from .codes import GENERAL
from .finance import because
from .model import Run, Word
from .prose import Prose, join

EXPENDITURE = "general_public_budget_expenditure"
BY_FUNCTION = "general_public_budget_expenditure_by_function"
WORDS = ("一般公共预算财政拨款支出", "财政拨款支出", "一般公共预算财政拨款支出")


def overview(p: Prose) -> None:
    """五（一）: the amount, its share of all expenditure, its change."""
    a, name = p.accounts, p.rng.choice(WORDS)
    p.say(
        p.runs(
            "{year}年度",
        )
        if p.rng.randrange(2)
        else "",
        name,
        p.money(EXPENDITURE, a.general),
        p.one(
            ("，占本年支出合计的{s}。", "，占本年支出的{s}。", "，占本年支出合计的{s}。"), s=p.share(EXPENDITURE, a.general, a.expenditure)
        ),
        p.compared(),
        name,
        p.change(EXPENDITURE, a.general, a.prior.general, terse=True),
        because(p, a.general - a.prior.general),
    )


def classes(p: Prose) -> list[tuple[str, int]]:
    return [
        (code, amount)
        for code, amount in p.accounts.rollup(lambda line: line.fiscal, GENERAL).items()
        if len(code) == 3 and p.printed(amount)
    ]


def structure(p: Prose) -> None:
    """五（二）: every class with its share."""
    a, names = p.accounts, codes.functions(p.accounts.year, GENERAL)
    share = p.rng.choice(("，占{s}", "，占{s}", "，占一般公共预算财政拨款支出的{s}", "，占比{s}", "（占{s}）", "，所占比重为{s}"))
    form = p.rng.choice(("{name}支出（类）", "{name}（类）支出", "{name}支出", "{name}（类）"))
    parts = []
    for code, amount in classes(p):
        name = Word(names[code].removesuffix("支出"), "code_name", code)
        parts.append(
            join(
                p.runs(form, name=name),
                p.money(BY_FUNCTION, amount, function_code=code),
                p.runs(share, s=p.share(BY_FUNCTION, amount, a.general, function_code=code)),
            )
        )
    p.say(
        p.runs("{year}年度") if p.rng.randrange(2) else "",
        p.rng.choice(WORDS),
        p.money(EXPENDITURE, a.general),
        p.rng.choice(("，主要用于以下方面：", "，按功能分类主要用于：", "，主要用于以下方面：")),
        p.listing(parts, p.rng.choice(("；", "；", "，"))),
        "。",
    )


def items(p: Prose, by_item: bool, with_projects: bool = False) -> None:
    """五（三）: budget, final and completion of all and of each 类, or of each 项."""
    a = p.accounts
    words = p.rng.choice(WORDS[::2])
    parts = join(p.runs("{year}年度"), words, _budget_clause(p, EXPENDITURE, a.general_budget, a.general, p.base(a.basis, EXPENDITURE)))
    p.say(parts, "其中：" if by_item else "", *([_projects(p)] if with_projects and not by_item else []))
    if by_item:
        _each_item(p)
    else:
        _each_class(p)


def _budget_clause(p: Prose, concept: str, budget: int, final: int, base: Word, **dims: str) -> list[Run]:
    """…预算为…，支出决算为…，完成…的…%。 With the reason where they differ."""
    basis = p.accounts.basis
    opening = p.one(
        ("{base}为{b}，支出决算为{f}", "{base}为{b}，支出决算{f}", "{base}{b}，决算数为{f}"),
        base=base,
        b=p.money(concept, budget, "budget", basis=basis, **dims),
        f=p.money(concept, final, **dims),
    )
    if not p.printed(budget):
        return join(opening, p.rng.choice(("，年中追加预算。", "。年初未安排此项预算。")))
    if p.rng.randrange(8) == 0:
        bare = p.completion(concept, final, budget, f"|{basis}", **dims)
        return join(opening, p.one(("，完成预算的{r}。", "，预算完成率{r}。"), r=bare), _why(p, budget, final))
    done = p.runs("，完成{base}的{r}。", base=Word(base.text, "base", base.about), r=p.completion(concept, final, budget, basis, **dims))
    return join(opening, done, _why(p, budget, final))


def _why(p: Prose, budget: int, final: int) -> list[Run]:
    if p.printed(budget) == p.printed(final):
        return p.one(("决算数与预算数持平。", "决算数等于预算数。", ""))
    compare = Word("大于" if final > budget else "小于", "compare")
    return p.one(
        ("决算数{c}预算数的主要原因是{reason}。", "决算数{c}预算数的主要原因：{reason}。"),
        c=compare,
        reason=reasons.of_budget(p.rng, final, budget),
    )


def _projects(p: Prose) -> list[Run]:
    """其中：基本支出, 项目支出, and the projects with what came of them."""
    a = p.accounts
    out = p.one(
        ("其中：基本支出{b}，项目支出{s}。", "其中：基本支出{b}，项目支出{s}。", "其中，基本支出和项目支出分别为{b}和{s}。"),
        b=p.money("general_public_budget_basic_expenditure", a.general_basic),
        s=p.money("general_public_budget_project_expenditure", a.general_project),
    )
    if not a.projects:
        return out
    parts = [
        join(
            project.name,
            p.money("project_expenditure_by_project", project.spent, member=project.name),
            f"，主要成效是{p.rng.choice(reasons.RESULTS)}",
        )
        for project in a.projects
    ]
    return join(out, "项目支出主要用于" if a.projects_are_all else "项目支出中，主要用于", p.listing(parts, "；"), "。")


def _each_class(p: Prose) -> None:
    a, names = p.accounts, codes.functions(p.accounts.year, GENERAL)
    finals = a.rollup(lambda line: line.fiscal, GENERAL)
    budgets = a.rollup(a.budget_of, GENERAL)
    for number, (code, _) in enumerate(classes(p), 1):
        name = Word(names[code].removesuffix("支出"), "code_name", code)
        p.say(
            f"{number}{p.style.ordinal}",
            p.runs("{name}支出（类）。", name=name),
            _budget_clause(p, BY_FUNCTION, budgets[code], finals[code], p.base(a.basis, code), function_code=code),
        )


def _each_item(p: Prose) -> None:
    names = codes.functions(p.accounts.year, GENERAL)
    purpose = p.rng.randrange(2)
    number = 0
    for line in p.accounts.of(GENERAL):
        if not p.printed(line.fiscal) and not p.printed(p.accounts.budget_of(line)):
            continue
        number += 1
        p.say(
            f"{number}{p.style.ordinal}",
            _item(p, line, names),
            f"主要用于{p.rng.choice(reasons.PURPOSES)}。" if purpose else "",
            _item_budget(p, line),
        )


def _item(p: Prose, line: Line, names: dict[str, str]) -> list[Run]:
    words = [Word(names[line.code[:size]], "code_name", line.code[:size]) for size in (3, 5, 7)]
    return p.runs("{a}（类）{b}（款）{c}（项）。", a=words[0], b=words[1], c=words[2])


def _item_budget(p: Prose, line: Line) -> list[Run]:
    base = p.base(p.accounts.basis, line.code)
    return _budget_clause(p, BY_FUNCTION, p.accounts.budget_of(line), line.fiscal, base, function_code=line.code)


def basic(p: Prose, amounts: bool = False) -> None:
    """六: personnel and public operating expenditure, and the 款 that are not zero."""
    a, names = p.accounts, codes.economics(p.accounts.year)

    def listing(*classes_: str) -> list[Run]:
        found = [(code, amount) for code, amount in a.economic.items() if code[:3] in classes_ and p.printed(amount)]
        if not amounts:
            return ["、".join(names[code] for code, _ in found)]
        parts = [
            join(names[code], p.money("general_public_budget_expenditure_by_economic", amount, economic_code=code))
            for code, amount in found
        ]
        return p.listing(parts, "、")

    public = tuple(sorted({code[:3] for code in a.economic} - {"301", "303"}))
    p.say(
        p.runs("{year}年度") if p.rng.randrange(2) else "",
        "一般公共预算财政拨款基本支出",
        p.money("general_public_budget_basic_expenditure", a.general_basic),
        p.rng.choice(("，其中：", "。其中：", "，其中，")),
        "人员经费",
        p.money("personnel_expenditure", a.personnel),
        p.rng.choice(("，主要包括：", "，主要包括")),
        listing("301", "303"),
        "；公用经费",
        p.money("public_operating_expenditure", a.public),
        p.rng.choice(("，主要包括：", "，主要包括")),
        listing(*public),
        "。",
    )
