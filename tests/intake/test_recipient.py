"""F5: who is 特定被保護者 on a day, and what the dated rule opens to them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.contract import fold
from events.contract.assistance import AssistanceAnswer
from events.contract.codes import Service
from events.contract.recipient import Category
from events.contract.recipient_standing import REFORM, RecipientStanding
from events.host.recipient import opened_on, outside
from services.intake.consultation import evolve
from services.intake.decisions import (
    AnswerPublicAssistance,
    ConfirmRecipientStanding,
    StartPublicAssistance,
    answer_public_assistance,
    confirm_recipient_standing,
    start_public_assistance,
)
from tests.intake.facts import MAY_6, MAY_7, MAY_8, RECEIVED, TODAY, intake

DAY = timedelta(days=1)
STARTED = start_public_assistance(
    fold(evolve, [RECEIVED]), StartPublicAssistance(today=TODAY, started_on=MAY_6)
)
CONFIRM = ConfirmRecipientStanding(
    today=TODAY, confirmed_on=MAY_8, since_on=MAY_7, standing=RecipientStanding.SPECIFIED
)


def recipient(*commands):
    facts = [RECEIVED, *STARTED]
    for command in commands:
        facts += confirm_recipient_standing(fold(evolve, facts), command)
        assert confirm_recipient_standing(fold(evolve, facts), command) == []
    return fold(evolve, facts).beside.recipient


def test_f5_the_standing_is_asked_by_day():
    known = recipient(CONFIRM)
    assert known.on(MAY_6 - DAY) is None
    assert known.on(MAY_6) is Category.UNCONFIRMED
    assert known.on(MAY_7) is Category.SPECIFIED
    later = replace(CONFIRM, since_on=MAY_8, standing=RecipientStanding.NOT_SPECIFIED)
    assert recipient(CONFIRM, later).on(MAY_7) is Category.SPECIFIED
    assert recipient(CONFIRM, later).on(MAY_8) is Category.NOT_SPECIFIED
    assert recipient(replace(CONFIRM, until=MAY_7)).on(MAY_8) is Category.UNCONFIRMED
    over = replace(later, standing=RecipientStanding.NO_RECIPIENT)
    assert recipient(CONFIRM, over).on(MAY_8) is None


def test_f5_an_assistance_that_ended_again_makes_no_recipient():
    command = AnswerPublicAssistance(
        today=TODAY, answered_on=MAY_8, answer=AssistanceAnswer.ENDED_AGAIN
    )
    facts = [RECEIVED, *STARTED]
    facts += answer_public_assistance(fold(evolve, facts), command)
    known = fold(evolve, facts).beside.recipient
    assert (known.on(MAY_7), known.on(MAY_8)) == (Category.UNCONFIRMED, None)


def test_f5_before_the_reform_nothing_was_open_to_recipients():
    services = (Service.WORK_PREPARATION, Service.HOUSING_SECURITY, Service.CHILD_LEARNING)
    assert opened_on(REFORM - DAY) == ()
    assert [row.service for row in opened_on(REFORM)] == [
        Service.WORK_PREPARATION,
        Service.BUDGET_IMPROVEMENT,
        Service.RESIDENTIAL_SUPPORT,
    ]
    both = [Service.WORK_PREPARATION, Service.HOUSING_SECURITY]
    assert outside(Category.SPECIFIED, services, REFORM - DAY) == both
    assert outside(Category.SPECIFIED, services, REFORM) == [Service.HOUSING_SECURITY]
    assert outside(Category.UNCONFIRMED, services, REFORM) == both
    assert outside(None, services, REFORM) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"since_on": date(2025, 3, 31)}, "code-not-in-force"),
        ({"since_on": MAY_6 - DAY}, "before-assistance"),
        ({"since_on": TODAY + DAY}, "future-day"),
        ({"confirmed_on": TODAY + DAY}, "future-day"),
        ({"until": MAY_6}, "until-before-start"),
    ],
)
def test_f5_a_confirmation_is_of_a_day_on_which_it_could_be(changes, code):
    told = intake.given(RECEIVED, *STARTED)
    told.when(confirm_recipient_standing, replace(CONFIRM, **changes)).refused(code)


def test_f5_who_receives_nothing_is_not_confirmed():
    intake.given(RECEIVED).when(confirm_recipient_standing, CONFIRM).refused("assistance-missing")
