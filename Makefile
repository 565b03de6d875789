# Two commands matter: `make run` and `make test`. Each sets everything up first, and again only when a lock changes.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test spark engines fuzz lint format docs docs-dbt ui report-sql sequences torture bench mutation lock clean

PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready-$(shell cat requirements.lock requirements-uv.lock pyproject.toml | cksum | cut -d' ' -f1)
MANIFEST := dbt_project/target/manifest.json
MODELS := $(wildcard dbt_project/*.yml) $(shell find dbt_project/models dbt_project/macros dbt_project/overrides seeds/reference -type f 2>/dev/null)
TEMPLATES := .cache/templates/.compiled
BLANK := .cache/dagster/.made
TESTERS ?= 2
SPARKED := .venv/.spark-$(shell cat requirements.lock requirements-uv.lock pyproject.toml requirements-spark.lock | cksum | cut -d' ' -f1)
DOCUMENTS ?= 300
KILLS ?= 1000
RUNS ?= 20000

export DO_NOT_TRACK := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export UV_NO_PROGRESS := 1

help:  ## what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) $(MANIFEST) $(TEMPLATES) $(BLANK)  ## everything into .venv, from the hash-locked lists

$(READY): requirements.lock requirements-uv.lock pyproject.toml
	@echo "Setting up .venv (once for each lock) ..."
	@rm -f .venv/.ready-* .venv/.spark-*
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --require-hashes -r requirements-uv.lock
	@# pip says where packages come from on this machine; uv is told the same.
	@index=$$($(BIN)/python -m pip config get global.index-url 2>/dev/null || true); \
	  [ -z "$$index" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; \
	  $(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock requirements-uv.lock; \
	  $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

# dbt takes seconds to parse its project: done here, so that no run has to.
$(MANIFEST): $(MODELS) | $(READY)
	@$(BIN)/python -m orchestration.model.manifest
	@touch $@

# So are the templates of the report compiled.
$(TEMPLATES): $(wildcard orchestration/report/templates/*) | $(READY)
	@$(BIN)/python -c "from orchestration.report import pages; pages.prepare()"
	@touch $@

# And Dagster's databases made, with nothing in them yet.
$(BLANK): orchestration/dagster/dagster.yaml $(READY)
	@$(BIN)/python -m orchestration.dagster.blank
	@touch $@

run: setup  ## the main job on the bundled sample
	@$(BIN)/juesuan run

test: setup  ## all tests
	@$(BIN)/python -m pytest -n $(TESTERS)

spark: setup $(SPARKED)  ## the optional engine Spark, which needs Java 17, into .venv

# Its driver is built here from what was published, which takes some minutes the first time.
$(SPARKED): requirements-spark.lock | $(READY)
	@echo "Setting up Spark in .venv (once for each lock) ..."
	@index=$$($(BIN)/python -m pip config get global.index-url 2>/dev/null || true); \
	  [ -z "$$index" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; \
	  $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock -r requirements-spark.lock
	@touch $@

engines: spark  ## DOCUMENTS made disclosures through DuckDB and through Spark: every row the same, and what each takes
	@$(BIN)/python -m bench.engines --documents $(DOCUMENTS)

fuzz: setup  ## RUNS damaged documents through all readers and the observe step
	@$(BIN)/python -m tests.fuzz --runs $(RUNS)

lint: setup  ## ruff, sqlfluff, mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/sqlfluff lint --processes 2 --disable-progress-bar dbt_project/models
	@$(BIN)/mypy

format: setup  ## rewrite in the house style
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

docs: setup  ## docs/rules.md from the catalogue of the rules
	@$(BIN)/python -m orchestration.model.catalogue

docs-dbt: setup  ## warehouse/dbt_docs.html: models, columns, tests and lineage as dbt shows them, one page
	@$(BIN)/python -m orchestration.model.docs

ui: setup  ## the Dagster UI on this machine, http://127.0.0.1:3000
	@$(BIN)/juesuan ui

report-sql:  ## DuckDB for browsers (35 MB, needs npm), for the SQL page of `juesuan report`
	@npm ci --prefix orchestration/report/console --ignore-scripts --no-audit --no-fund --silent

sequences: setup  ## 200 random histories of documents: incremental is the same as anew
	@JUESUAN_SEQUENCES=200 $(BIN)/python -m pytest -n $(TESTERS) tests/model/test_incremental.py

torture: setup  ## 1,000 runs killed at random moments, and every write of a publication failing once
	@JUESUAN_FAULTS=1 $(BIN)/python -m pytest -s tests/release/test_faults.py
	@$(BIN)/python -m tests.torture --kills $(KILLS)

bench: setup  ## where the time goes
	@$(BIN)/python -m bench

mutation: setup  ## consistent disclosures must pass, planted errors must be found: all of it
	@for proof in consistent named moved between tell; do $(BIN)/python -m tests.proof warehouse/proof $$proof; done

lock:  ## resolve the lists again
	@$(BIN)/uv pip compile pyproject.toml --group dev --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 --quiet --output-file requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra spark --group dev --constraints requirements.lock --generate-hashes --no-header --no-emit-index-url --no-annotate --python-version 3.11 --quiet $$(sed -nE 's/^([A-Za-z0-9._-]+)==.*/--no-emit-package \1/p' requirements.lock) --output-file requirements-spark.lock

clean:  ## everything that setting up and running left
	rm -rf .venv .cache/templates .cache/dagster warehouse dbt_project/target dbt_project/logs
