"""For every rule over tables, the nine tables broken in the one place that it is there to see; and tables that are right as they are."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.dbt.documents import CLASSES, held_before
from tests.dbt.landing import Document, Figure
from tests.dbt.tables import FISCAL, PROVINCIAL, TABLES
from tests.dbt.year_cases import AFTER

GENERAL, FUND, CAPITAL = "general_public_budget", "government_fund", "state_capital_operating_budget"
TOTAL, REV, EXP, FISC, GPB, BASIC, THREE, FUNDS, SOE = (
    "T_TOTAL", "T_REV", "T_EXP", "T_FISC_TOTAL", "T_GPB_EXP", "T_GPB_BASIC", "T_3PUB/数据行", "T_FUND", "T_SOE",
)  # fmt: skip
REVENUE, SPENT = "current_year_revenue_total", "current_year_expenditure_total"

# rule → cell or figure of the text, and what it is changed to.
BROKEN: dict[str, tuple[str, str]] = {
    "Z001": (f"{TOTAL}/事业收入/收入", "20.06"),
    "Z002": (f"{TOTAL}/208/支出", "300.04"),
    "Z003": (f"{TOTAL}/使用非财政拨款结余/收入", "4.03"),
    "Z004": (f"{TOTAL}/结余分配/支出", "1.03"),
    "Z005": (f"{TOTAL}/支出总计/支出", "1,034.02"),
    "Z006": (f"{TOTAL}/年末结转和结余/支出", "24.04"),
    "Z010": (f"{REV}/2010101/other_revenue", "2.05"),
    "Z011": (f"{REV}/208/fiscal_appropriation_revenue", "300.04"),
    "Z012": (f"{REV}/20102/fiscal_appropriation_revenue", "102.02"),
    "Z013": (f"{REV}/2080506/{REVENUE}", "100.02"),
    "Z014": (f"{REV}/合计/{REVENUE}", "1,000.02"),
    "Z015-table": (f"{REV}/合计/fiscal_appropriation_revenue", "960.03"),
    "Z016": (f"{REV}/合计/superior_subsidy_revenue", "10.02"),
    "Z017": (f"{REV}/合计/institutional_revenue", "20.02"),
    "Z018": (f"{REV}/合计/business_revenue", "5.02"),
    "Z019": (f"{REV}/合计/subordinate_remittance_revenue", "3.02"),
    "Z020": (f"{REV}/合计/other_revenue", "2.02"),
    "Z021": (f"{REV}/2010101/education_fee_revenue", "20.02"),
    "Z022": (f"{EXP}/2080506/{SPENT}", "100.02"),
    "Z023": (f"{EXP}/212/{SPENT}", "51.04"),
    "Z024": (f"{EXP}/20101/basic_expenditure", "370.03"),
    "Z025": (f"{EXP}/2010150/project_expenditure", "40.03"),
    "Z026": (f"{EXP}/合计/{SPENT}", "1,009.02"),
    "Z027": (f"{EXP}/223/{SPENT}", "11.02"),
    "Z031": (f"{FISC}/国资/收入", "10.03"),
    "Z032": (f"{FISC}/年初/基金/收入", "6.03"),
    "Z033": (f"{FISC}/总计/收入", "980.02"),
    "Z034": (f"{FISC}/208/合计", "300.02"),
    "Z035": (f"{FISC}/212/基金", "51.02"),
    "Z036": (f"{FISC}/总计/一般", "912.02"),
    "Z037": (f"{FISC}/总计/合计", "980.02"),
    "Z038": (f"{FISC}/年初/一般/收入", "12.02"),
    "Z039": (f"{FISC}/总计/基金", "56.02"),
    "Z040": (f"{FISC}/总计/国资", "12.02"),
    "Z041": (f"{FISC}/一般/收入", "900.02"),
    "Z042": (f"{FISC}/基金/收入", "50.02"),
    "Z043": (f"{TOTAL}/国有资本经营预算财政拨款收入/收入", "10.02"),
    "Z044": (f"{FISC}/本年收入合计/收入", "960.02"),
    "Z045": (f"{FISC}/208/合计", "300.02"),
    "Z046-table": (f"{FISC}/本年支出合计/合计", "1,009.02"),
    "Z047": (f"{FISC}/年初/收入", "30.02"),
    "Z048": (f"{FISC}/年末结转和结余/合计", "24.02"),
    "Z049": (f"{FISC}/年末结转和结余/合计", "16.06"),
    "Z050": (f"{GPB}/2080506/{GENERAL}_basic_expenditure", "100.02"),
    "Z051": (f"{GPB}/208/{GENERAL}_expenditure", "300.02"),
    "Z052": (f"{GPB}/20101/{GENERAL}_project_expenditure", "140.03"),
    "Z053": (f"{GPB}/2010201/{GENERAL}_expenditure", "102.02"),
    "Z054": (f"{GPB}/合计/{GENERAL}_expenditure", "902.02"),
    "Z055": (f"{GPB}/201/{GENERAL}_expenditure", "602.02"),
    "Z056": (f"{GPB}/2010150/{GENERAL}_project_expenditure", "40.02"),
    "Z060": (f"{GPB}/合计/年末", "10.03"),
    "Z061": (f"{FISC}/本年支出合计/合计", "964.03"),
    "Z062": (f"{BASIC}/30113/决算数", "100.02"),
    "Z063": (f"{BASIC}/30201/决算数", "140.03"),
    "Z064": (f"{BASIC}/303/决算数", "112.02"),
    "Z065": (f"{BASIC}/30701/决算数", "5.02"),
    "Z066": (f"{BASIC}/31002/决算数", "37.02"),
    "Z067": (f"{BASIC}/399/决算数", "5.02"),
    "Z068": (f"{BASIC}/人员经费合计/决算数", "512.02"),
    "Z069": (f"{BASIC}/公用经费合计/决算数", "200.04"),
    "Z070": (f"{GPB}/合计/{GENERAL}_basic_expenditure", "712.02"),
    "Z070-classes": (f"{BASIC}/合计/决算数", "712.04"),
    "Z079-table": (f"{THREE}/公务接待费/budget", "6.03"),
    "Z080-table": (f"{THREE}/公务用车购置费/budget", "5.02"),
    "Z081-table": (f"{THREE}/因公出国费/final", "2.03"),
    "Z082-table": (f"{THREE}/公务用车运行费/final", "7.02"),
    "Z083-table": (f"{THREE}/公务接待费/final", "6.02"),
    "Z084": (f"{BASIC}/30212/决算数", "2.02"),
    "Z085": (f"{BASIC}/30231/决算数", "7.02"),
    "Z086": (f"{BASIC}/30217/决算数", "3.02"),
    "Z087": (f"{BASIC}/31013/决算数", "3.02"),
    "Z095-table": (f"{FUNDS}/合计/{FUND}_closing_balance", "5.03"),
    "Z096": (f"{FUNDS}/2120801/{FUND}_project_expenditure", "50.02"),
    "Z097": (f"{FUNDS}/21208/{FUND}_revenue", "50.02"),
    "Z098": (f"{FUNDS}/合计/{FUND}_revenue", "50.02"),
    "Z099": (f"{FUNDS}/合计/{FUND}_expenditure", "51.02"),
    "Z100": (f"{FUNDS}/212/{FUND}_expenditure", "51.02"),
    "Z101": (f"{FUNDS}/合计/{FUND}_opening_balance", "6.02"),
    "Z102": (f"{FUNDS}/合计/{FUND}_closing_balance", "5.02"),
    "Z104": (f"{SOE}/2230101/{CAPITAL}_basic_expenditure", "1.02"),
    "Z104-classes": (f"{SOE}/223/{CAPITAL}_expenditure", "11.02"),
    "Z105": (f"{SOE}/合计/{CAPITAL}_expenditure", "11.02"),
    "Z108": (f"{FUNDS}/2120801/{FUND}_expenditure", "51.02"),
    "Z121-table": ("total_revenue_and_expenditure", "1,034.02"),
    "Z123-table": ("other_revenue", "2.02"),
    "Z124-table": ("project_expenditure", "260.02"),
    "Z125-table": ("fiscal_appropriation_total", "980.02"),
    "Z126-table": (f"{GENERAL}_expenditure", "902.02"),
    "Z127-table": ("item", "200.02"),
    "Z131-table": ("personnel_expenditure", "512.02"),
    "Z132-table": (f"{GENERAL}_project_expenditure", "190.02"),
    "Z133-table": ("official_reception_expenditure", "3.02"),
    "Z134-table": (f"{FUND}_closing_balance", "5.02"),
    "Z134-capital": (f"{CAPITAL}_closing_balance", "1.02"),
}
BROKEN_IN_A_PROVINCE: dict[str, tuple[str, str]] = {
    "Z050-fiscal": (f"T_FISC_EXP/2080506/{FISCAL}_basic_expenditure", "100.02"),
    "Z051-fiscal": (f"T_FISC_EXP/20102/{FISCAL}_project_expenditure", "50.02"),
    "Z054-fiscal": (f"T_FISC_EXP/212/{FISCAL}_expenditure", "51.02"),
    "Z056-fiscal": (f"T_FISC_EXP/2010201/{FISCAL}_project_expenditure", "50.02"),
    "Z062-fiscal": ("T_FISC_BASIC/30201/决算数", "142.03"),
    "Z070-fiscal": ("T_FISC_BASIC/公用经费合计/决算数", "202.04"),
    "Z084-fiscal": ("T_FISC_BASIC/30217/决算数", "1.98"),
    "Z132-fiscal": (f"{FISCAL}_basic_expenditure", "714.02"),
    "Z109-table": ("T_AGENCY/30231/决算数", "6.97"),
    "Z109-codes": ("T_AGENCY/31002/决算数", "37.02"),
}
BAD: dict[str, Document] = {rule: TABLES.changed(**{name: printed}) for rule, (name, printed) in BROKEN.items()} | {
    **{rule: PROVINCIAL.changed(**{name: printed}) for rule, (name, printed) in BROKEN_IN_A_PROVINCE.items()},
    "Z131-list": TABLES.telling("gpb_basic", "人员经费，主要包括基本工资、住房公积金、奖金；公用经费，主要包括：办公费、培训费等。"),
    "Z030": TABLES.without(*(figure.name for figure in TABLES.chapters[2] if figure.code == "2230101")),
}


def also(*figures: Figure) -> Document:
    """The tables with more figures at the end of their text."""
    *chapters, told = TABLES.chapters
    return Document("", (*chapters, (*told, *figures)))


def more(table: str, row: str, concept: str, printed: str, column: str = "决算数", **codes: str) -> Figure:
    return Figure(f"more/{table}/{row}", concept, printed, table=table, row=row, column=column, **codes)  # type: ignore[arg-type]


def annexed(printed: str) -> tuple[Figure, Figure]:
    """Agency operating expenditure in an annexed table and in the text."""
    return (
        Figure("annexed", "agency_operating_expenditure", printed, table="T_OTHER", row="（二）机关运行经费", column="决算统计数"),
        Figure("agency", "agency_operating_expenditure", "9.00"),
    )


FORM_OF_OPERATION = {
    "支出合计": ("three_public_expenditure", "15.00"),
    "因公出国费": ("overseas_travel_expenditure", "2.00"),
    "公务用车": ("vehicle_purchase_and_operation_expenditure", "10.00"),
    "购置费": ("vehicle_purchase_expenditure", "3.00"),
    "运行维护费": ("vehicle_operation_expenditure", "7.00"),
    "公务接待费": ("official_reception_expenditure", "3.00"),
    "车辆数合计": ("vehicles_total", "3"),
    "机要通信用车": ("vehicles_by_kind", "1"),
    "执法执勤用车": ("vehicles_by_kind", "2"),
    "采购合计": ("government_procurement_total", "20.00"),
    "货物": ("government_procurement_goods", "12.00"),
    "服务": ("government_procurement_services", "8.00"),
}


def operation(**printed: str) -> Document:
    """The form of a body's operation, each total above its parts, with other figures in some cells or further kinds of vehicles."""
    rows = FORM_OF_OPERATION | {row: (FORM_OF_OPERATION.get(row, ("vehicles_by_kind", ""))[0], said) for row, said in printed.items()}

    def figure(row: str, concept: str, said: str) -> Figure:
        unit, measure = ("辆", "count") if concept.startswith("vehicles") else ("万元", "final")
        member = row if concept == "vehicles_by_kind" else ""
        return Figure(f"form/{row}", concept, said, unit, measure, member=member, table="T_OTHER", row=row, column="统计数")

    return also(*(figure(row, *told) for row, told in rows.items()))


