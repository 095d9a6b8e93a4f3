"""西暦 ⇄ 和暦: what may be typed, what is refused and why, what is printed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.contract import wareki
from events.contract.deciding import Refused

MARCH_2_1980 = date(1980, 3, 2)
DAYS = st.dates(date(1873, 1, 1), date(2100, 12, 31))
YEARS = st.integers(1873, 2100)


@pytest.mark.parametrize(
    "typed",
    [
        "S55.3.2", "s55.3.2", "S55.03.02", "s550302", "S550302", "Ⓢ55.3.2", "S55-3-2", "S55/3/2", "昭55.3.2",
        "昭和55年3月2日", "昭和 55年 3月 2日", "昭和５５年３月２日", "Ｓ５５．３．２", "㍼55年3月2日", "S55。3。2",
        "昭和55年3月2日(日)", "昭和55年3月2日(1980年)", "昭和55年(1980年)3月2日", "S55・3・2", "S55ー3ー2",
        "1980/3/2", "1980-03-02", "1980.3.2", "1980年3月2日", "西暦1980年3月2日", "19800302", "１９８００３０２",
        " 1980/03/02　",
    ],
)  # fmt: skip
def test_one_day_in_the_spellings_of_a_counter(typed: str) -> None:
    assert wareki.read(typed) == MARCH_2_1980


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("R元.5.1", date(2019, 5, 1)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("Ⓡ1.5.1", date(2019, 5, 1)),
        ("㋿6年4月1日", date(2024, 4, 1)),
        ("令6.4.1", date(2024, 4, 1)),
        ("R60401", date(2024, 4, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("大正15年12月24日", date(1926, 12, 24)),
        ("大正元年7月30日", date(1912, 7, 30)),
        ("明治45年7月29日", date(1912, 7, 29)),
        ("M6.1.1", date(1873, 1, 1)),
        ("令和6年2月29日", date(2024, 2, 29)),
    ],
)
def test_the_first_and_last_days_of_every_era(typed: str, day: date) -> None:
    assert wareki.read(typed) == day


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("平成40年1月1日", "平成は31年4月30日までです。"),
        ("平成31年5月1日", "平成は31年4月30日までです。"),
        ("令和元年4月1日", "令和は元年5月1日からです。"),
        ("昭和64年1月8日", "昭和は64年1月7日までです。"),
        ("昭和65年1月1日", "昭和は64年1月7日までです。"),
        ("平成元年1月7日", "平成は元年1月8日からです。"),
        ("昭和元年12月24日", "昭和は元年12月25日からです。"),
        ("大正元年7月29日", "大正は元年7月30日からです。"),
        ("明治45年7月30日", "明治は45年7月29日までです。"),
        ("明治5年12月31日", "明治は6年1月1日からです。"),
        ("令和0年5月1日", "令和は元年(1年)からです。"),
        ("平成30年2月30日", "その年の2月は1日から28日までです。"),
        ("2024/2/30", "その年の2月は1日から29日までです。"),
        ("2024/4/31", "その年の4月は1日から30日までです。"),
        ("2024/4/0", "その年の4月は1日から30日までです。"),
        ("R6.13.1", "月は1から12までです。"),
        ("R6.0.1", "月は1から12までです。"),
        ("1872/12/31", "1873年(明治6年)より前の日付は扱えません。"),
        ("0000/1/1", "その年はありません。"),
        ("令和6年4月1日(2023年)", "和暦の年と西暦の年が合いません。"),
    ],
)
def test_an_impossible_date_is_refused_with_the_rule_it_breaks(typed: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        wareki.read(typed)
    assert (refused.value.code, refused.value.ja) == ("date-impossible", reason)


@pytest.mark.parametrize(
    "typed",
    ["", "不明", "昭和55年", "昭和55年3月", "55.3.2", "550302", "S55.3", "R6.4.1.2", "X6.4.1"],
)
def test_what_is_not_a_whole_date_is_refused_as_unreadable(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        wareki.read(typed)
    assert refused.value.code == "date-unreadable"


def test_the_caller_says_what_today_is() -> None:
    today = date(2026, 11, 21)
    assert wareki.not_in_future(today, today) == today
    with pytest.raises(Refused, match="date-in-future"):
        wareki.not_in_future(date(2026, 11, 22), today)


@given(DAYS)
def test_every_printed_form_is_read_back_to_the_same_day(day: date) -> None:
    for printed in (wareki.long, wareki.short, wareki.with_western, date.isoformat):
        assert wareki.read(printed(day)) == day


@given(DAYS)
def test_every_compact_form_is_read_back_to_the_same_day(day: date) -> None:
    era = wareki.era_of(day)
    assert wareki.read(f"{era.letter}{day.year - era.before:02}{day:%m%d}") == day
    assert wareki.read(f"{day:%Y%m%d}") == day


@given(DAYS, st.text(max_size=12))
def test_a_refusal_never_repeats_what_was_typed(day: date, noise: str) -> None:
    typed = f"{wareki.long(day)}Z{noise}"
    with pytest.raises(Refused) as refused:
        wareki.read(typed)
    assert typed not in refused.value.ja
    assert typed not in str(refused.value)


@given(st.text(max_size=20))
def test_any_text_is_either_a_day_or_a_refusal(typed: str) -> None:
    try:
        assert wareki.read(typed) >= date(1873, 1, 1)
    except Refused as refusal:
        assert refusal.code in {"date-unreadable", "date-impossible"}


def test_the_printed_forms() -> None:
    day = date(2019, 5, 1)
    assert wareki.long(day) == "令和元年5月1日"
    assert wareki.short(day) == "R1.5.1"
    assert wareki.with_western(day) == "令和元年5月1日(2019年)"
    assert wareki.month(2017, 4) == "平成29年4月"
    assert wareki.month(1989, 1) == "平成元年1月"


@pytest.mark.parametrize(
    ("year", "named", "in_full"),
    [
        (2015, "平成27年度", "平成27年度"),
        (2019, "令和元年度", "平成31年度(令和元年度)"),
        (2020, "令和2年度", "令和2年度"),
        (2024, "令和6年度", "令和6年度"),
        (1988, "昭和63年度", "昭和63年度"),
        (1989, "平成元年度", "平成元年度"),
    ],
)
def test_fiscal_years_are_named_as_in_the_published_tables(
    year: int, named: str, in_full: str
) -> None:
    assert wareki.fiscal_year(year) == named
    assert wareki.fiscal_year_in_full(year) == in_full


def test_no_day_before_the_solar_calendar_has_a_printed_form() -> None:
    with pytest.raises(ValueError, match="1873"):
        wareki.long(date(1872, 12, 31))


@given(YEARS)
def test_a_year_has_one_name_per_fiscal_year(year: int) -> None:
    assert (wareki.fiscal_year(year) == wareki.fiscal_year(year + 1)) is False
