"""Every indicator file is counted twice, by SQL and by replay; a new file gets its test by being there."""

from __future__ import annotations

from datetime import date

import pytest

from services.reporting.figures import counted as counts_of
from services.reporting.figures import figures
from services.reporting.measure import FOLDER, Indicator, Scope, load
from services.reporting.period import Period
from services.reporting.printing import percent
from services.reporting.readings import by_replay, by_sql
from tests.reporting.conftest import Counted

INDICATORS = load()
PERIODS = [
    *(Period(year) for year in (2023, 2024, 2025)),
    *Period(2024).month_by_month(),
]


def printed(indicator: Indicator, scope: Scope, read) -> str | None:
    return figures([indicator], scope, read)[indicator.id].printed


def scopes(counted: Counted) -> list[Scope]:
    areas = sorted({row.area_id for row in counted.rows.values()})
    assert len(areas) == 3
    return [
        Scope(held, period.start, period.end)
        for period in PERIODS
        for held in [*((area,) for area in areas), tuple(areas), tuple(areas[:2])]
    ]


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.toml")))
def test_table_and_replay_agree(name: str, counted: Counted) -> None:
    indicator = INDICATORS[name]
    sql, replayed = by_sql(counted.tables), by_replay(counted.rows.values())
    values = []
    for scope in scopes(counted):
        by_table = counts_of([indicator], scope, sql)[name]
        assert by_table == counts_of([indicator], scope, replayed)[name], scope
        values.append(by_table)
        if indicator.is_share:
            assert printed(indicator, scope, sql) == printed(indicator, scope, replayed), scope
    assert any(values), "the generated logs must contain what this indicator counts"


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda i: i.id)
def test_no_indicator_counts_migrated_records_unless_it_says_so(
    indicator: Indicator, counted: Counted
) -> None:
    whole = Scope(tuple({r.area_id for r in counted.rows.values()}), date(2015, 4, 1), date.max)
    own = [row for row in counted.rows.values() if not row.flags & 8]
    without = by_replay(own)([*indicator.counts, *indicator.out_of], whole)
    with_all = by_replay(counted.rows.values())([*indicator.counts, *indicator.out_of], whole)
    if indicator.id.startswith("migrated_"):
        assert not any(without)
        assert any(with_all)
    else:
        assert without == with_all


def test_the_shares_of_several_indicators_come_from_their_own_counts(counted: Counted) -> None:
    read = by_sql(counted.tables)
    areas = tuple({row.area_id for row in counted.rows.values()})
    scope = Scope(areas, Period(2024).start, Period(2024).end)
    values = counts_of(list(INDICATORS.values()), scope, read)
    plans, consultations = values["plans_created"], values["new_consultations"]
    assert plans and consultations
    assert printed(INDICATORS["plan_share_of_consultations"], scope, read) == percent(
        plans, consultations, 1
    )


def test_persons_are_counted_once_per_period_so_months_may_sum_to_more_than_the_year(
    counted: Counted,
) -> None:
    read = by_sql(counted.tables)
    areas = tuple({row.area_id for row in counted.rows.values()})

    def employed(period: Period) -> int:
        scope = Scope(areas, period.start, period.end)
        return counts_of([INDICATORS["employed"]], scope, read)["employed"] or 0

    year = employed(Period(2024))
    months = sum(employed(month) for month in Period(2024).month_by_month())
    assert 0 < year < months


def test_an_empty_scope_counts_nothing(counted: Counted) -> None:
    scope = Scope((1,), date(2024, 4, 1), date(2024, 4, 30))
    values = counts_of(list(INDICATORS.values()), scope, by_sql(counted.tables))
    assert set(values.values()) == {0}
    assert printed(INDICATORS["target_share_of_plans"], scope, by_sql(counted.tables)) is None


def test_before_a_column_existed_it_is_not_derivable(counted: Counted) -> None:
    scope = Scope((1,), Period(2015).start, Period(2015).end)
    values = counts_of(list(INDICATORS.values()), scope, by_sql(counted.tables))
    assert values["employed_with_employment_plan"] is None
    assert values["employed"] == 0
    assert printed(INDICATORS["employment_income_rate"], scope, by_sql(counted.tables)) is None
