"""Forms of evaluation: one that is right, broken in one place for every rule about them; and forms filled in by hand that are no errors."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.dbt.landing import Document, Figure

MEMBER = "甲项目"
BUDGET, EXECUTED, COMPLETION = "project_full_year_budget", "project_execution", "project_budget_completion"
FULL, SCORE, WEIGHT, POINTS = (
    "self_evaluation_full_score", "self_evaluation_score", "performance_indicator_weight", "performance_indicator_score",
)  # fmt: skip


def _cell(name: str, concept: str, printed: str, row: str, column: str, **more: Any) -> Figure:
    return Figure(name, concept, printed, table="T_OTHER", row=row, column=column, member=MEMBER, **more)


def _funds(row: str, concepts: tuple[str, str, str], printed: tuple[str, str, str, str], of: str = "") -> tuple[Figure, ...]:
    """Initial and full-year budget, execution and its rate; `of` is the row of the total."""
    columns = ("年初预算数", "全年预算数", "全年执行数")
    whole = {column: f"{of}/{column}" if of else "" for column in columns}
    budget, executed, rate = concepts
    return (
        _cell(
            f"{row}/年初预算数",
            budget,
            printed[0],
            row,
            "年初预算数",
            measure="budget",
            basis="initial_budget",
            part_of=whole["年初预算数"],
        ),
        _cell(
            f"{row}/全年预算数",
            budget,
            printed[1],
            row,
            "全年预算数",
            measure="budget",
            basis="full_year_budget",
            part_of=whole["全年预算数"],
        ),
        _cell(f"{row}/全年执行数", executed, printed[2], row, "全年执行数", of=f"{row}/全年预算数", part_of=whole["全年执行数"]),
        _cell(f"{row}/执行率", rate, printed[3], row, "执行率", unit="%", measure="completion_pct", of=f"{row}/全年执行数"),
    )


def _points(row: str, weight: str, score: str) -> tuple[Figure, Figure]:
    return (
        _cell(f"{row}/分值", WEIGHT, weight, row, "分值", unit="", measure="score", part_of="总分/分值"),
        _cell(f"{row}/得分", POINTS, score, row, "得分", unit="", measure="score", of=f"{row}/分值", part_of="总分/得分"),
    )


FORM = Document(
    "",
    (
        (
            *_funds("总额", (BUDGET, EXECUTED, COMPLETION), ("120.00", "100.00", "98.50", "98.50")),
            *_points("总额", "10", "9.85"),
            *_funds("财政拨款", ("evaluated_fiscal_funds",) * 3, ("100.00", "80.00", "78.50", "98.13"), "总额"),
            *_funds("上年结转", ("evaluated_carried_over_funds",) * 3, ("20.00", "20.00", "20.00", "100.00"), "总额"),
            *_points("数量", "50", "49.5"),
            *_points("效益", "40", "38"),
            _cell("总分/分值", FULL, "100", "总分", "分值", unit="", measure="score"),
            _cell("总分/得分", SCORE, "97.35", "总分", "得分", unit="", measure="score", of="总分/分值"),
        ),
    ),
)

BAD: dict[str, Document] = {
    "Z137-form-rate": FORM.changed(**{"总额/执行率": "97.50"}),
    "Z137-form-parts": FORM.changed(**{"财政拨款/全年执行数": "78.00", "财政拨款/执行率": "97.50"}),
    "Z137-form-points": FORM.changed(**{"总分/得分": "98.35"}),
    "Z137-form-weights": FORM.changed(**{"数量/分值": "50.5"}),
    "Z137-form-within": FORM.changed(**{"数量/得分": "50.5", "总分/得分": "98.35"}),
}

_NOT_UNDERSTOOD = Figure(
    "彩票", "", "5.00", table="T_OTHER", row="彩票公益金", column="全年预算数", member=MEMBER, status="unmapped", part_of="总额/全年预算数"
)
GOOD: dict[str, Document] = {
    "a form of evaluation": FORM,
    "a total score without its last digit": FORM.changed(**{"总分/得分": "97"}),
    "scores of some of the indicators only": FORM.without("效益/得分").changed(**{"总分/得分": "97.35"}),
    "a form without weights": FORM.without("总分/分值", "总额/分值", "数量/分值", "效益/分值").changed(**{"总分/得分": "90"}),
    "funds carried over within the appropriation": FORM.changed(
        **{"财政拨款/年初预算数": "120.00", "财政拨款/全年预算数": "100.00", "财政拨款/全年执行数": "98.50", "财政拨款/执行率": "98.50"}
    ),
    "a source of money that nobody knows": Document("", ((*FORM.chapters[0], _NOT_UNDERSTOOD),)).changed(
        **{"财政拨款/全年预算数": "75.00", "财政拨款/执行率": {"status": "unmapped"}}
    ),
    "money without the unit that is common": FORM.changed(
        **{figure.name: {"unit": ""} for figure in FORM.chapters[0] if figure.unit == "万元"}
    ),
}
PROJECT = (Decimal("1000000"), "full_year_budget", Decimal("985000"), Decimal("98.5"), Decimal("98.5"), Decimal("97.35"))
"""What the facts tell of FORM: budget, its basis, execution, completion as printed and recomputed, score."""
