"""保存年限 counts fiscal years from the one after the end; rows hold by the day a case ended."""

from datetime import date
from pathlib import Path

import pytest

from events.host import areas, municipality_file, retention
from events.host.dated import Mark
from events.host.municipality_file import MunicipalityRefused
from events.host.retention import Retention

DEPLOY = Path(__file__).parents[3] / "deploy"
FIVE = Retention(since=date(2015, 4, 1), years=5)


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (date(2021, 3, 31), date(2026, 3, 31)),
        (date(2021, 4, 1), date(2027, 3, 31)),
        (date(2022, 3, 31), date(2027, 3, 31)),
    ],
)
def test_both_sides_of_a_fiscal_year(ended: date, last: date) -> None:
    assert FIVE.kept_until(ended) == last
    after = date.fromordinal(last.toordinal() + 1)
    assert ended < FIVE.over_before(after)
    assert not ended < FIVE.over_before(last)


def test_rows_hold_by_the_day_a_case_ended() -> None:
    text = (DEPLOY / "municipality.toml").read_text("utf-8")
    known = areas.load(DEPLOY / "areas.csv")
    city = municipality_file.parsed(text, known)
    [shipped] = city.retentions
    assert (shipped.years, shipped.mark) == (5, Mark.ASSUMED)
    assert city.retention_of(date(2015, 3, 31)) is None
    begin = text.index("retentions = [")
    rows = (
        "{ years = 5, from = 2015-04-01, until = 2025-03-31 }, { years = 10, from = 2025-04-01 },"
    )
    changed = municipality_file.parsed(f"{text[:begin]}retentions = [{rows}]\n", known)
    for day, years in ((date(2025, 3, 31), 5), (date(2025, 4, 1), 10)):
        found = changed.retention_of(day)
        assert found is not None
        assert found.years == years
    for wrong in (
        "{ years = 5, from = 2015-04-01 }, { years = 10, from = 2025-04-01 }",
        "{ years = 0, from = 2015-04-01 }",
    ):
        with pytest.raises(MunicipalityRefused, match="retentions"):
            municipality_file.parsed(f"{text[:begin]}retentions = [{wrong}]\n", known)


def test_a_generated_body_has_the_assumed_years() -> None:
    assert retention.assumed(date(2015, 4, 1)).mark is Mark.ASSUMED
