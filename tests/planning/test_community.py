"""Work beside the cases, decided: resources, shortages, network, training, and what a year owes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.contract import Event, Open, Refused, fold
from events.contract.community_codes import (
    BlockRole,
    LearningKind,
    OrganisationKind,
    ResourceResult,
    ResourceTheme,
    ShortageOutcome,
    ShortageSource,
    TieKind,
    TrainingCourse,
    Vacancy,
)
from events.contract.community_work import Attending
from events.contract.network import OrganisationTied
from events.contract.resource import ResourceConfirmed
from events.contract.resource_shortage import ResourceShortageSettled
from services.planning.programmes.community import (
    duties,
    network,
    occasions,
    resources,
    shortages,
    uses,
)
from services.planning.programmes.community.entry import Withdraw, withdraw
from services.planning.programmes.community.uses import Uses

TODAY = date(2026, 6, 1)
ENTRY, OTHER, PERSON, COLLEAGUE = (UUID(int=n) for n in (1, 2, 3, 4))
BASE: dict[str, Any] = {"today": TODAY, "entry_id": ENTRY, "on": TODAY}


def refused(decision: Any, state: Any, command: Any) -> str:
    with pytest.raises(Refused) as refusal:
        decision(state, command)
    return refusal.value.code


def a_resource(**changed: Any) -> resources.ListResource:
    made = resources.ListResource(
        **BASE,
        known_wards=frozenset({"271063"}),
        title="西区フードバンク",
        theme=ResourceTheme.FOOD_GOODS,
        vacancy=Vacancy.OPEN,
    )
    return replace(made, **changed)


def test_a_resource_is_listed_confirmed_and_closed() -> None:
    facts = resources.list_resource(None, a_resource())
    state = fold(resources.evolve, facts)
    assert resources.list_resource(state, a_resource()) == []
    assert refused(resources.list_resource, state, a_resource(title="別")) == "already-registered"
    assert resources.change_resource(state, a_resource()) == []
    asked = resources.ConfirmResource(**BASE, vacancy=Vacancy.FULL)
    confirmed = resources.confirm_resource(state, asked)
    assert isinstance(confirmed[0], ResourceConfirmed)
    close = resources.CloseResource(**BASE, reason="閉所した")
    closed = fold(resources.evolve, [*facts, *confirmed, *resources.close_resource(state, close)])
    assert resources.close_resource(closed, close) == []
    assert refused(resources.confirm_resource, closed, asked) == "entry-over"


def test_a_resource_of_an_unknown_ward_or_of_tomorrow_is_refused() -> None:
    assert refused(resources.list_resource, None, a_resource(wards=("1",))) == "unknown-area"
    tomorrow = a_resource(on=TODAY + timedelta(days=1))
    assert refused(resources.list_resource, None, tomorrow) == "future-day"
    assert refused(resources.list_resource, None, a_resource(title=" ")) == "no-title"


def test_half_a_year_after_the_last_look_an_entry_is_stale() -> None:
    assert not resources.stale(TODAY - timedelta(days=183), TODAY)
    assert resources.stale(TODAY - timedelta(days=184), TODAY)


def test_a_use_has_one_result_at_a_time() -> None:
    use = uses.UseResource(
        today=TODAY,
        person=PERSON,
        known=frozenset({ENTRY}),
        used_on=TODAY,
        resource=ENTRY,
        result=ResourceResult.PENDING,
    )
    made = uses.use_resource(None, use)
    state = fold(uses.evolve, made)
    assert uses.use_resource(state, use) == []
    assert refused(uses.use_resource, None, replace(use, known=frozenset())) == "no-such-resource"
    answer = uses.AnswerUse(
        today=TODAY, person=PERSON, of_no=1, answered_on=TODAY, result=ResourceResult.HELPED
    )
    state = fold(uses.evolve, [*made, *uses.answer_use(state, answer)])
    assert isinstance(state, Uses)
    assert state.answer(1).result == Open(PERSON, ResourceResult.HELPED)
    assert uses.answer_use(state, answer) == []
    taken = uses.WithdrawUse(today=TODAY, person=PERSON, of_no=1, reason="別の方")
    gone = uses.evolve(state, uses.withdraw_use(state, taken)[0])
    assert uses.withdraw_use(gone, taken) == []
    assert refused(uses.answer_use, gone, answer) == "no-such-entry"


def reported(**changed: Any) -> shortages.ReportShortage:
    made = shortages.ReportShortage(
        **BASE,
        may_name=True,
        theme=ResourceTheme.TRANSPORT,
        source=ShortageSource.CASE,
        words="夜に使える送迎がない",
        from_case=OTHER,
    )
    return replace(made, **changed)


def test_a_shortage_ends_with_the_resource_it_led_to_or_with_a_reason() -> None:
    facts = shortages.report_shortage(None, reported())
    state = fold(shortages.evolve, facts)
    work = shortages.TakeUpShortage(**BASE, words="社協と相談")
    assert len(shortages.take_up_shortage(state, work)) == 1
    found = shortages.SettleShortage(
        **BASE, known=frozenset({OTHER}), outcome=ShortageOutcome.CREATED, resource=OTHER
    )
    settle = shortages.settle_shortage
    assert refused(settle, state, replace(found, resource=None)) == "no-such-resource"
    given_up = replace(found, outcome=ShortageOutcome.GIVEN_UP)
    assert refused(settle, state, given_up) == "no-reason"
    assert refused(settle, state, replace(given_up, words="費用がない")) == "resource-given"
    ended = settle(state, found)
    assert isinstance(ended[0], ResourceShortageSettled)
    done = fold(shortages.evolve, [*facts, *ended])
    assert settle(done, found) == []
    assert refused(shortages.take_up_shortage, done, work) == "shortage-settled"


def test_a_shortage_names_only_a_case_of_ones_own_ward() -> None:
    assert refused(shortages.report_shortage, None, reported(may_name=False)) == "no-such-case"
    assert refused(shortages.report_shortage, None, reported(from_case=None)) == "no-case"


def test_ties_are_made_changed_and_ended() -> None:
    listed = network.list_organisation(
        None,
        network.ListOrganisation(
            **BASE, title="民生委員協議会", kind=OrganisationKind.COMMISSIONERS
        ),
    )
    state = fold(network.evolve, listed)
    assert state is not None
    tie = network.TieOrganisation(
        **BASE, known=frozenset({OTHER}), tie=TieKind.REFERRAL, other=OTHER
    )
    made = network.tie_organisation(state, tie)
    assert isinstance(made[0], OrganisationTied)
    state = network.evolve(state, made[0])
    assert network.tie_organisation(state, tie) == []
    assert refused(network.tie_organisation, state, replace(tie, other=ENTRY)) == "tied-to-itself"
    untie = network.UntieOrganisation(**BASE, other=OTHER, reason="解散")
    state = network.evolve(state, network.untie_organisation(state, untie)[0])
    assert not network.ties(state)
    assert network.untie_organisation(state, untie) == []
    ours = replace(untie, other=None)
    assert refused(network.untie_organisation, state, ours) == "not-tied"


def a_course(**changed: Any) -> occasions.HoldLearning:
    made = occasions.HoldLearning(
        **BASE,
        colleagues=frozenset({COLLEAGUE}),
        kind=LearningKind.NATIONAL,
        title="養成研修",
        minutes=600,
        staff=(COLLEAGUE,),
        course=TrainingCourse.COUNSELLOR,
    )
    return replace(made, **changed)


def test_only_who_took_part_gets_the_certificate_and_only_once() -> None:
    state = fold(occasions.evolve_learning, occasions.hold_learning(None, a_course()))
    assert state is not None
    certify = occasions.CertifyLearning(**BASE, staff=COLLEAGUE)
    stranger = replace(certify, staff=OTHER)
    assert refused(occasions.certify_learning, state, stranger) == "not-there"
    state = occasions.evolve_learning(state, occasions.certify_learning(state, certify)[0])
    assert occasions.certify_learning(state, replace(certify, number="7")) == []


def test_a_training_needs_somebody_there_and_counts_a_kind_once() -> None:
    empty = a_course(staff=())
    assert refused(occasions.hold_learning, None, empty) == "nobody-there"
    two = (
        Attending(of=OrganisationKind.NPO, people=2),
        Attending(of=OrganisationKind.NPO, people=3),
    )
    assert refused(occasions.hold_learning, None, a_course(attending=two)) == "attending-twice"
    assert refused(occasions.hold_learning, None, a_course(staff=(OTHER,))) == "no-such-colleague"


def test_an_entry_taken_back_takes_nothing_more() -> None:
    facts: list[Event] = occasions.hold_learning(None, a_course())
    state = fold(occasions.evolve_learning, facts)
    slip = Withdraw(today=TODAY, entry_id=ENTRY, reason="日を間違えた")
    gone = fold(occasions.evolve_learning, [*facts, *withdraw(state, slip)])
    assert withdraw(gone, slip) == []
    told = occasions.FollowUpLearning(**BASE, note="電話した")
    assert refused(occasions.follow_up_learning, gone, told) == "entry-over"


@pytest.mark.parametrize(
    ("today", "roles", "alarm"),
    [
        (date(2026, 12, 31), [], False),
        (date(2027, 1, 1), [BlockRole.ATTENDEE] * 4, True),
        (date(2027, 1, 1), [BlockRole.ATTENDEE] * 3 + [BlockRole.LECTURER], False),
        (date(2027, 3, 31), [BlockRole.ORGANISER] * 3, True),
        (date(2027, 4, 1), [], True),
    ],
)
def test_the_alarm_of_block_meetings_rings_from_january_on(
    today: date, roles: list[BlockRole], *, alarm: bool
) -> None:
    assert duties.block_duty(roles, 2026, today).alarm is alarm


def test_a_role_asks_for_its_course_until_it_is_certified() -> None:
    asked = duties.missing_courses(["counsellor", "decision_maker"], [])
    assert asked == [TrainingCourse.COUNSELLOR]
    assert duties.missing_courses(["counsellor"], [TrainingCourse.COUNSELLOR]) == []
