"""The register of tutors as people read it: one tutor, all of them, their side of a match."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import fold, kind_of, opened, wareki
from events.contract.codes import AgeBand, Sex
from events.contract.learning_codes import (
    LearningCaution,
    SchoolStage,
    Subject,
    TutorCheck,
    TutorKind,
    TutorReach,
)
from events.contract.work_codes import Weekday
from events.host.answers import Missing
from events.host.case_stream import below
from events.host.desk import Desk
from events.host.filters import choices
from events.host.list_file import Table
from events.log.recorded import Recorded
from services.planning.programmes.learning import tutor as tutor_facts
from services.planning.programmes.learning.matching import Offered, missing_checks
from services.planning.programmes.learning.tutor import Tutor
from services.planning.programmes.learning.tutoring import BecomeTutor
from services.planning.programmes.learning.tutors import (
    CheckTutor,
    LinkPupil,
    PauseTutor,
    RegisterTutor,
    ResumeTutor,
    change_tutor,
    check_tutor,
    link_pupil,
    pause_tutor,
    resume_tutor,
)
from services.planning.projections import learning_lookup
from services.planning.projections.learning_tutor import TutorRow
from services.planning.screens.learning_words import listed, words
from services.planning.screens.record_form import FormField, day
from services.planning.screens.record_form import words as free_words

TUTOR_FIELDS: Final = (
    day("on", "この内容になった日"),
    FormField(kind="text", name="name", label="名前", required=True),
    FormField(kind="text", name="contact", label="連絡先"),
    FormField(
        kind="select", name="kind", label="講師の種類", options=choices(TutorKind), required=True
    ),
    FormField(kind="select", name="sex", label="性別", options=choices(Sex)),
    FormField(kind="select", name="age_band", label="年代", options=choices(AgeBand)),
    FormField(
        kind="checks",
        name="subjects",
        label="教えられること",
        options=choices(Subject),
        required=True,
    ),
    FormField(
        kind="checks",
        name="stages",
        label="希望する子どもの学年",
        options=choices(SchoolStage),
        hint="選ばなければ、どの学年でも",
    ),
    FormField(kind="checks", name="weekdays", label="動ける曜日", options=choices(Weekday)),
    FormField(kind="radio", name="reach", label="動ける範囲", options=choices(TutorReach)),
    FormField(kind="check", name="home_visits", label="家庭訪問ができる"),
    FormField(kind="number", name="most", label="担当できる人数", unit="人", required=True),
    FormField(
        kind="checks",
        name="cannot",
        label="対応できないこと",
        options=choices(LearningCaution),
        hint="子どもの側の配慮と照らし合わせます",
    ),
    free_words("note", "ひとこと", rows=3),
)
FORMS: Final[dict[str, tuple[str, str, Any, Any, Sequence[FormField]]]] = {
    "change": ("登録内容の変更", "変更を記録する", RegisterTutor, change_tutor, TUTOR_FIELDS),
    "check": (
        "講師の確認",
        "確認を記録する",
        CheckTutor,
        check_tutor,
        (
            day("checked_on", "確認した日"),
            FormField(
                kind="radio",
                name="check",
                label="確認したこと",
                options=choices(TutorCheck),
                required=True,
            ),
            day("valid_until", "有効期限", required=False, hint="なければ空のまま"),
        ),
    ),
    "pause": (
        "講師の休止",
        "休止を記録する",
        PauseTutor,
        pause_tutor,
        (day("paused_on", "休止した日"), free_words("reason", "理由", required=True, rows=3)),
    ),
    "resume": (
        "講師の再開",
        "再開を記録する",
        ResumeTutor,
        resume_tutor,
        (day("resumed_on", "再開した日"),),
    ),
}
"""Path → heading, button, command, decision, fields."""


@dataclass(frozen=True, slots=True)
class TutorFile:
    """One tutor: the register's row and the stream; `children` = matched now."""

    desk: Desk
    row: TutorRow
    recorded: tuple[Recorded, ...]
    tutor: Tutor
    children: int

    def at(self, page: str = "") -> str:
        """Path of a page of this tutor."""
        return below(f"{self.desk.root}/learning/tutors/{self.row.case_id}", page)

    @property
    def may_record(self) -> bool:
        """Whether this person may record here."""
        return self.desk.staff.may("service.record", self.row.area)

    @property
    def name(self) -> str:
        """The name where it may be read, else the number."""
        return opened(self.tutor.entry.name, "") or self.row.number

    @property
    def missing(self) -> list[TutorCheck]:
        """The checks not done, or run out."""
        return missing_checks(self.offered, self.desk.today)

    @property
    def offered(self) -> Offered:
        """The tutor's side of a match."""
        entry = self.tutor.entry
        cannot: tuple[LearningCaution, ...] = opened(entry.cannot, ())
        return Offered(
            tutor=self.row.case_id,
            ward=self.row.area,
            kind=opened(entry.kind, None),
            sex=opened(entry.sex, None),
            age_band=opened(entry.age_band, None),
            subjects=entry.subjects,
            stages=entry.stages,
            weekdays=entry.weekdays,
            reach=entry.reach,
            home_visits=entry.home_visits,
            most=entry.most,
            children=self.children,
            active=self.tutor.paused is None,
            was_pupil=self.tutor.was_pupil is not None,
            checks=self.tutor.valid_checks,
            cannot=frozenset(cannot),
        )


