"""A day of transfer on which banks rest moves to the day before or after, as the city settled it by date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from deploy.house import HERE
from events.host import areas, municipality_file
from events.host.bank_days import (
    Moves,
    TransferDays,
    first_from,
    moved,
    rests,
    transfer_days_on,
)

BEFORE = TransferDays(since=date(2015, 4, 1))
AFTER = TransferDays(since=date(2015, 4, 1), moves=Moves.FOLLOWING)


@pytest.mark.parametrize(
    ("day", "before", "after", "why"),
    [
        (date(2026, 12, 10), date(2026, 12, 10), date(2026, 12, 10), ""),
        (date(2026, 12, 12), date(2026, 12, 11), date(2026, 12, 14), "土曜日"),
        (date(2026, 12, 13), date(2026, 12, 11), date(2026, 12, 14), "日曜日"),
        (date(2026, 12, 29), date(2026, 12, 29), date(2026, 12, 29), ""),
        (date(2026, 12, 31), date(2026, 12, 30), date(2027, 1, 4), "年末年始"),
        (date(2027, 1, 3), date(2026, 12, 30), date(2027, 1, 4), "年末年始"),
        (date(2026, 5, 6), date(2026, 5, 1), date(2026, 5, 7), None),
        (date(2026, 9, 22), date(2026, 9, 18), date(2026, 9, 24), None),
        (date(2019, 5, 1), date(2019, 4, 26), date(2019, 5, 7), None),
    ],
    ids=str,
)
def test_known_days(day: date, before: date, after: date, why: str | None) -> None:
    assert (moved(day, BEFORE).on, moved(day, AFTER).on) == (before, after)
    told = moved(day, BEFORE).why
    assert told == why if why is not None else told


@given(some.dates(date(2020, 1, 1), date(2035, 12, 31)), some.sampled_from([BEFORE, AFTER]))
def test_the_day_is_one_on_which_banks_pay_and_none_lies_between(
    day: date, rule: TransferDays
) -> None:
    found = moved(day, rule)
    assert not rests(found.on)
    assert (found.on == day) is (not found.why)
    passed = min(day, found.on), max(day, found.on)
    between = [passed[0] + timedelta(days=n) for n in range((passed[1] - passed[0]).days + 1)]
    assert all(rests(one) for one in between if one != found.on)
    assert first_from(day) == moved(day, AFTER).on


def test_what_is_settled_is_asked_on_the_day_and_assumed_where_nothing_is() -> None:
    rows = (
        TransferDays(since=date(2015, 4, 1), until=date(2026, 3, 31)),
        TransferDays(since=date(2026, 4, 1), moves=Moves.FOLLOWING),
    )
    assert transfer_days_on(rows, date(2026, 3, 31)).moves is Moves.PRECEDING
    assert transfer_days_on(rows, date(2026, 4, 1)).moves is Moves.FOLLOWING
    nothing = transfer_days_on((), date(2026, 4, 1))
    assert (nothing.moves, nothing.provisional) == (Moves.PRECEDING, True)


def test_the_municipality_file_says_it() -> None:
    table = areas.load(HERE / "areas.csv")
    city = municipality_file.load(HERE / "municipality.toml", table)
    assert city.transfer_rule(date(2026, 12, 1)).moves is Moves.PRECEDING
    text = (HERE / "municipality.toml").read_text("utf-8")
    with pytest.raises(municipality_file.MunicipalityRefused, match="transfer_days"):
        municipality_file.parsed(text.replace('moves = "preceding"', 'moves = "sideways"'), table)
