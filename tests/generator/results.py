"""Narrative of who the body is, how it performed, what it did, and what its words mean: the first and the last parts."""

from __future__ import annotations

from . import codes, reasons
from .codes import GENERAL
from .model import Word
from .prose import Prose, join

DUTIES = (
    "贯彻执行{f}方面的法律法规和政策，拟订本地区有关工作计划并组织实施。",
    "承担{f}的日常组织和协调工作，建立健全相关管理制度。",
    "开展{f}的调查研究，为决策提供参考依据。",
    "指导基层做好{f}相关业务，组织业务培训和交流。",
    "负责{f}的信息采集、整理和公开。",
    "完成上级交办的其他任务。",
)


def duties(p: Prose) -> None:
    chosen = sorted(p.rng.sample(range(len(DUTIES)), p.rng.randint(3, len(DUTIES))))
    for number, index in enumerate(chosen, 1):
        p.say(p.marker(3, number), DUTIES[index].format(f=p.accounts.body.trade.field))


def units(p: Prose) -> None:
    body = p.accounts.body
    if not body.is_department:
        p.say(p.runs("从决算单位构成看，{org}的决算由本级决算组成，没有下属独立核算单位。"))
        return
    p.say(p.runs("纳入{org}{year}年度决算编制范围的单位共{n}，包括：", n=p.count("subordinate_units", len(body.units), "个")))
    for number, unit in enumerate(body.units, 1):
        p.say(f"{number}{p.style.ordinal}", unit, p.brackets("（本级）") if number == 1 else "")


def staff(p: Prose) -> None:
    s = p.accounts.staff
    actual, retired = "staff_in_post_actual", "retired_staff"
    parts = [
        join(name, p.count(actual, s[key], "人", member=member))
        for name, key, member in (
            ("行政", "行政", "行政"),
            ("参照公务员法管理", "参公", "参照公务员法管理"),
            ("事业", "事业", "事业"),
            ("工勤", "工勤", "工勤"),
        )
        if s[key]
    ]
    if p.rng.randrange(3) == 0:
        p.say(p.runs("{org}核定编制{n}。", n=p.count("staff_establishment", s["编制"], p.rng.choice(("人", "名")))))
    p.say(
        p.one(("{org}在职实有人数{n}，其中：", "{year}年末，{org}在职实有人数{n}，其中："), n=p.count(actual, s["在职"], "人")),
        p.listing(parts, "，"),
        "。",
    )
    p.say(
        p.runs(
            "离退休人员{n}，其中：离休{a}，退休{b}。",
            n=p.count(retired, s["离退休"], "人"),
            a=p.count(retired, s["离休"], "人", member="离休"),
            b=p.count(retired, s["退休"], "人", member="退休"),
        )
    )


def performance(p: Prose) -> None:
    """十三: projects evaluated, the whole body, each project, and what is done with the results."""
    a = p.accounts
    if not a.projects:
        p.say(p.runs("根据预算绩效管理要求，{org}建立了绩效目标、绩效监控和绩效评价相结合的工作机制，{year}年度未安排项目绩效自评。"))
        return
    spent, budget = sum(project.spent for project in a.projects), sum(project.budget for project in a.projects)
    count = len(a.projects)
    p.heading(3, "预算绩效管理工作开展情况")
    p.say(
        p.one(
            (
                "根据预算绩效管理要求，本{called}组织对{year}年度一般公共预算项目支出开展绩效自评，共涉及项目{n}，资金{m}。",
                "按照预算绩效管理规定，{org}对{year}年度预算项目开展了绩效自评，涉及项目{n}，资金{m}。",
            ),
            n=p.count("self_evaluated_projects", count, "个"),
            m=p.money("self_evaluated_project_funds", spent),
        ),
        p.runs(
            "从评价情况来看，项目预算总额为{b}，实际执行总额为{s}，",
            b=p.money("project_budget_total", budget, "budget", basis="|full_year_budget"),
            s=p.money("project_execution_total", spent),
        ),
        f"{p.rng.choice(reasons.RESULTS)}。",
    )
    p.heading(3, f"{a.body.called}整体支出自评结果")
    whole = a.expenditure
    p.say(
        p.runs(
            "本{called}组织对{n}单位开展整体支出绩效自评，资金{m}。{year}年度整体支出预算总额为{b}，实际执行总额为{s}。",
            n=p.count("whole_unit_self_evaluated_units", a.counts["units"], "个"),
            m=p.money("whole_unit_self_evaluation_funds", whole),
            b=p.money("whole_unit_budget_total", whole + budget - spent, "budget", basis="|full_year_budget"),
            s=p.money("whole_unit_execution_total", whole),
        )
    )
    p.heading(3, "项目支出自评结果")
    p.say(p.runs("{org}在{year}年度决算中反映全部项目的绩效自评结果，共涉及{n}一级项目。", n=p.count("level1_projects", count, "个")))
    for number, project in enumerate(a.projects, 1):
        _review(p, number, project.name, project.spent, project.budget)
    p.heading(3, "绩效自评结果应用情况")
    p.say(f"针对自评反映的情况，将{p.rng.choice(reasons.REMEDIES)}，并把自评结果作为以后年度预算安排的参考。")


