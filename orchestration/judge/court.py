"""Great Expectations at work, in the judge's own process: one frame of evidence, one suite, one validation, one page.

Validations are kept as files under `<data docs>/history`, so that the pages show every build that was ever judged; the default context in
memory would keep the newest only. Suites stand in `expectations/`: what Great Expectations makes of them lives as long as the process,
since it would read again what a killed one had half written.
"""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas as pd
from great_expectations.core import RunIdentifier
from great_expectations.data_context.types.base import DataContextConfig
from great_expectations.data_context.types.resource_identifiers import ExpectationSuiteIdentifier, ValidationResultIdentifier

from orchestration.judge import pages

SITE = "data_docs"
SOURCE = "warehouse"
_NOTHING = ExpectationSuiteIdentifier("none")
"""Asks for the index alone: an empty list would ask for every page there ever was."""


class Court:
    """A Great Expectations context over one Data Docs folder."""

    def __init__(self, data_docs: Path) -> None:
        self._folder = data_docs
        self._context = gx.get_context(project_config=_configuration(data_docs), mode="ephemeral")
        self._source = self._context.data_sources.add_pandas(SOURCE)
        self._undrawn: list[Any] = []
        self._index_is_old = False

    def hear(self, spec: dict[str, Any], evidence: dict[str, list[Any]], build_id: str) -> dict[str, Any]:
        """Evaluate a suite: whether it passed, whether each column's expectation held, values not expected in it, where its page will be.

        An expectation that raises counts as not held.
        """
        name = spec["name"]
        suite = self._context.suites.add_or_update(gx.ExpectationSuite(**spec))
        if len(suite.expectations) != len(spec["expectations"]):
            raise ValueError("it holds an expectation that Great Expectations does not know, and would leave out without a word")
        batch = self._batch_definition(name)
        definition = self._context.validation_definitions.add_or_update(gx.ValidationDefinition(name=name, data=batch, suite=suite))
        run = RunIdentifier(run_name=build_id)
        result = definition.run(batch_parameters={"dataframe": _frame(evidence)}, run_id=run, result_format={"result_format": "SUMMARY"})
        held = {_column(each): bool(each.success) for each in result.results}
        unexpected = {
            _column(each): [html.unescape(str(value)) for value in each.result.get("partial_unexpected_list", [])]
            for each in result.results
        }
        key = ValidationResultIdentifier(ExpectationSuiteIdentifier(name), run, f"{SOURCE}-{name}")
        self._undrawn += [key, ExpectationSuiteIdentifier(name)]
        page = Path("validations", name, build_id, run.run_time.strftime("%Y%m%dT%H%M%S.%fZ"), f"{SOURCE}-{name}.html")
        return {"passed": bool(result.success), "held": held, "unexpected": unexpected, "page": str(page)}

    def draw(self) -> bool:
        """Draw one page that is still missing, or when there is none the index over all of them; False when all is drawn."""
        if self._undrawn:
            pages.copy_assets(self._folder)
            self._context.build_data_docs(site_names=[SITE], resource_identifiers=[self._undrawn.pop(0)], build_index=False)
            self._index_is_old = True
        elif self._index_is_old:
            self._context.build_data_docs(site_names=[SITE], resource_identifiers=[_NOTHING])
            self._index_is_old = False
        return bool(self._undrawn) or self._index_is_old

    def _batch_definition(self, suite: str) -> Any:
        if suite in self._source.get_asset_names():
            return self._source.get_asset(suite).get_batch_definition("build")
        return self._source.add_dataframe_asset(suite).add_batch_definition_whole_dataframe("build")


def _column(result: Any) -> str:
    return str(result.expectation_config.kwargs["column"])


def _frame(evidence: dict[str, list[Any]]) -> pd.DataFrame:
    """Columns of unlike length side by side, filled up with nulls, which no expectation counts; Python's own ints and strings in them.

    Strings are escaped here, since the pages show what was not expected as it is: a document could have put markup there.
    """
    safe = {column: [html.escape(value) if isinstance(value, str) else value for value in values] for column, values in evidence.items()}
    return pd.DataFrame({column: pd.Series(values, dtype="object") for column, values in safe.items()})


def _configuration(folder: Path) -> DataContextConfig:
    validations = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder / "history" / "validations")}
    memory = {"class_name": "InMemoryStoreBackend"}

    def drawn_by(renderer: str) -> dict[str, Any]:
        return {"class_name": "DefaultSiteSectionBuilder", "renderer": {"class_name": renderer}, "view": pages.PAGE}

    return DataContextConfig(
        config_version=4.0,
        expectations_store_name="expectations",
        validation_results_store_name="validations",
        checkpoint_store_name="checkpoints",
        stores={
            "expectations": {"class_name": "ExpectationsStore", "store_backend": memory},
            "validations": {"class_name": "ValidationResultsStore", "store_backend": validations},
            "checkpoints": {"class_name": "CheckpointStore", "store_backend": memory},
            "validation_definition_store": {"class_name": "ValidationDefinitionStore", "store_backend": memory},
        },
        data_docs_sites={
            SITE: {
                "class_name": "SiteBuilder",
                "show_how_to_buttons": False,
                "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
                "site_index_builder": {"class_name": "DefaultSiteIndexBuilder", "view": pages.INDEX},
                "site_section_builders": {
                    "expectations": drawn_by("ExpectationSuitePageRenderer"),
                    "validations": drawn_by("ValidationResultsPageRenderer"),
                    "profiling": "None",
                },
            }
        },
        progress_bars={"globally": False},
        analytics_enabled=False,
    )
