"""Narrative of totals, revenue, spending and fiscal appropriation: slots 一 to 四 of the genre."""

from __future__ import annotations

from . import reasons
from .accounts import KINDS, SOURCES
from .codes import CAPITAL, FUND, GENERAL
from .model import Run
from .prose import Part, Prose, join

SOURCE_NAMES = {
    "fiscal_appropriation_revenue": "财政拨款收入",
    "general_public_budget_revenue": "一般公共预算财政拨款收入",
    "government_fund_revenue": "政府性基金预算财政拨款收入",
    "state_capital_operating_budget_revenue": "国有资本经营预算财政拨款收入",
    **dict(zip(SOURCES, ("上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"), strict=True)),
}
KIND_NAMES = dict(zip(KINDS, ("基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"), strict=True))


def because(p: Prose, difference: int) -> list[Run]:
    """The reason for a change, or a full stop where nothing changed."""
    if not p.printed(difference):
        return ["。"]
    return p.one(
        ("，主要原因是{reason}。", "。主要原因是{reason}。", "，主要原因：{reason}。", "，变动的主要原因是{reason}。"),
        reason=reasons.of_change(p.rng, difference),
    )


def totals(p: Prose) -> None:
    """一: 收、支总计, its change and the reason."""
    a, now, before = p.accounts, p.accounts.grand_total, p.accounts.prior.total
    both = "total_revenue_and_expenditure"
    roll = p.rng.randrange(12)
    if roll >= 10:
        p.say(
            p.one(
                (
                    "{org}{year}年度收入总计和支出总计分别为{r}和{e}，收入总计",
                    "{year}年度决算总收入{r}，总支出{e}。收入总计",
                    "{year}年度总收入为{r}，总支出为{e}，总收入",
                ),
                r=p.money("revenue_total", now),
                e=p.money("expenditure_total", now),
            ),
            p.rng.choice(("比上年", "较上年", f"较{p.accounts.year - 1}年")),
            p.change("revenue_total", now, before, terse=True),
            because(p, now - before),
        )
    elif roll < 5:
        p.say(
            p.one(
                (
                    "{year}年度收、支总计{total}。",
                    "{org}{year}年度收入支出总计{total}。",
                    "{year}年度收、支总计均为{total}。",
                    "{year}年收入总计、支出总计均为{total}。",
                ),
                total=p.money(both, now),
            ),
            p.compared(),
            p.rng.choice(("收、支总计", "收入支出总计", "收、支总计")),
            p.change(both, now, before, spread="各"),
            because(p, now - before),
        )
    elif roll < 8:
        p.say(
            p.one(
                ("{year}年度收入总计{r}，支出总计{e}。", "{org}{year}年度收入总计为{r}，支出总计为{e}。"),
                r=p.money("revenue_total", now),
                e=p.money("expenditure_total", now),
            ),
            p.compared(),
            "收入总计",
            p.change("revenue_total", now, before),
            "；支出总计",
            p.change("expenditure_total", now, before),
            because(p, now - before),
        )
    else:
        p.say(
            p.one(
                ("{year}年度收、支总计{total}，比{prior}年度的{base}", "{year}年度收入支出总计{total}，较{prior}年{base}"),
                total=p.money(both, now),
                base=p.money(both, before, versus="prior_year"),
            ),
            p.change(both, now, before),
            because(p, now - before),
        )
    if p.rng.randrange(3) == 0 and a.opening:
        p.say(
            p.runs(
                "收入总计中，本年收入合计{r}，年初结转和结余{o}。",
                r=p.money("current_year_revenue_total", a.revenue),
                o=p.money("opening_balance", a.opening),
            )
        )


def sources(p: Prose, by_fund: bool) -> list[tuple[str, int]]:
    """The sources of revenue to list: those that are not zero, or all of them."""
    a = p.accounts
    if by_fund:
        fiscal = [
            (name, a.total(lambda line: line.appropriated, budget))
            for name, budget in zip(list(SOURCE_NAMES)[1:4], (GENERAL, FUND, CAPITAL), strict=True)
        ]
    else:
        fiscal = [("fiscal_appropriation_revenue", a.fiscal_revenue)]
    return fiscal + [(source, a.source(source)) for source in SOURCES]


