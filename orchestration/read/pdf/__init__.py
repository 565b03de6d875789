"""The PDF reader, on pdfium: glyphs and rules of a page (`pdfium`, `drawn`) are laid out (`layout`) into lines (`lines`) and
tables (`rules` and `lattice` where they are ruled), and these into a Document (`reader`)."""

from orchestration.read.pdf.reader import read

__all__ = ["read"]
