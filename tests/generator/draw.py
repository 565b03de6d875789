"""Draws the accounts of one body's year, at random and consistent."""

from __future__ import annotations

import random
from collections import Counter

from . import codes
from .accounts import KINDS, SOURCES, THREE_PUBLIC, Accounts, Item, Line, Prior
from .bodies import ADMINISTRATIVE, INSTITUTION, MIXED, Body
from .codes import CAPITAL, FUND, GENERAL
from .economic import draw_economic
from .holdings import draw_counts, draw_equipment, draw_procurement, draw_projects, draw_staff, draw_three_public, draw_vehicles
from .money import Purse

BASES = ("initial_budget", "adjusted_budget", "full_year_budget")
PENSIONS = ("2080505", "2080506")
SPECIAL = ("2080501", "2080502", "2080505", "2080506", "2101101", "2101102", "2101103", "2210201", "2210202", "2210203")
"""项 that hold one economic 款 each."""


def draw(
    rng: random.Random,
    year: int,
    body: Body,
    rows: int,
    grain: int,
    basis: str | None = None,
    previous: Accounts | None = None,
    scale: int | None = None,
) -> Accounts:
    """The accounts of `year` with about `rows` 项, in multiples of `grain` fen.

    With `previous`, the year before of the same body, what was brought forward is what that year left. `scale` is the wage bill in yuan.
    """
    purse = Purse(rng, grain)
    staff = draw_staff(purse, body, rows)
    wages = purse.amount(scale, scale * 3 // 2) if scale else purse.part(staff["在职"] * purse.amount(70_000, 160_000), 900, 1000)
    lines = _general_lines(purse, year, body, rows, previous)
    economic = draw_economic(purse, year, body, wages, lines, staff)
    _spread_projects(purse, lines, wages)
    own = _own_money(purse, body, lines, previous)
    lines += _fund_lines(purse, year, rows, wages, previous)
    _carry(purse, lines, previous)
    _budgets(purse, lines)
    lines = sorted(
        (line for line in lines if line.spent or line.received or line.opening or line.closing), key=lambda line: (line.budget, line.code)
    )
    room = sum(line.project for line in lines if line.budget == GENERAL)
    three_public, trips = draw_three_public(purse, economic, room, previous)
    spent = sum(line.spent for line in lines)
    vehicles = draw_vehicles(rng, trips["held"])
    public = sum(line.basic for line in lines if line.budget == GENERAL) - sum(
        amount for code, amount in economic.items() if code[:3] in ("301", "303")
    )
    agency = {ADMINISTRATIVE: public, INSTITUTION: 0, MIXED: purse.part(public, 300, 900)}[body.kind]
    projects, all_listed = draw_projects(purse, body, room)
    procurement, sme, micro = draw_procurement(purse, spent)
    operation = three_public["vehicle_operation_expenditure"].final
    items = dict(zip(("燃料费", "维修费", "保险费", "过路过桥费"), purse.split(operation, 4), strict=True)) if operation else {}
    reception = three_public["official_reception_expenditure"].final
    return Accounts(
        year=year,
        body=body,
        basis=basis or rng.choice(BASES),
        lines=lines,
        own_opening=own["opening"],
        own_closing=own["closing"],
        surplus_used=own["used"],
        surplus_distributed=own["distributed"],
        economic=dict(sorted(economic.items())),
        three_public=three_public,
        operation_items={name: amount for name, amount in items.items() if amount},
        counts=trips | draw_counts(rng, body, len(projects)),
        domestic_reception=reception if not trips["foreign_batches"] else reception - purse.part(reception, 100, 300),
        agency=agency,
        meetings=_item(purse, economic.get("30215", 0), previous.meetings if previous else None),
        training=_item(purse, economic.get("30216", 0), previous.training if previous else None),
        procurement=procurement,
        sme=sme,
        micro=micro,
        vehicles=vehicles,
        equipment=draw_equipment(rng),
        staff=staff,
        projects=projects,
        projects_are_all=all_listed,
        prior=previous.as_prior() if previous else _invented_prior(purse, lines, own["opening"], agency),
    )


def _general_lines(purse: Purse, year: int, body: Body, rows: int, previous: Accounts | None) -> list[Line]:
    """The 项 of the general budget: the body's own, what goes with wages, and for big departments others as well."""
    names = codes.items(year, GENERAL)
    if previous:
        return [Line(GENERAL, line.code) for line in previous.of(GENERAL) if line.code in names]
    own = [code for code in names if code[:5] in body.trade.groups]
    social = [code for code in SPECIAL if code in names and _suits(code, body) and (code in (*PENSIONS, "2210201") or purse.chance(60))]
    if rows <= 4:
        social = [code for code in social if code == "2080505"]
    chosen = {_operating(own, body), *purse.rng.sample(own, min(len(own), max(0, rows - len(social) - 1)))}
    listed = dict(codes.listed_classes(year))
    rest = [code for code in names if code[:3] in listed and code not in own and code not in SPECIAL]
    chosen |= set(purse.rng.sample(rest, min(len(rest), max(0, rows - len(social) - len(chosen)))))
    return [Line(GENERAL, code) for code in sorted(chosen | set(social))]


def _suits(code: str, body: Body) -> bool:
    only = {"2080501": INSTITUTION, "2101101": INSTITUTION, "2101103": INSTITUTION, "2080502": ADMINISTRATIVE, "2101102": ADMINISTRATIVE}
    return only.get(code) != body.kind


def _operating(own: list[str], body: Body) -> str:
    """The 项 that pays for the body's running: 行政运行 or 事业运行 where its functions have one."""
    ending = "50" if body.kind == INSTITUTION else "01"
    return next((code for code in own if code.endswith(ending)), own[0])


def _spread_projects(purse: Purse, lines: list[Line], wages: int) -> None:
    for line in lines:
        if line.code in SPECIAL:
            continue
        if not line.basic or purse.chance(30):
            line.project = purse.amount(2_000, max(20_000, wages // 100 // purse.rng.choice((2, 4, 10, 50))))


def _own_money(purse: Purse, body: Body, lines: list[Line], previous: Accounts | None) -> dict[str, int]:
    """Revenue that is no appropriation and what it paid for; the body's own balances follow."""
    opening = previous.own_closing if previous else (purse.amount(1_000, 900_000) if purse.chance(25) else 0)
    used = distributed = 0
    can_earn = body.kind != ADMINISTRATIVE
    earning = purse.rng.sample(lines, min(len(lines), purse.rng.randint(1, 4))) if purse.chance(65 if can_earn else 40) else []
    for line in earning:
        if line.code in SPECIAL:
            continue
        for source in SOURCES if can_earn else SOURCES[-1:]:
            if purse.chance(30 if can_earn else 90):
                line.earned[source] = purse.amount(1_000, 2_000_000)
        _spend_own(purse, line)
    if can_earn and earning and purse.chance(20):
        used = purse.amount(1_000, 300_000)
    kept = opening + used + sum(sum(line.earned.values()) - sum(line.own.values()) for line in lines)
    if can_earn and kept and purse.chance(20):
        distributed = purse.part(kept, 100, 500)
    return {"opening": opening, "used": used, "distributed": distributed, "closing": kept - distributed}


def _spend_own(purse: Purse, line: Line) -> None:
    earned = sum(line.earned.values())
    if not earned:
        return
    spent = earned if purse.chance(60) else purse.part(earned, 500, 990)
    business = min(line.earned.get("business_revenue", 0), spent)
    business = purse.part(business, 600, 1000) if business else 0
    rest = spent - business
    kinds = [KINDS[1]] if purse.chance(50) else [KINDS[0], KINDS[1]]
    if line.earned.get("institutional_revenue") and purse.chance(25):
        kinds.append(purse.rng.choice((KINDS[2], KINDS[4])))
    line.own = {kind: amount for kind, amount in zip(kinds, purse.split(rest, len(kinds)), strict=True) if amount}
    if business:
        line.own[KINDS[3]] = business


def _fund_lines(purse: Purse, year: int, rows: int, wages: int, previous: Accounts | None) -> list[Line]:
    lines = []
    for budget, chance, most in ((FUND, 40, 4 + rows // 20), (CAPITAL, 15 if year >= 2020 else 0, 2)):
        names = [code for code in codes.items(year, budget) if code[:3] not in ("230", "231", "232", "208")]
        chosen = purse.rng.sample(names, purse.rng.randint(1, min(most, len(names)))) if purse.chance(chance) else []
        if previous:
            chosen = [line.code for line in previous.of(budget) if line.code in names] or chosen
        for code in sorted(chosen):
            line = Line(budget, code, project=purse.amount(3_000, max(30_000, wages // 200)))
            if purse.chance(8):
                line.basic = purse.amount(1_000, 50_000)
            lines.append(line)
    return lines


def _carry(purse: Purse, lines: list[Line], previous: Accounts | None) -> None:
    """What was brought forward and what is left, for bodies that carry over; nothing is appropriated below zero."""
    left = _left(lines, previous) if previous else Counter()
    carries = purse.chance(55)
    for line in lines:
        if carries and line.project and purse.chance(40):
            line.closing = purse.part(line.project, 10, 400)
        if previous:
            line.opening = left[line.budget, line.code]
        elif carries and line.project and purse.chance(40):
            line.opening = purse.part(line.project, 10, 500)
        line.closing += max(0, -line.appropriated)


def _left(lines: list[Line], previous: Accounts) -> Counter[tuple[str, str]]:
    """What the year before left, by code; where a code is no more, another of its class, or else of its budget, takes it over."""
    left = Counter[tuple[str, str]]()
    for gone in previous.lines:
        heirs = sorted(
            (line for line in lines if line.budget == gone.budget),
            key=lambda line: (line.code != gone.code, line.code[:3] != gone.code[:3], line.code),
        )
        left[gone.budget, heirs[0].code if heirs else gone.code] += gone.closing
    return left


def _budgets(purse: Purse, lines: list[Line]) -> None:
    for line in lines:
        if not line.fiscal:
            continue
        roll = purse.rng.randrange(10)
        line.adjusted = line.fiscal if roll < 4 else line.fiscal + purse.part(line.fiscal, 1, 250)
        line.initial = line.adjusted if roll in (0, 5) else 0 if roll == 9 else purse.part(line.fiscal, 500, 1500)


def _item(purse: Purse, final: int, before: Item | None) -> Item:
    prior = before.final if before else purse.part(final, 500, 1600)
    return Item(final + purse.part(final, 0, 300), final, prior)


def _invented_prior(purse: Purse, lines: list[Line], own_opening: int, agency: int) -> Prior:
    """A year before that fits: what it left is what this year brought forward."""

    def like(amount: int) -> int:
        return purse.part(amount, 600, 1500) if not purse.chance(5) else amount

    basic = like(sum(line.basic for line in lines))
    project = like(sum(line.project for line in lines if line.budget == GENERAL))
    funds = like(sum(line.project for line in lines if line.budget != GENERAL))
    own = like(sum(sum(line.own.values()) for line in lines))
    general, opening = basic + project, sum(line.opening for line in lines)
    spent = general + funds + own
    return Prior(
        total=spent + opening + own_opening,
        year_revenue=purse.part(spent, 900, 1000),
        year_expenditure=spent,
        fiscal_total=general + funds + opening,
        general=general,
        basic=basic,
        project=project + funds + own,
        agency=like(agency),
    )


__all__ = ["BASES", "THREE_PUBLIC", "draw"]
