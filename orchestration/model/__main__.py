"""`python -m orchestration.model`: parse the dbt project now, so that no run has to."""

from orchestration.model import manifest

manifest.prepare()
