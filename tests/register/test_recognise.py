"""Whose accounts, of which year, of which kind: wrong answers here put figures under another body's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration import read
from orchestration.read.document import Cell, Document, Table
from orchestration.register.place import region_and_level
from orchestration.register.reasons import rejection
from orchestration.register.recognise import Recognition, recognise
from tests.observe.marked import read_marked
from tests.register import samples

WORDINGS = Path(__file__).resolve().parents[1] / "observe/wordings"


def of(text: str) -> Recognition:
    return recognise(Document(format="text", text=text))


def test_a_unit_s_accounts() -> None:
    found = of(samples.ACCOUNTS)
    assert (found.organisation_name, found.organisation_level, found.region) == ("江城市云湖区水务中心", "county", "江城市云湖区")
    assert (found.fiscal_year, found.document_kind, found.consolidation) == (2021, "unit_final_accounts", "own")
    assert found.title == "江城市云湖区水务中心2021年度单位决算"


def test_a_department_with_its_subordinates() -> None:
    found = of(samples.DEPARTMENT)
    assert (found.organisation_name, found.document_kind, found.consolidation) == (
        "江城市云湖区水务局",
        "department_final_accounts",
        "consolidated",
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (samples.ACCOUNTS, None),
        (samples.DEPARTMENT, None),
        (samples.BUDGET, "budget"),
        (samples.GOVERNMENT, "government_final_accounts"),
        (samples.TEMPLATE, "template"),
        (samples.NOTICE, "not_final_accounts"),
        (samples.NO_FIGURES, "no_figures"),
        (samples.NO_YEAR, "no_fiscal_year"),
        ("床前明月光，疑是地上霜。", "no_figures"),
    ],
)
def test_what_is_no_final_accounts_disclosure_is_refused_by_its_reason(text: str, code: str | None) -> None:
    refused = rejection(of(text))
    assert (refused.code if refused else None) == code


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("青山市水利局（本级）2024年单位预算公开\n收入预算100.00万元，比2023年增加20万元。", "budget"),
        ("青山市商务局2022年“三公”经费预算情况说明\n“三公”经费预算21.80万元。2021年“三公”经费决算20.12万元。", "budget"),
        ("青山市财政局2025年部门预算\n编制决算草案、转移支付决算表、债务余额，收支预算总表。", "budget"),
        ("关于青山县2021年财政决算的报告\n全县一般公共预算收入完成10.2亿元。", "government_final_accounts"),
        ("2022年青山区人民政府决算公开\n转移支付决算表\n决算草案\n全区一般公共预算收入10亿元。", "government_final_accounts"),
        ("2019年度青山县“三公”经费支出决算情况\n经县财政局汇总，支出1165.08万元。", "government_final_accounts"),
        ("青山市财政局2022年度决算公开\n编制决算草案、转移支付决算表、债务余额。\n" + samples.HEADINGS, "department_final_accounts"),
        ("青山市水务局2021年度“三公”经费支出决算情况说明\n支出决算为167.37万元。", "department_final_accounts"),
        ("关于青山市水务局2021年度决算公开的说明\n" + samples.BODY, "department_final_accounts"),
        ("（单位名称）2023年度部门决算\n收入合计   万元，占  %；支出合计  万元，增长 %，减少  万元。", "template"),
        ("关于做好2022年度部门决算公开工作的通知\n应当在批复后20日内公开。", "other"),
    ],
)
def test_kinds_by_their_titles(text: str, kind: str) -> None:
    assert of(text).document_kind == kind


@pytest.mark.parametrize("path", sorted(WORDINGS.glob("*.txt")), ids=lambda path: path.stem)
def test_accounts_in_any_province_s_manner_are_accounts_of_their_year(path: Path) -> None:
    organisation, year, text, _ = read_marked(path)
    for cover in (f"{organisation}\n{year}年度部门决算\n", f"{organisation}{year}年度单位决算公开说明\n"):
        found = of(cover + text)
        assert (found.organisation_name, found.fiscal_year, rejection(found)) == (organisation, year, None)
    bare = recognise(Document(format="text", text=text), f"{organisation}{year}年决算公开.txt")
    assert (bare.organisation_name, bare.fiscal_year, rejection(bare)) == (organisation, year, None)


@pytest.mark.parametrize("own", ["我院", "我局", "本院"])
def test_what_a_body_calls_itself_is_no_name(own: str) -> None:
    name = "云湖区人民法院"
    found = recognise(
        Document("text", f"2023年度{own}部门决算情况说明\n2023年度，{own}收入决算120.00万元。"), f"{name}2023年度部门决算.txt"
    )
    assert (found.organisation_name, found.fiscal_year) == (name, 2023)


def test_a_narrative_without_a_cover_is_of_the_body_that_its_sentences_are_about() -> None:
    organisation, year, text, _ = read_marked(WORDINGS / "jiangsu-2019.txt")
    assert (of(text).organisation_name, of(text).fiscal_year) == (organisation, year)


def test_accounts_that_are_tables_alone_are_accounts() -> None:
    cells = (Cell(0, 0, 1, 1, "本年收入合计"), Cell(0, 1, 1, 1, "12.00"))
    table = Table("财政拨款收入支出决算总表\n单位名称：江城市云湖区水务局 2021年度 金额单位：万元", cells)
    found = recognise(Document(format="xlsx", text="", tables=(table,)), "附件2021.xlsx")
    assert (found.organisation_name, found.fiscal_year, rejection(found)) == ("江城市云湖区水务局", 2021, None)


def test_tables_of_units_below_those_of_the_whole_do_not_outvote_it() -> None:
    heads = [
        "江城市云湖区水务局（汇总）",
        *["江城市云湖区水务局（本级）"] * 2,
        *["江城市云湖区河道管理处"] * 9,
        *["江城市云湖区水文站"] * 9,
    ]
    tables = tuple(Table(f"收入决算表\n部门/单位：{head}\n单位：万元", (Cell(0, 0, 1, 1, "12.00"),)) for head in heads)
    text = "江城市云湖区水务局2021年度部门决算\n江城市云湖区河道管理处2021年度决算表\n江城市云湖区水文站2021年度决算表"
    assert recognise(Document("html", text, tables=tables)).organisation_name == "江城市云湖区水务局"


@pytest.mark.parametrize(("first", "others"), [("江城市云湖区水文站", "江城市云湖区水务局"), ("江城市云湖区水务局", "水务局")])
def test_a_unit_s_few_tables_above_those_of_the_whole_do_not_name_it(first: str, others: str) -> None:
    heads = [*[first] * 2, *[others] * 4]
    tables = tuple(Table(f"收入决算表\n单位名称：{head}\n单位：万元", (Cell(0, 0, 1, 1, "12.00"),)) for head in heads)
    assert recognise(Document("html", "", tables=tables)).organisation_name == "江城市云湖区水务局"


@pytest.mark.parametrize(("said", "name"), [("水务局", "江城市云湖区水务局"), ("江城市云湖区水务站", "江城市云湖区水务站")])
def test_a_name_without_its_place_has_that_of_the_file(said: str, name: str) -> None:
    found = recognise(Document("text", f"{said}2021年度部门决算\n单位名称：{said}"), "江城市云湖区水务局2021年度部门决算.pdf")
    assert (found.organisation_name, found.region, found.title) == (name, "江城市云湖区", f"{said}2021年度部门决算")


def test_budget_words_in_a_narrative_do_not_make_it_a_budget() -> None:
    lines = "2021年预算数为 10.00 万元，\n2021年度预算执行良好，\n预算完成 99.00%。\n" * 30
    assert of(samples.DEPARTMENT + lines).document_kind == "department_final_accounts"


def test_figures_that_stand_in_tables_only_are_figures() -> None:
    table = Table("收入决算表", (Cell(0, 0, 1, 1, "收入"), Cell(0, 1, 1, 1, "12.00")))
    document = Document(format="pdf", text="江城市云湖区水务局\n2021年度部门决算", tables=(table,))
    assert rejection(recognise(document)) is None


@pytest.mark.parametrize(
    ("number", "expected"),
    [("1", "own"), ("5", "consolidated")],
)
def test_the_number_of_bodies_tells_whether_accounts_are_consolidated(number: str, expected: str) -> None:
    assert of(f"{samples.DEPARTMENT}纳入本部门2021年度决算编制范围的单位共 {number} 个。").consolidation == expected


@given(st.integers(24, 60), st.sampled_from(["\n", "\n\n", "\r\n", " \n　"]))
def test_where_lines_break_does_not_matter(width: int, end: str) -> None:
    pieces = (line[at : at + width] for line in samples.ACCOUNTS.splitlines() for at in range(0, len(line), width))
    assert of(end.join(pieces)) == of(samples.ACCOUNTS)


@given(st.text())
def test_any_text_is_recognised_as_something(text: str) -> None:
    assert of(text).document_kind


PLACES = {
    "武汉市市场监督管理局": ("武汉市", "city"),
    "洪山区住房和城乡建设局": ("洪山区", "county"),
    "盐城市城市管理局": ("盐城市", "city"),
    "上海市普陀区规划和自然资源局": ("上海市普陀区", "county"),
    "上海市绿化和市容管理局": ("上海市", "province"),
    "宁夏回族自治区教育厅": ("宁夏回族自治区", "province"),
    "凉山彝族自治州教育局": ("凉山彝族自治州", "city"),
    "杭州市西湖区北山街道办事处": ("杭州市西湖区北山街道", "township"),
    "中共武汉市委宣传部": ("武汉市", "city"),
    "国家税务总局": (None, "central"),
    "社区卫生服务中心": (None, None),
}


@pytest.mark.parametrize("name", PLACES)
def test_the_level_follows_from_the_place_in_the_name(name: str) -> None:
    assert region_and_level(name) == PLACES[name]


def test_the_shared_text_that_begins_in_its_table_of_contents(shared: Path) -> None:
    data = (shared / "disclosures" / "wuhan-hongshan-bigdata-2020.txt").read_bytes()
    found = recognise(read.read(data))
    assert rejection(found) is None
    assert (found.organisation_name, found.organisation_level, found.fiscal_year) == ("武汉市洪山区大数据中心", "county", 2020)
    assert (found.document_kind, found.consolidation) == ("department_final_accounts", "own")


def test_a_row_of_a_table_is_no_body_however_often_it_stands_there() -> None:
    table = Table("支出决算表", tuple(Cell(row, 0, 1, 1, "行政运行") for row in range(40)))
    found = recognise(Document(format="html", text=samples.DEPARTMENT, tables=(table,)))
    assert found.organisation_name == "江城市云湖区水务局"
