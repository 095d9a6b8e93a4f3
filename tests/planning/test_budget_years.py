"""キャッシュフロー表: year by year, to the yen; and the calendar of promises and schools."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.contract import Refused
from events.contract.budget_codes import LifeEventKind
from events.contract.household_budget import LifeEvent, YearlyFlow
from services.planning.programmes.household_budget.foreseeing import (
    FlowRow,
    LifeEventRow,
    RecordCashFlow,
    record_cash_flow,
)
from services.planning.programmes.household_budget.months import next_promised
from services.planning.programmes.household_budget.years import (
    lowest,
    school_years,
    turns_negative,
    years,
)

PERSON = UUID("00000000-0000-4000-8000-000000000001")
WAGES = YearlyFlow(incoming=True, words="給与", yearly_yen=200, from_year=2026, until_year=None)
LIFE = YearlyFlow(incoming=False, words="くらし", yearly_yen=150, from_year=2026, until_year=None)
LOAN = YearlyFlow(incoming=False, words="返済", yearly_yen=40, from_year=2027, until_year=2028)
SCHOOL = LifeEvent(year=2028, kind=LifeEventKind.HIGH_SCHOOL, words="長女", cost_yen=300)
TABLE = RecordCashFlow(
    today=date(2026, 7, 28),
    person=PERSON,
    recorded_on=date(2026, 7, 28),
    first_year=2026,
    years=3,
    flows=(FlowRow(direction="in", yearly_yen=200),),
)


def test_every_year_adds_up_and_the_first_bad_one_is_named():
    table = years(2026, 4, 100, [WAGES, LIFE, LOAN], [SCHOOL])
    assert [year.balance for year in table] == [50, 10, -290, 50]
    assert [year.left for year in table] == [150, 160, -130, -80]
    assert turns_negative(table).year == 2028
    assert lowest(table).left == -130


def test_nothing_turns_negative_where_enough_is_there():
    assert turns_negative(years(2026, 4, 1_000, [LIFE], [])) is None
    assert lowest(()) is None


@given(
    st.integers(-1000, 1000),
    st.lists(
        st.builds(
            YearlyFlow,
            incoming=st.booleans(),
            words=st.just(""),
            yearly_yen=st.integers(0, 900),
            from_year=st.integers(2024, 2034),
            until_year=st.none() | st.integers(2024, 2034),
        ),
        max_size=5,
    ),
    st.lists(st.integers(2026, 2033), max_size=4),
)
def test_what_is_left_is_the_opening_and_all_balances(opening, flows, in_years):
    events = [replace(SCHOOL, year=year) for year in in_years]
    table = years(2026, 8, opening, flows, events)
    assert table[-1].left == opening + sum(year.balance for year in table)
    assert sum(year.event_cost for year in table) == 300 * len(events)


@pytest.mark.parametrize(
    ("born", "first"),
    [
        (date(2018, 4, 1), 2024),
        (date(2018, 4, 2), 2025),
        (date(2018, 12, 31), 2025),
        (date(2019, 3, 31), 2025),
    ],
)
def test_who_is_six_on_the_first_of_april_enters_school_that_year(born, first):
    found = [year for year, _ in school_years(born)]
    assert found == [first, first + 6, first + 9, first + 12]


@pytest.mark.parametrize(
    ("first_on", "looked_at", "expected"),
    [
        (date(2026, 1, 31), [], date(2026, 1, 31)),
        (date(2026, 1, 31), [date(2026, 1, 1)], date(2026, 2, 28)),
        (date(2026, 1, 31), [date(2026, 1, 1), date(2026, 2, 1)], date(2026, 3, 31)),
        (date(2026, 12, 5), [date(2026, 12, 1)], date(2027, 1, 5)),
    ],
)
def test_a_promise_comes_back_on_its_day_or_the_last_of_a_shorter_month(
    first_on, looked_at, expected
):
    assert next_promised(first_on, looked_at) == expected


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"years": 31}, "years-out-of-reach"),
        ({"years": 0}, "years-out-of-reach"),
        ({"first_year": 2037}, "year-out-of-reach"),
        ({"flows": ()}, "no-amount"),
        (
            {"flows": (FlowRow(direction="in", yearly_yen=1, from_year=2028, until_year=2027),)},
            "ends-before-it-begins",
        ),
        (
            {"events": (LifeEventRow(year=2029, kind=LifeEventKind.CAR),)},
            "year-outside-table",
        ),
    ],
)
def test_the_limits_of_a_table(changes, code):
    with pytest.raises(Refused) as refused:
        record_cash_flow(None, replace(TABLE, **changes))
    assert refused.value.code == code