ECONOMIC, BASIC_OF = f"{GENERAL}_expenditure_by_economic", f"{GENERAL}_basic_expenditure_by_function"
GPB_OF, FUND_OF, SOE_OF = (f"{concept}_expenditure_by_function" for concept in (GENERAL, FUND, CAPITAL))
BAD |= {
    "Z008": TABLES.changed(**{f"{TOTAL}/其他收入/收入": "-2.00"}),
    "Z028": TABLES.changed(**{f"{REV}/合计/business_revenue": "0.00", f"{TOTAL}/年初结转和结余/收入": "0.00"}),
    "Z071": also(more(BASIC, "30108", ECONOMIC, "200.02", economic="30108")),
    "Z072": also(more(BASIC, "30109", ECONOMIC, "100.02", economic="30109")),
    "Z073": also(
        more(BASIC, "30110", ECONOMIC, "9.02", economic="30110"), more(GPB, "2101101", BASIC_OF, "9.00", "基本支出", code="2101101")
    ),
    "Z074": also(
        more(BASIC, "30111", ECONOMIC, "9.02", economic="30111"), more(GPB, "2101103", BASIC_OF, "9.00", "基本支出", code="2101103")
    ),
    "Z075": also(more(GPB, "2210201", BASIC_OF, "99.98", "基本支出", code="2210201")),
    "Z076": TABLES.changed(**{f"{BASIC}/30302/决算数": "300.02"}),
    "Z103": also(more(FUNDS, "2010101", FUND_OF, "1.00", "本年支出", code="2010101")),
    "Z103-general": also(more(GPB, "2120801", GPB_OF, "1.00", code="2120801")),
    "Z106": also(more(SOE, "2010101", SOE_OF, "1.00", code="2010101")),
    "Z135": also(*annexed("9.02")),
    "Z135-form": also(
        Figure("counted", "domestic_reception_persons", "30", "人", "count", table="T_3PUB", row="国内公务接待人次（人）", column="统计数"),
        Figure("guests", "domestic_reception_persons", "31", "人次", "count"),
    ),
    "Z110-annex": operation(车辆数合计="4"),
    "Z113-annex": operation(服务="9.00"),
    "Z081-annex": operation(因公出国费="2.03"),
    "Z082-annex": operation(购置费="3.02"),
    "Z147": also(more(GPB, "2013901", GPB_OF, "1.00", code="2013901")),
    "Z148-another": also(Figure("named", GPB_OF, "1.00", table=GPB, row="2210201", code="2210201", quote="2210201 购房补贴 1.00")),
    "Z148-table": also(Figure("named", GPB_OF, "1.00", table=GPB, row="2210201", code="2210201", quote="2210201 住房津贴 1.00")),
    "Z002-sides": also(
        *(
            Figure(f"side/{printed}", SPENT, printed, table=TOTAL, row="本年支出合计", column="金额", quote="本年支出合计")
            for printed in ("1,009.01", "1,009.03")
        )
    ),
    "Z158": TABLES.without(*(figure.name for figure in TABLES.chapters[5])),
}

