"""The geometry of the charts: whatever the numbers, no label touches another, the goal line or the edge."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.host.charts import (
    WIDTHS,
    balances,
    bars,
    monthly_line,
    sparkline,
    stacked,
    waterfall,
)
from events.host.charts.axes import nice_steps
from events.host.charts.box import Box, Label
from events.host.charts.line import crosses

VALUES = st.one_of(
    st.none(), st.integers(0, 5_000_000), st.floats(0, 200).map(lambda v: round(v, 1))
)
SERIES = st.lists(VALUES, min_size=0, max_size=24).map(
    lambda values: [(f"{i % 12 + 1}月", value, "") for i, value in enumerate(values)]
)
GOALS = st.one_of(st.none(), st.integers(0, 5_000_000), st.floats(0.1, 200))
WIDTH = st.sampled_from(WIDTHS)


def apart(labels: list[Label]) -> None:
    for a, b in combinations(labels, 2):
        assert not a.box.meets(b.box), f"{a.text} meets {b.text}"


def inside(labels: list[Label], width: float, height: float) -> None:
    for label in labels:
        assert label.box.inside(width + 0.01, height), label


@settings(max_examples=150)
@given(SERIES, GOALS, WIDTH)
def test_no_label_of_a_line_chart_touches_anything(series, goal, width) -> None:
    chart = monthly_line(series, goal, width=width)
    goals = list(chart.goal.labels) if chart.goal else []
    values = list(chart.values)
    apart([*values, *goals, *chart.months, *(tick.label for tick in chart.ticks)])
    inside([*values, *goals], chart.width, chart.height)
    for label in values:
        for a, b in zip(chart.points, chart.points[1:], strict=False):
            if any(f"{a.x:.1f} {a.y:.1f} L{b.x:.1f} {b.y:.1f}" in path for path in chart.paths):
                assert not crosses((a.x, a.y, b.x, b.y), label.box), label.text
        if chart.goal:
            line = Box(chart.goal.start, chart.goal.y, chart.goal.end - chart.goal.start, 0)
            assert not label.box.meets(line), f"the goal line runs through {label.text}"


def test_the_prototypes_collisions_are_gone() -> None:
    """612 stood on the axis, 640 on the goal line, the caption of the goal in the grid."""
    values = [612, 655, 640, 701, 688, 733, 748, 905]
    series = [(f"{month}月", value, "") for month, value in zip(range(4, 12), values, strict=True)]
    for width in WIDTHS:
        chart = monthly_line(series, 700, width=width)
        assert {"612", "905"} <= {label.text for label in chart.values}
        assert chart.goal is not None
        assert all(label.box.x > chart.goal.end for label in chart.goal.labels)


def test_a_month_without_a_value_breaks_the_curve() -> None:
    chart = monthly_line(
        [("4月", 1, ""), ("5月", 2, ""), ("6月", None, ""), ("7月", 3, ""), ("8月", 4, "")]
    )
    assert len(chart.paths) == 2
    assert len(chart.points) == 4


@given(st.floats(0.1, 1e8))
def test_the_grid_reaches_the_highest_value_in_few_round_steps(highest) -> None:
    steps = nice_steps(highest)
    assert steps[0] == 0
    assert steps[-1] >= highest * 0.999_999
    assert len(steps) <= 6


@settings(max_examples=100)
@given(SERIES, WIDTH)
def test_bars_keep_their_room_and_their_order(series, width) -> None:
    chart = bars(series, width=width)
    assert [bar.label.text for bar in chart.bars] == [label for label, _, _ in series]
    apart([bar.value for bar in chart.bars] + [chart.full_label])
    for bar in chart.bars:
        assert bar.box.x + bar.box.width <= chart.end + 0.01
        assert not bar.value.box.meets(bar.box)


def test_a_bar_of_100_percent_ends_at_the_mark() -> None:
    chart = bars([("a", 100, ""), ("b", 250, "")])
    assert chart.bars[0].box.x + chart.bars[0].box.width == pytest.approx(chart.full)


@settings(max_examples=100)
@given(st.lists(st.lists(st.integers(0, 9999), min_size=4, max_size=4), max_size=14), WIDTH)
def test_pieces_of_a_column_stand_on_each_other(heaps, width) -> None:
    chart = stacked([(f"{i + 1}月", values) for i, values in enumerate(heaps)], width=width)
    apart([*chart.totals, *chart.months])
    for a, b in combinations(chart.pieces, 2):
        assert not a.box.meets(b.box, -0.01)
    assert sum(piece.value for piece in chart.pieces) == sum(map(sum, heaps))


@given(st.lists(st.integers(-50, 50)))
def test_a_sparkline_stays_inside(values) -> None:
    assert all(0 <= x <= 96 and 0 <= y <= 28 for x, y in sparkline(values))


YEARS = st.lists(st.integers(-30_000, 30_000).map(lambda n: n / 10), max_size=30).map(
    lambda values: [(f"{2026 + i}年", value) for i, value in enumerate(values)]
)


@settings(max_examples=100)
@given(YEARS, WIDTH)
def test_columns_hang_under_zero_where_something_is_missing(series, width) -> None:
    chart = balances(series, width)
    apart([*chart.values, *chart.months])
    inside(list(chart.values), chart.width, chart.height)
    for (_, value), column in zip(series, chart.columns, strict=True):
        assert column.below is (value < 0)
        edge = column.box.y if value < 0 else column.box.y + column.box.height
        assert abs(edge - chart.zero) < 0.01
        assert column.box.inside(chart.width, chart.height)


def test_the_lowest_and_the_newest_year_are_named() -> None:
    for width in WIDTHS:
        chart = balances([("2026年", 40), ("2027年", -20), ("2028年", 10)], width)
        assert {"△20", "10"} <= {label.text for label in chart.values}


@settings(max_examples=100)
@given(st.lists(st.integers(-400_000, 400_000), max_size=20), WIDTH)
def test_a_waterfall_ends_with_what_remains(amounts, width) -> None:
    rows = [(f"費目{n}", amount) for n, amount in enumerate(amounts)]
    chart = waterfall(rows, width=width)
    rest = chart.steps[-1]
    assert rest.way == ("short" if sum(amounts) < 0 else "left")
    apart([step.value for step in chart.steps])
    for before, after in zip(chart.steps, chart.steps[1:-1], strict=False):
        edges = {round(before.box.x, 6), round(before.box.x + before.box.width, 6)}
        assert edges & {round(after.box.x, 6), round(after.box.x + after.box.width, 6)}
    for step in chart.steps:
        assert step.box.x >= -0.01
        assert step.box.x + step.box.width <= width
