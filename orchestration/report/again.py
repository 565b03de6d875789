"""Parts of pages about all documents that the report of the release before drew already: rows of documents and findings of rules that
are as they were. Ten thousand rows and as many findings take half a second to draw, and milliseconds to take over.

What is taken over is what the release before was published with: a page that somebody changed since is not believed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup

from orchestration.report import pages
from orchestration.report.carried import DOCUMENTS
from orchestration.report.gather import Row

_ROW = re.compile(r'<tr data-row><th scope="row"><a href="\.\./documents/(?P<id>[^"./]+)\.html">.*?</tr>', re.DOTALL)
_FOUND = re.compile(r'<section aria-labelledby="found-here">.*</section>', re.DOTALL)
"""Of the templates `document_table.html` and `rule.html`; what stands in a document is escaped and makes no tag."""


class Drawn:
    """The pages of a former release at `former`, whose files have these digests by path in it; without any nothing was drawn."""

    def __init__(self, former: Path | None = None, known: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._former, self._known = former, known or {}

    def rows(self, documents: list[Row], touched: set[str]) -> dict[str, Markup]:
        """The rows of these documents in the lists of all, but for those `touched` since, by document."""
        wanted = {row["document_id"] for row in documents} - touched
        return {each["id"]: Markup(each.group()) for page in self._lists() for each in _ROW.finditer(page) if each["id"] in wanted}  # noqa: S704

    def findings(self, rule_id: str) -> Markup | None:
        """What the page of a rule lists."""
        page = self._read(Path("report", "rules", f"{pages.file_name(rule_id)}.html"))
        found = _FOUND.search(page)
        return Markup(found.group()) if found else None  # noqa: S704

    def _lists(self) -> Iterator[str]:
        number = 1
        while page := self._read(DOCUMENTS / pages.list_name(number)):
            yield page
            number += 1

    def _read(self, path: Path) -> str:
        """A page as it was published; empty where it is not there, or not so any more."""
        told = self._known.get(str(path))
        if self._former is None or told is None:
            return ""
        try:
            content = (self._former / path).read_bytes()
        except FileNotFoundError:
            return ""
        return content.decode() if hashlib.sha256(content).hexdigest() == told["sha256"] else ""
