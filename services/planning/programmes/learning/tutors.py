"""The register of tutors: registered, changed, checked, paused, resumed, once a pupil here."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from events.contract.codes import AgeBand, Sex
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.learning_codes import (
    LearningCaution,
    SchoolStage,
    Subject,
    TutorCheck,
    TutorKind,
    TutorReach,
)
from events.contract.learning_tutor import (
    TutorChanged,
    TutorChecked,
    TutorPaused,
    TutorRegistered,
    TutorResumed,
    TutorWasPupil,
)
from events.contract.sealed import Open
from events.contract.work_codes import Weekday
from services.planning.decisions.guards import happened, told
from services.planning.programmes.learning.tutor import Tutor

MOST_CHILDREN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterTutor:
    """The whole entry; `tutor_id` names the stream and seals the name."""

    today: date
    tutor_id: UUID
    on: date
    name: str
    kind: TutorKind
    contact: str = ""
    sex: Sex | None = None
    age_band: AgeBand | None = None
    subjects: tuple[Subject, ...] = ()
    stages: tuple[SchoolStage, ...] = ()
    weekdays: tuple[Weekday, ...] = ()
    reach: TutorReach = TutorReach.WARD
    home_visits: bool = False
    most: int = 1
    cannot: tuple[LearningCaution, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckTutor:
    """研修, 誓約 or 身元確認."""

    today: date
    checked_on: date
    check: TutorCheck
    valid_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseTutor:
    """Proposed to nobody."""

    today: date
    tutor_id: UUID
    paused_on: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeTutor:
    """Proposed again."""

    today: date
    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPupil:
    """Who this tutor was in a family's case."""

    today: date
    became_on: date
    child: UUID


def register_tutor(state: Tutor | None, command: RegisterTutor) -> list[Event]:
    """A name and something to teach."""
    made = TutorRegistered(registered_on=command.on, **_entry(command))
    if state is not None:
        if state.entry == made:
            return []
        raise Refused("already-registered", "この講師はもう登録されています。")
    return [made]


def change_tutor(state: Tutor | None, command: RegisterTutor) -> list[Event]:
    """The whole entry anew; nothing where nothing is new."""
    tutor = _known(state)
    fields = _entry(command)
    same = all(getattr(tutor.entry, name) == value for name, value in fields.items())
    return [] if same else [TutorChanged(changed_on=command.on, **fields)]


def check_tutor(state: Tutor | None, command: CheckTutor) -> list[Event]:
    """A later check takes the place of an earlier one of the same kind."""
    tutor = _known(state)
    happened(command.checked_on, today=command.today, field="checked_on")
    if command.valid_until is not None and command.valid_until < command.checked_on:
        raise Refused("period-reversed", "確認した日より前の日付です。", field="valid_until")
    made = TutorChecked(
        checked_on=command.checked_on, check=command.check, valid_until=command.valid_until
    )
    return [] if made in tutor.checks else [made]


def pause_tutor(state: Tutor | None, command: PauseTutor) -> list[Event]:
    """Matches go on until they are ended; no new ones."""
    tutor = _known(state)
    if tutor.paused is not None:
        if tutor.paused.paused_on == command.paused_on:
            return []
        raise Refused("already-paused", "すでに休止しています。")
    happened(command.paused_on, today=command.today, field="paused_on")
    told(command.reason, code="no-reason", ja="理由を入力してください。", field="reason")
    return [
        TutorPaused(
            paused_on=command.paused_on, reason=Open(command.tutor_id, command.reason.strip())
        )
    ]


def resume_tutor(state: Tutor | None, command: ResumeTutor) -> list[Event]:
    """Not before the pause."""
    tutor = _known(state)
    if tutor.paused is None:
        return []
    happened(
        command.resumed_on,
        today=command.today,
        field="resumed_on",
        not_before=tutor.paused.paused_on,
        step="休止",
    )
    return [TutorResumed(resumed_on=command.resumed_on)]


def link_pupil(state: Tutor | None, command: LinkPupil) -> list[Event]:
    """循環型; one former pupil per tutor."""
    tutor = _known(state)
    if tutor.was_pupil is not None:
        if tutor.was_pupil.child == command.child:
            return []
        raise Refused("already-linked", "この講師は、別の子どもと結ばれています。", field="tutor")
    happened(command.became_on, today=command.today, field="became_on")
    return [TutorWasPupil(became_on=command.became_on, child=command.child)]


def _entry(command: RegisterTutor) -> dict[str, Any]:
    told(command.name, code="no-name", ja="講師の名前を入力してください。", field="name")
    happened(command.on, today=command.today, field="on")
    if not command.subjects:
        raise Refused("no-subject", "教えられることを選んでください。", field="subjects")
    if not 0 < command.most <= MOST_CHILDREN:
        raise Refused("no-count", f"1から{MOST_CHILDREN}までです。", field="most")
    whose = command.tutor_id
    return {
        "name": Open(whose, command.name.strip()),
        "contact": Open(whose, command.contact.strip()),
        "kind": Open(whose, command.kind),
        "sex": Open(whose, command.sex),
        "age_band": Open(whose, command.age_band),
        "subjects": command.subjects,
        "stages": command.stages,
        "weekdays": command.weekdays,
        "reach": command.reach,
        "home_visits": command.home_visits,
        "most": command.most,
        "cannot": Open(whose, command.cannot),
        "note": Open(whose, command.note.strip()),
    }


def _known(state: Tutor | None) -> Tutor:
    if state is None:
        raise Refused("not-registered", "この講師は登録されていません。")
    return state
