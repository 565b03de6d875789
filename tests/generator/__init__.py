"""Whole disclosures with known truth, for tests and benchmarks: `generate(seed)` makes one, the renderers print it in any format."""

from .generate import SIZES, generate
from .model import Disclosure, Figure, Table, TableCell, Word
from .render_text import Rendered, Wrapping, text

__all__ = ["SIZES", "Disclosure", "Figure", "Rendered", "Table", "TableCell", "Word", "Wrapping", "generate", "text"]
