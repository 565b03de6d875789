"""A run as the UI starts it: through the server's own GraphQL, from the click to the end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

from bench.processes import JUESUAN
from orchestration.dagster.jobs import MAIN

COLUMNS = ("what", "wall s")
PATIENCE = 180.0
_PAUSE = 0.2

_WHERE = "{ repositoriesOrError { ... on RepositoryConnection { nodes { name location { name } } } } }"
_LAUNCH = """
mutation($params: ExecutionParams!) {
  launchRun(executionParams: $params) { __typename ... on LaunchRunSuccess { run { runId } } ... on PythonError { message } }
}
"""
_STATUS = "query($id: ID!) { runOrError(runId: $id) { ... on Run { status } } }"


def measure(folder: Path) -> list[dict[str, Any]]:
    """Serving, then two runs; the first finds an empty warehouse."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    began = time.monotonic()
    server = subprocess.Popen(
        [*JUESUAN, "ui", "--port", str(port), "-w", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=dict(os.environ),
        start_new_session=True,
    )
    try:
        address = f"http://127.0.0.1:{port}/graphql"
        where = _until(lambda: _repository(address))
        rows = [{"what": "until the UI serves", "wall s": f"{time.monotonic() - began:.1f}"}]
        for name in ("first run", "second run"):
            began = time.monotonic()
            run_id = _launch(address, where)
            status = _until(lambda run_id=run_id: _ended(address, run_id))
            rows.append({"what": f"{name}: {status.lower()}", "wall s": f"{time.monotonic() - began:.1f}"})
        return rows
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _until(ask: Any) -> Any:
    """The first answer that is not None. Raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if (answer := ask()) is not None:
            return answer
        time.sleep(_PAUSE)
    raise TimeoutError(f"no answer in {PATIENCE} s")


def _ask(address: str, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(address, body, {"Content-Type": "application/json"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        data: dict[str, Any] = json.load(answer)["data"]
        return data


def _repository(address: str) -> dict[str, str] | None:
    try:
        nodes = _ask(address, _WHERE)["repositoriesOrError"].get("nodes")
    except OSError:
        return None
    return {"repositoryName": nodes[0]["name"], "repositoryLocationName": nodes[0]["location"]["name"]} if nodes else None


def _launch(address: str, where: dict[str, str]) -> str:
    answer = _ask(address, _LAUNCH, params={"selector": {**where, "jobName": MAIN}, "runConfigData": {}, "mode": "default"})["launchRun"]
    if "run" not in answer:
        raise RuntimeError(f"the server would not launch the run: {answer}")
    return str(answer["run"]["runId"])


def _ended(address: str, run_id: str) -> str | None:
    status = _ask(address, _STATUS, id=run_id)["runOrError"].get("status")
    return status if status in ("SUCCESS", "FAILURE", "CANCELED") else None
