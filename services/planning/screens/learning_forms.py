"""The forms that record one entry about a child, as data: fields, command, decision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from events.contract import Event, wareki
from events.contract.child_learning import ChildRegistered
from events.contract.learning_codes import (
    ChildDesk,
    ChildWorry,
    LearningCaution,
    LearningEndReason,
    LearningOutcome,
    MatchEndReason,
    SchoolStage,
    SchoolStatus,
    Subject,
    TutorWish,
)
from events.contract.tutoring import TutorMatched
from events.contract.work_codes import Weekday
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import SentForm
from services.planning.programmes.learning import children, plans, tutoring
from services.planning.programmes.learning.book import LearningBook
from services.planning.programmes.learning.matching import proposal, proposals
from services.planning.projections import learning_lookup
from services.planning.screens.learning_children import Learning, child_of, sought
from services.planning.screens.learning_household import household, member_choices
from services.planning.screens.learning_tutors import every_tutor
from services.planning.screens.record_form import FormField, Options, day, words


def _nothing(_: Learning, __: int, ___: SentForm) -> Mapping[str, Any]:
    return {}


def _untyped(_: Learning, __: int) -> Typed:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class LearningForm:
    """`of`: the kind of the entry it goes on with, whose number stands in the path; None = a new child.

    `offers` names fields whose options depend on the child; `given` fills what nobody types.
    """

    path: str
    heading: str
    send: str
    into: type[Any]
    decision: Callable[[LearningBook | None, Any], list[Event]]
    fields: Sequence[FormField]
    of: type[Event] | None = ChildRegistered
    lead: str = ""
    offers: Mapping[str, Callable[[Learning, int], Options]] | None = None
    typed: Callable[[Learning, int], Typed] = _untyped
    given: Callable[[Learning, int, SentForm], Mapping[str, Any]] = _nothing

    def drawn(self, records: Learning, no: int) -> list[FormField]:
        """The fields with their options."""
        offers = self.offers or {}
        return [
            replace(field, options=offers[field.name](records, no))
            if field.name in offers
            else field
            for field in self.fields
        ]


def _members(records: Learning, _: int) -> Options:
    return member_choices(records)


def _open_sites(records: Learning, _: int) -> Options:
    rows = learning_lookup.sites(records.file.desk.runtime.tables)
    return [
        (str(row.case_id), f"{row.title}(定員{row.capacity}名)")
        for row in rows
        if not row.closed_on
    ]


def _tutors_in_order(records: Learning, no: int) -> Options:
    child = child_of(records, no)
    if child is None:
        raise Missing
    found = {one.row.case_id: one for one in every_tutor(records.file.desk)}
    wanted = sought(records, child.child)
    ranked = proposals(wanted, (one.offered for one in found.values()), records.file.today)
    return [(str(p.tutor), found[p.tutor].name) for p in ranked if not p.barred]


def _no_pupils_yet(records: Learning, _: int) -> Options:
    return [
        (str(one.row.case_id), one.name)
        for one in every_tutor(records.file.desk)
        if not one.row.was_pupil
    ]


def _chosen(records: Learning, _: int) -> Typed:
    return {"tutor": records.file.desk.request.query_params.get("tutor", "")}


def _weighed(records: Learning, no: int, sent: SentForm) -> Mapping[str, Any]:
    """How the chosen tutor stands to this child."""
    child, chosen = child_of(records, no), _uuid(sent.form.value("tutor"))
    if child is None:
        return {"weighed": None}
    offers = {one.row.case_id: one.offered for one in every_tutor(records.file.desk)}
    wanted = sought(records, child.child)
    known = offers.get(chosen) if chosen else None
    return {"weighed": proposal(wanted, known, records.file.today) if known else None}


def _takes(records: Learning, _: int, __: SentForm) -> Mapping[str, Any]:
    rows = learning_lookup.sites(records.file.desk.runtime.tables)
    return {"open_sites": frozenset(row.case_id for row in rows if not row.closed_on)}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _codes(kind: str, name: str, text: str, codes: Any, *, required: bool = False) -> FormField:
    return FormField(kind=kind, name=name, label=text, options=choices(codes), required=required)


FORMS: Final = (
    LearningForm(
        path="child",
        heading="子どもの登録",
        send="登録する",
        lead="世帯員から選びます。いないときは、先に「世帯と手帳」で世帯員を追加してください。",
        into=children.RegisterChild,
        decision=children.register_child,
        of=None,
        offers={"member_no": _members},
        given=lambda records, _, __: {"household": household(records)},
        fields=[
            day("registered_on", "登録した日"),
            FormField(kind="select", name="member_no", label="世帯員", required=True),
            FormField(
                kind="text",
                name="name",
                label="子どもの名前",
                hint="世帯の記録に名前があれば、空のままで構いません",
            ),
            day("birth_on", "生年月日", required=False),
        ],
    ),
    LearningForm(
        path="school",
        heading="学校の状況",
        send="学校の状況を記録する",
        into=children.RecordSchool,
        decision=children.record_school,
        fields=[
            day("status_on", "いつの状況か"),
            _codes("radio", "stage", "学校の段階", SchoolStage, required=True),
            FormField(kind="number", name="grade", label="学年", unit="年"),
            _codes("radio", "status", "状況", SchoolStatus, required=True),
            FormField(kind="text", name="school", label="学校の名前"),
            words("note", "様子", rows=3),
        ],
    ),
    LearningForm(
        path="plan",
        heading="学習計画",
        send="計画を記録する",
        lead="子どもといっしょに決めます。新しい計画が、前の計画に代わります。",
        into=plans.MakeLearningPlan,
        decision=plans.make_learning_plan,
        offers={"site": _open_sites},
        given=_takes,
        fields=[
            day("made_on", "決めた日"),
            words("objective", "目標(子どもの言葉で)", required=True, rows=3),
            FormField(kind="select", name="site", label="通う会場"),
            FormField(kind="check", name="home_visits", label="講師が家庭を訪ねる"),
            _codes("checks", "subjects", "学ぶこと", Subject),
            words("support", "支える方法", rows=3),
            day("review_on", "見直しの日"),
        ],
    ),
    LearningForm(
        path="wishes",
        heading="講師についての希望と配慮",
        send="希望を記録する",
        into=plans.RecordTutorWishes,
        decision=plans.record_tutor_wishes,
        fields=[
            day("recorded_on", "聞いた日"),
            _codes("checks", "weekdays", "都合のよい曜日", Weekday),
            _codes("checks", "wishes", "講師についての希望", TutorWish),
            _codes("checks", "cautions", "配慮すること", LearningCaution),
            words("note", "子どもの言葉", rows=3),
        ],
    ),
    LearningForm(
        path="match",
        heading="講師との組合せ",
        send="組合せを記録する",
        lead="研修・誓約・身元確認が済み、活動中の講師だけを選べます。合う順に並んでいます。",
        into=tutoring.MatchTutor,
        decision=tutoring.match_tutor,
        offers={"tutor": _tutors_in_order},
        typed=_chosen,
        given=_weighed,
        fields=[
            day("matched_on", "組んだ日"),
            FormField(kind="select", name="tutor", label="講師", required=True),
            words("reason", "この講師にする理由", required=True, rows=3),
            FormField(kind="check", name="instead", label="いまの講師と交替する"),
        ],
    ),
    LearningForm(
        path="match-end",
        heading="組合せの終わり",
        send="終わりを記録する",
        into=tutoring.EndMatch,
        decision=tutoring.end_match,
        of=TutorMatched,
        fields=[
            day("ended_on", "終わった日"),
            _codes("radio", "reason", "理由", MatchEndReason, required=True),
            words("note", "様子", rows=3),
        ],
    ),
    LearningForm(
        path="home-lesson",
        heading="家庭訪問の記録",
        send="訪問を記録する",
        into=tutoring.RecordHomeLesson,
        decision=tutoring.record_home_lesson,
        of=TutorMatched,
        fields=[
            day("held_on", "訪ねた日"),
            FormField(kind="number", name="minutes", label="時間", unit="分", required=True),
            _codes("checks", "subjects", "学んだこと", Subject),
            words("note", "様子", rows=4),
        ],
    ),
    LearningForm(
        path="worry",
        heading="子ども・将来の心配",
        send="心配を記録する",
        lead="つなぐときは、受付の「他機関へのつなぎ」にも記録します。",
        into=children.NoteWorry,
        decision=children.note_worry,
        fields=[
            day("noted_on", "聞いた日"),
            _codes("checks", "worries", "心配なこと", ChildWorry, required=True),
            day("needed_on", "費用がいる時期", required=False, hint="決まっていれば。例 R9.4.1"),
            _codes("checks", "desks", "相談したいところ", ChildDesk),
            words("note", "内容", rows=3),
        ],
    ),
    LearningForm(
        path="outcome",
        heading="学習支援の成果",
        send="成果を記録する",
        into=plans.RecordOutcome,
        decision=plans.record_outcome,
        fields=[
            day("found_on", "分かった日"),
            _codes("radio", "outcome", "成果", LearningOutcome, required=True),
            words("note", "内容", rows=3),
        ],
    ),
    LearningForm(
        path="become-tutor",
        heading="子どもから講師へ",
        send="つなぐ",
        lead="先に講師として登録してから、ここで結びます。子どもの記録も講師の記録も残ります。",
        into=tutoring.BecomeTutor,
        decision=tutoring.become_tutor,
        offers={"tutor": _no_pupils_yet},
        fields=[
            day("became_on", "講師になった日"),
            FormField(kind="select", name="tutor", label="講師の登録", required=True),
        ],
    ),
    LearningForm(
        path="end",
        heading="学習支援の終わり",
        send="終わりを記録する",
        into=plans.EndLearning,
        decision=plans.end_learning,
        fields=[
            day("ended_on", "終わった日"),
            _codes("radio", "reason", "理由", LearningEndReason, required=True),
            words("note", "内容", rows=3),
        ],
    ),
    LearningForm(
        path="withdrawal",
        heading="記録の取消",
        send="取り消す",
        lead="取り消した記録も、線を引いて残ります。正しい内容は、あらためて記録してください。",
        into=children.WithdrawLearningEntry,
        decision=children.withdraw_learning_entry,
        of=Event,
        fields=[words("reason", "取り消す理由", required=True, rows=3)],
    ),
)


def fresh(form: LearningForm, records: Learning, no: int) -> Typed:
    """What a fresh form begins with: the day of today, and what the child or the address says."""
    first = form.fields[0]
    today = {first.name: wareki.short(records.file.today)} if first.kind == "date" else {}
    return {**today, **form.typed(records, no)}
