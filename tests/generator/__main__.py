"""Writes disclosures and their truth: `python -m tests.generator FOLDER --count 3 --format pdf --seed 0`."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .families import FAMILIES
from .formats import FORMATS
from .generate import SIZES, generate
from .render_text import text
from .truth import truth


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.generator", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0, help="the first seed")
    parser.add_argument("--count", type=int, default=1, help="how many disclosures, one for each seed from the first")
    parser.add_argument("--format", action="append", choices=FORMATS, help="may be repeated; txt unless given")
    parser.add_argument("--family", choices=FAMILIES)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--year", type=int)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(options.seed, options.seed + options.count):
        made = generate(seed, options.family, options.year, options.size)
        stem = options.folder / f"{made.family}-{made.year}-{seed:05d}"
        for name in options.format or ["txt"]:
            stem.with_name(f"{stem.name}.{name}").write_bytes(FORMATS[name](made))
        facts = json.dumps(truth(made, text(made)), ensure_ascii=False, indent=1)
        stem.with_name(f"{stem.name}.truth.json").write_text(facts + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
