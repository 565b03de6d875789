"""The tables of a disclosure, in the order and form of its family."""

from __future__ import annotations

from collections.abc import Callable

from ..model import Paragraph, Table
from ..prose import Prose
from . import coded, detail, operating, totals
from .form import Form, form_of

WRITERS: dict[str, Callable[[Prose, Form], Table]] = {
    "T_TOTAL": totals.total,
    "T_REV": coded.revenue,
    "T_EXP": coded.spending,
    "T_FISC_TOTAL": totals.fiscal,
    "T_GPB_EXP": coded.general,
    "T_GPB_BASIC": detail.basic,
    "T_3PUB": detail.three_public,
    "T_FUND": coded.fund,
    "T_SOE": coded.capital,
}
ABOUT = {
    "T_TOTAL": "总收支和年末结转结余",
    "T_REV": "各项收入",
    "T_EXP": "各项支出",
    "T_FISC_TOTAL": "财政拨款的总收支和年末结转结余",
    "T_GPB_EXP": "一般公共预算财政拨款的支出",
    "T_GPB_BASIC": "一般公共预算财政拨款基本支出的明细",
    "T_3PUB": "财政拨款“三公”经费的预算和决算",
    "T_FUND": "政府性基金预算财政拨款的收入、支出和结转结余",
    "T_SOE": "国有资本经营预算财政拨款的支出",
}


def nine_tables(p: Prose, family: str) -> None:
    """Each table on a page of its own, with a note below."""
    form = form_of(p, family)
    noted = p.rng.randrange(3) > 0
    p.slot = "表"
    for table_id in form.order:
        table = WRITERS[table_id](p, form)
        if noted:
            table.notes.insert(0, Paragraph([f"注：本表反映{ABOUT[table_id]}情况。"], "注", "note"))
        p.page(table.landscape)
        p.add(table)
    for extra in _extra(p, form):
        p.page()
        p.add(extra)
    p.page()


def _extra(p: Prose, form: Form) -> list[Table]:
    """What provinces add to the nine."""
    if form.family == "chongqing":
        return [operating.operating(p, form)]
    return [operating.projects(p, form)] if form.family == "free" and p.accounts.projects and p.rng.randrange(2) else []
