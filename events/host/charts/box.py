"""Rectangles, and texts whose room is known before a browser draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

WIDTHS = (320, 490, 760, 1080)
"""Each chart is drawn four times; the style shows the one that fits its container (charts.css)."""
NARROW = 400
TEXT = 14.0
LINE = 17.0
GAP = 3.0

Series = Sequence[tuple[str, float | None, str]]
"""(label, value or None where there is none, address of the records behind it)."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two come nearer than `gap`."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height + gap
            and other.y < self.y + self.height + gap
        )

    def inside(self, width: float, height: float) -> bool:
        """Whether it lies wholly on a canvas of that size."""
        return (
            self.x >= 0
            and self.y >= 0
            and self.x + self.width <= width
            and self.y + self.height <= height
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the room it takes. `x` follows `anchor` (start, middle, end), `y` is the base line."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box


def text_width(text: str) -> float:
    """A little more than the fonts in use take: full-width one em, the rest 0.6 em."""
    return sum(TEXT if east_asian_width(c) in "WFA" else TEXT * 0.6 for c in text)


def number(value: float) -> str:
    """1,234 or 71.4: what is printed beside a mark."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.1f}"


def place(text: str, x: float, y: float, anchor: str = "middle") -> Label:
    """A label whose box is known. `y` is the top of the text."""
    width = text_width(text)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return Label(text, x, y + TEXT * 0.95, anchor, Box(left, y, width, LINE))


def table_rows(series: Series) -> list[tuple[str, list[float | None], str]]:
    """The rows of the table beside a chart: name, its cells, address."""
    return [(label, [value], href) for label, value, href in series]
