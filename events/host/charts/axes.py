"""The two axes: round numbers upwards from zero, months from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10

from events.host.charts.box import GAP, LINE, NARROW, Label, number, place, text_width


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the grid and its number."""

    y: float
    label: Label


@dataclass(frozen=True, slots=True)
class Plot:
    """The room of the curve or columns; `up` turns a value into a height."""

    height: float
    left: float
    right: float
    top: float
    bottom: float
    highest: float
    ticks: tuple[Tick, ...]

    def up(self, value: float) -> float:
        """The y of a value; 0 stands on the lower line."""
        return self.bottom - (self.bottom - self.top) * value / self.highest


def plot(highest: float, width: float, margin: float = 0.0) -> Plot:
    """A plot from 0 to at least `highest`, with `margin` kept free at the right end."""
    steps = nice_steps(highest)
    height = 260.0 if width < NARROW else 300.0
    left = max(text_width(number(step)) for step in steps) + 10
    room = Plot(height, left, width - margin - 8, 30.0, height - 34, steps[-1], ())
    ticks = [
        Tick(room.up(step), place(number(step), left - 8, room.up(step) - LINE / 2, "end"))
        for step in steps
    ]
    return Plot(height, left, room.right, room.top, room.bottom, steps[-1], tuple(ticks))


def nice_steps(highest: float, wanted: int = 4) -> list[float]:
    """0 and up to `wanted` + 1 round numbers, the last not below `highest`."""
    if highest <= 0:
        return [0.0, 1.0]
    rough = highest / wanted
    power = 10.0 ** floor(log10(rough))
    step = next(m * power for m in (1, 2, 2.5, 5, 10) if m * power >= rough * 0.999)
    if highest <= wanted:
        step = max(step, 1.0)
    return [step * i for i in range(ceil(highest / step - 1e-9) + 1)]


def columns(labels: Sequence[str], room: Plot, margin: float = 14.0) -> list[float]:
    """The middle of each month, the outer ones far enough in for their labels and marks."""
    pad = max([margin, *(text_width(label) / 2 for label in labels)])
    first, last = room.left + pad, room.right - pad
    if len(labels) < 2:
        return [(first + last) / 2] * len(labels)
    return [first + (last - first) * i / (len(labels) - 1) for i in range(len(labels))]


def months(labels: Sequence[str], middles: Sequence[float], y: float) -> tuple[Label, ...]:
    """Every month, or every second, third … counted from the newest, so that none touch."""
    placed = [place(text, x, y) for text, x in zip(labels, middles, strict=True)]
    return next(
        (kept for step in range(1, len(placed) + 1) if _apart(kept := every(placed, step))), ()
    )


def every(placed: Sequence[Label], step: int) -> tuple[Label, ...]:
    """Each step-th label, the last one always among them."""
    return tuple(placed[::-1][::step][::-1])


def _apart(labels: Sequence[Label]) -> bool:
    return not any(a.box.meets(b.box, GAP * 2) for a, b in pairwise(labels))
