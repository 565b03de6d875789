"""What cells mean in the tables that some provinces add to the nine."""

from __future__ import annotations

import pytest

from tests.observe.test_layouts import _cells as cells


def test_all_fiscal_appropriation_is_read_by_function_and_by_economic_class() -> None:
    by_function = cells(
        "财政拨款支出决算表（功能科目）\n单位：万元",
        """
        项目     | <          | 财政拨款支出 | <       | <
        科目编码 | 科目名称     | 合计        | 基本支出 | 项目支出
        合计     | <          | 3.00       | 2.00    | 1.00
        204     | 公共安全支出  | 3.00       | 2.00    | 1.00
        """,
    )
    by_economic = cells(
        "财政拨款基本支出决算表（经济科目）\n单位：万元",
        """
        科目编码 | 科目名称     | 合计 | 人员经费 | 公用经费
        合计     | <          | 2.00 | 1.50   | 0.50
        301     | 工资福利支出  | 1.50 | 1.50   |
        """,
    )
    assert {row.table_id for row in by_function} == {"T_FISC_EXP"}
    assert {row.table_id for row in by_economic} == {"T_FISC_BASIC"}
    kinds = ["expenditure", "basic_expenditure", "project_expenditure"]
    assert [row.concept for row in by_function] == [f"fiscal_appropriation_{kind}{end}" for end in ("", "_by_function") for kind in kinds]
    assert [row.concept.removeprefix("fiscal_appropriation_") for row in by_economic] == [
        "basic_expenditure", "personnel_expenditure", "operating_expenditure", *["basic_expenditure_by_economic"] * 2
    ]  # fmt: skip


@pytest.mark.parametrize("column", ["机关运行经费支出决算", "机关运行经费支出", "决算数", "金额"])
def test_agency_operating_expenditure_is_read_by_economic_class(column: str) -> None:
    found = cells(
        "一般公共预算机关运行经费支出决算表\n单位：万元",
        f"科目编码 | 科目名称 | {column}\n合计 | < | 3.00\n302 | 商品和服务支出 | 3.00\n30201 | 办公费 | 3.00",
    )
    assert [(row.concept, row.economic_code) for row in found] == [
        ("agency_operating_expenditure", ""),
        ("agency_operating_expenditure_by_economic", "302"),
        ("agency_operating_expenditure_by_economic", "30201"),
    ]


def test_purchases_side_by_side_are_told_by_their_columns() -> None:
    found = cells("政府采购支出决算表\n单位：万元", "项目 | 合计 | 货物 | 工程 | 服务\n政府采购支出 | 9.00 | 4.00 | 3.00 | 2.00")
    assert [row.concept.removeprefix("government_procurement_") for row in found] == ["total", "goods", "works", "services"]
