"""A curve over months with at most one goal; every label clear of all else, or left to the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from events.host.charts.axes import Plot, Tick, columns, months, plot
from events.host.charts.box import GAP, LINE, Box, Label, Series, number, place, text_width


@dataclass(frozen=True, slots=True)
class Point:
    """A month with a value."""

    x: float
    y: float
    label: str
    value: float
    href: str


@dataclass(frozen=True, slots=True)
class Goal:
    """A horizontal line and its two-line label in the margin at its right end."""

    y: float
    start: float
    end: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class LineChart:
    """`paths` are the unbroken stretches of the curve; a month without a value breaks it."""

    width: float
    height: float
    left: float
    right: float
    ticks: tuple[Tick, ...]
    months: tuple[Label, ...]
    points: tuple[Point, ...]
    paths: tuple[str, ...]
    values: tuple[Label, ...]
    goal: Goal | None


Segment = tuple[float, float, float, float]


def monthly_line(
    series: Series,
    goal: float | None = None,
    goal_label: str = "目安値",
    unit: str = "件",
    width: float = 760,
) -> LineChart:
    """Drawn from a zero line, so that a small change looks small."""
    known = [value for _, value, _ in series if value is not None]
    said = [] if goal is None else [goal_label, f"{number(goal)}{unit}"]
    room = plot(
        max([*known, goal or 0, 0]), width, max((text_width(t) + 4 for t in said), default=4)
    )
    names = [label for label, _, _ in series]
    middles = columns(names, room)
    points = tuple(
        Point(x, room.up(value), label, value, href)
        for (label, value, href), x in zip(series, middles, strict=True)
        if value is not None
    )
    runs = _runs(series, points)
    below = months(names, middles, room.bottom + 10)
    drawn = None if goal is None else _goal(room, goal, said)
    fixed = [label.box for label in [*(t.label for t in room.ticks), *below]]
    fixed += [label.box for label in drawn.labels] if drawn else []
    fixed += [Box(drawn.start, drawn.y - 2, drawn.end - drawn.start, 4)] if drawn else []
    values = _values(points, runs, fixed, Box(0, 0, width, room.bottom))
    paths = tuple("M" + " L".join(f"{p.x:.1f} {p.y:.1f}" for p in run) for run in runs)
    return LineChart(
        width, room.height, room.left, room.right, room.ticks, below, points, paths, values, drawn
    )


def _goal(room: Plot, goal: float, said: Sequence[str]) -> Goal:
    """The label stands in the right margin, at the height of the line as far as the plot reaches."""
    y = room.up(goal)
    start = min(max(y - LINE, room.top - LINE), room.bottom - 2 * LINE)
    labels = [place(text, room.right + 8, start + LINE * i, "start") for i, text in enumerate(said)]
    return Goal(y, room.left, room.right, tuple(labels))


def _runs(series: Series, points: Sequence[Point]) -> list[list[Point]]:
    """The stretches of at least two months without a gap."""
    rest = iter(points)
    runs: list[list[Point]] = [[]]
    for _, value, _ in series:
        if value is None:
            runs.append([])
        else:
            runs[-1].append(next(rest))
    return [run for run in runs if len(run) > 1]


def _values(
    points: Sequence[Point], runs: Sequence[Sequence[Point]], fixed: Sequence[Box], canvas: Box
) -> tuple[Label, ...]:
    """Newest, oldest, highest, lowest first, then the others, each at the first place that is clear."""
    curve = [(a.x, a.y, b.x, b.y) for run in runs for a, b in pairwise(run)]
    marks = [Box(p.x - 6, p.y - 6, 12, 12) for p in points]
    placed: list[Label] = []
    for point in _by_importance(points):
        for label in _around(point):
            near = [*fixed, *(other.box for other in placed)]
            if (
                label.box.inside(canvas.width, canvas.height)
                and not any(label.box.meets(other, GAP) for other in near)
                and not any(label.box.meets(mark) for mark in marks)
                and not any(crosses(piece, label.box) for piece in curve)
            ):
                placed.append(label)
                break
    return tuple(placed)


def _by_importance(points: Sequence[Point]) -> list[Point]:
    if not points:
        return []
    first = [points[-1], points[0]]
    first += [max(points, key=lambda p: p.value), min(points, key=lambda p: p.value)]
    return list(dict.fromkeys([*first, *points]))


def _around(point: Point) -> Iterable[Label]:
    """The places tried for a value, the best first."""
    text = number(point.value)
    for distance in (9.0, 15.0, 22.0):
        yield place(text, point.x, point.y - distance - LINE)
        yield place(text, point.x, point.y + distance)
        yield place(text, point.x + 10, point.y - distance - LINE, "end")
        yield place(text, point.x - 10, point.y - distance - LINE, "start")


def crosses(piece: Segment, box: Box) -> bool:
    """Whether a straight piece runs through the box (clipped against its four sides)."""
    x1, y1, x2, y2 = piece
    start, end = 0.0, 1.0
    for delta, low, high in (
        (x2 - x1, box.x - x1, box.x + box.width - x1),
        (y2 - y1, box.y - y1, box.y + box.height - y1),
    ):
        if abs(delta) < 1e-9:
            if low > 0 or high < 0:
                return False
            continue
        near, far = sorted((low / delta, high / delta))
        start, end = max(start, near), min(end, far)
    return start <= end
