"""What comes in, what goes out one after the other, and what is left: horizontal steps from a zero line."""

from collections.abc import Sequence
from dataclasses import dataclass

from events.host.charts.box import LINE, NARROW, Box, Label, number, place, text_width

TOP = 8.0


@dataclass(frozen=True, slots=True)
class Fall:
    """A step: `way` is in, out, left or short (left below zero)."""

    label: Label
    value: Label
    box: Box
    way: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """`zero` is the x of the line where nothing is left."""

    width: float
    height: float
    top: float
    zero: float
    steps: tuple[Fall, ...]


def waterfall(
    rows: Sequence[tuple[str, float]], rest: str = "残り", unit: str = "円", width: float = 760
) -> Waterfall:
    """Rows keep their order, what goes out is negative; the last step is what remains."""
    narrow = width < NARROW
    ends = _running([amount for _, amount in rows])
    left = ends[-1][1] if ends else 0.0
    every = [*rows, (rest, left)]
    spans = [*ends, (0.0, left)]
    texts = [_signed(amount, unit) for _, amount in every]
    names = max((text_width(name) for name, _ in every), default=0) + 12
    start, step = (0.0, 50.0) if narrow else (min(names, width * 0.4), 32.0)
    end = width - max((text_width(text) for text in texts), default=0) - 10
    low = min([0.0, *(min(span) for span in spans)])
    high = max([1.0, *(max(span) for span in spans)])

    def across(value: float) -> float:
        return start + (end - start) * (value - low) / (high - low)

    steps = []
    for i, ((name, amount), (a, b)) in enumerate(zip(every, spans, strict=True)):
        y = TOP + step * i
        middle = y + (LINE + 4 if narrow else 2)
        box = Box(across(min(a, b)), middle, across(max(a, b)) - across(min(a, b)), 20)
        label = place(name, 0, y if narrow else middle + 1, "start")
        value = place(texts[i], width, middle + 1, "end")
        steps.append(Fall(label, value, box, _way(amount, last=i == len(rows))))
    return Waterfall(width, TOP + 4 + step * len(every), TOP, across(0.0), tuple(steps))


def _running(amounts: Sequence[float]) -> list[tuple[float, float]]:
    reached, found = 0.0, []
    for amount in amounts:
        found.append((reached, reached + amount))
        reached += amount
    return found


def _way(amount: float, *, last: bool) -> str:
    if last:
        return "short" if amount < 0 else "left"
    return "in" if amount >= 0 else "out"


def _signed(amount: float, unit: str) -> str:
    return f"△{number(-amount)}{unit}" if amount < 0 else f"{number(amount)}{unit}"
