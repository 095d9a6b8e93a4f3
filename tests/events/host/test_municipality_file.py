"""Files that cannot be, and the file made for another body."""

from datetime import date
from pathlib import Path

import pytest

from events.host import areas, goals, municipality_file
from events.host.areas import Areas
from events.host.goals import Basis, GoalKind, Scope
from events.host.municipality import Population
from events.host.municipality_file import MunicipalityRefused, generated_for, parsed

DAY = date(2019, 7, 1)
TOP = 'body = "271004"\nmark = "sample"\n'
OFFICE = 'offices = [{ code = "nishi", name = "西", wards = ["271063"], from = 2015-04-01 }]\n'
PRINTED = {
    "target_new_consultations_year": "192",
    "target_plans_year": "96",
    "target_share_employment_support_pct": "60",
    "achieved_share_employment_support_pct": "20",
}


@pytest.fixture(scope="module")
def japan() -> Areas:
    return areas.load(Path(__file__).parents[3] / "deploy" / "areas.csv")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("body = ", "Invalid"),
        ('mark = "sample"\n', "body"),
        ('body = "999999"\nmark = "sample"\n', "body"),
        ('body = "271004"\n', "Mark"),
        (TOP + "colour = 1\n", "unknown: colour"),
        (TOP + OFFICE.replace("name", "nmae"), "offices 1: unknown nmae"),
        (TOP + OFFICE.replace("2015-04-01", '"soon"'), "offices 1 since"),
        (TOP + OFFICE.replace("271063", "131016"), "not inside the body"),
        (TOP + OFFICE.replace('"nishi"', '"西"'), "ASCII"),
        (TOP + OFFICE.replace('"nishi"', '"a/b"'), "ASCII"),
        (TOP + 'operators = [{ code = "a", name = "A" }, { code = "a", name = "B" }]', "twice"),
        (
            TOP + 'contracts = [{ code = "c", operator = "x", programmes = [], wards = [], from = 2015-04-01 }]',
            "unknown operator",
        ),
        (TOP + 'wards = ["131016"]', "not inside"),
        (
            TOP + 'populations = [{ area = "999999", fiscal_year = 2024, population = 1, '
            "register_date = 2024-01-01 }]",
            "not in areas.csv",
        ),
        (
            TOP + 'switchboard = [{ programme = "x", duty = "optional", needs_decision = "none", '
            "from = 2020-04-01 }]",
            "no programme",
        ),
        (
            TOP + 'goals = [{ fiscal_year = 2024, indicator = "happiness", kind = "absolute_year", '
            'value = 1, scope = "body", area = "271004" }]',
            "goals exist for",
        ),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_is_refused_with_its_place(
    japan: Areas, text: str, said: str
) -> None:
    with pytest.raises(MunicipalityRefused, match=said):
        parsed(text, japan)


def test_a_file_for_a_ward_serves_that_ward_alone_and_carries_the_printed_goals(
    japan: Areas,
) -> None:
    ward = japan.by_name("大阪市西区", DAY)
    text = generated_for(japan, ward, 2019, None, goals.of_published(PRINTED, 2019, ward))
    made = parsed(text, japan)
    assert made.body.name == "大阪市"
    assert made.wards_on(DAY) == (ward,)
    by_indicator = {goal.indicator: goal for goal in made.goals_of(ward.code, 2019)}
    assert by_indicator["new_consultations"].value == 192
    assert by_indicator["plans_created"].value == 96
    share = by_indicator["employment_support_targets"]
    assert (share.value, share.kind, share.of, share.basis) == (
        60, GoalKind.RATIO, "plans_created", Basis.ACTUAL,
    )  # fmt: skip
    assert {goal.scope for goal in made.goals} == {Scope.WARD}
    assert made.population(ward.code, 2019) is None


@pytest.mark.parametrize("name", ["いわき市", "三重県", "全国", "名古屋市", "甲府市"])
def test_a_file_for_a_body_is_its_own_and_only_ward(japan: Areas, name: str) -> None:
    day = date(2024, 4, 1)
    area = japan.by_name(name, day)
    counted = Population(
        area=area.code, fiscal_year=2024, population=306_714, register_date=date(2024, 1, 1)
    )
    made = parsed(generated_for(japan, area, 2024, counted), japan)
    assert made.body == area
    assert made.wards_on(day) == (area,)
    assert made.population(area.code, 2024) == counted
    assert made.goals == ()
    assert made.offices_on(day, area.code)
    assert made.switchboard.on(area.code, day)


def test_quotes_in_a_name_survive(japan: Areas) -> None:
    text = TOP + 'operators = [{ code = "a", name = "\\"甲\\" \\\\ 乙" }]'
    assert parsed(text, japan).operator("a").name == '"甲" \\ 乙'
    assert municipality_file._word('"甲" \\ 乙') == '"\\"甲\\" \\\\ 乙"'
