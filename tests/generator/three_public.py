"""Narrative of the three-public expenditure: slot 七."""

from __future__ import annotations

from . import reasons
from .model import Run, Word
from .prose import Prose, join

THREE = "three_public_expenditure"
ABROAD, CARS, BOUGHT, RUN, GUESTS = (
    "overseas_travel_expenditure",
    "vehicle_purchase_and_operation_expenditure",
    "vehicle_purchase_expenditure",
    "vehicle_operation_expenditure",
    "official_reception_expenditure",
)
NAMES = {
    ABROAD: "因公出国（境）费",
    CARS: "公务用车购置及运行维护费",
    BOUGHT: "公务用车购置费",
    RUN: "公务用车运行维护费",
    GUESTS: "公务接待费",
}


def amounts(p: Prose, concept: str) -> tuple[int, int, int]:
    """Budget, final and the year before of one item, of the vehicles together, or of all."""
    names = {THREE: (), CARS: (BOUGHT, RUN)}.get(concept, (concept,))
    return p.accounts.three("budget", *names), p.accounts.three("final", *names), p.accounts.three("prior", *names)


def scope(p: Prose) -> None:
    """The units whose expenditure it is."""
    count = p.accounts.counts["units"]
    if count > 1:
        p.say(p.runs("{org}有财政拨款“三公”经费支出的单位共{n}，包括本级和所属单位。", n=p.count("subordinate_units", count, "个")))
    else:
        p.say(p.runs("{org}“三公”经费的单位范围为{org}本级。"))


def overview(p: Prose) -> None:
    """Budget, final, completion and what it compares with."""
    budget, final, _ = amounts(p, THREE)
    base = p.base("initial_budget" if p.accounts.basis == "initial_budget" else p.accounts.basis, THREE)
    p.say(
        p.one(
            ("{year}年度“三公”经费财政拨款{base}为{b}，支出决算为{f}", "“三公”经费财政拨款支出{base}{b}，支出决算{f}"),
            base=base,
            b=p.money(THREE, budget, "budget", basis=p.accounts.basis),
            f=p.money(THREE, final),
        ),
        _completion(p, THREE, final, budget, base),
        "。",
        _below(p, budget, final),
    )


def _completion(p: Prose, concept: str, final: int, budget: int, base: Word) -> list[Run]:
    if not p.printed(budget):
        return []
    return p.runs("，完成{base}的{r}", base=Word(base.text, "base", base.about), r=p.completion(concept, final, budget, p.accounts.basis))


def _below(p: Prose, budget: int, final: int) -> list[Run]:
    if p.printed(budget) == p.printed(final):
        return p.one(("决算数与预算数持平。", ""))
    return p.one(("决算数{c}预算数的主要原因是{r}。",), c=Word("小于", "compare"), r=reasons.of_budget(p.rng, final, budget))


def by_item(p: Prose) -> None:
    """Each item against its budget, with the counts that belong to it."""
    base = p.base(p.accounts.basis, THREE)
    for number, concept in enumerate((ABROAD, CARS, GUESTS), 1):
        budget, final, _ = amounts(p, concept)
        p.say(
            f"{number}{p.style.ordinal}",
            NAMES[concept],
            p.rng.choice(("支出决算为", "支出", "决算数为")),
            p.money(concept, final),
            _completion(p, concept, final, budget, base),
            _against_budget(p, concept, final, budget, base),
            "。" if concept != CARS else "。其中：",
            abroad(p) if concept == ABROAD else receptions(p) if concept == GUESTS else [],
        )
        if concept == CARS:
            _vehicles(p, base)


def _against_budget(p: Prose, concept: str, final: int, budget: int, base: Word) -> list[Run]:
    if not p.printed(budget - final) or p.rng.randrange(2):
        return []
    down = Word(p.rng.choice(("减少", "减少", "节约")), "direction", concept)
    out = join(
        "，比",
        Word(base.text, "base", base.about),
        down,
        p.money(concept, budget - final, "change", basis=p.accounts.basis, versus="budget", direction="decrease"),
    )
    before = amounts(p, concept)[2]
    if p.printed(final - before) and p.rng.randrange(3) == 0:
        out += join("；", p.rng.choice(("较上年决算数", "比上年")), p.change(concept, final, before))
    return out


def _vehicles(p: Prose, base: Word) -> None:
    a = p.accounts
    for number, concept in enumerate((BOUGHT, RUN), 1):
        budget, final, _ = amounts(p, concept)
        p.say(
            p.brackets(f"（{number}）"),
            NAMES[concept],
            p.rng.choice(("", "支出", "为")),
            p.money(concept, final),
            _completion(p, concept, final, budget, base),
            "。",
            bought(p) if concept == BOUGHT else running(p, a.operation_items),
        )


def bought(p: Prose) -> list[Run]:
    return p.one(
        ("本年度购置（更新）公务用车{n}。", "当年购置公务用车{n}。", "更新购置公务用车{n}。"),
        n=p.count("vehicles_purchased", p.accounts.counts["bought"], "辆"),
    )


