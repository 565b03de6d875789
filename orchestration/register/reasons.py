"""Why a document that could be read is still none that the warehouse takes."""

from __future__ import annotations

from dataclasses import dataclass

from orchestration.register.recognise import Recognition

ACCEPTED = ("department_final_accounts", "unit_final_accounts")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A code for machines and a sentence for people in Chinese and in English."""

    code: str
    zh: str
    en: str


_KINDS = {
    "template": Rejection(
        "template",
        "这是空白模板，数字处都是占位符（XX、××、……），没有实际数字。",
        "This is a blank template: placeholders such as XX stand where figures should be.",
    ),
    "budget": Rejection("budget", "这是预算公开文件，不是部门决算。", "This is a budget, not the final accounts of a department."),
    "government_final_accounts": Rejection(
        "government_final_accounts",
        "这是政府（财政）总决算，不是某个部门或单位的决算。",
        "These are the final accounts of a whole government, not those of a department or unit.",
    ),
    "other": Rejection(
        "not_final_accounts",
        "没有找到部门决算或单位决算的标题和内容，不是决算公开文件。",
        "Neither title nor contents of a department's or unit's final accounts were found; this is another kind of document.",
    ),
}
_NO_FIGURES = Rejection("no_figures", "全文没有任何金额或百分比数字。", "The text holds no amount and no percentage in figures.")
_NO_YEAR = Rejection("no_fiscal_year", "找不到决算年度。", "The fiscal year accounted for could not be found.")

_NO_ORGANISATION = Rejection(
    "no_organisation", "找不到编报部门或单位的名称。", "The name of the department or unit that accounts could not be found."
)


def rejection(recognised: Recognition) -> Rejection | None:
    """Why not to take what was recognised; None when it is taken. The kind is told before what it lacks, save that a text of
    unknown kind without figures is told to have none."""
    kind = recognised.document_kind
    if kind == "template" or (kind != "other" and kind not in ACCEPTED):
        return _KINDS[kind]
    if not recognised.figures:
        return _NO_FIGURES
    if kind == "other":
        return _KINDS[kind]
    if not recognised.organisation_name:
        return _NO_ORGANISATION
    return None if recognised.fiscal_year else _NO_YEAR
