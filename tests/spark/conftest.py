"""A Spark on two cores of this machine, for as long as it takes; without Java and the optional packages its tests are skipped."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterator

import pytest

from orchestration.settings import be_quiet
from orchestration.spark.process import SparkProcess
from orchestration.spark.session import MASTER


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkProcess]:
    if shutil.which("java") is None or importlib.util.find_spec("pyspark") is None:
        pytest.skip("the engine Spark is not here: Java 17, and `make spark`")
    be_quiet()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(MASTER, "local[2]")
        # Java that runs for two minutes is not worth its best compiler.
        patch.setenv("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m")
        with SparkProcess() as process:
            yield process
