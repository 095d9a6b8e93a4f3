"""誤記の訂正: named fields with a reason, the first statement untouched, and what may not be corrected."""

from dataclasses import replace
from datetime import date

import pytest

from events.contract import DECLINED, NotPermitted, Open
from events.contract.codes import Naming, Urgency
from events.contract.correcting import corrected
from services.intake.decisions import CorrectReception, correct_reception
from tests.intake.facts import MAY_8, PERSON, RECEIVED, TODAY, intake, received

RIGHT = CorrectReception(today=TODAY, name="髙橋 一郎", naming=Naming.FULL, reason="聞き間違い")


def test_only_what_was_corrected_changes_and_the_same_correction_is_one():
    made = intake.given(RECEIVED).when(correct_reception, RIGHT).facts
    assert made[0].fields == ("naming", "name")
    after = corrected(received(kana=Open(PERSON, "タカハシ")), made[0])
    assert (after.naming, after.name.value, after.kana.value) == (
        Naming.FULL, "髙橋 一郎", "タカハシ",
    )  # fmt: skip
    intake.given(RECEIVED, *made).when(correct_reception, RIGHT).then()


def test_an_answer_may_turn_out_to_be_none_and_what_is_closed_stays_closed():
    told = replace(RIGHT, name=DECLINED, naming=Naming.ANONYMOUS)
    made = intake.given(RECEIVED).when(correct_reception, told).facts
    assert corrected(RECEIVED, made[0]).name.value == DECLINED
    closed = replace(made[0], name=NotPermitted(3))
    assert corrected(RECEIVED, closed).name == NotPermitted(3)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"reason": " "}, "reason-missing"),
        ({"name": None, "naming": None}, "nothing-corrected"),
        ({"phone": "abc"}, "phone-impossible"),
        ({"naming": Naming.ANONYMOUS}, "anonymous-with-name"),
        ({"born_on": MAY_8}, "born-after-reception"),
        ({"born_on": date(1880, 1, 1)}, "age-impossible"),
    ],
)
def test_what_a_correction_may_not_say(changes, code):
    intake.given(RECEIVED).when(correct_reception, replace(RIGHT, **changes)).refused(code)


def test_there_must_be_a_reception():
    urgent = replace(RIGHT, urgency=Urgency.SAME_DAY)
    intake.given().when(correct_reception, urgent).refused("no-consultation")
