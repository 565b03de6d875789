"""The rules as a document: `python -m orchestration.model.catalogue` writes docs/rules.md from the catalogue in seeds/reference.

What it says of a rule is what evaluates it: the rows of rules.csv, rule_terms.csv, rule_cells.csv and rule_patterns.csv.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from orchestration.settings import PROJECT_ROOT, REFERENCE_FOLDER

DOCUMENT = PROJECT_ROOT / "docs" / "rules.md"
IDENTITIES = [f"Z{number:03d}" for number in range(1, 163)]
"""The identities of the genre, as the sources of rules cite them, and from Z159 on those that were added to them."""

FAMILIES = {
    "A": "收入支出决算总表 Totals",
    "B": "收入决算表 Revenue",
    "C": "支出决算表 Expenditure",
    "D": "财政拨款收入支出决算总表 Fiscal appropriation",
    "E": "一般公共预算财政拨款支出决算表 General public budget",
    "F": "基本支出决算表 Basic expenditure",
    "G": "“三公”经费 Three public expenses",
    "H": "政府性基金、国有资本经营预算 Government fund and state capital",
    "I": "运行、采购、资产和人员 Operation, procurement, assets and staff",
    "J": "文字说明 Narrative",
    "K": "年度之间与科目 Between years, and codes",
    "L": "形式 Form",
}
SHAPES = {
    "linear": "figures of the text: Σ sign · part compared with a whole, for every whole that heads a list or stands for its document",
    "equation": "figures told by their place in a table or in the text: Σ sign · part compared with a whole",
    "hierarchy": "down a column: a total is its classes, a class its groups, a group its items",
    "rate": "a printed percentage against the amounts it is made of, by interval arithmetic",
    "restatement": "the same figure told again",
    "years": "a figure against the same body's document of the year before, where some amount of the two agrees",
    "pattern": "words that should not be there",
    "compare_word": "大于, 小于, 等于 against the amounts told before",
    "heading": "year and body in headings",
    "body_name": "the body's own name in running text",
    "name": "names that a code no longer has",
    "item_name": "groups and items against the list and the table",
    "list": "items listed as used against the table",
    "code": "codes in tables against the list of their budget and year",
    "statement": "statements beside figures and beside each other",
    "purpose": "what an item is said to be used for",
    "annex": "the annexed tables against the text",
    "annex_sum": "the annexed tables in themselves: what a column sums up against what it lists",
    "unit_cost": "what one guest or vehicle cost: amount ÷ number, of those that are printed some two",
    "evaluation": "forms of evaluation in themselves: money by source, scores and weights",
    "form": "matters of form, one answer a document",
}
INTRODUCTION = """# The rules

Generated from the catalogue in `seeds/reference` by `make docs`; edit the rows, not this page.

Every rule is answered for every document read, once for each place that it applies to: `pass`, `rounding` (holds within the
intervals that the printed digits leave), `fail`, `not_applicable`, or `insufficient_data`, each of the last two with its reason.
A figure printed with d decimals is v ± ½·10⁻ᵈ; a sum of n parts may differ from its total by (n+1)·½·10⁻ᵈ; counts are exact. A
blank is not zero, and a rule whose figures are not printed is not passed; but a balance left blank that can be nothing only, since the
sum it belongs to holds without it, counts as nothing for the year after.

