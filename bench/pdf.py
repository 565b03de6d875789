"""Pages of PDF a second on one core, of text and of tables, beside pdfplumber on the same pages in the same run, and beside pdfium alone:
opening, parsing and closing pages and their text, without a question asked of them, below which no reader on pdfium can go.

The pages are written here; the published and made documents are measured too where they are on this machine.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.read.pdf.written import Drawing, pdf

COLUMNS = (
    "document",
    "pages",
    "pages/s",
    "peak MB",
    "pdfplumber pages/s",
    "pdfplumber MB",
    "times as fast",
    "pdfium alone pages/s",
    "its share %",
)
SHARED = Path(__file__).parents[2] / "shared" / "disclosures"
ROUNDS = 4
"""How often the project's reader reads each file: once is too short to measure."""
READERS = ("own", "pdfplumber", "pdfium")
Measured = dict[str, Any]
_SENTENCE = "本年度收入合计1,234.50万元，其中：财政拨款收入1,200.00万元，占97.2%；其他收入34.50万元，"


def measure(folder: Path) -> list[dict[str, Any]]:
    """One row a document, and one of all; each reader in a process of its own, on processor time, each document read often enough."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"written: text": folder / "text.pdf", "written: tables": folder / "tables.pdf"}
    files["written: text"].write_bytes(pdf(*[_text_page() for _ in range(60)]))
    files["written: tables"].write_bytes(pdf(*[_table_page() for _ in range(60)]))
    patterns = ("*.pdf", "made/[cw]*.pdf", "made/variants/[dn]*ed.pdf", "made/variants/noborder.pdf")
    files |= {str(path.relative_to(SHARED)): path for pattern in patterns for path in sorted(SHARED.glob(pattern))}
    measured = {name: [_measured(reader, path) for reader in READERS] for name, path in files.items()}
    whole = [_together(readings) for readings in zip(*measured.values(), strict=True)]
    return [_row(name, *readings) for name, readings in (measured | {"all of these": whole}).items()]


def _row(name: str, own: Measured, other: Measured, alone: Measured) -> dict[str, Any]:
    cells = (
        name,
        str(own["pages"]),
        f"{own['speed']:.0f}",
        str(own["peak"]),
        f"{other['speed']:.1f}",
        str(other["peak"]),
        f"{own['speed'] / other['speed']:.0f}",
        f"{alone['speed']:.0f}",
        f"{100 * own['speed'] / alone['speed']:.0f}",
    )
    return dict(zip(COLUMNS, cells, strict=True))


def _together(readings: Sequence[Measured]) -> Measured:
    """One reader on all documents: their pages over the processor time of all."""
    pages = sum(one["pages"] for one in readings)
    seconds = sum(one["pages"] / one["speed"] for one in readings)
    return {"pages": pages, "speed": pages / seconds, "peak": max(one["peak"] for one in readings)}


def _measured(reader: str, path: Path) -> Measured:
    done = subprocess.run([sys.executable, "-m", "bench.pdf", reader, str(path)], capture_output=True, text=True, check=True)
    measured: Measured = json.loads(done.stdout)
    return measured


def _text_page() -> Drawing:
    page = Drawing()
    for line in range(34):
        page.text(60, 780 - 21 * line, _SENTENCE[:38], 12)
    return page


def _table_page() -> Drawing:
    xs: list[float] = [40, 130, 230, 310, 390, 470, 550]
    ys: list[float] = [780 - 20 * row for row in range(35)]
    row = ["2010301", "一般公共服务支出", "18,076.86", "5,492.21", "12,584.65", "0.00"]
    return Drawing().text(230, 800, "支出决算表", 16).grid(xs, ys).cells(xs, ys, [row] * 34, 9)


def _own(path: Path) -> int:
    from orchestration.read.pdf import read

    data = path.read_bytes()
    return sum(len(read(data).pages) for _ in range(ROUNDS))


def _pdfium(path: Path) -> int:
    import pypdfium2.raw as pdfium

    from orchestration.read.pdf.pdfium import opened, page, page_count

    data, pages = path.read_bytes(), 0
    for _ in range(ROUNDS):
        with opened(data) as document:
            pages += page_count(document)
            for index in range(page_count(document)):
                with page(document, index) as handle:
                    pdfium.FPDFText_ClosePage(pdfium.FPDFText_LoadPage(handle))
    return pages


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text()
            page.extract_tables()
            page.close()
        return len(document.pages)


def _child(reader: str, path: Path) -> None:
    readings: dict[str, tuple[Callable[[Path], int], str]] = {
        "own": (_own, "orchestration.read.pdf.reader"),
        "pdfium": (_pdfium, "orchestration.read.pdf.pdfium"),
        "pdfplumber": (_pdfplumber, "pdfplumber"),
    }
    reading, module = readings[reader]
    importlib.import_module(module)
    began = time.process_time()
    pages = reading(path)
    seconds = time.process_time() - began
    status = Path("/proc/self/status").read_text()  # of this program alone: getrusage counts what the parent had before it
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    print(json.dumps({"pages": pages // (1 if reader == "pdfplumber" else ROUNDS), "speed": pages / seconds, "peak": peak}))


if __name__ == "__main__":
    _child(sys.argv[1], Path(sys.argv[2]))
