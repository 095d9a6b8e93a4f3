"""The municipality as shipped (大阪市, a sample), asked on days; and what a municipality answers by date."""

from datetime import date
from pathlib import Path

import pytest

from events.contract.codes import Service
from events.contract.deciding import Refused
from events.host import areas, municipality_file
from events.host.dated import Mark
from events.host.goals import Basis, GoalKind, Scaling
from events.host.municipality import Municipality, Population, usual_register_date

DEPLOY = Path(__file__).parents[3] / "deploy"
NISHI = "271063"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def osaka() -> Municipality:
    return municipality_file.load(DEPLOY / "municipality.toml", areas.load(DEPLOY / "areas.csv"))


def test_the_sample_is_osaka_with_24_wards_and_is_marked_so(osaka: Municipality) -> None:
    assert osaka.body.name == "大阪市"
    assert osaka.mark is Mark.SAMPLE
    assert osaka.mark.ja == "見本"
    assert len(osaka.wards_on(TODAY)) == 24
    assert osaka.ward(NISHI, TODAY).name == "大阪市西区"


def test_a_ward_of_elsewhere_is_refused(osaka: Municipality) -> None:
    for code in ("131016", "271004", "西区", ""):
        with pytest.raises(Refused, match="unknown-area"):
            osaka.ward(code, TODAY)


def test_every_ward_has_one_counter_and_one_consultation_contract_on_every_day(
    osaka: Municipality,
) -> None:
    for day in (date(2015, 4, 1), date(2019, 6, 1), date(2020, 4, 1), date(2025, 3, 31), TODAY):
        for ward in osaka.wards_on(day):
            counters = [office for office in osaka.offices_on(day, ward.code) if office.wards]
            held = osaka.contracts_on(day, ward.code, "self_reliance_consultation")
            assert (len(counters), len(held)) == (1, 1), (day, ward.name)


def test_employment_support_is_another_contract_in_seven_areas(osaka: Municipality) -> None:
    held = osaka.contracts_on(TODAY, programme="office_employment_support")
    assert len(held) == 7
    assert frozenset[str]().union(*(c.wards for c in held)) == {
        w.code for w in osaka.wards_on(TODAY)
    }


def test_nishi_was_run_by_a_joint_body_in_fiscal_2019_and_only_then(osaka: Municipality) -> None:
    def employers(day: date) -> tuple[str, ...]:
        (held,) = osaka.contracts_on(day, NISHI, "self_reliance_consultation")
        return osaka.operator(held.operator).members

    joint = ("社会福祉法人みなと寮", "社会福祉法人大阪市西区社会福祉協議会")
    assert employers(date(2019, 4, 1)) == employers(date(2020, 3, 31)) == joint
    assert employers(date(2019, 3, 31)) != joint
    assert employers(date(2020, 4, 1)) != joint
    assert osaka.contract("nishiku-2019").mark is Mark.SURE


def test_codes_are_found_and_unknown_ones_are_an_error(osaka: Municipality) -> None:
    assert osaka.office("nishi").name == "生活自立相談 ふらっとほーむ西"
    with pytest.raises(KeyError):
        osaka.office("nowhere")
    with pytest.raises(KeyError):
        osaka.operator("nobody")


def test_a_year_without_a_population_has_none(osaka: Municipality) -> None:
    published = osaka.population("271004", 2024)
    assert published
    assert (published.population, published.mark) == (2_757_642, Mark.SURE)
    assert osaka.population("271004", 2019) is None
    assert osaka.population(NISHI, 2024) is None


def test_a_population_of_an_unusual_register_day_says_so(osaka: Municipality) -> None:
    carried = osaka.population("271004", 2026)
    published = osaka.population("271004", 2024)
    assert carried
    assert published
    assert (carried.deviates, carried.mark.ja) == (True, "暫定")
    assert not published.deviates


@pytest.mark.parametrize(
    ("year", "day"), [(2017, 2016), (2019, 2018), (2020, 2019), (2022, 2022), (2024, 2024)]
)
def test_the_usual_register_day_moved_with_fiscal_2021(year: int, day: int) -> None:
    assert usual_register_date(year) == date(day, 1, 1)
    held = Population(area=NISHI, fiscal_year=year, population=1, register_date=date(day, 1, 2))
    assert held.deviates


def test_the_goals_of_nishi_in_fiscal_2019_are_of_the_goal_and_flat(osaka: Municipality) -> None:
    goals = {goal.indicator: goal for goal in osaka.goals_of(NISHI, 2019)}
    assert goals["new_consultations"].value * 12 == 192
    assert goals["new_consultations"].scaling is Scaling.FLAT
    plans = goals["plans_created"]
    assert (plans.kind, plans.value, plans.of) == (GoalKind.RATIO, 50, "new_consultations")
    assert plans.basis is Basis.GOAL
    assert goals["employment_support_targets"].basis is Basis.ACTUAL


def test_goals_of_the_nation_are_never_lent_to_a_body(osaka: Municipality) -> None:
    assert len(osaka.goals_of("000000", 2017)) == 5
    assert osaka.goals_of("271004", 2019) == ()
    assert osaka.goals_of("271021", 2026) == ()
    assert all(goal.mark is Mark.ASSUMED for goal in osaka.goals_of("000000", 2024))


def test_the_switchboard_follows_the_reforms(osaka: Municipality) -> None:
    def offered(day: date) -> tuple[Service, ...]:
        return osaka.switchboard.offered(NISHI, day)

    assert Service.BUDGET_COUNSELLING in offered(date(2018, 9, 30))
    assert Service.BUDGET_IMPROVEMENT in offered(date(2018, 10, 1))
    assert Service.TEMPORARY_LIVING in offered(date(2025, 3, 31))
    assert Service.RESIDENTIAL_SUPPORT in offered(date(2025, 4, 1))
    assert Service.RESIDENTIAL_SUPPORT not in offered(date(2025, 3, 31))
