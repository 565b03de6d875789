"""Damaged and invented documents by the thousand, through every reader and the observe step: `make fuzz`, `python -m tests.fuzz --help`.

`cases` makes a document from a number, `trial` says what is wrong with what became of it, `farm` tries many in processes of their own.
"""
