"""Somebody without a home: eligible up to the cap, a dwelling, its lease, its rent, the report of moving in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from events.contract import Event, Open, Refused, fold
from events.contract.benefits import GrantDrafted, Household
from events.contract.benefits_dwelling import (
    DwellingLackingStated,
    EligibilityConfirmed,
    LeaseShown,
)
from services.benefits.decisions import correct_application, draft_grant, receive_application
from services.benefits.decisions.dwelling import (
    ConfirmEligibility,
    NotifyDwelling,
    ReportMoveIn,
    ShowLease,
    confirm_eligibility,
    notify_dwelling,
    report_move_in,
    show_lease,
)
from services.benefits.grant import Grant, evolve
from services.benefits.notices.of_eligibility import of_eligibility
from tests.benefits import facts
from tests.benefits.facts import LANDLORD, TODAY

NO_HOME: dict[str, Any] = {
    "without_dwelling": True,
    "rent_yen": None,
    "payee_name": "",
    "payee_bank": "",
    "payee_branch": "",
    "payee_account": "",
}


def confirm(**changes: Any) -> ConfirmEligibility:
    draft = facts.draft(drafted_on=date(2026, 11, 5))
    made = {name: getattr(draft, name) for name in draft.__slots__}
    return ConfirmEligibility(**(made | {"valid_days": 30} | changes))


def notify(**changes: Any) -> NotifyDwelling:
    made: dict[str, Any] = {
        "today": TODAY,
        "notified_on": date(2026, 11, 10),
        "planned_on": date(2026, 11, 20),
        "rent_yen": 42_000,
        "address": "西区二丁目",
        "payee_person": LANDLORD,
        "payee_name": "ミナト カンリ",
        "payee_bank": "見本銀行",
        "payee_branch": "西",
        "payee_account": "普通 1234567",
    }
    return NotifyDwelling(**(made | changes))


def lease(**changes: Any) -> ShowLease:
    made: dict[str, Any] = {
        "today": TODAY,
        "shown_on": date(2026, 11, 15),
        "lease_from": date(2026, 11, 20),
        "rent_yen": 43_000,
    }
    return ShowLease(**(made | changes))


def applied(**changes: Any) -> list[Event]:
    return receive_application(None, facts.receive(**(NO_HOME | changes)))


def state(history: list[Event]) -> Grant:
    made = fold(evolve, history)
    assert made
    return made


def led(history: list[Event], *steps: tuple[Any, Any]) -> list[Event]:
    for decision, command in steps:
        made = list(decision(fold(evolve, history), command))
        assert made, decision
        history = [*history, *made]
        assert list(decision(fold(evolve, history), command)) == [], "repeats are harmless"
    return history


WAY = ((confirm_eligibility, confirm()), (notify_dwelling, notify()), (show_lease, lease()))


def test_a_missing_home_is_stated_and_no_rent_is_asked_for() -> None:
    history = applied()
    assert isinstance(history[1], DwellingLackingStated)
    assert len(history) == 2
    assert not state(history).housed


def test_where_the_city_wants_the_form_first_it_is_asked_for() -> None:
    history = applied(paper_first=False, due_on=date(2026, 11, 16))
    assert history[-1].missing == ("new_dwelling_notice",)  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="due-missing"):
        applied(paper_first=False)
    led(history, (notify_dwelling, notify(paper_first=False)))


def test_the_way_to_the_proposal_with_the_rent_of_the_lease() -> None:
    history = led(applied(), *WAY)
    confirmed = history[2]
    assert isinstance(confirmed, EligibilityConfirmed)
    assert confirmed.cap_yen == Open(facts.PERSON, 40_000)
    assert confirmed.valid_until == date(2026, 12, 5)
    shown = history[-1]
    assert isinstance(shown, LeaseShown)
    assert shown.household == Open(facts.PERSON, replace(facts.HOME, rent_yen=43_000))
    (drafted,) = draft_grant(state(history), facts.draft())
    assert isinstance(drafted, GrantDrafted)
    assert drafted.proposal
    assert drafted.monthly_yen == Open(facts.PERSON, 92_000 + 43_000 - 100_000)


def test_without_a_lease_only_a_refusal_can_be_drafted() -> None:
    waiting = state(led(applied(), *WAY[:2]))
    with pytest.raises(Refused, match="no-dwelling"):
        draft_grant(waiting, facts.draft())
    (refusing,) = draft_grant(waiting, facts.draft(no_overlap=False))
    assert isinstance(refusing, GrantDrafted)
    assert not refusing.proposal


@pytest.mark.parametrize(("income", "eligible"), [(132_000, True), (132_001, False)])
def test_the_paper_is_for_incomes_up_to_the_base_and_the_cap(income: int, eligible: bool) -> None:
    begun = state(applied(income_yen=income))
    if eligible:
        assert confirm_eligibility(begun, confirm())
        return
    with pytest.raises(Refused, match="not-eligible"):
        confirm_eligibility(begun, confirm())


@pytest.mark.parametrize(
    ("steps", "decision", "command", "code"),
    [
        ((), notify_dwelling, notify(), "paper-missing"),
        (WAY[:1], notify_dwelling, notify(notified_on=date(2026, 12, 6)), "paper-missing"),
        (WAY[:1], notify_dwelling, notify(rent_yen=0), "no-rent"),
        (WAY[:1], notify_dwelling, notify(address=" "), "address-missing"),
        (WAY[:1], show_lease, lease(), "not-notified"),
        (WAY[:2], show_lease, lease(shown_on=date(2026, 11, 9)), "before-earlier-step"),
        (WAY, report_move_in, ReportMoveIn(today=TODAY, reported_on=TODAY, moved_in_on=TODAY),
         "not-decided"),
    ],
)  # fmt: skip
def test_no_step_before_the_one_it_rests_on(
    steps: Any, decision: Any, command: Any, code: str
) -> None:
    with pytest.raises(Refused, match=code):
        decision(state(led(applied(), *steps)), command)


def test_an_application_with_a_home_does_not_go_this_way() -> None:
    begun = Grant(application=facts.submitted())
    for decision, command in WAY:
        with pytest.raises(Refused, match="not-homeless"):
            decision(begun, command)  # type: ignore[operator]


def test_the_last_day_of_the_paper_is_its_own() -> None:
    led(applied(), WAY[0], (notify_dwelling, notify(notified_on=date(2026, 12, 5))))


def test_a_correction_before_the_dwelling_needs_no_rent() -> None:
    begun = state(applied())
    typed = {
        "rent_yen": None,
        "payee_name": "",
        "payee_bank": "",
        "payee_branch": "",
        "payee_account": "",
    }
    (made,) = correct_application(begun, facts.correct(**typed))
    assert made.household.value.rent_yen is None  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="rent-missing"):
        correct_application(Grant(application=facts.submitted()), facts.correct(rent_yen=None))


def test_the_move_is_reported_after_the_decision() -> None:
    housed = replace(state(led(applied(), *WAY)), decided=facts.decided())
    told = ReportMoveIn(today=TODAY, reported_on=date(2026, 11, 27), moved_in_on=date(2026, 11, 21))
    (made,) = report_move_in(housed, told)
    after = evolve(housed, made)
    assert report_move_in(after, told) == []
    with pytest.raises(Refused, match="already-reported"):
        report_move_in(after, replace(told, moved_in_on=date(2026, 11, 22)))
    with pytest.raises(Refused, match="before-earlier-step"):
        report_move_in(housed, replace(told, moved_in_on=date(2026, 11, 19)))


def test_the_paper_shows_an_agent_cap_and_validity_and_no_income() -> None:
    history = led(applied(), WAY[0])
    confirmed = history[-1]
    assert isinstance(confirmed, EligibilityConfirmed)
    told = repr(of_eligibility(state(history), confirmed))
    assert "月額 40,000円" in told
    assert "令和8年12月5日まで" in told
    for kept in ("100,000", "300,000", "離職"):
        assert kept not in told, kept


def test_the_household_of_a_missing_home_has_no_rent() -> None:
    (made, _) = applied()
    assert made.household == Open(  # type: ignore[attr-defined]
        facts.PERSON, Household(size=1, income_yen=100_000, savings_yen=300_000, rent_yen=None)
    )
