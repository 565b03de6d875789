"""What is written of the rules must be what is evaluated, and no identity of the genre may be passed over in silence."""

from __future__ import annotations

from orchestration.model import catalogue


def test_the_page_is_that_of_the_catalogue() -> None:
    assert catalogue.DOCUMENT.read_text(encoding="utf-8") == catalogue.render(), "docs/rules.md is out of date: make docs"


def test_every_identity_is_checked_or_said_not_to_be() -> None:
    checked = {identity for rule in catalogue.reference("rules") for identity in catalogue.cited(rule)}
    not_evaluated = {row["identity"] for row in catalogue.reference("rules_not_evaluated")}
    assert checked.isdisjoint(not_evaluated)
    assert checked | not_evaluated == set(catalogue.IDENTITIES)


def test_every_rule_has_its_shape_family_and_words() -> None:
    for rule in catalogue.reference("rules"):
        assert rule["shape"] in catalogue.SHAPES and rule["family"] in catalogue.FAMILIES, rule["rule_id"]
        assert rule["severity"] in ("error", "warning", "info"), rule["rule_id"]
        words = ("title_zh", "title_en", "formula_zh", "formula_en", "message_zh", "message_en", "source", "applies_to", "version")
        assert all(rule[column] for column in words), rule["rule_id"]


def test_related_rules_exist() -> None:
    known = {rule["rule_id"] for rule in catalogue.reference("rules")}
    named = {name.strip() for rule in catalogue.reference("rules") for name in rule["related"].split(",")} - {""}
    assert named <= known