An **error** is a hard identity between printed figures that does not hold; it keeps the document back until a reviewer decides. A
**warning** is printed so that it misleads. An **info** is a tail, a matter of form or of judgement. Rules hold for every template
family: where a form lacks the column that a rule speaks of, the rule does not apply to it. They hold for all fiscal years where
none are given.
"""


@cache
def reference(name: str) -> list[dict[str, str]]:
    """The rows of a file of the reference data."""
    with (REFERENCE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cited(rule: dict[str, str]) -> set[str]:
    """The identities that a rule checks."""
    return set(re.findall(r"Z\d{3}", f"{rule['rule_id']} {rule['source']}"))


def render() -> str:
    """The whole page, in Markdown."""
    rules = reference("rules")
    lines = [INTRODUCTION, "## Shapes", "", "| shape | rules | what it compares |", "|---|---|---|"]
    lines += [f"| {shape} | {count} | {says} |" for shape, says in SHAPES.items() if (count := sum(r["shape"] == shape for r in rules))]
    for family, title in FAMILIES.items():
        lines += ["", f"## {family}. {title}"]
        for rule in rules:
            if rule["family"] == family:
                lines += ["", *_rule(rule)]
    lines += ["", "## Identities of the genre that no rule evaluates", "", "| identity | | why not |", "|---|---|---|"]
    lines += [
        f"| {row['identity']} | {row['title_zh']}<br>{row['title_en']} | {row['reason_zh']}<br>{row['reason_en']} |"
        for row in reference("rules_not_evaluated")
    ]
    return "\n".join(lines) + "\n"


RELATIONS = {"=": " =", "<=": " ≥", "iff": " ⇔", "implies": " ⇐", "covered": " ⇐"}
"""What stands between a whole and its parts."""


def _rule(rule: dict[str, str]) -> Iterator[str]:
    years = f"{rule['fiscal_year_from'] or '…'}–{rule['fiscal_year_to'] or '…'}"
    yield f"### {rule['rule_id']} · {rule['severity']}"
    yield f"{rule['title_zh']} · {rule['title_en']}"
    yield ""
    yield f"- {rule['formula_zh']}"
    yield f"- {rule['formula_en']}"
    yield f"- shape {rule['shape']}, version {rule['version']}; reads {_reads(rule)}" + (
        f"; fiscal years {years}" if years != "…–…" else ""
    )
    yield from (f"- terms: {words}" for words in _terms(rule["rule_id"], RELATIONS.get(rule["relation"], ":")))
    yield from (f"- pattern: `{row['pattern']}`" for row in reference("rule_patterns") if row["rule_id"] == rule["rule_id"])
    yield f"- says: {rule['message_zh']} · {rule['message_en']}"
    yield f"- source {rule['source']}" + (f"; related {rule['related']}" if rule["related"] else "")


def _reads(rule: dict[str, str]) -> str:
    tables = sorted({row["table_id"] for row in reference("rule_cells") if row["rule_id"] == rule["rule_id"]} - {"text"})
    return rule["applies_to"] + (f" ({', '.join(tables)})" if tables else "")


def _terms(rule_id: str, relation: str) -> Iterator[str]:
    """Each equation of a rule in words: the whole, then parts with their signs; what need not be printed stands in brackets."""
    cells = [row for row in reference("rule_cells") if row["rule_id"] == rule_id]
    for _, terms in groupby(cells, key=lambda row: row["equation"]):
        yield " ".join(
            _term(row, f"{row['table_id']} {_named(row)}", row["economic_code"] or row["code_digits"], relation) for row in terms
        )
    terms_of_text = [row for row in reference("rule_terms") if row["rule_id"] == rule_id]
    if terms_of_text:
        yield " ".join(_term(row, _named(row), row["code_digits"], relation) for row in terms_of_text)


def _term(row: dict[str, str], name: str, codes: str, relation: str) -> str:
    sign = {"whole": "", "part": "+ ", "before": "+ last year's "}.get(row["role"], f"{row['role']} ")
    sign = sign.replace("+", "−") if row["sign"] == "-1" else sign
    words = (
        f"{sign}{name}" + (f"[{codes}]" if codes not in ("", "0") else "") + ("" if row["measure"] == "final" else f" ({row['measure']})")
    )
    words += relation if row["role"] == "whole" else ""
    return f"[{words}]" if row["presence"] == "optional" else words


def _named(row: dict[str, str]) -> str:
    if row["concept"]:
        return _LABELS[row["concept"]]
    return f"figures of {row['area']}" if row.get("area") else "every column"


_LABELS = {row["concept"]: row["label_zh"] for row in reference("concepts")}


def main(path: Path = DOCUMENT) -> None:
    """Write the page."""
    path.write_text(render(), encoding="utf-8")


if __name__ == "__main__":
    main()
