"""The national table of a planted ward, and how it reads in a terminal and in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest

from events.contract import Refused
from events.host import areas, municipality_file
from events.host.goals import of_published
from events.host.municipality import Municipality, Population
from services.reporting import asked
from services.reporting.measure import Count, Indicator, Scope, load
from services.reporting.national import NationalRow, national_row, scope_of
from services.reporting.national_text import as_csv, as_table, width
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import Kind

ROOT = Path(__file__).parents[2]
AREAS = areas.load(ROOT / "deploy/areas.csv")
CITY = municipality_file.load(ROOT / "deploy/municipality.toml", AREAS)
INDICATORS = load()
TODAY = date(2026, 11, 21)
FIGURES = json.loads((ROOT / "tests/figures/statistics_examples.json").read_text("utf-8"))["rows"]


def published(row_id: str) -> Mapping:
    return next(row for row in FIGURES if row["id"] == row_id)


def reading(counts: Mapping[str, int | None]):
    """As if the table held just these counts."""
    by_count = {
        count: counts[indicator.id] or 0
        for indicator in INDICATORS.values()
        if indicator.id in counts
        for count in indicator.counts
    }

    def read(asked_for: Sequence[Count], _: Scope) -> list[int]:
        return [by_count[count] for count in asked_for]

    return read


def installation(name: str, fiscal_year: int, row: Mapping) -> Municipality:
    """A municipality generated for one published row."""
    area = AREAS.by_name(name, Period(fiscal_year).end)
    people = row["population"] and Population(
        area=area.code,
        fiscal_year=fiscal_year,
        population=row["population"],
        register_date=date(fiscal_year, 1, 1),
    )
    goals = of_published(row.get("published_other") or {}, fiscal_year, area)
    text = municipality_file.generated_for(AREAS, area, fiscal_year, people or None, goals)
    return municipality_file.parsed(text, AREAS)


def row_of(row_id: str, **changes: int) -> NationalRow:
    row = published(row_id)
    period = Period(row["period"]["fiscal_year"], row["period"]["month"])
    municipality = installation(row["area"], period.fiscal_year, row)
    area = asked.area(municipality, row["area"], period)
    return national_row(
        municipality, area, period, INDICATORS, reading({**row["counts"], **changes})
    )


YEARS = [
    row["id"]
    for row in FIGURES
    if row["counts"].get("new_consultations") is not None
    and row["period"]["kind"] in {"fiscal_year", "month"}
]


@pytest.mark.parametrize("row_id", YEARS)
def test_a_published_row_prints_its_published_strings(row_id: str) -> None:
    row, printed = published(row_id), row_of(row_id).as_json()
    for key, value in row["counts"].items():
        if value is not None:
            assert printed["counts"][key] == value
    for key, value in row["by_rule"].items():
        if value is not None:
            assert printed["by_rule"][key] == value, key
    assert printed["period"] == row["period"]
    assert printed["area_level"] == row["area_level"]
    assert printed["population"] == row["population"]


def test_the_ward_report_prints_its_three_goals() -> None:
    row = row_of("FY2019/ward/大阪市西区", employment_support_targets=11)
    assert row.as_json()["goals"] == {
        "new_consultations": {"goal": 192, "actual": 285, "printed": "148 %"},
        "plans_created": {"goal": 96, "actual": 56, "printed": "58 %"},
        "employment_support_targets_share": {"goal": 60, "actual": 20, "printed": "20 %"},
    }
    assert row.by_rule["plan_share_of_consultations_pct"] == "19.6"
    assert row.by_rule["target_new_consultations_year"] == "192"
    assert row.by_rule["target_plans_year"] == "96"
    assert row.by_rule["new_consultations_per_100k_month"] is None


def test_a_row_without_goals_carries_none() -> None:
    assert row_of("FY2024/中核市/甲府市").goals == {}


def test_the_goals_of_the_nation_are_not_lent_to_an_installation_that_is_a_city() -> None:
    row = national_row(
        CITY,
        asked.area(CITY, None, Period(2018)),
        Period(2018),
        INDICATORS,
        reading(published("FY2018/nation")["counts"]),
    )
    assert CITY.goals_of("000000", 2018)
    assert row.goals == {}


def test_without_a_column_the_year_is_not_derivable_and_never_zero() -> None:
    row = row_of("FY2015/nation")
    assert row.counts["employed_with_employment_plan"] is None
    assert row.by_rule["employment_income_rate_pct"] is None
    assert row.by_rule["new_consultations_per_100k_month"] is None
    table = as_table(row, INDICATORS)
    assert table.count("－") >= 6
    assert not {"—", "-", "–", "―"} & set(table)
    (line,) = csv.DictReader(io.StringIO(as_csv([row], INDICATORS)))
    assert line["就労・増収率(%)"] == "－"
    assert line["新規相談受付件数"] == "226411"
    assert line["人口"] == "－"


def test_every_line_of_the_table_is_as_wide_as_the_others() -> None:
    table = as_table(row_of("FY2024/指定都市/大阪市"), INDICATORS)
    boxed = [line for line in table.splitlines() if line[0] in "┌├│└"]
    assert len(boxed) >= 22
    assert len({width(line) for line in boxed}) == 1
    assert "人口 2,757,642人" in table
    assert table.endswith("┘\n")


def test_full_width_characters_take_two_columns() -> None:
    assert [width(text) for text in ("a1%", "－", "ｱ", "相談", "│")] == [3, 2, 1, 4, 1]


def test_a_ward_counts_itself_and_a_city_all_its_wards() -> None:
    period = Period(2024)
    ward = asked.area(CITY, "西区", period)
    assert ward is asked.area(CITY, "大阪市西区", period)
    assert scope_of(CITY, ward, period).areas == (ward.area_id,)
    city = scope_of(CITY, asked.area(CITY, "大阪市", period), period).areas
    assert len(city) == 25
    assert ward.area_id in city
    nation = scope_of(CITY, asked.area(CITY, "全国", period), period).areas
    assert set(city) < set(nation)


@pytest.mark.parametrize("name", ["堺市", "大阪府", "存在しない市", "横浜市西区"])
def test_a_body_that_is_not_held_here_is_refused_in_plain_words(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        asked.area(CITY, name, Period(2024))
    assert refusal.value.ja.startswith(f"「{name}」の記録はこの設置にありません。")
    assert "大阪市都島区" in refusal.value.ja


@pytest.mark.parametrize(
    ("year", "month"), [(2014, None), (2027, None), (2026, 12), (2026, 13), (20240, None)]
)
def test_a_period_that_cannot_be_is_refused(year: int, month: int | None) -> None:
    with pytest.raises(Refused):
        asked.period(year, month, TODAY)


def test_the_months_of_a_fiscal_year_cross_the_calendar_year() -> None:
    assert asked.period(2026, 11, TODAY).start == date(2026, 11, 1)
    assert asked.period(2025, 2, TODAY).start == date(2026, 2, 1)
    assert asked.period(2025, 2, TODAY).end == date(2026, 2, 28)
    months = Period(2023).month_by_month()
    assert months[0].start == Period(2023).start
    assert months[-1].end == Period(2023).end == date(2024, 3, 31)


def test_the_rows_of_kpi_fact_carry_small_numbers_for_kinds() -> None:
    assert [int(kind) for kind in Kind] == list(range(1, 12))
    assert all(isinstance(each, Indicator) for each in INDICATORS.values())
