"""The basic expenditure of the general budget: by 款 of the economic classification, and by 项 that pay for it."""

from __future__ import annotations

from . import codes
from .accounts import Line
from .bodies import ADMINISTRATIVE, INSTITUTION, Body
from .money import Purse

TIED = {"2080505": "30108", "2080506": "30109", "2101101": "30110", "2101102": "30110", "2101103": "30111", "2210201": "30113"}
"""项 whose basic expenditure is one economic 款 (two 项 may share one)."""
RATES = {"2080505": (150, 170), "2080506": (70, 85), "2101101": (60, 90), "2101102": (60, 90), "2101103": (20, 40), "2210201": (100, 130)}
SUPPLIES = (
    *(f"302{number:02d}" for number in (*range(1, 10), *range(11, 19), 25, 26, 27, 28, 29, 31, 39, 40, 99)),
    *(f"310{number:02d}" for number in (2, 3, 7, 22, 99)),
    *("30701", "31204", "39999"),
)
RARE = {"307": 10, "312": 5, "399": 10}
"""Of classes that few bodies spend on, how many in a hundred do."""
NEVER_SMALL = ("30201", "30299")
MOST = 40_000_000
"""Fen. Beyond it, trips, vehicles and receptions would be out of all proportion."""


def draw_economic(purse: Purse, year: int, body: Body, wages: int, lines: list[Line], staff: dict[str, int]) -> dict[str, int]:
    """Sets `basic` of the lines and returns the same money by economic 款."""
    names = codes.economics(year)
    found: dict[str, int] = {}

    def book(line: Line, code: str, amount: int) -> None:
        line.basic += amount
        if amount:
            found[code] = found.get(code, 0) + amount

    by_code = {line.code: line for line in lines}
    for code, (low, high) in RATES.items():
        if code in by_code:
            book(by_code[code], TIED[code], purse.part(wages, low, high))
    for code in ("2080501", "2080502"):
        if code in by_code and staff["退休"]:
            amount = purse.part(wages, 20, 120)
            veterans = purse.part(amount, 100, 300) if staff["离休"] else 0
            book(by_code[code], "30301", veterans)
            book(by_code[code], "30302", amount - veterans)
    for code in ("2210202", "2210203"):
        if code in by_code:
            book(by_code[code], "30102", purse.part(wages, 20, 60))
    rest = _running_costs(purse, body, wages, names)
    running = [line for line in lines if line.code not in TIED and line.code[:5] not in ("20805", "21011", "22102")]
    _share_out(purse, running, rest, found)
    return found


def _running_costs(purse: Purse, body: Body, wages: int, names: dict[str, str]) -> dict[str, int]:
    pay = (
        ["30101", "30102", "30103"]
        if body.kind == ADMINISTRATIVE
        else ["30101", "30102", "30107"]
        if body.kind == INSTITUTION
        else ["30101", "30102", "30103", "30107"]
    )
    costs = dict(zip(pay, purse.split(wages, len(pay)), strict=True))
    for code, chance in (
        ("30112", 80),
        ("30199", 50),
        ("30106", 20),
        ("30114", 15),
        ("30304", 15),
        ("30305", 25),
        ("30307", 15),
        ("30309", 20),
        ("30399", 30),
    ):
        if code in names and purse.chance(chance):
            costs[code] = purse.part(wages, 2, 40)
    supplies = [code for code in SUPPLIES if code in names and (code in NEVER_SMALL or purse.chance(RARE.get(code[:3], 55)))]
    costs |= dict(zip(supplies, purse.split(purse.part(wages, 80, 300), len(supplies)), strict=True))
    for code in ("30212", "30217", "30231"):
        if code in costs:
            kept = 0 if costs[code] < 100_000 else min(costs[code], purse.part(MOST, 100, 1000))
            costs["30201"] += costs.pop(code) - kept
            costs[code] = kept
    return {code: amount for code, amount in costs.items() if amount}


def _share_out(purse: Purse, running: list[Line], costs: dict[str, int], found: dict[str, int]) -> None:
    """The running costs fall to the lines called 运行, or to the first of the body's own."""
    payers = [line for line in running if line.code[-2:] in ("01", "50")][:12] or running[:1]
    for line, amount in zip(payers, purse.split(sum(costs.values()), len(payers)), strict=True):
        line.basic += amount
    for code, amount in costs.items():
        found[code] = found.get(code, 0) + amount