def _review(p: Prose, number: int, name: str, spent: int, budget: int) -> None:
    member = f"{name}|{name.removesuffix('项目')}" if name.endswith("项目") else name
    p.say(
        f"{number}{p.style.ordinal}",
        name,
        p.rng.choice(("绩效自评综述：", "项目绩效自评综述：")),
        p.runs(
            "项目全年预算数为{b}，执行数为{s}，完成预算的{r}。",
            b=p.money("project_full_year_budget", budget, "budget", basis="full_year_budget", member=member),
            s=p.money("project_execution", spent, member=member),
            r=p.rate("project_budget_completion", spent, budget, "completion_pct", basis="|full_year_budget", member=member),
        ),
        f"主要产出和效果：{p.rng.choice(reasons.RESULTS)}。发现的问题及原因：{p.rng.choice(reasons.PROBLEMS)}。下一步改进措施：{p.rng.choice(reasons.REMEDIES)}。",
    )


def performance_by_grade(p: Prose) -> None:
    """Performance as Shanghai tells it: counts and amounts of targets, tracking and self-evaluation, projects by grade."""
    a = p.accounts
    count, budget = len(a.projects), sum(project.budget for project in a.projects)
    scores = sum(project.score for project in a.projects)
    clauses = []
    for words, projects, funds in (
        ("编报绩效目标的{year}年度项目{n}，涉及预算金额{m}；", "performance_target_projects", "performance_target_project_funds"),
        ("绩效跟踪评价的{year}年度项目{n}，涉及预算金额{m}；", "performance_tracked_projects", "performance_tracked_project_funds"),
        ("绩效自评的{year}年度项目{n}，涉及预算金额{m}", "self_evaluated_projects", "self_evaluated_project_funds"),
    ):
        clauses += p.runs(words, n=p.count(projects, count, "个"), m=p.money(funds, budget, "budget"))
    grades = {
        "优": sum(project.score >= 90 for project in a.projects),
        "良": sum(project.score < 90 for project in a.projects),
        "合格": 0,
        "不合格": 0,
    }
    average = p.count("self_evaluation_average_score", 0, "分", "score")
    average.value = average.value.__class__(scores * 200 // (2 * count)).scaleb(-2) if count else average.value
    average.printed, average.amount = f"{average.value:f}", None
    p.say(
        p.runs(
            "{org}{year}年度预算绩效管理工作开展情况如下：本{called}建立了项目库管理和绩效评价制度，明确了各科室的职责分工。全过程绩效管理实施情况："
        ),
        clauses,
        p.runs("，平均得分{s}", s=average) if count else "",
        p.brackets("（其中，"),
        p.listing(
            [
                p.runs("绩效评级为“{g}”的项目{n}", g=grade, n=p.count("projects_by_rating", number, "个", member=grade))
                for grade, number in grades.items()
            ],
            "；",
        ),
        p.brackets("）。"),
        p.runs("绩效自评中共发现问题{n}", n=p.count("self_evaluation_problems", a.counts["problems"], "个")),
        p.runs(
            "，其中已完成整改的{a}，正在整改的{b}。",
            a=p.count("self_evaluation_problems_rectified", a.counts["rectified"], "个"),
            b=p.count("self_evaluation_problems_in_progress", a.counts["rectifying"], "个"),
        )
        if a.counts["problems"]
        else "。",
    )


def key_work(p: Prose) -> None:
    """What was done in the year, with numbers that belong to no account."""
    for name, unit in p.accounts.body.trade.works:
        p.heading(2, name)
        p.say(
            p.one(
                ("{year}年，{org}围绕年度任务推进相关工作，全年完成{what}{n}。", "按照年初计划，{year}年共完成{what}{n}，达到预期目标。"),
                what=name,
                n=p.count("work_metric", p.rng.randint(2, 9000), unit),
            )
        )


TERMS = (
    ("财政拨款收入", "单位本年度从同级财政部门取得的拨款"),
    ("上级补助收入", "从主管部门和上级单位取得的非财政拨款补助"),
    ("事业收入", "事业单位从事专业活动及其辅助活动所取得的收入"),
    ("经营收入", "事业单位在专业活动之外从事非独立核算经营取得的收入"),
    ("其他收入", "除以上各项之外取得的收入"),
    ("使用非财政拨款结余", "事业单位动用以前年度积累的非财政拨款结余弥补本年收支差额的数额"),
    ("年初结转和结余", "以前年度没有执行完、留到本年继续使用的资金"),
    ("年末结转和结余", "本年度没有执行完、留到以后年度继续使用的资金"),
    ("基本支出", "保证机构正常运转和日常任务而发生的人员支出与公用支出"),
    ("项目支出", "基本支出以外，为完成特定任务所发生的支出"),
    ("“三公”经费", "用财政拨款安排的因公出国（境）费、公务用车购置及运行维护费和公务接待费"),
    ("机关运行经费", "行政单位和参照公务员法管理的事业单位维持运行、购买货物和服务的资金"),
)


def glossary(p: Prose) -> None:
    """The terms, and the items of this year under their names of this year."""
    for number, (term, meaning) in enumerate(TERMS, 1):
        p.say(p.marker(3, number), f"{term}：指{meaning}。")
    names = codes.functions(p.accounts.year, GENERAL)
    p.say(p.marker(3, len(TERMS) + 1), p.brackets("本年度使用的支出功能分类科目（到项级）"))
    for number, line in enumerate(p.accounts.of(GENERAL)[:20], 1):
        words = [Word(names[line.code[:size]], "code_name", line.code[:size]) for size in (3, 5, 7)]
        p.say(
            f"{number}{p.style.ordinal}",
            p.runs("{a}（类）{b}（款）{c}（项）：反映用于{d}的支出。", a=words[0], b=words[1], c=words[2], d=p.accounts.body.trade.field),
        )
