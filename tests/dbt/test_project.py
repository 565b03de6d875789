"""What is stated twice drifts apart: the sources against the raw tables, the catalogue against the vocabulary, the contract."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import duckdb
import yaml

from orchestration.model import manifest
from orchestration.model.lineage import trace
from orchestration.settings import REFERENCE_FOLDER
from orchestration.warehouse.tables import RAW_TABLES

CONTRACT = {
    "marts": "dim_document dim_organisation dim_concept dim_function_class dim_economic_class fct_observation fct_statement fct_funding "
    "fct_spending fct_procurement fct_assets fct_staff fct_performance fct_work_metric mart_budget_execution mart_three_public_league "
    "mart_year_on_year mart_structure mart_department_profile",
    "quality": "fct_observation dim_rule fct_check_result fct_finding fct_document_quality fct_waiver",
}
WORDS = {"subject", "left", "right", "difference", "unit", "printed", "expected", "basis", "base_basis"}


def reference(name: str) -> list[dict[str, str]]:
    with (REFERENCE_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sources_are_the_raw_tables() -> None:
    (source,) = yaml.safe_load((manifest.PROJECT / "models/staging/raw.yml").read_text(encoding="utf-8"))["sources"]
    documented = {table["name"]: [column["name"] for column in table["columns"]] for table in source["tables"]}
    assert documented == {table.name: [column.name for column in table.columns] for table in RAW_TABLES}


def test_every_table_of_the_contract_is_there_and_says_what_it_holds(built: duckdb.DuckDBPyConnection) -> None:
    for schema, names in CONTRACT.items():
        there = built.execute("select table_name, comment from duckdb_tables() where schema_name = ?", [schema]).fetchall()
        assert set(names.split()) == {name for name, _ in there}
        assert all(comment for _, comment in there)
    silent = built.execute(
        "select table_name, column_name from duckdb_columns() where schema_name in ('marts', 'quality') and comment is null"
    )
    assert silent.fetchall() == []


def test_rules_and_facts_speak_of_known_concepts() -> None:
    concepts, areas = ({row[key] for row in reference("concepts")} for key in ("concept", "area"))
    rules = {row["rule_id"] for row in reference("rules")}
    counted = {concept for row in reference("rules") for concept in row["count_concepts"].split("|")}
    terms = reference("rule_terms")
    assert {term["concept"] for term in terms} | counted | {row["concept"] for row in reference("fact_concepts")} <= concepts | {""}
    assert {term["concept"] for term in reference("rule_cells")} <= concepts | {""}
    assert {term["table_id"] for term in reference("rule_cells")} <= {row["table_id"] for row in reference("table_titles")} | {"text"}
    assert {term["area"] for term in terms} <= areas | {""}
    assert {row["rule_id"] for name in ("rule_terms", "rule_cells", "rule_patterns") for row in reference(name)} <= rules
    assert all(bool(term["concept"]) != bool(term["area"]) for term in terms)


def test_messages_use_only_words_that_are_filled_in() -> None:
    used = {word for rule in reference("rules") for side in ("zh", "en") for word in re.findall(r"\{(\w+)\}", rule[f"message_{side}"])}
    assert used <= WORDS


def test_every_model_has_its_description_beside_it() -> None:
    models = {path.with_suffix("") for path in Path(manifest.PROJECT, "models").rglob("*.sql")}
    missing = [path.name for path in sorted(models) if not path.with_suffix(".yml").is_file()]
    assert missing == []


def test_a_table_kept_whole_or_by_year_is_made_of_nothing_that_holds_some_documents_only() -> None:
    """Intermediate tables and views over them hold the documents of the last batch; see overrides/batch.sql."""
    nodes = {key: node for key, node in manifest.read()["nodes"].items() if node["resource_type"] == "model"}
    kept = {key: node["config"]["meta"].get("kept") for key, node in nodes.items()}
    sees_all = {"whole", "by_year", "for_good"}
    by_document = {key for key, node in nodes.items() if "document_id" in node["columns"] and kept[key] not in sees_all} | {
        key for key, node in nodes.items() if any(each.startswith("source.") for each in node["depends_on"]["nodes"])
    }
    while more := {key for key, node in nodes.items() if key not in by_document and by_document & set(node["depends_on"]["nodes"])} - {
        key for key in nodes if kept[key] in sees_all
    }:
        by_document |= more
    whole = [key for key in nodes if kept[key] in sees_all]
    assert {kept[key] for key in whole} == sees_all
    for key in whole:
        partial = [each for each in nodes[key]["depends_on"]["nodes"] if each in by_document and kept[each] != "by_document"]
        assert partial == [], key


def test_a_table_kept_for_good_is_made_of_reference_data_only() -> None:
    """Builds over some documents leave it as it is."""
    nodes = manifest.read()["nodes"]
    constant = {key for key, node in nodes.items() if node["resource_type"] == "seed"}
    while more := {
        key
        for key, node in nodes.items()
        if node["resource_type"] == "model" and key not in constant and constant.issuperset(node["depends_on"]["nodes"])
    }:
        constant |= more
    kept = {key for key, node in nodes.items() if node["config"]["meta"].get("kept") == "for_good"}
    assert kept
    assert kept <= constant


def test_one_build_gives_the_same_tables_as_the_next(built: duckdb.DuckDBPyConnection) -> None:
    """Identities carry no clock and no random number: they are made of the document, the rule and the place."""
    ids = built.execute(
        "select check_id, substr(md5(document_id || '|' || rule_id || '|' || instance), 1, 16) from quality.fct_check_result"
    ).fetchall()
    assert all(stated == made for stated, made in ids) and len({stated for stated, _ in ids}) == len(ids)


def test_a_file_read_whole_has_no_columns_to_trace() -> None:
    """The waivers of a warehouse are such a file: a run that has to parse the project first knows of them."""
    node = {"resource_type": "model", "database": "d", "config": {"schema": "s"}, "alias": "waivers", "depends_on": {"nodes": []}}
    traced = trace({"sources": {}, "nodes": {"waivers": node}}, {"waivers": "select * from read_csv('waivers.csv', header = true)"})
    assert traced == {"s.waivers": {"*": []}}