def running(p: Prose, costs: dict[str, int]) -> list[Run]:
    """What vehicle operation paid for, and how many vehicles there are."""
    held = p.accounts.counts["held"]
    out: list[Run] = []
    if costs and p.rng.randrange(2):
        parts = [join(name, p.money("vehicle_operation_expenditure_item", amount, member=name)) for name, amount in costs.items()]
        out = join("主要用于公务用车日常使用，其中：", p.listing(parts, p.rng.choice(("、", "，", "；"))), "。")
    return join(
        out,
        p.one(
            (
                "截至{year}年12月31日，开支财政拨款的公务用车保有量为{n}。",
                "年末公务用车保有量{m}。",
                "{year}年末，{org}开支财政拨款的公务用车保有量为{n}。",
            ),
            n=p.count("official_vehicles_held_fiscal_funded", held, "辆"),
            m=p.count("official_vehicles_held_year_end", held, "辆"),
        ),
    )


def abroad(p: Prose) -> list[Run]:
    counts = p.accounts.counts
    if not counts["groups"] and p.rng.randrange(3) == 0:
        return p.one(("本年度没有安排因公出国（境）。", "全年未组织因公出国（境）团组。"))
    return p.one(
        ("全年安排因公出国（境）团组{g}，累计{t}。", "本年度因公出国（境）团组数{g}、人次数{t}。", "全年因公出国（境）团组{g}，共{t}。"),
        g=p.count("overseas_groups", counts["groups"], "个"),
        t=p.count("overseas_persons", counts["travellers"], "人次"),
    )


def receptions(p: Prose) -> list[Run]:
    counts = p.accounts.counts
    final = amounts(p, GUESTS)[1]
    if not p.printed(final) and p.rng.randrange(3) == 0:
        return p.one(("本年度未发生公务接待支出。", "全年无公务接待事项。"))
    batches = p.count("domestic_reception_batches", counts["batches"], "批次")
    guests = p.count("domestic_reception_persons", counts["guests"], "人次")
    if not counts["foreign_batches"]:
        return p.one(
            ("全年国内公务接待{b}、{g}。", "本年度国内公务接待{b}，{g}。", "主要用于业务往来的接待，全年共接待国内来访团组{b}、{g}。"),
            b=batches,
            g=guests,
        )
    return p.runs(
        "其中：国内接待支出{d}，国内公务接待{b}、{g}；外宾接待支出{f}，外事接待{fb}、{fg}。",
        d=p.money("domestic_reception_expenditure", p.accounts.domestic_reception),
        b=batches,
        g=guests,
        f=p.money("foreign_guest_reception_expenditure", final - p.accounts.domestic_reception),
        fb=p.count("foreign_reception_batches", counts["foreign_batches"], "批次"),
        fg=p.count("foreign_reception_persons", counts["foreign_guests"], "人次"),
    )


def year_on_year(p: Prose) -> None:
    """The change of all and of each item."""
    _, final, before = amounts(p, THREE)
    parts = []
    for concept in (ABROAD, CARS, GUESTS):
        _, now, then = amounts(p, concept)
        parts.append(join(NAMES[concept], p.rng.choice(("支出决算", "支出")), p.change(concept, now, then)))
    p.say(
        p.runs("{year}年度“三公”经费财政拨款支出决算数"),
        p.one(("比{prior}年度", "较上年", "与{prior}年度相比")),
        p.change(THREE, final, before),
        "，其中：",
        p.listing(parts, p.rng.choice(("；", "，"))),
        "。",
        p.runs("变动的主要原因是{r}。", r=reasons.of_change(p.rng, final - before)) if p.printed(final - before) else "",
    )


def shares(p: Prose) -> None:
    """Each item's share of the whole."""
    final = amounts(p, THREE)[1]
    if not p.printed(final):
        return
    parts = [
        join(NAMES[concept], "支出决算", p.money(concept, amounts(p, concept)[1]), "，占", p.share(concept, amounts(p, concept)[1], final))
        for concept in (ABROAD, CARS, GUESTS)
    ]
    p.say("“三公”经费财政拨款支出决算中，", p.listing(parts, "；"), "。")


def details(p: Prose) -> None:
    """Each item's amount and counts, without budgets."""
    p.say(f"1{p.style.ordinal}", NAMES[ABROAD], "支出", p.money(ABROAD, amounts(p, ABROAD)[1]), "。", abroad(p))
    p.say(f"2{p.style.ordinal}", NAMES[CARS], "支出", p.money(CARS, amounts(p, CARS)[1]), "。其中：")
    p.say("公务用车购置支出", p.money(BOUGHT, amounts(p, BOUGHT)[1]), "。", bought(p))
    p.say("公务用车运行维护支出", p.money(RUN, amounts(p, RUN)[1]), "。", running(p, p.accounts.operation_items))
    p.say(f"3{p.style.ordinal}", NAMES[GUESTS], "支出", p.money(GUESTS, amounts(p, GUESTS)[1]), "。", receptions(p))