LISTED_DOWN = TABLES.changed(
    **{figure.name: {"row": figure.column.split("/")[0], "column": figure.measure} for figure in TABLES.chapters[6]}
)

WITHOUT_SUBTOTAL = TABLES.without(*(figure.name for figure in TABLES.chapters[6] if figure.concept.startswith("vehicle_purchase_and")))


def of_two_bodies(**changed: str) -> Document:
    """The tables, and below them those of another body, whose amounts are all double; `changed` are cells of the second."""
    second = [
        replace(figure, name=f"second/{figure.name}", printed=f"{2 * Decimal(figure.printed.replace(',', '')):,}", table_set=2)
        for chapter in TABLES.chapters
        for figure in chapter
        if figure.table
    ]
    return also(*second).changed(**{f"second/{name}": printed for name, printed in changed.items()})


OF_THE_YEAR_BEFORE = Figure("before", "", "9.00", table=TOTAL, row="其他收入", column="2019年", versus="prior_year", status="unmapped")
ALSO_BAD: dict[str, tuple[str, Document]] = {
    "a form that lists its items downwards": ("Z081-table", LISTED_DOWN.changed(**{f"{THREE}/因公出国费/final": "2.03"})),
    "a form without the subtotal of vehicles": ("Z081-table", WITHOUT_SUBTOTAL.changed(**{f"{THREE}/公务用车运行费/final": "7.03"})),
    "a budget without the subtotal of vehicles": ("Z079-table", WITHOUT_SUBTOTAL.changed(**{f"{THREE}/公务接待费/budget": "6.03"})),
    "the tables of another body": ("Z001", of_two_bodies(**{f"{TOTAL}/事业收入/收入": "40.06"})),
    "a column of another body's table": ("Z023", of_two_bodies(**{f"{EXP}/212/{SPENT}": "102.04"})),
    "an amount said to equal a budget that it does not": ("Z128-word", CLASSES.changed(reception={"after": "，与年初预算持平；"})),
    "a column of the year before that is not understood": (
        "Z001", Document("", ((*BAD["Z001"].chapters[0], OF_THE_YEAR_BEFORE), *TABLES.chapters[1:])),
    ),
}  # fmt: skip
ALSO_BAD["a table of agency operating expenditure against the text"] = ("Z135", PROVINCIAL.changed(agency_operating_expenditure="184.02"))
ALSO_BAD["purchases side by side in a row"] = (
    "Z113-annex",
    operation(服务="9.00").changed(
        **{f"form/{row}": {"row": "政府采购支出", "column": row} for row in ("采购合计", "货物", "服务")},
    ),
)
ALSO_BAD["vehicles that appropriation pays for"] = (
    "Z135-form",
    also(
        Figure("held", "official_vehicles_held_year_end", "3", "辆", "count", table="T_3PUB", row="公务用车保有量（辆）", column="统计数"),
        Figure("paid_for", "official_vehicles_held_fiscal_funded", "4", "辆", "count"),
    ),
)
ALSO_BAD["general public budget above fiscal appropriation"] = (
    "Z056-fiscal",
    PROVINCIAL.changed(**{f"T_FISC_EXP/2010150/{FISCAL}_basic_expenditure": "59.98"}),
)
ALSO_BAD["a caption of another year"] = (
    "Z149-text",
    TABLES.telling("", "2020年度 金额单位：元。2020年度 金额单位：元。2019年度 金额单位：元。"),
)
ALSO_BAD["an amount of the year before in a table"] = ("Z143-prior", AFTER.changed(official_reception_expenditure="3.02"))
ALSO_BAD["vehicles held at the end of the year before only"] = (
    "Z149-told",
    Document("", ((held_before("2020年度公务用车购置数0辆，2019年末公务用车保有量3辆。"),),)),
)
ALSO_BAD = {name: (rule, document.called(f"also bad {name}")) for name, (rule, document) in ALSO_BAD.items()}
"""Other forms in which a rule has to see what it is for."""

