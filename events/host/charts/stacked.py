"""Columns of kinds, one per month."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from events.host.charts.axes import Tick, columns, months, plot
from events.host.charts.box import GAP, LINE, Box, Label, number, place


@dataclass(frozen=True, slots=True)
class Piece:
    """One kind of one month; `kind` counts from 0."""

    kind: int
    value: float
    box: Box


@dataclass(frozen=True, slots=True)
class StackedChart:
    """`totals` are those sums that have room above their column."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[Tick, ...]
    months: tuple[Label, ...]
    pieces: tuple[Piece, ...]
    totals: tuple[Label, ...]


def stacked(heaps: Sequence[tuple[str, Sequence[float]]], width: float = 760) -> StackedChart:
    """The first kind stands at the bottom."""
    sums = [sum(values) for _, values in heaps]
    names = [name for name, _ in heaps]
    room = plot(max([*sums, 0]), width)
    wide = min(48.0, (room.right - room.left) / max(len(heaps), 1) * 0.62)
    middles = columns(names, room, wide / 2 + 6)
    pieces = tuple(
        Piece(kind, value, Box(x - wide / 2, room.up(below + value), wide, height))
        for (_, values), x in zip(heaps, middles, strict=True)
        for kind, value, below in _heaped(values)
        if (height := room.up(below) - room.up(below + value)) > 0
    )
    below = months(names, middles, room.bottom + 10)
    totals: list[Label] = []
    for total, x in reversed(list(zip(sums, middles, strict=True))):
        label = place(number(total), x, room.up(total) - LINE - 4)
        if not any(label.box.meets(other.box, GAP) for other in totals):
            totals.append(label)
    return StackedChart(
        width, room.height, room.left, room.right, room.ticks, below, pieces, tuple(totals)
    )


def _heaped(values: Sequence[float]) -> Iterable[tuple[int, float, float]]:
    """(kind, value, sum of the kinds below it)."""
    for kind, value in enumerate(values):
        yield kind, value, sum(values[:kind])
