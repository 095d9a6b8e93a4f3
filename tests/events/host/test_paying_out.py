"""What a municipality file says about paying: budget items by date, closing days inside the statutory ones, mappings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from events.host import areas, municipality_file
from events.host.municipality_file import MunicipalityRefused

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "deploy" / "municipality.toml").read_text(encoding="utf-8")
KNOWN = areas.load(ROOT / "deploy" / "areas.csv")
DAY = date(2026, 11, 2)


def test_the_sample_city_pays_from_an_item_and_closes_before_the_law_does() -> None:
    city = municipality_file.parsed(TEXT, KNOWN)
    item = city.budget_item("housing_security", DAY)
    assert item is not None
    assert item.text.startswith("民生費・")
    assert city.budget_item("housing_security", date(2015, 3, 31)) is None
    assert city.budget_item("another", DAY) is None
    years = {row.fiscal_year: row for row in city.closings}
    assert years[2026].order_until < years[2026].pay_until == date(2027, 5, 31)
    assert city.treasury_file(DAY) is not None
    assert city.remitter(DAY) is not None


@pytest.mark.parametrize(
    "changed",
    [
        ("order_until = 2027-04-20", "order_until = 2027-06-20"),
        ("pay_until = 2027-05-31", "pay_until = 2027-06-01"),
        ("{ fiscal_year = 2025, commit_until", "{ fiscal_year = 2026, commit_until"),
    ],
)
def test_closing_days_after_the_law_or_given_twice_are_refused(changed: tuple[str, str]) -> None:
    assert changed[0] in TEXT
    with pytest.raises(MunicipalityRefused, match="closings"):
        municipality_file.parsed(TEXT.replace(*changed), KNOWN)
