"""Narrative of funds, agency operating expenditure, procurement and assets: slots 八 to 十二."""

from __future__ import annotations

from . import codes, reasons
from .bodies import INSTITUTION
from .codes import CAPITAL, FUND
from .model import Run, Word
from .prose import Prose, join

NO_FUND = "政府性基金预算财政拨款收入、支出"


def has(p: Prose, budget: str) -> bool:
    return bool(p.accounts.of(budget))


def fund(p: Prose, zeros: bool | None = None) -> None:
    """八: opening, revenue, expenditure and closing of the government fund; in words or in zeros where there is none."""
    a = p.accounts
    if not has(p, FUND) and not (p.rng.randrange(2) if zeros is None else zeros):
        p.say(p.one(("{org}{year}年度无政府性基金预算财政拨款收入和支出。", "本{called}{year}年度没有政府性基金预算财政拨款收支。")))
        return
    total = [
        a.total(value, FUND)
        for value in (lambda line: line.opening, lambda line: line.appropriated, lambda line: line.fiscal, lambda line: line.closing)
    ]
    p.say(
        p.runs("{year}年度政府性基金预算财政拨款"),
        "年初结转和结余",
        p.money("government_fund_opening_balance", total[0]),
        "，本年收入",
        p.money("government_fund_revenue", total[1]),
        "，本年支出",
        p.money("government_fund_expenditure", total[2]),
        "，年末结转和结余",
        p.money("government_fund_closing_balance", total[3]),
        "。",
        _fund_classes(p) if p.rng.randrange(2) else "",
    )


def _fund_classes(p: Prose) -> list[Run]:
    """What the fund was spent on, by 类."""
    names = codes.functions(p.accounts.year, FUND)
    spent = [
        (code, amount) for code, amount in p.accounts.rollup(lambda line: line.fiscal, FUND).items() if len(code) == 3 and p.printed(amount)
    ]
    if not spent:
        return []
    parts = [
        join(
            p.runs("{name}（类）支出", name=Word(names[code].removesuffix("支出"), "code_name", code)),
            p.money("government_fund_expenditure_by_function", amount, function_code=code),
        )
        for code, amount in spent
    ]
    return join("本年支出主要用于以下方面：", p.listing(parts, "；"), "。")


def capital(p: Prose) -> None:
    """九: the state capital operating budget."""
    a = p.accounts
    if not has(p, CAPITAL) and p.rng.randrange(2):
        p.say(p.one(("{org}{year}年度无国有资本经营预算财政拨款支出。", "本{called}{year}年度没有使用国有资本经营预算安排的支出。")))
        return
    p.say(
        p.runs(
            "{year}年度国有资本经营预算财政拨款本年支出{e}。",
            e=p.money("state_capital_operating_budget_expenditure", a.total(lambda line: line.fiscal, CAPITAL)),
        )
    )


def agency(p: Prose) -> None:
    """十: agency operating expenditure; an institution has none."""
    a, concept = p.accounts, "agency_operating_expenditure"
    if a.body.kind == INSTITUTION:
        if p.rng.randrange(2):
            p.say(p.one(("本单位为事业单位，不发生机关运行经费。", "{org}属于事业单位，无机关运行经费支出。", "本{called}无此项内容。")))
        else:
            p.say(p.runs("{org}{year}年度机关运行经费支出{m}。", m=p.money(concept, 0)))
        return
    difference = a.agency - a.prior.agency
    p.say(
        p.one(
            ("{year}年度{org}机关运行经费支出{m}，", "{org}{year}年度机关运行经费支出为{m}，", "机关运行经费支出{m}，"),
            m=p.money(concept, a.agency),
        ),
        p.one(("比{prior}年度", "较上年", "与{prior}年度相比")),
        p.change(concept, a.agency, a.prior.agency, terse=True),
        p.one(("，主要原因是{r}。", "。主要原因是{r}。"), r=reasons.of_change(p.rng, difference)) if p.printed(difference) else "。",
    )


def meetings(p: Prose) -> None:
    """Meetings and training, with their changes."""
    for concept, name, item in (
        ("meeting_expenditure", "会议费", p.accounts.meetings),
        ("training_expenditure", "培训费", p.accounts.training),
    ):
        p.say(
            p.runs("{year}年度"),
            name,
            "支出",
            p.money(concept, item.final),
            "，",
            p.one(("比{prior}年度", "较上年")),
            p.change(concept, item.final, item.prior),
            "。",
        )


