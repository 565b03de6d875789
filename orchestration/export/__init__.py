"""Export: what a release holds as files that other tools open.

`sheet` writes a table as CSV or workbook, safe to open in a spreadsheet and the same bytes for the same rows; `findings` and `documents`
say which tables. A release is only read here.
"""
