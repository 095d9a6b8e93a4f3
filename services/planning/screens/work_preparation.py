"""就労準備支援 of one case: its forms, and what its page shows."""

from typing import Any, Final

from events.contract import wareki
from events.contract.work_codes import (
    Activity,
    Attendance,
    PracticeForm,
    PracticeResult,
    PreparationResult,
    PreparationStage,
    Skill,
)
from events.contract.work_preparation import PracticeArranged
from events.host.filters import choices
from services.planning.programmes import work_preparation
from services.planning.programmes.work_book import WorkBook
from services.planning.programmes.work_preparation.attending import (
    RecordAttendance,
    record_attendance,
)
from services.planning.programmes.work_preparation.enrolling import (
    EndPreparation,
    EnrolInPreparation,
    ExtendPreparation,
    MoveStage,
    end_preparation,
    enrol_in_preparation,
    extend_preparation,
    move_stage,
    year_from,
)
from services.planning.programmes.work_preparation.practising import (
    SCALE,
    ArrangePractice,
    FinishPractice,
    PractiseSkill,
    arrange_practice,
    finish_practice,
    practise_skill,
)
from services.planning.screens.programme_file import Programme
from services.planning.screens.record_form import FormField, RecordForm, day, words
from services.planning.screens.withdrawal import WITHDRAWAL
from services.planning.screens.work_choices import for_practice, place_of, typed_place
from services.planning.screens.work_words import words as said

PREPARATION: Final[Programme[WorkBook]] = Programme(
    name=work_preparation.NAME,
    ja="就労準備支援",
    page="work-preparation",
    evolve=work_preparation.evolve,
    words=said,
)
SCALE_WORDS: Final = dict(
    zip(
        SCALE,
        ("まだむずかしい", "助けがあれば", "半分くらい", "だいたい", "一人でできる"),
        strict=True,
    )
)


def _codes(name: str, label: str, codes: Any, *, kind: str = "radio") -> FormField:
    return FormField(kind=kind, name=name, label=label, options=choices(codes), required=True)


def _number(name: str, label: str, unit: str, *, required: bool = True) -> FormField:
    return FormField(kind="number", name=name, label=label, unit=unit, required=required)


def _scale(name: str, label: str) -> FormField:
    options = [(str(n), f"{n} {said}") for n, said in SCALE_WORDS.items()]
    return FormField(kind="radio", name=name, label=label, options=options, required=True)


FORMS: Final = (
    RecordForm(
        path="enrolment",
        heading="就労準備支援の利用開始",
        send="利用開始を記録する",
        lead="期間は原則1年までです(暫定)。続けるときは、終わる前に延長を記録します。",
        into=EnrolInPreparation,
        decision=enrol_in_preparation,
        typed=lambda records: {"ends_on": wareki.short(year_from(records.file.today))},
        fields=[
            day("enrolled_on", "利用を始めた日"),
            day("ends_on", "期間の終わり"),
            _codes("stage", "いまの段階", PreparationStage),
            words("objective", "本人の目標", rows=3, hint="本人の言葉で"),
        ],
    ),
    RecordForm(
        path="extension",
        heading="期間の延長",
        send="延長を記録する",
        into=ExtendPreparation,
        decision=extend_preparation,
        fields=[
            day("extended_on", "延長を決めた日"),
            day("ends_on", "新しい期間の終わり"),
            words("reason", "延ばす理由", required=True),
        ],
    ),
    RecordForm(
        path="stage",
        heading="段階の変更",
        send="段階を記録する",
        lead="日常生活自立、社会生活自立、就労自立の三つです。前の段階に戻すこともできます。",
        into=MoveStage,
        decision=move_stage,
        fields=[
            day("moved_on", "変えた日"),
            _codes("stage", "新しい段階", PreparationStage),
            words("reason", "そう判断した理由", required=True),
        ],
    ),
    RecordForm(
        path="ending",
        heading="就労準備支援の利用終了",
        send="利用終了を記録する",
        into=EndPreparation,
        decision=end_preparation,
        fields=[
            day("ended_on", "利用を終えた日"),
            _codes("result", "結果", PreparationResult),
            words("note", "終わりの様子"),
        ],
    ),
    RecordForm(
        path="activity",
        heading="活動の出欠",
        send="出欠を記録する",
        into=RecordAttendance,
        decision=record_attendance,
        fields=[
            day("held_on", "活動の日"),
            _codes("activity", "活動の種類", Activity),
            _codes("attendance", "出欠", Attendance),
            FormField(
                kind="number",
                name="minutes",
                label="いた時間",
                unit="分",
                hint="欠席のときは空のまま",
            ),
            words("note", "様子", rows=3),
        ],
    ),
    RecordForm(
        path="skill",
        heading="コミュニケーションの練習",
        send="練習を記録する",
        into=PractiseSkill,
        decision=practise_skill,
        fields=[
            day("practised_on", "練習した日"),
            _codes("skill", "練習の種類", Skill),
            _scale("before", "始める前"),
            _scale("after", "終わったあと"),
            _number("minutes", "時間", "分"),
            words("note", "気づいたこと", rows=3),
        ],
    ),
    RecordForm(
        path="practice",
        heading="職場での体験の手配",
        send="手配を記録する",
        lead="事業所は、事業所台帳に登録されている所から選びます。",
        into=ArrangePractice,
        decision=arrange_practice,
        given=lambda records, _, form: {"takes": _taken(records.file.desk, form)},
        fields=[
            day("arranged_on", "手配した日"),
            FormField(
                kind="select",
                name="place",
                label="事業所",
                options=for_practice,
                required=True,
            ),
            _codes("form", "種類", PracticeForm),
            day("begins_on", "始めの日"),
            day("ends_on", "終わりの日"),
        ],
    ),
    RecordForm(
        path="practice-result",
        heading="職場での体験の結果",
        send="結果を記録する",
        into=FinishPractice,
        decision=finish_practice,
        of=PracticeArranged,
        fields=[
            day("finished_on", "結果が分かった日"),
            _codes("result", "結果", PracticeResult),
            _number("days", "通った日数", "日"),
            words("feedback", "事業所と本人の感想"),
        ],
    ),
    WITHDRAWAL,
)


def _taken(desk: Any, form: Any) -> tuple[PracticeForm, ...] | None:
    place = place_of(desk, typed_place(form))
    return place.entry.practice if place and not place.closed else None
