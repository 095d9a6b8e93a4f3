"""支給申請 and 補正: what arrived is stored whatever it lacks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from events.contract import Open
from events.contract.benefits import ApplicationCorrected, ApplicationSubmitted, Household
from events.testing.scenario import Scenario
from services.benefits.decisions import Document, correct_application, receive_application
from services.benefits.grant import evolve
from tests.benefits.facts import (
    GRANTED,
    HOME,
    PERSON,
    asked,
    correct,
    drafted,
    receive,
    reviewed,
    submitted,
)

grant = Scenario(evolve)


def test_a_complete_application_is_one_fact() -> None:
    grant.given().when(receive_application, receive()).then(submitted())


def test_papers_that_are_missing_are_asked_for_in_the_same_command() -> None:
    command = receive(missing=(Document.INCOME,), due_on=date(2026, 11, 16))
    grant.given().when(receive_application, command).then(submitted(), asked())


@pytest.mark.parametrize("figure", ["household_size", "income_yen", "savings_yen", "rent_yen"])
def test_an_application_without_a_figure_is_stored_and_the_entry_asked_for(figure: str) -> None:
    command = receive(**{figure: None}, due_on=date(2026, 11, 16))
    field = figure.removeprefix("household_")
    home = replace(HOME, **{field: None})
    grant.given().when(receive_application, command).then(
        submitted(household=Open(PERSON, home)), asked(missing=("entries",))
    )


def test_nothing_but_the_cause_is_enough_to_be_stored() -> None:
    bare: dict[str, Any] = dict.fromkeys(
        ("household_size", "income_yen", "savings_yen", "rent_yen"), None
    )
    bare |= dict.fromkeys(("payee_name", "payee_bank", "payee_branch", "payee_account"), "")
    command = receive(**bare, due_on=date(2026, 11, 16), missing=tuple(Document))
    outcome = grant.given().when(receive_application, command)
    stored = outcome.facts[0]
    assert isinstance(stored, ApplicationSubmitted)
    assert stored.household == Open(
        PERSON, Household(size=None, income_yen=None, savings_yen=None, rent_yen=None)
    )


def test_a_correction_needs_a_day_not_before_the_arrival() -> None:
    for due in (None, date(2026, 11, 1)):
        command = receive(missing=(Document.INCOME,), due_on=due)
        grant.given().when(receive_application, command).refused("due-missing")


def test_a_day_of_arrival_in_the_future_is_a_slip() -> None:
    command = receive(arrived_on=date(2026, 12, 11))
    grant.given().when(receive_application, command).refused("future-day")


def test_a_number_is_applied_for_once() -> None:
    grant.given(submitted()).when(receive_application, receive()).then()
    other = receive(income_yen=1)
    grant.given(submitted()).when(receive_application, other).refused("already-submitted")


def test_the_corrected_figures_stand_and_the_rest_of_the_application_stays() -> None:
    outcome = grant.given(submitted(), asked()).when(correct_application, correct())
    outcome.kinds(ApplicationCorrected)
    state = evolve(evolve(evolve(None, submitted()), asked()), outcome.facts[0])
    assert state.complete
    assert state.application == submitted(household=Open(PERSON, replace(HOME, income_yen=110_000)))


def test_a_correction_takes_the_proposal_back() -> None:
    """Else somebody could approve figures that no longer stand."""
    outcome = grant.given(submitted(), drafted(), reviewed()).when(correct_application, correct())
    state = evolve(None, submitted())
    for fact in (drafted(), reviewed(), *outcome.facts):
        state = evolve(state, fact)
    assert state.proposal is None
    assert state.reviewed is None


def test_after_a_decision_or_before_an_application_nothing_is_corrected() -> None:
    grant.given(*GRANTED).when(correct_application, correct()).refused("already-decided")
    grant.given().when(correct_application, correct()).refused("no-application")


def test_a_correction_comes_between_arrival_and_today() -> None:
    early, late = correct(corrected_on=date(2026, 11, 1)), correct(corrected_on=date(2027, 1, 1))
    grant.given(submitted()).when(correct_application, early).refused("before-earlier-step")
    grant.given(submitted()).when(correct_application, late).refused("future-day")


@pytest.mark.parametrize("days", [1, 400])
def test_a_cause_that_lies_ahead_is_refused_at_its_field(days: int) -> None:
    command = receive()
    ahead = replace(command, cause_on=command.today + timedelta(days=days))
    outcome = grant.given().when(receive_application, ahead)
    outcome.refused("future-day")
    assert outcome.refusal is not None
    assert outcome.refusal.field == "cause_on"
    today = replace(command, arrived_on=command.today, cause_on=command.today)
    assert grant.given().when(receive_application, today).facts


@pytest.mark.parametrize(("persons", "code"), [(0, "no-household"), (21, "household-too-large")])
def test_a_household_that_cannot_be_is_refused(persons: int, code: str) -> None:
    grant.given().when(receive_application, receive(household_size=persons)).refused(code)
    grant.given(submitted()).when(correct_application, correct(household_size=persons)).refused(
        code
    )
    assert grant.given().when(receive_application, receive(household_size=20)).facts