def tutor_file(desk: Desk, tutor: UUID) -> TutorFile:
    """The tutor; Missing (404) for one the register does not know."""
    row = learning_lookup.tutor(desk.runtime.tables, tutor)
    if row is None:
        raise Missing
    return _file(desk, row, learning_lookup.taught(desk.runtime.tables)[tutor])


def every_tutor(desk: Desk) -> list[TutorFile]:
    """The register of the city, those who pause last."""
    tables = desk.runtime.tables
    taught = learning_lookup.taught(tables)
    return [_file(desk, row, taught[row.case_id]) for row in learning_lookup.tutors(tables)]


def named(desk: Desk, tutors: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of some tutors."""
    wanted = {tutor for tutor in tutors if tutor}
    rows = learning_lookup.tutors(desk.runtime.tables) if wanted else []
    return {row.case_id: _file(desk, row, 0).name for row in rows if row.case_id in wanted}


def typed(found: TutorFile, form: str) -> dict[str, str | list[str]]:
    """What a fresh form begins with."""
    today = wareki.short(found.desk.today)
    first = FORMS[form][4][0].name
    if form != "change":
        return {first: today}
    entry, codes = found.tutor.entry, ("kind", "sex", "age_band")
    open_codes = {name: opened(getattr(entry, name), None) for name in codes}
    several = ("subjects", "stages", "weekdays")
    return {
        first: today,
        "name": opened(entry.name, ""),
        "contact": opened(entry.contact, ""),
        **{name: code.value if code else "" for name, code in open_codes.items()},
        **{name: [code.value for code in getattr(entry, name)] for name in several},
        "reach": entry.reach.value,
        "home_visits": "yes" if entry.home_visits else "",
        "most": str(entry.most),
        "cannot": [code.value for code in opened(entry.cannot, ())],
        "note": opened(entry.note, ""),
    }


def link_up(found: TutorFile, child: UUID, command: BecomeTutor, command_id: UUID) -> None:
    """State in the register that this tutor was that child."""
    found.desk.carry_out(
        tutor_facts.evolve,
        link_pupil,
        LinkPupil(today=command.today, became_on=command.became_on, child=child),
        stream=found.row.case_id,
        case=found.row.case_id,
        area=found.row.area,
        command_id=command_id,
        expected=None,
    )


def history(found: TutorFile) -> list[tuple[str, str, str]]:
    """Term, day and words of every record, newest first."""
    return [
        (kind_of(one.fact).ja, wareki.short(one.occurred_on), words(one.fact))
        for one in reversed(found.recorded)
    ]


def table(found: Sequence[TutorFile], today: date) -> Table:
    """The register as a file, without anybody's name."""
    heads = (
        "番号",
        "種類",
        "教えられること",
        "曜日",
        "担当",
        "担当できる人数",
        "確認",
        "状態",
        "かつての利用者",
    )
    rows = [
        (
            one.row.number,
            one.row.kind.ja if one.row.kind else "",
            listed(one.tutor.entry.subjects),
            listed(one.tutor.entry.weekdays),
            one.children,
            one.row.most,
            "済" if not missing_checks(one.offered, today) else "未了",
            "休止" if one.row.paused_on else "活動中",
            "○" if one.row.was_pupil else "",
        )
        for one in found
    ]
    return Table(name="tutors", title="講師の一覧", heads=heads, rows=rows)


def _file(desk: Desk, row: TutorRow, children: int) -> TutorFile:
    recorded = tuple(desk.history(row.case_id, row.area))
    known = fold(tutor_facts.evolve, (one.fact for one in recorded))
    if known is None:
        raise Missing
    return TutorFile(desk, row, recorded, known, children)