BEFORE_THE_LIST = replace(BAD["Z147"], fiscal_year=2014, headings=("某区甲局 2014 年度部门决算情况说明",)).called("before the list")
"""Codes of a year that the list of codes does not hold."""

UNKNOWN = Figure("unknown", "", "0.50", table=TOTAL, row="一种没有名称的收入", column="收入", status="unmapped")
GOOD: dict[str, Document] = {
    "tables": TABLES,
    "tables of a province": PROVINCIAL,
    "a form that lists its items downwards": LISTED_DOWN,
    "a form without the subtotal of vehicles": WITHOUT_SUBTOTAL,
    "a table of totals with three sides": also(
        *(
            Figure(f"side/{name}", SPENT, "1,009.01", table=TOTAL, row="本年支出合计", column="金额", quote="本年支出合计")
            for name in ("function", "nature")
        )
    ),
    "columns of the year before": also(
        *(
            replace(figure, name=f"former/{figure.name}", printed="7.00", column="2019年决算数", versus="prior_year")
            for figure in (*TABLES.chapters[0], *TABLES.chapters[6])
            if figure.measure == "final" and figure.concept in ("institutional_revenue", "official_reception_expenditure")
        )
    ),
    "the tables of two bodies": of_two_bodies(),
    "an annexed table that agrees": also(*annexed("9.00")),
    "an annexed table that agrees but for its last digit": also(*annexed("9.01")),
    "an annexed table with parts that bear the name of the whole": also(
        *annexed("9.00"),
        Figure("own", "agency_operating_expenditure", "9.00", table="T_OTHER", row="1.行政单位", column="决算统计数"),
        Figure("none", "agency_operating_expenditure", "0.00", table="T_OTHER", row="2.参照公务员法管理事业单位", column="决算统计数"),
    ),
    "a form of operation": operation(),
    "a form of operation with a kind of vehicles that may be part of another": operation(新能源汽车="1"),
    "a form that tells one part of what it sums": operation().without("form/货物", "form/购置费", "form/机要通信用车"),
    "a form of operation without the subtotal of vehicles": operation().without("form/公务用车"),
    "a form that counts the vehicles that appropriation pays for": also(
        Figure("held", "official_vehicles_held_year_end", "3", "辆", "count", table="T_3PUB", row="公务用车保有量（辆）", column="统计数"),
        Figure("all", "official_vehicles_held_year_end", "5", "辆", "count"),
        Figure("paid_for", "official_vehicles_held_fiscal_funded", "3", "辆", "count"),
    ),
    "items listed that are all used": TABLES.telling(
        "gpb_basic", "人员经费，主要包括基本工资、住房\n公积金支出、退休费；公用经费，主要包括：办公费、其他支出等。"
    ),
    "items listed beside a table that is not whole": TABLES.without(*(figure.name for figure in TABLES.chapters[5])).telling(
        "gpb_basic", "主要包括基本工资、奖金。"
    ),
    "tails of tables": TABLES.changed(**{f"{REV}/合计/other_revenue": "2.01", f"{TOTAL}/结余分配/支出": "1.01", "item": "199.99"}),
    "a table that was not read": TABLES.without(*(figure.name for figure in TABLES.chapters[7])),
    "a total that is blank": TABLES.without(f"{EXP}/208/{SPENT}", f"{REV}/合计/{REVENUE}"),
    "a column of which no class is printed": TABLES.without(
        *(figure.name for figure in TABLES.chapters[2] if figure.column == "subordinate_subsidy_expenditure" and figure.code),
        *(f"{EXP}/{code}/{SPENT}" for code in ("合计", "201", "20101", "2010101")),
    ),
    "a row whose meaning is not known": Document(
        "", ((*TABLES.changed(**{f"{TOTAL}/其他收入/收入": "1.50", f"{REV}/合计/other_revenue": "1.50"}).chapters[0], UNKNOWN),)
    ),
    "a table that does not say its unit": TABLES.changed(
        **{figure.name: {"unit": "", "printed": figure.printed.replace(".00", "")} for figure in TABLES.chapters[6]}
    ),
    "total revenue said of the revenue of the year": also(Figure("loosely", "revenue_total", "1,000.00")),
    "a code that stands twice in its column": also(
        Figure("again", "expenditure_by_function", "7.00", table=EXP, row="2010101", column=SPENT, code="2010101")
    ),
    "an amount of the year before": also(Figure("before", "official_reception_expenditure", "9.00", versus="prior_year")),
}