def _parts(p: Prose, amounts: list[tuple[str, int]], names: dict[str, str], whole: int, share: str) -> list[list[Run]]:
    return [
        join(names[concept], p.rng.choice(("", "", "为")), p.money(concept, amount), p.runs(share, share=p.share(concept, amount, whole)))
        for concept, amount in amounts
    ]


def _listed(p: Prose, amounts: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """All, zeros included, or only what is printed above zero."""
    every = p.rng.randrange(4) == 0
    return [(name, amount) for name, amount in amounts if every or p.printed(amount)]


def _structure(
    p: Prose,
    openings: tuple[str, ...],
    total: Part,
    amounts: list[tuple[str, int]],
    names: dict[str, str],
    whole: int,
    shares: tuple[str, ...],
) -> None:
    listed = _listed(p, amounts)
    parts = _parts(p, listed, names, whole, p.rng.choice(shares)) if whole else []
    opening = p.one(openings, total=total)
    if not parts:
        p.say(opening, "。")
    elif p.rng.randrange(4):
        p.say(opening, p.rng.choice(("。其中：", "，其中：", "，包括：")), p.listing(parts, p.rng.choice(("；", "；", "，"))), "。")
    else:
        p.say(opening, "。其中：")
        for number, part in enumerate(parts, 1):
            p.say(f"{number}{p.style.ordinal}", part, "。")


def revenue(p: Prose) -> None:
    """二: 本年收入合计 and its sources with shares."""
    a = p.accounts
    _structure(
        p,
        ("本年收入合计{total}", "{year}年度收入合计{total}", "{org}{year}年度本年收入合计{total}"),
        p.money("current_year_revenue_total", a.revenue),
        sources(p, by_fund=p.rng.randrange(4) == 0),
        SOURCE_NAMES,
        a.revenue,
        (
            "，占{share}",
            "，占本年收入{share}",
            "，占本年收入合计的{share}",
            "，占比{share}",
            "，占收入合计的{share}",
            "（占{share}）",
            "，占总收入的{share}",
            "，所占比重为{share}",
        ),
    )


def spending(p: Prose) -> None:
    """三: 本年支出合计 and its kinds with shares."""
    a = p.accounts
    _structure(
        p,
        ("本年支出合计{total}", "{year}年度支出合计{total}", "{org}{year}年度本年支出合计{total}"),
        p.money("current_year_expenditure_total", a.expenditure),
        [(kind, a.kind(kind)) for kind in KINDS],
        KIND_NAMES,
        a.expenditure,
        (
            "，占{share}",
            "，占本年支出{share}",
            "，占本年支出合计的{share}",
            "，占比{share}",
            "，占支出合计的{share}",
            "（占{share}）",
            "，占总支出的{share}",
            "，占比为{share}",
        ),
    )


def fiscal_totals(p: Prose) -> None:
    """四: 财政拨款收、支总计."""
    now, before = p.accounts.fiscal_total, p.accounts.prior.fiscal_total
    concept = "fiscal_appropriation_total"
    if p.rng.randrange(4):
        p.say(
            p.one(
                (
                    "{year}年度财政拨款收、支总计{total}。",
                    "{org}{year}年度财政拨款收入支出总计{total}。",
                    "{year}年度财政拨款收、支总计均为{total}。",
                ),
                total=p.money(concept, now),
            ),
            p.compared(),
            p.rng.choice(("财政拨款收、支总计", "财政拨款收入支出总计")),
            p.change(concept, now, before, spread=p.rng.choice(("各", ""))),
            because(p, now - before),
        )
    else:
        income, outgo = "fiscal_appropriation_revenue_total", "fiscal_appropriation_expenditure_total"
        p.say(
            p.runs("{year}年度财政拨款收入总计{r}，支出总计{e}。", r=p.money(income, now), e=p.money(outgo, now)),
            p.compared(),
            "财政拨款收入总计",
            p.change(income, now, before),
            "，财政拨款支出总计",
            p.change(outgo, now, before),
            because(p, now - before),
        )


def balances(p: Prose) -> None:
    """结转结余, as some provinces tell it apart."""
    a = p.accounts
    p.say(
        p.runs(
            "{year}年度年初结转和结余{o}，年末结转和结余{c}。",
            o=p.money("opening_balance", a.opening),
            c=p.money("closing_balance", a.closing),
        )
    )
