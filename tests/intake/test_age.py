"""満年齢 and the national bands, at each of their boundary days."""

from datetime import date

import pytest

from events.contract.codes import AgeBand
from services.intake.decisions.age import age, age_band

BORN = date(1990, 6, 15)


@pytest.mark.parametrize(
    ("on", "years"),
    [
        (date(1990, 6, 15), 0),
        (date(1991, 6, 14), 0),
        (date(1991, 6, 15), 1),
        (date(2026, 6, 14), 35),
        (date(2026, 6, 15), 36),
        (date(2026, 12, 31), 36),
    ],
)
def test_a_year_is_full_on_the_birthday(on, years):
    assert age(BORN, on) == years


@pytest.mark.parametrize(
    ("on", "years"),
    [(date(2025, 2, 28), 24), (date(2025, 3, 1), 25), (date(2028, 2, 29), 28)],
    ids=["28 February of a common year", "1 March", "29 February of a leap year"],
)
def test_who_was_born_on_29_february(on, years):
    assert age(date(2000, 2, 29), on) == years


@pytest.mark.parametrize(
    ("years", "band"),
    [
        (0, AgeBand.TEENS),
        (19, AgeBand.TEENS),
        (20, AgeBand.TWENTIES),
        (29, AgeBand.TWENTIES),
        (30, AgeBand.THIRTIES),
        (39, AgeBand.THIRTIES),
        (40, AgeBand.FORTIES),
        (49, AgeBand.FORTIES),
        (50, AgeBand.FIFTIES),
        (59, AgeBand.FIFTIES),
        (60, AgeBand.SIXTIES),
        (69, AgeBand.SIXTIES),
        (70, AgeBand.SEVENTIES),
        (104, AgeBand.SEVENTIES),
    ],
)
def test_the_band_changes_on_the_birthday(years, band):
    birthday = date(2026, 6, 15)
    assert age_band(birthday.replace(year=2026 - years), birthday) is band
