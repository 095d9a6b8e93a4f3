"""What is on where and when, and what needs a decision."""

from datetime import date

import pytest

from events.contract.codes import Service
from events.host.switchboard import (
    CONSULTATION,
    SWITCHED,
    Duty,
    NeedsDecision,
    Switch,
    assumed,
    checked,
)

DAY = date(2024, 5, 1)
NISHI, KITA = "271063", "271276"


def switch(programme: str = Service.WORK_PREPARATION, **changes: object) -> Switch:
    given: dict[str, object] = {
        "programme": programme,
        "since": date(2020, 4, 1),
        "duty": Duty.OPTIONAL,
        "needs_decision": NeedsDecision.SUPPORT_DECISION,
    }
    return Switch(**{**given, **changes})  # type: ignore[arg-type]


def test_a_programme_is_offered_only_where_and_when_it_is_on() -> None:
    board = checked([switch(wards=frozenset({NISHI}), until=date(2025, 3, 31))])
    assert Service.WORK_PREPARATION in board.offered(NISHI, DAY)
    assert Service.WORK_PREPARATION not in board.offered(KITA, DAY)
    assert Service.WORK_PREPARATION in board.offered(NISHI, date(2025, 3, 31))
    assert Service.WORK_PREPARATION not in board.offered(NISHI, date(2025, 4, 1))
    assert Service.WORK_PREPARATION not in board.offered(NISHI, date(2020, 3, 31))


def test_what_belongs_to_other_schemes_is_always_offered() -> None:
    offered = checked([]).offered(NISHI, DAY)
    assert Service.WELFARE_FUND_LOAN in offered
    assert Service.OFFICE_EMPLOYMENT_SUPPORT in offered
    assert not set(offered) & SWITCHED


def test_the_need_of_a_decision_is_an_attribute_of_the_row() -> None:
    board = checked(
        [
            switch(wards=frozenset({NISHI})),
            switch(wards=frozenset({KITA}), needs_decision=NeedsDecision.NONE),
        ]
    )
    assert board.needing(NISHI, DAY) == {Service.WORK_PREPARATION}
    assert board.needing(KITA, DAY) == frozenset()


def test_the_assumed_board_decides_four_services_of_a_day_and_grants_one() -> None:
    board = assumed()
    assert board.needing(NISHI, DAY, NeedsDecision.GRANT_DECISION) == {Service.HOUSING_SECURITY}
    assert board.needing(NISHI, DAY, NeedsDecision.SUPPORT_DECISION) == {
        Service.TEMPORARY_LIVING,
        Service.BUDGET_IMPROVEMENT,
        Service.WORK_PREPARATION,
        Service.CERTIFIED_TRAINING,
    }
    assert {row.mark.ja for row in board.switches} == {"暫定"}
    assert {row.programme for row in board.switches} == {CONSULTATION, *SWITCHED}


def test_a_fiscal_year_shows_every_row_of_any_of_its_days() -> None:
    programmes = [row.programme for row in assumed().in_fiscal_year(2018)]
    assert {Service.BUDGET_COUNSELLING, Service.BUDGET_IMPROVEMENT} <= set(programmes)
    programmes = [row.programme for row in assumed().in_fiscal_year(2019)]
    assert Service.BUDGET_COUNSELLING not in programmes


def test_two_rows_for_one_programme_ward_and_day_are_refused() -> None:
    early = switch(until=date(2024, 3, 31))
    assert checked([early, switch(since=date(2024, 4, 1))])
    for overlapping in (switch(since=date(2024, 3, 31)), switch(wards=frozenset({NISHI}))):
        with pytest.raises(ValueError, match="overlap"):
            checked([early, overlapping])


@pytest.mark.parametrize(
    ("programme", "since", "until"),
    [
        ("horse_riding", date(2020, 4, 1), None),
        (Service.WELFARE_FUND_LOAN, date(2020, 4, 1), None),
        (Service.RESIDENTIAL_SUPPORT, date(2025, 3, 31), None),
        (Service.TEMPORARY_LIVING, date(2020, 4, 1), None),
    ],
)
def test_a_programme_that_did_not_exist_then_is_refused(
    programme: str, since: date, until: date | None
) -> None:
    with pytest.raises(ValueError, match=r"programme|exists"):
        switch(programme, since=since, until=until)
