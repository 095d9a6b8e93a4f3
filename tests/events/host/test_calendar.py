"""Japanese days, working days and deadlines."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.host.calendar import (
    Calendar,
    fiscal_year,
    fiscal_year_days,
    japanese_day,
)
from events.host.municipality import DayOff

JAPAN = Calendar()
DAYS = st.dates(date(2013, 4, 1), date(2040, 3, 31))


def test_a_japanese_day_begins_nine_hours_before_the_utc_day() -> None:
    assert japanese_day(datetime(2024, 3, 31, 14, 59, 59, tzinfo=UTC)) == date(2024, 3, 31)
    assert japanese_day(datetime(2024, 3, 31, 15, 0, tzinfo=UTC)) == date(2024, 4, 1)
    hawaii = timezone(timedelta(hours=-10))
    assert japanese_day(datetime(2024, 3, 31, 5, 0, tzinfo=hawaii)) == date(2024, 4, 1)


def test_an_instant_without_a_zone_has_no_day() -> None:
    with pytest.raises(ValueError, match="zone"):
        japanese_day(datetime(2024, 3, 31, 15, 0))


def test_today_is_the_day_of_the_given_clock() -> None:
    calendar = Calendar(clock=lambda: datetime(2026, 12, 31, 15, 30, tzinfo=UTC))
    assert calendar.today() == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 22), "国民の休日"),
        (date(2019, 10, 22), "即位礼正殿の儀"),
        (date(2021, 7, 22), "海の日"),
        (date(2026, 5, 6), "憲法記念日 振替休日"),
    ],
)
def test_holidays_of_ordinary_and_special_laws_are_closed(day: date, name: str) -> None:
    assert not JAPAN.is_open(day)
    assert JAPAN.name(day) == name


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        (date(2026, 12, 28), True),
        (date(2026, 12, 29), False),
        (date(2027, 1, 1), False),
        (date(2027, 1, 3), False),
        (date(2027, 1, 4), True),
        (date(2026, 11, 21), False),
        (date(2026, 11, 20), True),
    ],
    ids=["last day", "new year begins", "new year", "new year ends", "first day", "saturday", "friday"],
)  # fmt: skip
def test_the_office_is_closed_at_weekends_and_around_new_year(day: date, is_open: bool) -> None:
    assert JAPAN.is_open(day) is is_open


def test_an_exception_overrules_the_calendar_both_ways() -> None:
    calendar = Calendar(
        [
            DayOff(day=date(2027, 1, 4), name="庁舎の移転"),
            DayOff(day=date(2026, 11, 21), name="休日開庁", closed=False),
        ]
    )
    assert not calendar.is_open(date(2027, 1, 4))
    assert calendar.is_open(date(2026, 11, 21))
    assert calendar.name(date(2027, 1, 4)) == "庁舎の移転"
    assert calendar.open_from(date(2026, 12, 29)) == date(2027, 1, 5)


def test_working_days_do_not_count_the_first_day() -> None:
    friday = date(2026, 11, 20)
    assert JAPAN.after(friday, 0) == friday
    assert JAPAN.after(friday, 1) == date(2026, 11, 24)  # 23 November is 勤労感謝の日
    assert JAPAN.after(friday, 3) == date(2026, 11, 26)
    assert JAPAN.working_days(friday, date(2026, 11, 26)) == 3
    assert JAPAN.working_days(date(2026, 11, 26), friday) == -3
    assert JAPAN.working_days(friday, friday) == 0


def test_a_due_day_on_a_closed_day_moves_to_the_next_open_one() -> None:
    assert JAPAN.open_from(date(2026, 12, 31)) == date(2027, 1, 4)
    assert JAPAN.open_from(date(2026, 11, 20)) == date(2026, 11, 20)


@given(DAYS, st.integers(1, 60))
def test_a_deadline_is_open_and_exactly_so_many_working_days_away(day: date, count: int) -> None:
    due = JAPAN.after(day, count)
    assert JAPAN.is_open(due)
    assert JAPAN.working_days(day, due) == count


@given(DAYS)
def test_every_day_lies_in_its_fiscal_year(day: date) -> None:
    first, last = fiscal_year_days(fiscal_year(day))
    assert first <= day <= last
    assert (first.month, first.day, last.month, last.day) == (4, 1, 3, 31)