def procurement(p: Prose) -> None:
    """十一: procurement by kind and what went to small firms."""
    a = p.accounts
    kinds, total = a.procurement, sum(a.procurement.values())
    names = (("goods", "政府采购货物支出"), ("works", "政府采购工程支出"), ("services", "政府采购服务支出"))
    parts = [join(name, p.money(f"government_procurement_{kind}", kinds[kind])) for kind, name in names]
    out = join(
        p.one(
            ("{year}年度{org}政府采购支出总额{t}，其中：", "{org}{year}年度政府采购支出总额{t}，其中："),
            t=p.money("government_procurement_total", total),
        ),
        p.listing(parts, p.rng.choice(("、", "，"))),
        "。",
    )
    p.say(out, _small_firms(p, total) if p.printed(total) else "")


def _small_firms(p: Prose, total: int) -> list[Run]:
    a = p.accounts
    sme, micro = "procurement_contracts_to_sme", "procurement_contracts_to_small_micro"
    out = p.runs("授予中小企业合同金额{m}，占政府采购支出总额的{s}，其中：", m=p.money(sme, a.sme), s=p.share(sme, a.sme, total))
    if a.year >= 2022 and p.printed(a.sme):
        return join(
            out,
            p.runs("授予小微企业合同金额{m}，占授予中小企业合同金额的{s}。", m=p.money(micro, a.micro), s=p.share(micro, a.micro, a.sme)),
        )
    return join(
        out, p.runs("授予小微企业合同金额{m}，占政府采购支出总额的{s}。", m=p.money(micro, a.micro), s=p.share(micro, a.micro, total))
    )


def reserved(p: Prose) -> None:
    """Procurement as Shanghai tells it: by contracts signed, with what was reserved for small firms."""
    a = p.accounts
    kinds = a.procurement
    p.say(
        p.runs(
            "{org}{year}年度政府采购金额（以合同签订为准）为{t}，其中：货物采购金额{g}、工程采购金额{w}、服务采购金额{s}。",
            t=p.money("government_procurement_total", sum(kinds.values())),
            g=p.money("government_procurement_goods", kinds["goods"]),
            w=p.money("government_procurement_works", kinds["works"]),
            s=p.money("government_procurement_services", kinds["services"]),
        )
    )
    p.say(
        p.runs(
            "{year}年度本{called}面向中小企业预留政府采购项目预算金额{a}，面向小微企业预留政府采购项目预算金额{b}。"
            "在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额{c}；"
            "在面向小微企业预留的政府采购项目中，由小微企业供应商中标或成交的，采购金额{d}；"
            "在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{e}。",
            a=p.money("procurement_reserved_for_sme", a.sme, "budget"),
            b=p.money("procurement_reserved_for_small_micro", a.micro, "budget"),
            c=p.money("procurement_awarded_sme_reserved", a.sme),
            d=p.money("procurement_awarded_small_micro_reserved", a.micro),
            e=p.money("procurement_awarded_sme_other", 0),
        )
    )


def assets(p: Prose, combined: bool | None = None) -> None:
    """十二: vehicles by kind and valuable equipment; one threshold since 2022, two before."""
    a = p.accounts
    combined = a.year >= 2022 if combined is None else combined
    every = p.rng.randrange(2) or not sum(a.vehicles.values())
    top = ("副部（省）级及以上领导用车", "部级领导干部用车") if a.year < 2022 else ("部级领导干部用车", "副部（省）级及以上领导用车")
    top_name = p.brackets(top[p.rng.randrange(2)])
    kinds = {(top_name if index == 0 else kind): number for index, (kind, number) in enumerate(a.vehicles.items())}
    parts = [join(kind, p.count("vehicles_by_kind", number, "辆", member=kind)) for kind, number in kinds.items() if every or number]
    unit = p.brackets(p.rng.choice(("台（套）", "台（套）", "台")))

    def machines(concept: str) -> Run:
        return p.count(concept, a.equipment[concept], unit)

    p.say(
        p.one(
            ("截至{year}年12月31日，{org}共有车辆{n}，其中：", "截至{year}年12月31日，本{called}共有车辆{n}，其中，"),
            n=p.count("vehicles_total", sum(a.vehicles.values()), "辆"),
        ),
        p.listing(parts, "、"),
        p.rng.choice(("；", "。")),
        p.runs("单价100万元（含）以上设备（不含车辆）{e}。", e=machines("equipment_unit_value_ge_1m"))
        if combined
        else p.runs(
            "单价50万元（含）以上通用设备{g}，单价100万元（含）以上专用设备{s}。",
            g=machines("general_equipment_unit_value_ge_500k"),
            s=machines("special_equipment_unit_value_ge_1m"),
        ),
    )
