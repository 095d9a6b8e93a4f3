"""求職活動, 連携事業, 就労訓練 and the register of workplaces: what may follow what, and what is refused."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from events.contract import Refused, fold
from events.contract.work_codes import (
    ApplicationResult,
    AppliedVia,
    PaperKind,
    PracticeForm,
    ProgrammeResult,
    QualificationResult,
    SearchAct,
    TrainingForm,
    TrainingResult,
    WorkKind,
)
from services.planning.programmes import certified_training, job_search, linked_programmes
from services.planning.programmes.certified_training import brokering as b
from services.planning.programmes.job_search import papers, searching
from services.planning.programmes.linked_programmes import linking
from services.planning.programmes.next_day import nearest
from services.planning.programmes.work_places import place as places
from services.planning.programmes.work_places import registering as reg

PERSON, PLACE = UUID(int=1), UUID(int=2)
TODAY = date(2026, 9, 30)
FIRST = date(2026, 6, 1)
DAY = timedelta(days=1)
WHO: dict[str, Any] = {"today": TODAY, "person": PERSON}
Step = tuple[Any, Any]


def told(evolve: Any, *steps: Step, state: Any = None) -> Any:
    for decision, command in steps:
        facts = decision(state, command)
        assert facts, command
        state = fold(evolve, facts, state)
        assert decision(state, command) == [], "the same again is nothing new"
    return state


def refused(state: Any, step: Step) -> str:
    decision, command = step
    try:
        decision(state, command)
    except Refused as refusal:
        return refusal.code
    return ""


APPLY = (
    searching.apply_for_job,
    searching.ApplyForJob(**WHO, applied_on=FIRST, via=AppliedVia.HELLO_WORK, post="清掃 みなと社"),
)
INTERVIEW = (
    searching.hold_interview,
    searching.HoldInterview(**WHO, of_no=1, held_on=FIRST + 5 * DAY, next_on=FIRST + 9 * DAY),
)
ANSWER = (
    searching.answer_application,
    searching.AnswerApplication(
        **WHO, of_no=1, answered_on=FIRST + 9 * DAY, result=ApplicationResult.REJECTED
    ),
)


def test_an_application_has_interviews_and_one_answer() -> None:
    book = told(job_search.evolve, APPLY, INTERVIEW, ANSWER)
    later = (ANSWER[0], replace(ANSWER[1], result=ApplicationResult.HIRED))
    assert refused(book, later) == "already-answered"
    early = (INTERVIEW[0], replace(INTERVIEW[1], held_on=FIRST - DAY))
    assert refused(book, early) == "before-earlier-step"
    assert refused(book, (INTERVIEW[0], replace(INTERVIEW[1], of_no=2))) == "no-such-entry"
    assert refused(None, (APPLY[0], replace(APPLY[1], post=" "))) == "no-post"


def test_the_next_day_lies_ahead_of_the_entry() -> None:
    search = searching.RecordSearch(
        **WHO, searched_on=FIRST, act=SearchAct.HELLO_WORK_SEARCH, next_on=FIRST
    )
    assert refused(None, (searching.record_search, search)) == "not-ahead"
    ahead = replace(search, next_on=FIRST + DAY)
    assert refused(None, (searching.record_search, ahead)) == ""


def test_a_day_named_stands_until_something_is_recorded_on_it_or_later() -> None:
    ninth, twelfth = FIRST + 8 * DAY, FIRST + 11 * DAY
    assert nearest([], []) is None
    assert nearest([twelfth, ninth, None], [FIRST, ninth - DAY]) == ninth
    assert nearest([twelfth, ninth], [FIRST, ninth]) == twelfth
    assert nearest([ninth], [twelfth]) is None


def test_papers_count_their_versions_by_kind() -> None:
    def write(paper: PaperKind, text: str) -> Step:
        return papers.write_paper, papers.WritePaper(
            **WHO, written_on=FIRST, paper=paper, text=text
        )

    book = told(
        job_search.evolve,
        write(PaperKind.CV, "一"),
        write(PaperKind.CAREER, "一"),
        write(PaperKind.CV, "二"),
    )
    assert [one.version for one in papers.versions(book, PaperKind.CV)] == [1, 2]
    assert [one.version for one in papers.versions(book, PaperKind.CAREER)] == [1]


def test_a_qualification_is_settled_once() -> None:
    aim = (
        papers.aim_at_qualification,
        papers.AimAtQualification(**WHO, aimed_on=FIRST, qualification="介護職員初任者研修"),
    )
    settle = papers.SettleQualification(
        **WHO, of_no=1, settled_on=FIRST, result=QualificationResult.OBTAINED
    )
    book = told(job_search.evolve, aim, (papers.settle_qualification, settle))
    again = replace(settle, result=QualificationResult.GIVEN_UP)
    assert refused(book, (papers.settle_qualification, again)) == "already-settled"


OFFERED = {"window": "総合就職サポート事業"}
ASK = (
    linking.ask_programme,
    linking.AskProgramme(
        **WHO, asked_on=FIRST, programme="window", consent_on=FIRST, offered=OFFERED
    ),
)
ACCEPT = (
    linking.accept_into_programme,
    linking.AcceptIntoProgramme(**WHO, of_no=1, accepted_on=FIRST + 3 * DAY, in_charge="先方 太郎"),
)
PROGRESS = (
    linking.record_progress,
    linking.RecordProgress(**WHO, of_no=1, progressed_on=FIRST + 9 * DAY, note="通っている"),
)
LEAVE = (
    linking.leave_programme,
    linking.LeaveProgramme(**WHO, of_no=1, left_on=TODAY, result=ProgrammeResult.EMPLOYED),
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"programme": "elsewhere"}, "not-offered"),
        ({"consent_on": FIRST + DAY}, "no-consent"),
        ({"asked_on": TODAY + DAY}, "future-day"),
        ({}, ""),
    ],
)
def test_nobody_is_put_forward_without_consent_or_for_what_there_is_not(
    changes: dict[str, Any], code: str
) -> None:
    assert refused(None, (ASK[0], replace(ASK[1], **changes))) == code


def test_a_linked_programme_is_asked_once_accepted_once_and_over_at_its_end() -> None:
    book = told(linked_programmes.evolve, ASK, ACCEPT)
    assert refused(book, (ASK[0], replace(ASK[1], asked_on=FIRST + DAY))) == "already-asked"
    other = (ACCEPT[0], replace(ACCEPT[1], in_charge="別の方"))
    assert refused(book, other) == "already-accepted"
    book = told(linked_programmes.evolve, PROGRESS, LEAVE, state=book)
    assert refused(book, PROGRESS) == "already-over"
    assert linking.open_requests(book) == []
    assert refused(book, (ASK[0], replace(ASK[1], asked_on=TODAY))) == ""


def test_what_the_other_body_told_needs_the_day_of_the_consent() -> None:
    book = told(linked_programmes.evolve, ASK)
    heard = replace(PROGRESS[1], shared_back=True)
    assert refused(book, (PROGRESS[0], heard)) == "no-consent"
    later = replace(heard, shared_back_on=heard.progressed_on + DAY)
    assert refused(book, (PROGRESS[0], later)) == "no-consent"
    (fact,) = linking.record_progress(book, replace(heard, shared_back_on=FIRST))
    assert getattr(fact, "shared_back_on") == FIRST  # noqa: B009 - the union of facts
    (own,) = linking.record_progress(book, replace(PROGRESS[1], shared_back_on=FIRST))
    assert getattr(own, "shared_back_on") is None  # noqa: B009


REGISTER = (
    reg.register_place,
    reg.RegisterPlace(
        today=TODAY,
        place_id=PLACE,
        on=FIRST,
        title="見本清掃",
        work=(WorkKind.CLEANING,),
        practice=(PracticeForm.EXPERIENCE,),
    ),
)
CERTIFY = (
    reg.certify_place,
    reg.CertifyPlace(
        today=TODAY,
        certified_on=FIRST,
        number="大阪府第1号",
        valid_from=FIRST,
        valid_until=date(2026, 8, 31),
        capacity=1,
        forms=(TrainingForm.NOT_EMPLOYED,),
    ),
)


def test_a_certificate_is_valid_from_its_first_to_its_last_day() -> None:
    known = told(places.evolve, REGISTER, CERTIFY)
    for day, valid in [
        (FIRST - DAY, False),
        (FIRST, True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ]:
        assert (known.certificate_on(day) is not None) is valid
    end = reg.EndCertificate(today=TODAY, place_id=PLACE, ended_on=FIRST + DAY, reason="返上")
    known = told(places.evolve, (reg.end_certificate, end), state=known)
    assert known.certificate_on(FIRST + DAY) is not None
    assert known.certificate_on(FIRST + 2 * DAY) is None
    assert known.last_certificate is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": " "}, "no-number"),
        ({"capacity": 0}, "no-capacity"),
        ({"forms": ()}, "no-form"),
        ({"valid_until": FIRST - DAY}, "period-reversed"),
        ({"valid_until": None}, ""),
    ],
)
def test_a_certificate_is_told_in_full(changes: dict[str, Any], code: str) -> None:
    known = told(places.evolve, REGISTER)
    assert refused(known, (CERTIFY[0], replace(CERTIFY[1], **changes))) == code


def test_a_closed_place_is_not_changed_any_more() -> None:
    close = reg.ClosePlace(today=TODAY, place_id=PLACE, closed_on=TODAY, reason="廃業")
    known = told(places.evolve, REGISTER, CERTIFY, (reg.close_place, close))
    changed = (reg.change_place, replace(REGISTER[1], title="別の名前"))
    assert refused(known, changed) == "place-closed"
    assert refused(None, changed) == "not-registered"


KNOWN = told(places.evolve, REGISTER, CERTIFY)
PROPOSE = (
    b.propose_training,
    b.ProposeTraining(
        **WHO,
        proposed_on=FIRST,
        place=PLACE,
        form=TrainingForm.NOT_EMPLOYED,
        known=KNOWN,
        in_use=0,
    ),
)
VISIT = (b.visit_training_place, b.VisitTrainingPlace(**WHO, of_no=1, visited_on=FIRST + DAY))
BEGIN = (
    b.begin_training,
    b.BeginTraining(
        **WHO,
        of_no=1,
        begun_on=FIRST + 7 * DAY,
        form=TrainingForm.NOT_EMPLOYED,
        review_on=FIRST + 40 * DAY,
        known=KNOWN,
    ),
)
REVIEW = (
    b.review_training,
    b.ReviewTraining(
        **WHO,
        of_no=1,
        reviewed_on=FIRST + 40 * DAY,
        form=TrainingForm.EMPLOYED,
        review_on=FIRST + 80 * DAY,
        note="雇用型へ",
    ),
)
END = (
    b.end_training,
    b.EndTraining(**WHO, of_no=1, ended_on=TODAY, result=TrainingResult.ORDINARY_WORK),
)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"known": None}, "not-certified"),
        ({"proposed_on": FIRST - DAY}, "not-certified"),
        ({"proposed_on": date(2026, 9, 1)}, "not-certified"),
        ({"form": TrainingForm.EMPLOYED}, "other-form"),
        ({"in_use": 1}, "full"),
    ],
)
def test_brokerage_needs_a_valid_certificate_and_room(changes: dict[str, Any], code: str) -> None:
    assert refused(None, (PROPOSE[0], replace(PROPOSE[1], **changes))) == code


def test_a_training_from_proposal_to_end() -> None:
    evolve = certified_training.evolve
    book = told(evolve, PROPOSE, VISIT)
    assert refused(book, REVIEW) == "not-begun"
    assert refused(book, END) == "wrong-result"
    late = (BEGIN[0], replace(BEGIN[1], begun_on=date(2026, 9, 1)))
    assert refused(book, late) == "not-certified"
    book = told(evolve, BEGIN, REVIEW, state=book)
    unbegun = (END[0], replace(END[1], result=TrainingResult.NOT_BEGUN))
    assert refused(book, unbegun) == "wrong-result"
    book = told(evolve, END, state=book)
    assert refused(book, REVIEW) == "already-ended"
