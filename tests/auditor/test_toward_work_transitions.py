"""Whatever the programmes on the way to work and the register accept, the auditor's table accepts."""

from collections import Counter
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

import pytest

from events.contract import (
    KINDS,
    certified_training,
    fold,
    job_search,
    linked_programme,
    work_entry,
    work_place,
    work_preparation,
)
from events.contract.code import Code
from services.planning.programmes import certified_training as training
from services.planning.programmes import job_search as search
from services.planning.programmes import linked_programmes as linked
from services.planning.programmes import work_preparation as preparation
from services.planning.programmes.certified_training import brokering
from services.planning.programmes.job_search import papers, searching
from services.planning.programmes.linked_programmes import linking
from services.planning.programmes.work_book import WithdrawEntry, withdraw_entry
from services.planning.programmes.work_places import place
from services.planning.programmes.work_places import registering as reg
from services.planning.programmes.work_preparation import attending, enrolling, practising, rhythm
from tests.auditor.test_transitions import procedure, walked  # noqa: F401 - a fixture

DAY = date(2026, 6, 1)
WHO: dict[str, Any] = {"today": date(2026, 12, 31), "person": UUID(int=1)}
PLACE = UUID(int=2)
FACTS = (
    certified_training,
    job_search,
    linked_programme,
    work_entry,
    work_place,
    work_preparation,
)


def any_of(chance: Random, codes: type[Code]) -> Any:
    return chance.choice(list(codes))


def soon(chance: Random) -> date:
    return DAY + timedelta(days=chance.randrange(20))


def withdrawal(c: Random) -> tuple[Any, Any]:
    return withdraw_entry, WithdrawEntry(**WHO, of_no=c.randrange(1, 9), reason="別の方")


def prepared(c: Random) -> tuple[Any, Any]:
    from events.contract import work_codes as k

    on, later = soon(c), DAY + timedelta(days=90 + c.randrange(300))
    stage = any_of(c, k.PreparationStage)
    lines = (rhythm.PlannedHabit(habit=k.Habit.GET_UP, at=f"{c.randrange(24)}:00"),)
    days = (rhythm.LivedDay(day_on=on, got_up="8:00"),)
    return c.choice(
        [
            (enrolling.enrol_in_preparation, enrolling.EnrolInPreparation(**WHO, enrolled_on=on, ends_on=later, stage=stage)),
            (enrolling.extend_preparation, enrolling.ExtendPreparation(**WHO, extended_on=on, ends_on=later, reason="x")),
            (enrolling.move_stage, enrolling.MoveStage(**WHO, moved_on=on, stage=stage, reason="x")),
            (enrolling.end_preparation, enrolling.EndPreparation(**WHO, ended_on=on, result=any_of(c, k.PreparationResult))),
            (attending.record_attendance, attending.RecordAttendance(**WHO, held_on=on, activity=any_of(c, k.Activity), attendance=any_of(c, k.Attendance), minutes=60)),
            (rhythm.plan_rhythm, rhythm.PlanRhythm(**WHO, planned_on=on, lines=lines)),
            (rhythm.record_rhythm, rhythm.RecordRhythm(**WHO, days=days)),
            (practising.practise_skill, practising.PractiseSkill(**WHO, practised_on=on, skill=any_of(c, k.Skill), before=1, after=2, minutes=30)),
            (practising.arrange_practice, practising.ArrangePractice(
                **WHO, arranged_on=on, place=PLACE, form=k.PracticeForm.VISIT, begins_on=on, ends_on=later, takes=(k.PracticeForm.VISIT,))),
            (practising.finish_practice, practising.FinishPractice(
                **WHO, of_no=c.randrange(1, 12), finished_on=on, days=1, result=k.PracticeResult.COMPLETED)),
            withdrawal(c),
        ]
    )  # fmt: skip


def searched(c: Random) -> tuple[Any, Any]:
    from events.contract import work_codes as k

    on, no = soon(c), c.randrange(1, 9)
    return c.choice(
        [
            (searching.record_search, searching.RecordSearch(**WHO, searched_on=on, act=any_of(c, k.SearchAct))),
            (searching.apply_for_job, searching.ApplyForJob(**WHO, applied_on=on, via=any_of(c, k.AppliedVia), post="x")),
            (searching.hold_interview, searching.HoldInterview(**WHO, of_no=no, held_on=on)),
            (searching.answer_application, searching.AnswerApplication(**WHO, of_no=no, answered_on=on, result=any_of(c, k.ApplicationResult))),
            (papers.write_paper, papers.WritePaper(**WHO, written_on=on, paper=any_of(c, k.PaperKind), text=str(c.random()))),
            (papers.aim_at_qualification, papers.AimAtQualification(**WHO, aimed_on=on, qualification="x")),
            (papers.settle_qualification, papers.SettleQualification(**WHO, of_no=no, settled_on=on, result=any_of(c, k.QualificationResult))),
            withdrawal(c),
        ]
    )  # fmt: skip


