"""Tables: from cells to observations with canonical table, row and column.

The same idea as for text: the table is the section, a row's label the subject, the header path the cue, and the unit stands in the
table's header. What a row and a column together mean is data (`table_titles.csv`, `table_cells.csv`).
"""

from .figure import TableFigure
from .figures import table_figures

__all__ = ["TableFigure", "table_figures"]
