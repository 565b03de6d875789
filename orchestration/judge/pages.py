"""Data Docs that open complete without a network.

Great Expectations' pages load their styles and scripts from public servers. Here each such address is replaced by the file of the same
package and version that the project ships in `assets/`; what is decoration (a logo, charts that no suite here draws) is left out.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

from great_expectations.render.view import DefaultJinjaIndexPageView, DefaultJinjaPageView

ASSETS = Path(__file__).parent / "assets"
SERVED = ("css", "js", "webfonts")

PAGE = {"module_name": "orchestration.judge.pages", "class_name": "OfflinePage"}
INDEX = {"module_name": "orchestration.judge.pages", "class_name": "OfflineIndex"}

_DEPTH = {"ValidationResultsPageRenderer": 4, "ExpectationSuitePageRenderer": 1, "SiteIndexPageRenderer": 0}
"""How many folders below the index a page lies; our suites' names have no dots, which would add to it."""

_EQUIVALENT = {
    "bootstrap-table-filter-control.css": ["bootstrap-table-filter-control.min.css"],
    "bootstrap-prefers-dark.css": ["bootstrap-prefers-dark.min.css"],
    "all.min.css": ["fontawesome.min.css", "solid.min.css"],
    "jquery-3.7.1.min.js": ["jquery.min.js"],
}
_ELEMENT = re.compile(
    r"<link\b[^>]*\bhref=\"(?P<style>https?://[^\"]+)\"[^>]*>"
    r"|<script\b[^>]*\bsrc=\"(?P<script>https?://[^\"]+)\"[^>]*>\s*</script>"
    r"|<img\b[^>]*\bsrc=\"https?://[^\"]+\"[^>]*>"
    r"|<footer>.*?newsletter.*?</footer>",
    re.DOTALL,
)
_PICTURE = re.compile(r"url\(\s*['\"]?https?://[^)]*\)")
"""In a style. What stands in its place must be an address again, or the browser drops the rule with what else it says."""


class OfflinePage(DefaultJinjaPageView):  # type: ignore[misc]
    """A page of one suite or validation."""

    def render(self, document: Any, template: str | None = None, **options: Any) -> str:
        return make_offline(super().render(document, template, **options), document.renderer_type)


class OfflineIndex(DefaultJinjaIndexPageView):  # type: ignore[misc]
    """The index over all pages."""

    def render(self, document: Any, template: str | None = None, **options: Any) -> str:
        return make_offline(super().render(document, template, **options), document.renderer_type)


def make_offline(html: str, renderer: str) -> str:
    """The page with every address it loads from a server replaced by a relative one, or left out."""
    static = "../" * _DEPTH[renderer] + "static/"

    def local(element: re.Match[str]) -> str:
        address = element["style"] or element["script"]
        name = address.rpartition("/")[2] if address else ""
        shipped = [file for file in _EQUIVALENT.get(name, [name]) if _shipped(file)]
        return "\n".join(
            f'<link rel="stylesheet" href="{static}css/{file}">' if file.endswith(".css") else f'<script src="{static}js/{file}"></script>'
            for file in shipped
        )

    return _PICTURE.sub('url("data:,")', _ELEMENT.sub(local, html))


def copy_assets(data_docs: Path) -> None:
    """Put the shipped files where the pages expect them, unless they are there: a folder is there whole or not at all."""
    for folder in SERVED:
        target = data_docs / "static" / folder
        if not target.exists():
            part = target.with_name(f".{folder}")
            shutil.copytree(ASSETS / folder, part, dirs_exist_ok=True)
            part.rename(target)


def _shipped(file: str) -> bool:
    return bool(file) and (ASSETS / file.rpartition(".")[2] / file).is_file()
