"""The template families: which parts a disclosure has, in which order, and under which headings."""

from __future__ import annotations

from collections.abc import Callable

from . import affairs, finance, general, results, three_public
from .prose import Prose
from .tables import nine_tables

FUND_TITLE = "政府性基金预算财政拨款收入支出决算情况说明"
CAPITAL_TITLE = "国有资本经营预算财政拨款支出决算情况说明"


def _cover(p: Prose, contents: list[str]) -> None:
    p.say(p.runs("{org}"), kind="title")
    p.say(p.runs("{year}年度{called}决算"), kind="title")
    p.page()
    p.say("目  录", kind="title")
    for entry in contents:
        p.say(p.runs(entry), kind="contents")
    p.page()


def _general(p: Prose, by_item: bool, projects: bool) -> None:
    p.heading(2, "一般公共预算财政拨款支出决算情况说明", "五")
    dot = p.rng.choice(("", "。"))
    p.heading(3, p.rng.choice(("一般公共预算财政拨款支出决算总体情况", "财政拨款支出决算总体情况")) + dot, "五（一）")
    general.overview(p)
    p.heading(3, p.rng.choice(("一般公共预算财政拨款支出决算结构情况", "财政拨款支出决算结构情况")) + dot, "五（二）")
    general.structure(p)
    p.heading(3, p.rng.choice(("一般公共预算财政拨款支出决算具体情况", "财政拨款支出决算具体情况")) + dot, "五（三）")
    general.items(p, by_item, projects)
    p.heading(2, "一般公共预算财政拨款基本支出决算情况说明", "六")
    general.basic(p)


def _opening_sections(p: Prose) -> None:
    p.heading(2, p.rng.choice(("收入支出决算总体情况说明",)), "一")
    finance.totals(p)
    p.heading(2, "收入决算情况说明", "二")
    finance.revenue(p)
    p.heading(2, "支出决算情况说明", "三")
    finance.spending(p)
    p.heading(2, "财政拨款收入支出决算总体情况说明", "四")
    finance.fiscal_totals(p)


def _overview(p: Prose, staff: bool) -> None:
    p.heading(1, "{org}概况", "概况")
    p.heading(2, p.rng.choice(("主要职责", "主要职能", "{called}主要职责")))
    results.duties(p)
    p.heading(2, p.rng.choice(("机构设置", "决算单位构成", "{called}决算单位构成")))
    results.units(p)
    if staff:
        p.heading(2, p.rng.choice(("人员构成", "{called}人员构成")))
        results.staff(p)


def national(p: Prose) -> None:
    """The form with 行次 and 公开NN表: overview, nine tables, thirteen sections, key work, terms."""
    _cover(
        p,
        [
            "第一部分 {org}概况",
            "第二部分 {org}{year}年度{called}决算表",
            "第三部分 {org}{year}年度{called}决算情况说明",
            "第四部分 {year}年度重点工作完成情况",
            "第五部分 名词解释",
        ],
    )
    _overview(p, staff=True)
    p.page()
    p.heading(1, "{org}{year}年度{called}决算表", "表")
    nine_tables(p, "national")
    p.page()
    p.heading(1, "{org}{year}年度{called}决算情况说明", "说明")
    _opening_sections(p)
    _general(p, by_item=p.rng.randrange(2) == 0, projects=True)
    p.heading(2, "一般公共预算财政拨款“三公”经费支出决算情况说明" if p.accounts.year < 2021 else "财政拨款“三公”经费支出决算情况说明", "七")
    p.heading(3, "“三公”经费的单位范围。")
    three_public.scope(p)
    p.heading(3, "“三公”经费支出决算情况。")
    three_public.overview(p)
    three_public.by_item(p)
    three_public.year_on_year(p)
    p.heading(2, FUND_TITLE, "八")
    affairs.fund(p)
    if p.accounts.year >= 2020:
        p.heading(2, CAPITAL_TITLE, "九")
        affairs.capital(p)
    p.heading(2, p.rng.choice(("机关运行经费支出情况", "机关运行经费支出情况说明")), "十")
    affairs.agency(p)
    p.heading(2, p.rng.choice(("政府采购支出情况", "政府采购支出情况说明")), "十一")
    affairs.procurement(p)
    p.heading(2, p.rng.choice(("国有资产占用情况", "国有资产占用情况说明")), "十二")
    affairs.assets(p)
    p.heading(2, p.rng.choice(("预算绩效情况说明", "预算绩效管理工作开展情况说明")), "十三")
    results.performance(p)
    p.heading(1, "{year}年度重点工作完成情况", "重点工作")
    results.key_work(p)
    p.heading(1, "名词解释", "名词解释")
    results.glossary(p)


def shanghai(p: Prose) -> None:
    """No 行次, code columns, interleaved budget and final; items by 项; reserved procurement; one equipment threshold."""
    _cover(
        p,
        [
            "第一部分 {org}概况",
            "第二部分 {org}{year}年度{called}决算表",
            "第三部分 {org}{year}年度{called}决算情况说明",
            "第四部分 名词解释",
        ],
    )
    _overview(p, staff=False)
    p.page()
    p.heading(1, "{org}{year}年度{called}决算表", "表")
    nine_tables(p, "shanghai")
    p.page()
    p.heading(1, "{org}{year}年度{called}决算情况说明", "说明")
    _opening_sections(p)
    _general(p, by_item=True, projects=False)
    p.heading(2, "财政拨款“三公”经费支出决算情况说明", "七")
    p.heading(3, "“三公”经费财政拨款支出决算总体情况说明。")
    three_public.overview(p)
    three_public.year_on_year(p)
    p.heading(3, "“三公”经费财政拨款支出决算具体情况说明。")
    three_public.shares(p)
    three_public.details(p)
    p.heading(2, FUND_TITLE, "八")
    affairs.fund(p, zeros=False)
    p.heading(2, "国有资本经营预算财政拨款收入支出决算情况说明", "九")
    affairs.capital(p)
    p.heading(2, "预算绩效管理情况", "十")
    results.performance_by_grade(p)
    p.heading(2, "其他重要事项的情况说明", "十一")
    p.heading(3, "机关运行经费支出情况", "十")
    affairs.agency(p)
    p.heading(3, "政府采购支出情况", "十一")
    affairs.reserved(p)
    p.heading(3, "国有资产占有使用情况说明", "十二")
    affairs.assets(p, combined=True)
    p.heading(1, "名词解释", "名词解释")
    results.glossary(p)


