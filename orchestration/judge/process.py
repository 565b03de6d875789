"""The process that holds Great Expectations, as its owner sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orchestration.companion import Companion, CompanionGone


class JudgeFailed(RuntimeError):
    """The judge could not judge; the message says why. This is never a verdict."""


class JudgeProcess(Companion):
    """A running judge."""

    def __init__(self, data_docs: Path) -> None:
        """Start the process. `data_docs` is the folder in which it keeps its pages and their history."""
        super().__init__("orchestration.judge", str(data_docs))

    def judge(self, request: dict[str, Any]) -> dict[str, Any]:
        """The answer to one request (see `orchestration.judge.__main__`). Raises JudgeFailed."""
        try:
            answer = self.ask(request)
        except CompanionGone as error:
            raise JudgeFailed(f"The judge gave no verdict. {error}") from error
        if "error" in answer:
            raise JudgeFailed(f"The judge could not evaluate suite {request['suite']['name']}: {answer['error']}")
        return answer