def linked_up(c: Random) -> tuple[Any, Any]:
    from events.contract import work_codes as k

    on, no, code = soon(c), c.randrange(1, 9), c.choice("ab")
    return c.choice(
        [
            (linking.ask_programme, linking.AskProgramme(**WHO, asked_on=on, programme=code, consent_on=DAY, offered={"a": "甲", "b": "乙"})),
            (linking.accept_into_programme, linking.AcceptIntoProgramme(**WHO, of_no=no, accepted_on=on, in_charge="x")),
            (linking.record_progress, linking.RecordProgress(**WHO, of_no=no, progressed_on=on, note="x")),
            (linking.leave_programme, linking.LeaveProgramme(**WHO, of_no=no, left_on=on, result=any_of(c, k.ProgrammeResult))),
            withdrawal(c),
        ]
    )  # fmt: skip


def certificate() -> Any:
    from events.contract import work_codes as k

    return reg.CertifyPlace(
        today=WHO["today"], certified_on=DAY, number="1", valid_from=DAY, capacity=9, forms=tuple(k.TrainingForm)
    )  # fmt: skip


def register(title: str = "見本") -> Any:
    from events.contract import work_codes as k

    return reg.RegisterPlace(
        today=WHO["today"], place_id=PLACE, on=DAY, title=title, work=(k.WorkKind.CLEANING,)
    )


def known() -> Any:
    state = fold(place.evolve, reg.register_place(None, register()))
    return fold(place.evolve, reg.certify_place(state, certificate()), state)


def trained(c: Random) -> tuple[Any, Any]:
    from events.contract import work_codes as k

    on, no, form, later = soon(c), c.randrange(1, 9), any_of(c, k.TrainingForm), date(2027, 1, 1)
    return c.choice(
        [
            (brokering.propose_training, brokering.ProposeTraining(**WHO, proposed_on=on, place=PLACE, form=form, known=known(), in_use=0)),
            (brokering.visit_training_place, brokering.VisitTrainingPlace(**WHO, of_no=no, visited_on=on)),
            (brokering.begin_training, brokering.BeginTraining(**WHO, of_no=no, begun_on=on, form=form, review_on=later, known=known())),
            (brokering.review_training, brokering.ReviewTraining(**WHO, of_no=no, reviewed_on=on, form=form, review_on=later, note="x")),
            (brokering.end_training, brokering.EndTraining(**WHO, of_no=no, ended_on=on, result=any_of(c, k.TrainingResult))),
            withdrawal(c),
        ]
    )  # fmt: skip


def placed(c: Random) -> tuple[Any, Any]:
    today = WHO["today"]
    ways = [
        (reg.register_place, register()),
        (reg.change_place, register(str(c.random()))),
        (reg.certify_place, certificate()),
        (reg.end_certificate, reg.EndCertificate(today=today, place_id=PLACE, ended_on=soon(c), reason="x")),
        (reg.close_place, reg.ClosePlace(today=today, place_id=PLACE, closed_on=soon(c), reason="x")),
    ]  # fmt: skip
    return c.choices(ways, weights=[4, 4, 4, 3, 1])[0]


BOOKS = [
    (preparation.evolve, prepared),
    (search.evolve, searched),
    (linked.evolve, linked_up),
    (training.evolve, trained),
    (place.evolve, placed),
]


@pytest.fixture(scope="module")
def made(procedure: Any) -> Counter[str]:  # noqa: F811 - the fixture above
    total: Counter[str] = Counter()
    for evolve, command in BOOKS:
        for seed in range(60):
            total += walked(procedure, Random(seed), None, evolve, command)  # noqa: S311
    return total


def test_whatever_they_accept_the_table_accepts(made: Counter[str]) -> None:
    names = {module.__name__ for module in FACTS}
    kinds = (kind for kind in KINDS.values() if kind.cls.__module__ in names)
    assert {kind.wire.rsplit(".", 1)[0] for kind in kinds} == set(made)