def chongqing(p: Prose) -> None:
    """Tables called …公开表 with an extra one of operating information; narrative nested as 一、（一）1.总体情况."""
    _cover(
        p,
        [
            "一、{called}基本情况",
            "二、{called}决算情况说明",
            "三、“三公”经费情况说明",
            "四、其他需要说明的事项",
            "五、预算绩效管理情况说明",
            "六、专业名词解释",
            "七、附表",
        ],
    )
    p.heading(2, "{called}基本情况", "概况")
    p.heading(3, "职能职责")
    p.say(results.DUTIES[0].format(f=p.accounts.body.trade.field))
    p.heading(3, "机构设置")
    results.units(p)
    p.heading(2, "{called}决算情况说明", "说明")
    p.heading(3, "收入支出决算总体情况说明", "一")
    for title, slot, write in (
        ("总体情况。", "一", finance.totals),
        ("收入情况。", "二", finance.revenue),
        ("支出情况。", "三", finance.spending),
        ("结转结余情况。", "一", finance.balances),
    ):
        p.heading(4, title, slot)
        write(p)
    p.heading(3, "财政拨款收入支出决算总体情况说明", "四")
    finance.fiscal_totals(p)
    p.heading(3, "一般公共预算财政拨款支出决算情况说明", "五（一）")
    p.heading(4, "总体情况。", "五（一）")
    general.overview(p)
    p.heading(4, "结构情况。", "五（二）")
    general.structure(p)
    p.heading(3, "一般公共预算财政拨款基本支出决算情况说明", "六")
    general.basic(p, amounts=p.rng.randrange(2) == 0)
    p.heading(3, FUND_TITLE, "八")
    affairs.fund(p)
    p.heading(3, CAPITAL_TITLE, "九")
    affairs.capital(p)
    p.heading(2, "“三公”经费情况说明", "七")
    p.heading(3, "“三公”经费支出总体情况说明")
    three_public.overview(p)
    three_public.year_on_year(p)
    p.heading(3, "“三公”经费分项支出情况")
    three_public.by_item(p)
    p.heading(2, "其他需要说明的事项", "其他")
    for title, slot, write in (
        ("财政拨款会议费和培训费情况说明", "会议培训", affairs.meetings),
        ("机关运行经费情况说明", "十", affairs.agency),
        ("国有资产占用情况说明", "十二", affairs.assets),
        ("政府采购支出情况说明", "十一", affairs.procurement),
    ):
        p.heading(3, title, slot)
        write(p)
    p.heading(2, "预算绩效管理情况说明", "十三")
    results.performance(p)
    p.heading(2, "专业名词解释", "名词解释")
    results.glossary(p)
    p.page()
    p.heading(2, "附表", "表")
    nine_tables(p, "chongqing")


def free(p: Prose) -> None:
    """Free form with the tables at the end and the detail of amounts in the text, as Hunan and Sichuan have it."""
    _cover(p, ["第一部分 {called}概况", "第二部分 {year}年度{called}决算情况说明", "第三部分 名词解释", "第四部分 附表"])
    p.heading(1, "{called}概况", "概况")
    p.heading(2, "职能简介")
    results.duties(p)
    p.heading(2, "机构设置")
    results.units(p)
    p.heading(1, "{year}年度{called}决算情况说明", "说明")
    _opening_sections(p)
    _general(p, by_item=True, projects=False)
    p.heading(2, "财政拨款“三公”经费支出决算情况说明", "七")
    p.heading(3, "“三公”经费财政拨款支出决算总体情况说明")
    three_public.overview(p)
    three_public.year_on_year(p)
    p.heading(3, "“三公”经费财政拨款支出决算具体情况说明")
    three_public.shares(p)
    three_public.details(p)
    p.heading(2, FUND_TITLE, "八")
    affairs.fund(p)
    if p.accounts.year >= 2020:
        p.heading(2, CAPITAL_TITLE, "九")
        affairs.capital(p)
    p.heading(2, "其他重要事项的情况说明", "十")
    for title, slot, write in (
        ("机关运行经费支出情况", "十", affairs.agency),
        ("政府采购支出情况", "十一", affairs.procurement),
        ("国有资产占有使用情况", "十二", affairs.assets),
    ):
        p.heading(3, title, slot)
        write(p)
    p.heading(2, "预算绩效管理情况", "十三")
    results.performance(p)
    p.heading(1, "名词解释", "名词解释")
    results.glossary(p)
    p.page()
    p.heading(1, "附表", "表")
    nine_tables(p, "free")


FAMILIES: dict[str, Callable[[Prose], None]] = {"national": national, "shanghai": shanghai, "chongqing": chongqing, "free": free}
YEARS = {"national": (2018, 2024), "shanghai": (2020, 2024), "chongqing": (2020, 2024), "free": (2018, 2024)}
