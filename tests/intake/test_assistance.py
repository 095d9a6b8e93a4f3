"""F5: 生活保護 begins: a task until somebody answers it, and no closing by itself."""

from dataclasses import replace
from datetime import timedelta

from events.contract import fold
from events.contract.assistance import AssistanceAnswer
from events.contract.codes import Triage
from services.intake.consultation import evolve
from services.intake.decisions import (
    AnswerPublicAssistance,
    StartPublicAssistance,
    answer_public_assistance,
    start_public_assistance,
)
from tests.intake.facts import MAY_6, MAY_7, MAY_8, RECEIVED, TODAY, intake, triaged

START = StartPublicAssistance(today=TODAY, started_on=MAY_8)
ANSWER = AnswerPublicAssistance(today=TODAY, answered_on=MAY_8, answer=AssistanceAnswer.HANDED_OVER)


def test_f5_the_beginning_is_a_fact_once_and_may_lie_before_the_reception():
    made = intake.given(RECEIVED).when(start_public_assistance, START).facts
    intake.given(RECEIVED, *made).when(start_public_assistance, START).then()
    early = replace(START, started_on=MAY_6)
    assert len(intake.given(RECEIVED, *made).when(start_public_assistance, early).facts) == 1
    future = replace(START, started_on=TODAY + timedelta(days=1))
    intake.given(RECEIVED).when(start_public_assistance, future).refused("future-day")
    ended = (RECEIVED, triaged(Triage.INFORMATION_ONLY))
    intake.given(*ended).when(start_public_assistance, START).refused("closed-at-intake")
    over = replace(START, closed_on=MAY_8)
    intake.given(RECEIVED).when(start_public_assistance, over).refused("case-closed")


def test_f5_an_answer_needs_a_beginning_and_a_new_beginning_needs_a_new_answer():
    intake.given(RECEIVED).when(answer_public_assistance, ANSWER).refused("assistance-missing")
    made = intake.given(RECEIVED).when(start_public_assistance, START).facts
    case = [RECEIVED, *made]
    early = replace(ANSWER, answered_on=MAY_7)
    intake.given(*case).when(answer_public_assistance, early).refused("before-assistance")
    answered = intake.given(*case).when(answer_public_assistance, ANSWER).facts
    intake.given(*case, *answered).when(answer_public_assistance, ANSWER).then()
    again = intake.given(*case, *answered).when(start_public_assistance, START).facts
    assert fold(evolve, [*case, *answered, *again]).beside.answered is None
