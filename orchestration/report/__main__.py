"""A process that draws the pages of documents: `python -m orchestration.report WAREHOUSE RELEASE`, document ids on standard input.

It has one thread and forks for every file whose pages it must picture.
"""

from __future__ import annotations

import sys
from pathlib import Path

from orchestration.imports import collect_seldom, do_without, keep_for_good

MEMORY = "300MB"
"""What DuckDB may hold in each of these processes, of which there is one for each core: some documents at a time."""


def main(root: Path, release: Path) -> None:
    collect_seldom()
    do_without("numpy", "pandas", "pyarrow")
    from orchestration.report import gather, pictures
    from orchestration.report.write import draw_here
    from orchestration.warehouse import Warehouse
    from orchestration.warehouse.folder import MARTS

    pictures.load_libraries()
    con = gather.open_release(release / MARTS, threads="1", memory_limit=MEMORY)
    draw_here(con, Warehouse(root), release, [line.strip() for line in sys.stdin])
    con.close()
    keep_for_good()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
