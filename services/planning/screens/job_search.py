"""求職活動 of one case: its forms, and what its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.contract.job_search import (
    ApplicationAnswered,
    InterviewHeld,
    JobAppliedFor,
    JobSearched,
    QualificationAimedAt,
    QualificationSettled,
)
from events.contract.work_codes import (
    ApplicationResult,
    AppliedVia,
    PaperKind,
    QualificationResult,
    SearchAct,
)
from events.host.filters import choices
from services.planning.programmes import job_search
from services.planning.programmes.job_search.papers import (
    AimAtQualification,
    SettleQualification,
    WritePaper,
    aim_at_qualification,
    settle_qualification,
    versions,
    write_paper,
)
from services.planning.programmes.job_search.searching import (
    AnswerApplication,
    ApplyForJob,
    HoldInterview,
    RecordSearch,
    answer_application,
    apply_for_job,
    hold_interview,
    record_search,
)
from services.planning.programmes.next_day import nearest
from services.planning.programmes.work_book import WorkBook
from services.planning.screens.programme_file import Programme
from services.planning.screens.record_form import FormField, RecordForm, Work, day, words
from services.planning.screens.withdrawal import WITHDRAWAL
from services.planning.screens.work_words import words as said

JOB_SEARCH: Final[Programme[WorkBook]] = Programme(
    name=job_search.NAME,
    ja="求職活動",
    page="job-search",
    evolve=job_search.evolve,
    words=said,
)


def _codes(name: str, label: str, codes: Any) -> FormField:
    return FormField(kind="radio", name=name, label=label, options=choices(codes), required=True)


def _next() -> FormField:
    return day("next_on", "次の予定", required=False, hint="決まっていれば。例 R8.6.15")


def _newest(records: Work) -> dict[str, str]:
    """Begin a 履歴書 from its last version, if it may be read."""
    former = versions(records.state, PaperKind.CV)
    text = getattr(former[-1].text, "value", "") if former else ""
    return {"paper": PaperKind.CV.value, "text": text}


FORMS: Final = (
    RecordForm(
        path="activity",
        heading="求職活動",
        send="活動を記録する",
        into=RecordSearch,
        decision=record_search,
        fields=[
            day("searched_on", "活動した日"),
            _codes("act", "活動", SearchAct),
            words("note", "内容", rows=3),
            _next(),
        ],
    ),
    RecordForm(
        path="application",
        heading="応募",
        send="応募を記録する",
        into=ApplyForJob,
        decision=apply_for_job,
        fields=[
            day("applied_on", "応募した日"),
            _codes("via", "経路", AppliedVia),
            words("post", "応募先と職種", required=True, rows=2),
            _next(),
        ],
    ),
    RecordForm(
        path="interview",
        heading="採用面接",
        send="面接を記録する",
        into=HoldInterview,
        decision=hold_interview,
        of=JobAppliedFor,
        fields=[
            day("held_on", "面接の日"),
            words("note", "面接の様子", rows=3),
            _next(),
        ],
    ),
    RecordForm(
        path="result",
        heading="応募の結果",
        send="結果を記録する",
        lead="働き始めたときは、支援計画の「就労」にも記録してください。",
        into=AnswerApplication,
        decision=answer_application,
        of=JobAppliedFor,
        fields=[
            day("answered_on", "結果が分かった日"),
            _codes("result", "結果", ApplicationResult),
            words("note", "内容", rows=3),
        ],
    ),
    RecordForm(
        path="paper",
        heading="応募書類",
        send="版を記録する",
        lead="同じ種類の書類は、版を重ねて残ります。",
        into=WritePaper,
        decision=write_paper,
        typed=_newest,
        fields=[
            day("written_on", "作成した日"),
            _codes("paper", "書類", PaperKind),
            words("text", "内容", required=True, rows=12),
        ],
    ),
    RecordForm(
        path="qualification",
        heading="資格の目標",
        send="目標を記録する",
        into=AimAtQualification,
        decision=aim_at_qualification,
        fields=[
            day("aimed_on", "目標を立てた日"),
            FormField(kind="text", name="qualification", label="資格", required=True),
            day("target_on", "いつまでに", required=False, hint="決まっていれば。例 R8.12"),
        ],
    ),
    RecordForm(
        path="qualification-result",
        heading="資格の結果",
        send="結果を記録する",
        into=SettleQualification,
        decision=settle_qualification,
        of=QualificationAimedAt,
        fields=[
            day("settled_on", "結果が分かった日"),
            _codes("result", "結果", QualificationResult),
            words("note", "内容", rows=3),
        ],
    ),
    WITHDRAWAL,
)


@dataclass(frozen=True, slots=True)
class Application:
    """One application with its interviews and its answer."""

    applied: JobAppliedFor
    interviews: Sequence[InterviewHeld]
    answer: ApplicationAnswered | None


def shown(records: Work) -> dict[str, Any]:
    """The page's context."""
    book = records.state or WorkBook()
    applications = [_application(book, one) for one in book.standing(JobAppliedFor)]
    return {
        "applications": applications[::-1],
        "answered": sum(one.answer is not None for one in applications),
        "interviews": sum(len(one.interviews) for one in applications),
        "searches": len(book.standing(JobSearched)),
        "papers": [p for kind in PaperKind for p in versions(book, kind)[::-1]],
        "qualifications": [
            (aim, next(iter(book.after(aim.entry_no, QualificationSettled)), None))
            for aim in book.standing(QualificationAimedAt)
        ],
        "next_on": _next_on(book),
    }


def _application(book: WorkBook, applied: JobAppliedFor) -> Application:
    no = applied.entry_no
    return Application(
        applied,
        book.after(no, InterviewHeld),
        next(iter(book.after(no, ApplicationAnswered)), None),
    )


def _next_on(book: WorkBook) -> date | None:
    """The nearest day named; an application that was answered names none any more."""
    over = {one.of_no for one in book.standing(ApplicationAnswered)}
    searched, answers = book.standing(JobSearched), book.standing(ApplicationAnswered)
    applied, held = book.standing(JobAppliedFor), book.standing(InterviewHeld)
    named = (
        *(one.next_on for one in searched),
        *(one.next_on for one in applied if one.entry_no not in over),
        *(one.next_on for one in held if one.of_no not in over),
    )
    entered = (
        *(one.searched_on for one in searched),
        *(one.applied_on for one in applied),
        *(one.held_on for one in held),
        *(one.answered_on for one in answers),
    )
    return nearest(named, entered)
