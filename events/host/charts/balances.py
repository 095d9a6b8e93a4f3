"""Columns above and below zero, one per year: what is there, and from when on something is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.host.charts.axes import Plot, Tick, columns, months, nice_steps
from events.host.charts.box import LINE, NARROW, Box, Label, number, place, text_width


@dataclass(frozen=True, slots=True)
class Balance:
    """A column; `below` marks a value under zero."""

    box: Box
    below: bool


@dataclass(frozen=True, slots=True)
class BalanceChart:
    """`zero` is the y of the zero line; `values` are those numbers that have room."""

    width: float
    height: float
    left: float
    right: float
    zero: float
    ticks: tuple[Tick, ...]
    months: tuple[Label, ...]
    columns: tuple[Balance, ...]
    values: tuple[Label, ...]


def balances(series: Sequence[tuple[str, float]], width: float = 760) -> BalanceChart:
    """In the order of the years; the scale reaches from the lowest to the highest value."""
    high = max([0.0, *(value for _, value in series)])
    low = -min([0.0, *(value for _, value in series)])
    gap = nice_steps(max(high, low))[1]
    above, under = _reach(high, gap), _reach(low, gap)
    height = 260.0 if width < NARROW else 300.0
    top, bottom = 30.0, height - 34
    levels = [gap * step for step in range(-under, above + 1)]
    left = max(text_width(signed(level)) for level in levels) + 10
    unit = (bottom - top) / max(above + under, 1)
    zero = bottom - unit * under

    def up(value: float) -> float:
        return zero - unit * value / gap

    ticks = tuple(Tick(up(n), place(signed(n), left - 8, up(n) - LINE / 2, "end")) for n in levels)
    names = [name for name, _ in series]
    room = Plot(height, left, width - 8, top, bottom, gap * above, ticks)
    wide = min(48.0, (room.right - left) / max(len(series), 1) * 0.62)
    middles = columns(names, room, wide / 2 + 6)
    drawn = tuple(
        Balance(Box(x - wide / 2, min(up(v), zero), wide, abs(up(v) - zero)), v < 0)
        for (_, v), x in zip(series, middles, strict=True)
    )
    below = months(names, middles, bottom + 10)
    marks = [(v, x, up(v)) for (_, v), x in zip(series, middles, strict=True)]
    taken = [*(label.box for label in below), *(column.box for column in drawn)]
    values = _values(marks, taken, Box(0, 0, width, height), zero)
    return BalanceChart(width, height, left, room.right, zero, ticks, below, drawn, values)


def signed(value: float) -> str:
    """1,234 or △1,234."""
    return f"△{number(-value)}" if value < 0 else number(value)


def _reach(amount: float, gap: float) -> int:
    steps = 0
    while gap * steps < amount - 1e-9:
        steps += 1
    return steps


def _values(
    marks: Sequence[tuple[float, float, float]], taken: Sequence[Box], canvas: Box, zero: float
) -> tuple[Label, ...]:
    """Newest, lowest, highest first, then the others, where they touch nothing.

    What hangs too low for a label below it has one above the zero line.
    """
    if not marks:
        return ()
    placed: list[Label] = []
    for value, x, y in dict.fromkeys([marks[-1], min(marks), max(marks), *marks]):
        near = [*(other.box for other in placed), *taken]
        for top in (y + 3, zero - LINE - 3) if value < 0 else (y - LINE - 3,):
            label = place(signed(value), x, top)
            if label.box.inside(canvas.width, canvas.height) and not any(
                label.box.meets(box) for box in near
            ):
                placed.append(label)
                break
    return tuple(placed)
