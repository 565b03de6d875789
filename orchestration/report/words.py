"""Words of the report in both languages, and how numbers are written."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

STATUS = {
    "published": ("已发布", "published"),
    "published_with_findings": ("带发现发布", "published with findings"),
    "quarantined": ("已隔离", "quarantined"),
    "rejected": ("未受理", "rejected"),
    "withdrawn": ("已撤出", "withdrawn"),
}
SEVERITY = {"error": ("错误", "error"), "warning": ("警告", "warning"), "info": ("提示", "info")}
RESULT = {
    "pass": ("一致", "passed"),
    "rounding": ("尾差", "rounded"),
    "fail": ("不符", "failed"),
    "insufficient_data": ("无法判断", "undecided"),
    "not_applicable": ("不适用", "not applicable"),
}
FAMILY = {
    "A": ("收入支出决算总表", "Table of totals"),
    "B": ("收入决算表", "Table of revenue"),
    "C": ("支出决算表", "Table of expenditure"),
    "D": ("财政拨款收入支出决算总表", "Table of fiscal appropriation"),
    "E": ("一般公共预算财政拨款支出决算表", "Table of general public budget expenditure"),
    "F": ("一般公共预算财政拨款基本支出决算表", "Table of basic expenditure"),
    "G": ("“三公”经费", "Three public expenses"),
    "H": ("政府性基金与国有资本经营预算", "Government funds and state capital"),
    "I": ("运行经费、采购、资产、人员", "Operation, procurement, assets, staff"),
    "J": ("文字说明与表格", "Narrative and tables"),
    "K": ("科目名称与年度", "Class names and years"),
    "L": ("形式", "Form"),
}
MEASURE = {
    "final": ("决算", "final"),
    "budget": ("预算", "budget"),
    "change": ("增减额", "change"),
    "change_pct": ("增减率", "change in %"),
    "share_pct": ("占比", "share"),
    "completion_pct": ("完成率", "completion"),
    "count": ("数量", "count"),
}
BASIS = {
    "initial_budget": ("年初预算", "initial budget"),
    "adjusted_budget": ("调整预算", "adjusted budget"),
    "full_year_budget": ("全年预算", "full-year budget"),
    "": ("预算", "budget"),
}
VERSUS = {"prior_year": ("较上年", "on the prior year"), "budget": ("较预算", "on the budget"), "": ("", "")}
DIRECTION = {"increase": ("增", "up"), "decrease": ("减", "down"), "": ("", "")}
FUND = {
    "general": ("一般公共预算", "general public budget"),
    "government_fund": ("政府性基金", "government funds"),
    "state_capital": ("国有资本经营", "state capital"),
    "fiscal": ("财政拨款", "fiscal appropriation"),
    "all": ("全部资金", "all funds"),
    "": ("", ""),
}
FIGURE = {"mapped": ("已识别", "mapped"), "unmapped": ("未识别", "unmapped"), "label": ("非指标", "no figure")}
CHANGE = {"added": ("新增", "added"), "removed": ("移除", "removed"), "changed": ("变动", "changed")}
KIND = {
    "department_final_accounts": ("部门决算", "departmental final accounts"),
    "unit_final_accounts": ("单位决算", "unit final accounts"),
    "budget": ("预算", "budget"),
    "government_final_accounts": ("政府决算", "government final accounts"),
    "template": ("空白模板", "blank template"),
    "other": ("其他", "other"),
}
CONSOLIDATION = {"consolidated": ("汇总", "consolidated"), "own": ("本级", "the body alone"), "unknown": ("口径不明", "scope unknown")}
APPLIES = {
    "tables": ("表格", "tables"),
    "narrative": ("文字说明", "narrative"),
    "narrative and tables": ("文字与表格", "narrative and tables"),
}
TABLE = {
    "T_TOTAL": ("收入支出决算总表", "Totals"),
    "T_REV": ("收入决算表", "Revenue"),
    "T_EXP": ("支出决算表", "Expenditure"),
    "T_FISC_TOTAL": ("财政拨款收入支出决算总表", "Fiscal appropriation"),
    "T_GPB_EXP": ("一般公共预算财政拨款支出决算表", "General public budget expenditure"),
    "T_GPB_BASIC": ("一般公共预算财政拨款基本支出决算表", "Basic expenditure"),
    "T_3PUB": ("“三公”经费支出决算表", "Three public expenses"),
    "T_FUND": ("政府性基金收入支出决算表", "Government funds"),
    "T_SOE": ("国有资本经营预算支出决算表", "State capital"),
}
MARTS = {
    "dim_concept": "数字可以是什么，词汇中每个概念一行。",
    "dim_document": "到过的每份文件，包括是什么、其数字是否进入事实表。每份文件一行。",
    "dim_economic_class": "支出经济分类科目，按年度。每种预算、每个科目、每段有效年度一行。",
    "dim_function_class": "支出功能分类科目，按年度。每种预算、每个科目、每段有效年度一行。",
    "dim_organisation": "交来决算的单位。每个单位一行。",
    "fct_assets": "有些什么资产。每份已发布文件、每种资产、每个成员一行。",
    "fct_funding": "钱从哪里来。每份已发布文件、每种来源、每种资金一行。",
    "fct_observation": "已发布文件中印出的每个数字及其含义、原文和位置。每个数字一行。",
    "fct_performance": "评价了什么，预算和执行各是多少。每份已发布文件、每个评价对象一行。",
    "fct_procurement": "采购了什么，授予谁。每份已发布文件、每种采购一行。",
    "fct_spending": "钱花在哪里。每份已发布文件、每种分法、每个成员一行。",
    "fct_staff": "在职和离退休人员。每份已发布文件、每种人员、每个成员一行。",
    "fct_statement": "已发布文件按体例应作的文字陈述。每项陈述一行。",
    "fct_work_metric": "报告的年度工作成果。每份已发布文件、每项成果一行。",
    "mart_budget_execution": "预算与决算对照，按科目、事项和项目。每份已发布文件、每个有预算或完成率的项目一行。",
    "mart_department_profile": "每份已发布文件的主要数字。每份文件一行。",
    "mart_structure": "收入和支出的构成。每份已发布文件、每个构成一行。",
    "mart_three_public_league": "“三公”经费各项及其在当年的排名。每份已发布文件、每项一行。",
    "mart_year_on_year": "与上年相比的增减，按本年文件所说和按上年文件所载。每份已发布文件、每个项目一行。",
    "quality.dim_rule": "核对些什么。每条规则一行。",
    "quality.fct_check_result": "每条规则对每份已读文件的回答。每份文件、每条规则、每个实例一行。",
    "quality.fct_document_quality": "每份文件读懂了多少，勾稽相符多少。每份文件一行。",
    "quality.fct_finding": "需要人看一眼的核对结果，包括不符的和只因四舍五入才相符的。每项发现一行。",
    "quality.fct_observation": "所有已读文件（包括已隔离的）中印出的每个数字，供复核。每个数字一行。",
    "quality.fct_release_change": "本版本相对前一版本的变动；第一个版本为空。每处变动一行。",
    "quality.fct_waiver": "每条豁免的下落，包括仍附着的和发现已不在的。waivers.csv 中每项发现一行。",
}
"""What the tables of a release hold, in Chinese; in English their own comments say it."""
ALL = {
    "status": STATUS,
    "severity": SEVERITY,
    "result": RESULT,
    "family": FAMILY,
    "measure": MEASURE,
    "basis": BASIS,
    "versus": VERSUS,
    "direction": DIRECTION,
    "fund": FUND,
    "figure": FIGURE,
    "change": CHANGE,
    "kind": KIND,
    "consolidation": CONSOLIDATION,
    "applies": APPLIES,
    "table": TABLE,
}


@lru_cache(8192)
def both(zh: str, en: str | None = None) -> Markup:
    """A text in both languages, of which the page shows one; the same once where they are alike."""
    if en is None or zh == en:
        return escape(zh)
    # Markup.format would do the same, at ten times the cost.
    return Markup(f'<span class="z" lang="zh">{escape(zh)}</span><span class="e" lang="en">{escape(en)}</span>')  # noqa: S704


@lru_cache(1024)
def word(kind: str, name: str) -> Markup:
    """A name of the vocabulary in words; as it is where no words are known."""
    return both(*ALL[kind].get(name, (name, name)))


def plain(value: Decimal | None) -> str:
    """A number as people write it, all its digits and no more; a dash where there is none."""
    if value is None:
        return "—"
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(yuan: Decimal | None) -> str:
    """An amount in units of 10,000 yuan with at least two decimals."""
    if yuan is None:
        return "—"
    whole, _, decimals = f"{yuan / 10000:,f}".partition(".")
    return f"{whole}.{decimals.rstrip('0').ljust(2, '0')}"


def functions() -> dict[str, Any]:
    """What the templates may call."""
    marks = {"comma": both("，", ", "), "colon": both("：", ": ")}
    return {"t": both, "word": word, **marks, "in_unit": both("（万元）", " (×10,000 yuan)")}
