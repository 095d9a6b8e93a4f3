"""Where the parts of a chart stand: plain geometry for the SVG templates, in the units of their viewBox.

A label is placed clear of every other label, of the goal line and of the curve, or dropped: the table
beside each chart holds every number. Nothing here knows colours; those are classes in charts.css.
"""

from events.host.charts.balances import balances, signed
from events.host.charts.bars import bars
from events.host.charts.box import WIDTHS, number, table_rows
from events.host.charts.line import monthly_line
from events.host.charts.sparkline import sparkline
from events.host.charts.stacked import stacked
from events.host.charts.waterfall import waterfall

__all__ = [
    "WIDTHS",
    "balances",
    "bars",
    "monthly_line",
    "number",
    "signed",
    "sparkline",
    "stacked",
    "table_rows",
    "waterfall",
]
