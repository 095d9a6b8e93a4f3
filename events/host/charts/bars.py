"""Horizontal bars against a mark at 100 %."""

from dataclasses import dataclass

from events.host.charts.box import LINE, NARROW, Box, Label, Series, number, place, text_width

TOP = 24.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A name, a bar, and its value in a column of its own, so that no mark runs through it."""

    label: Label
    value: Label
    box: Box
    href: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """`full` is the x of the 100 % mark, its label stands above it."""

    width: float
    height: float
    top: float
    start: float
    end: float
    bars: tuple[Bar, ...]
    full: float
    full_label: Label


def bars(rows: Series, unit: str = "%", full: float = 100.0, width: float = 760) -> BarChart:
    """Rows keep their order; on a narrow canvas a name stands above its bar."""
    narrow = width < NARROW
    names = max((text_width(name) for name, _, _ in rows), default=0) + 12
    texts = [f"{number(value)}{unit}" if value is not None else "－" for _, value, _ in rows]
    start, step = (0.0, 50.0) if narrow else (min(names, width * 0.4), 34.0)
    end = width - max((text_width(text) for text in texts), default=0) - 10
    scale = (end - start) / max([full, *(value for _, value, _ in rows if value is not None)])
    drawn = []
    for i, (name, value, href) in enumerate(rows):
        y = TOP + 8 + step * i
        middle = y + (LINE + 4 if narrow else 2)
        box = Box(start, middle, max((value or 0) * scale, 0.0), 20)
        label = place(name, 0, y if narrow else middle + 1, "start")
        drawn.append(Bar(label, place(texts[i], width, middle + 1, "end"), box, href))
    mark, caption = start + full * scale, f"{number(full)}{unit}"
    half = text_width(caption) / 2
    above = place(caption, min(max(mark, half), width - half), 2)
    height = TOP + 12 + step * len(rows)
    return BarChart(width, height, TOP, start, end, tuple(drawn), mark, above)
