"""Tutor and child weighed: what both sides wish, in words; who is barred; who stands first."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from events.contract.codes import AgeBand, Sex
from events.contract.learning_codes import (
    LearningCaution,
    SchoolStage,
    Subject,
    TutorCheck,
    TutorKind,
    TutorReach,
    TutorWish,
)
from events.contract.work_codes import Weekday
from services.planning.programmes.learning.matching import (
    Offered,
    Sought,
    proposal,
    proposals,
)

DAY = date(2026, 6, 1)
NISHI, KITA = "271063", "271276"
CHILD = Sought(
    ward=NISHI,
    stage=SchoolStage.JUNIOR_HIGH,
    subjects=(Subject.MATHEMATICS, Subject.ENGLISH),
    weekdays=(Weekday.WEDNESDAY, Weekday.SATURDAY),
    home_visits=True,
)
TUTOR = Offered(
    tutor=UUID(int=1),
    ward=NISHI,
    kind=TutorKind.UNIVERSITY_STUDENT,
    sex=Sex.FEMALE,
    age_band=AgeBand.TWENTIES,
    subjects=(Subject.MATHEMATICS,),
    stages=(SchoolStage.JUNIOR_HIGH,),
    weekdays=(Weekday.WEDNESDAY,),
    reach=TutorReach.WARD,
    home_visits=True,
    most=2,
    checks=tuple((check, date.max) for check in TutorCheck),
)


def test_what_fits_is_said_in_words() -> None:
    said = proposal(CHILD, replace(TUTOR, was_pupil=True), DAY)
    assert said.reasons == (
        "算数・数学を教えられます",
        "水曜が合います",
        "中学生を希望しています",
        "かつてここで学んだ先輩です",
        "いま担当している子どもがいません",
    )
    assert (said.against, said.barred) == ((), False)


@pytest.mark.parametrize(
    ("child", "tutor", "words"),
    [
        (CHILD, replace(TUTOR, children=2), "担当できる人数に達しています"),
        (
            replace(CHILD, wishes=frozenset({TutorWish.MALE_ONLY})),
            TUTOR,
            "男性の講師という希望に合いません",
        ),
        (
            replace(CHILD, wishes=frozenset({TutorWish.FEMALE_ONLY})),
            replace(TUTOR, sex=None),
            "女性の講師という希望に合いません",
        ),
        (CHILD, replace(TUTOR, home_visits=False), "家庭訪問はしていません"),
        (CHILD, replace(TUTOR, ward=KITA), "動ける範囲がこの区ではありません"),
        (CHILD, replace(TUTOR, weekdays=(Weekday.MONDAY,)), "曜日が合いません"),
        (CHILD, replace(TUTOR, stages=(SchoolStage.HIGH,)), "希望する学年が違います"),
        (
            replace(CHILD, cautions=frozenset({LearningCaution.PETS})),
            replace(TUTOR, cannot=frozenset({LearningCaution.PETS})),
            "「家に動物がいる」に対応できません",
        ),
        (replace(CHILD, left=frozenset({TUTOR.tutor})), TUTOR, "以前の組合せが終わっています"),
    ],
)
def test_what_stands_against_is_said_and_bars_nobody(
    child: Sought, tutor: Offered, words: str
) -> None:
    said = proposal(child, tutor, DAY)
    assert (said.against, said.barred) == ((words,), False)


def test_who_is_not_checked_or_pauses_is_barred() -> None:
    run_out = ((TutorCheck.TRAINING, DAY), (TutorCheck.PLEDGE, date(2026, 5, 31)))
    said = proposal(CHILD, replace(TUTOR, checks=run_out), DAY)
    assert (said.against, said.barred) == (("誓約・身元確認が済んでいません",), True)
    assert proposal(CHILD, replace(TUTOR, active=False), DAY).barred


def test_a_city_tutor_of_another_ward_and_one_who_told_no_days_fit() -> None:
    free = replace(TUTOR, ward=KITA, reach=TutorReach.CITY, weekdays=(), stages=())
    assert proposal(CHILD, free, DAY).against == ()


def test_the_fitting_come_first_by_weight_then_the_others_then_the_barred() -> None:
    best = replace(TUTOR, tutor=UUID(int=4), subjects=(Subject.MATHEMATICS, Subject.ENGLISH))
    busy = replace(best, tutor=UUID(int=3), children=2)
    barred = replace(best, tutor=UUID(int=2), active=False)
    ranked = proposals(CHILD, [barred, busy, TUTOR, best], DAY)
    assert [one.tutor.int for one in ranked] == [4, 1, 3, 2]


def test_a_wish_that_is_met_counts() -> None:
    near = replace(CHILD, wishes=frozenset({TutorWish.NEAR_IN_AGE}))
    older = replace(TUTOR, tutor=UUID(int=0), age_band=AgeBand.SIXTIES)
    assert [one.tutor.int for one in proposals(near, [older, TUTOR], DAY)] == [1, 0]
    assert [one.tutor.int for one in proposals(CHILD, [older, TUTOR], DAY)] == [0, 1]
