"""The area file as shipped, and files that cannot be."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from events.contract.deciding import Refused
from events.host import areas
from events.host.areas import Level

SHIPPED = Path(__file__).parents[3] / "deploy" / "areas.csv"
DAY = date(2024, 4, 1)
HEADER = "area_id,code,level,parent,name,from,until,confidence\n"
NATION = "1,000000,nation,,全国,2013-04-01,,assumed\n"
OSAKA = "213,271004,designated_city,1,大阪市,2013-04-01,,sure\n"


@pytest.fixture(scope="module")
def japan() -> areas.Areas:
    return areas.load(SHIPPED)


def test_the_bodies_of_fiscal_2024_are_47_20_and_62(japan: areas.Areas) -> None:
    assert Counter(body.level for body in japan.bodies(DAY)) == {
        Level.PREFECTURE_REMAINDER: 47,
        Level.DESIGNATED_CITY: 20,
        Level.CORE_CITY: 62,
    }


@pytest.mark.parametrize(
    ("fiscal_year", "bodies"),
    [(2017, 115), (2018, 121), (2019, 125), (2020, 127), (2021, 129), (2022, 129), (2024, 129)],
)
def test_as_many_bodies_report_in_each_year_as_were_published(
    japan: areas.Areas, fiscal_year: int, bodies: int
) -> None:
    assert len(japan.bodies(date(fiscal_year, 4, 1))) == bodies


def test_a_city_that_became_a_core_city_was_inside_its_prefecture_before(
    japan: areas.Areas,
) -> None:
    last, first = date(2020, 3, 31), date(2020, 4, 1)
    before, after = (japan.at("082015", day) for day in (last, first))
    assert (before.name, after.name) == ("水戸市", "水戸市")
    assert (before.level, after.level) == (Level.MUNICIPALITY, Level.CORE_CITY)
    assert japan.body_of(before).name == "茨城県"
    assert japan.body_of(after) == after
    assert before.area_id != after.area_id


def test_each_code_has_exactly_one_row_on_each_day(japan: areas.Areas) -> None:
    for day in (date(2013, 4, 1), date(2016, 12, 31), date(2017, 1, 1), DAY, date(2030, 1, 1)):
        held = Counter(row.code for row in japan if row.in_force(day))
        assert set(held.values()) == {1}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("全国", "000000"), ("大阪市", "271004"), ("札幌市", "011002"), ("大阪市北区", "271276"),
        ("大阪市西成区", "271225"), ("大阪市西区", "271063"), ("大阪府", "270008"), ("東京都", "130001"),
        ("いわき市", "072044"), ("倉敷市", "332020"),
    ],
)  # fmt: skip
def test_names_and_codes_belong_together(japan: areas.Areas, name: str, code: str) -> None:
    assert japan.by_name(name, DAY) == japan.at(code, DAY)
    assert japan.at(code, DAY).name == name


def test_osaka_has_24_wards_that_report_through_the_city(japan: areas.Areas) -> None:
    city = japan.by_name("大阪市", DAY)
    wards = japan.children(city, DAY)
    assert len(wards) == 24
    assert {japan.body_of(ward) for ward in wards} == {city}
    assert [japan.short_name(ward) for ward in wards[:4]] == ["都島区", "福島区", "此花区", "西区"]
    assert japan.ward(city, "西区", DAY) == japan.by_name("大阪市西区", DAY)
    assert japan.short_name(city) == "大阪市"
    assert set(japan.within(city)) == {city, *wards}


def test_the_nation_contains_every_row_and_is_its_own_body(japan: areas.Areas) -> None:
    nation = japan.by_name("全国", DAY)
    assert set(japan.within(nation)) == set(japan)
    assert japan.body_of(nation) == nation
    assert japan.children(nation, DAY) == japan.bodies(DAY)


@pytest.mark.parametrize(
    ("code", "day"), [("271055", DAY), ("西区", DAY), ("", DAY), ("271063", date(2013, 3, 31))]
)
def test_an_unknown_ward_is_refused_in_words(japan: areas.Areas, code: str, day: date) -> None:
    with pytest.raises(Refused) as refused:
        japan.at(code, day)
    assert refused.value.code == "unknown-area"
    assert "選び直してください" in refused.value.ja


def test_an_unknown_name_is_refused(japan: areas.Areas) -> None:
    with pytest.raises(Refused, match="unknown-area"):
        japan.by_name("大坂市", DAY)


def test_wards_that_merge_keep_their_old_rows(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(
        HEADER + NATION + OSAKA
        + "1001,271276,ward,213,大阪市北区,2013-04-01,2023-12-31,sure\n"
        + "1002,271284,ward,213,大阪市中央区,2013-04-01,2023-12-31,sure\n"
        + "1003,271284,ward,213,大阪市中央区,2024-01-01,,sure\n",
        encoding="utf-8",
    )  # fmt: skip
    merged = areas.load(path)
    city = merged.by_name("大阪市", DAY)
    assert [ward.area_id for ward in merged.children(city, date(2023, 12, 31))] == [1001, 1002]
    assert [ward.area_id for ward in merged.children(city, date(2024, 1, 1))] == [1003]
    assert {area.area_id for area in merged.within(city)} == {213, 1001, 1002, 1003}
    with pytest.raises(Refused):
        merged.at("271276", date(2024, 1, 1))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (NATION + NATION, "twice"),
        (NATION + "2,271005,designated_city,1,大阪市,2013-04-01,,sure\n", "no municipal code"),
        (NATION + "2,27100,designated_city,1,大阪市,2013-04-01,,sure\n", "no municipal code"),
        (NATION + "2,271004,ward,1,大阪市,2013-04-01,,sure\n", "cannot lie inside"),
        (NATION + "2,271004,designated_city,,大阪市,2013-04-01,,sure\n", "cannot lie inside"),
        (NATION + "2,271004,designated_city,9,大阪市,2013-04-01,,sure\n", "cannot lie inside"),
        (NATION + "2,271004,city,1,大阪市,2013-04-01,,sure\n", "city"),
        (NATION + "2,271004,designated_city,1,,2013-04-01,,sure\n", "name"),
        (NATION + "40000,271004,designated_city,1,大阪市,2013-04-01,,sure\n", "smallint"),
        (
            NATION + "2,271004,designated_city,1,大阪市,2013-04-01,2013-03-31,sure\n",
            "before it begins",
        ),
        (NATION + "2,271004,designated_city,1,大阪市,2013-04-31,,sure\n", "area 2"),
        (NATION + "2,271004,designated_city,1,大阪市,2013-04-01,,certain\n", "confidence"),
        (NATION + OSAKA + OSAKA.replace("213,", "214,", 1), "still belongs to 213"),
    ],
)
def test_a_file_that_cannot_be_is_refused_with_its_row(
    tmp_path: Path, rows: str, said: str
) -> None:
    path = tmp_path / "areas.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    with pytest.raises(areas.AreasRefused, match=said):
        areas.load(path)


def test_other_columns_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "areas.csv"
    path.write_text("code,name\n", encoding="utf-8")
    with pytest.raises(areas.AreasRefused, match="columns"):
        areas.load(path)
