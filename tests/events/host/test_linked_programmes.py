"""Programmes of other bodies: the nation's everywhere, a city's by its file's rows."""

from datetime import date
from pathlib import Path

import pytest

from events.host import areas, municipality_file
from events.host.linked_programmes import NATIONAL, LinkedProgramme, offered
from events.host.municipality_file import MunicipalityRefused

ROOT = Path(__file__).parents[3]
NISHI, KITA = "271063", "271276"
FIRST = date(2026, 4, 1)


def made(code: str, **given: object) -> LinkedProgramme:
    return LinkedProgramme(since=FIRST, code=code, name="見本の事業", **given)  # type: ignore[arg-type]


def test_a_programme_of_the_city_is_a_row_with_its_wards_and_days() -> None:
    rows = (made("challenge", wards=frozenset({NISHI}), until=date(2027, 3, 31)),)
    assert [p.code for p in offered(rows, NISHI, FIRST)] == [NATIONAL.code, "challenge"]
    for ward, day in [
        (KITA, FIRST),
        (NISHI, date(2026, 3, 31)),
        (NISHI, date(2027, 4, 1)),
    ]:
        assert offered(rows, ward, day) == (NATIONAL,)


def test_a_row_with_the_nations_code_takes_its_place() -> None:
    own = made(NATIONAL.code)
    assert offered((own,), NISHI, FIRST) == (own,)
    assert offered((own,), NISHI, date(2026, 3, 31)) == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{ code = "a", name = "甲", from = 2026-04-01, wards = ["131016"] }', "not inside"),
        ('{ code = "a", name = "", from = 2026-04-01 }', "name"),
        ('{ code = "employment_support_window", name = "甲", from = 2026-04-01 }', "overlap"),
    ],
)
def test_a_wrong_row_is_refused(row: str, said: str) -> None:
    text = (ROOT / "deploy" / "municipality.toml").read_text(encoding="utf-8")
    wrong = text.replace("linked_programmes = [", f"linked_programmes = [\n  {row},", 1)
    known = areas.load(ROOT / "deploy" / "areas.csv")
    with pytest.raises(MunicipalityRefused, match=said):
        municipality_file.parsed(wrong, known)
