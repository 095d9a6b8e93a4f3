"""Months, days and numbers that anybody may write into an address: the readable ones, and no fault."""

from datetime import date

import pytest

from events.host.asked_of_address import day_asked, month_asked, number_asked
from events.host.form import Form
from services.planning.screens.absences import Month
from services.planning.screens.plan_links import filled_rows


@pytest.mark.parametrize(
    "text", ["", "x", "0001-01", "1873-01", "9999-12", "10000-01", "2026-13", "2026-1", "²"]
)
def test_a_month_no_page_can_turn_from_is_none(text: str) -> None:
    assert month_asked(text) is None


@pytest.mark.parametrize("text", ["1873-02", "2026-11", "9999-11"])
def test_every_other_month_has_one_on_either_side(text: str) -> None:
    first = month_asked(text)
    assert first is not None
    month = Month(first=first, days=[], rows=[], absences=[])
    assert month.before < first


@pytest.mark.parametrize("text", ["", "令和0年1月1日", "1873-1-1", "9999-12-31", "R8.13.1", "九"])
def test_a_day_no_page_can_turn_from_is_none(text: str) -> None:
    assert day_asked(text) is None
    assert day_asked("R8.11.23") == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "²", "１", "-1", "9" * 5_000, "x"])
def test_only_plain_digits_are_a_number(text: str) -> None:
    assert number_asked(text) is None
    assert number_asked("40") == 40
    form = Form({f"measures-{text}-text": "a", "measures-3-text": "b"})
    assert list(filled_rows(form, "measures")) == [3]
