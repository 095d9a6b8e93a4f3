"""The facts on the way to work, in a line for people; protected parts only where they may be read."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from events.contract import Event, opened, wareki
from events.contract.certified_training import (
    TrainingBegun,
    TrainingEnded,
    TrainingPlaceVisited,
    TrainingProposed,
    TrainingReviewed,
)
from events.contract.code import Code
from events.contract.job_search import (
    ApplicationAnswered,
    InterviewHeld,
    JobAppliedFor,
    JobSearched,
    PaperWritten,
    QualificationAimedAt,
    QualificationSettled,
)
from events.contract.linked_programme import (
    LinkedProgrammeAccepted,
    LinkedProgrammeAsked,
    LinkedProgrammeLeft,
    LinkedProgrammeProgressed,
)
from events.contract.work_codes import Attendance
from events.contract.work_entry import WorkEntryWithdrawn
from events.contract.work_preparation import (
    ActivityAttended,
    PracticeArranged,
    PracticeFinished,
    PreparationEnded,
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
    RhythmPlanned,
    RhythmRecorded,
    SkillPractised,
)
from services.planning.programmes.work_preparation import clock_time


def words(fact: Event) -> str:
    """A sentence or two; empty for a fact of another kind."""
    say = next((say for kind, say in SAID.items() if isinstance(fact, kind)), None)
    return say(fact) if say else ""


def joined(*parts: str) -> str:
    """The parts that say something, as sentences."""
    return "。".join(part.rstrip("。") for part in parts if part)


def _day(day: Any, before: str = "", after: str = "") -> str:
    return f"{before}{wareki.short(day)}{after}" if day else ""


def _code(sealed: Any) -> str:
    code = opened(sealed, None)
    return code.ja if code else ""


def _attended(fact: ActivityAttended) -> str:
    there = "" if fact.attendance is Attendance.ABSENT else f"{fact.minutes}分"
    said = f"{fact.activity.ja} {fact.attendance.ja}{f' {there}' if there else ''}"
    return joined(said, "合同の活動" if fact.occasion else "", opened(fact.note, ""))


def _planned(fact: RhythmPlanned) -> str:
    lines = opened(fact.lines, ())
    return "、".join(
        f"{ln.habit.ja} {clock_time.said(ln.at)}({''.join(d.ja for d in ln.weekdays)})"
        for ln in lines
    )


def _lived(fact: RhythmRecorded) -> str:
    at = opened(fact.got_up_at, None)
    kept = "・".join(habit.ja for habit in opened(fact.kept, ()))
    got_up = f"起床 {clock_time.said(at)}" if at is not None else ""
    return joined(got_up, f"できたこと {kept}" if kept else "", opened(fact.note, ""))


def _practised(fact: SkillPractised) -> str:
    before, after = opened(fact.before, None), opened(fact.after, None)
    scale = f"段階 {before} → {after}" if before and after else ""
    return joined(f"{fact.skill.ja} {fact.minutes}分", scale, opened(fact.note, ""))


def _enrolled(fact: PreparationEnrolled) -> str:
    return joined(_day(fact.ends_on, after="まで"), _code(fact.stage), opened(fact.objective, ""))


def _extended(fact: PreparationExtended) -> str:
    return joined(_day(fact.ends_on, after="まで"), opened(fact.reason, ""))


def _arranged(fact: PracticeArranged) -> str:
    return f"{fact.form.ja} {_day(fact.begins_on)}から{_day(fact.ends_on)}まで"


def _finished(fact: PracticeFinished) -> str:
    return joined(_code(fact.result), f"{fact.days}日", opened(fact.feedback, ""))


def _then(code: str, text: str, fact: Any) -> str:
    """A code, open or sealed, a text, and the next day where the fact names one."""
    said: Any = getattr(fact, code) if code else None
    label = said.ja if isinstance(said, Code) else _code(said) if code else ""
    after = getattr(fact, "next_on", None) or getattr(fact, "review_on", None)
    return joined(label, opened(getattr(fact, text), "") if text else "", _day(after, "次は "))


def _paper(fact: PaperWritten) -> str:
    return joined(f"{fact.paper.ja} 第{fact.version}版", opened(fact.text, ""))


def _aimed(fact: QualificationAimedAt) -> str:
    return joined(opened(fact.qualification, ""), _day(fact.target_on, after="を目標"))


def _asked(fact: LinkedProgrammeAsked) -> str:
    return joined(fact.title, _day(fact.consent_on, "情報提供の同意 "), opened(fact.aim, ""))


def _accepted(fact: LinkedProgrammeAccepted) -> str:
    charge = opened(fact.in_charge, "")
    return joined(f"担当 {charge}" if charge else "", _day(fact.next_on, "次は "))


def _progressed(fact: LinkedProgrammeProgressed) -> str:
    heard = _day(fact.shared_back_on, "先方からの情報(同意 ", ")")
    return joined(heard, opened(fact.note, ""), _day(fact.next_on, "次は "))


def _visited(fact: TrainingPlaceVisited) -> str:
    return joined("同行した" if fact.accompanied else "", opened(fact.note, ""))


def _withdrawn(fact: WorkEntryWithdrawn) -> str:
    return joined(f"記録{fact.of_no}を取消", opened(fact.reason, ""))


SAID: Final[Mapping[type[Event], Callable[[Any], str]]] = {
    PreparationEnrolled: _enrolled,
    PreparationExtended: _extended,
    PreparationStageMoved: partial(_then, "stage", "reason"),
    PreparationEnded: partial(_then, "result", "note"),
    ActivityAttended: _attended,
    RhythmPlanned: _planned,
    RhythmRecorded: _lived,
    SkillPractised: _practised,
    PracticeArranged: _arranged,
    PracticeFinished: _finished,
    JobSearched: partial(_then, "act", "note"),
    JobAppliedFor: partial(_then, "via", "post"),
    InterviewHeld: partial(_then, "", "note"),
    ApplicationAnswered: partial(_then, "result", "note"),
    PaperWritten: _paper,
    QualificationAimedAt: _aimed,
    QualificationSettled: partial(_then, "result", "note"),
    LinkedProgrammeAsked: _asked,
    LinkedProgrammeAccepted: _accepted,
    LinkedProgrammeProgressed: _progressed,
    LinkedProgrammeLeft: partial(_then, "result", "note"),
    TrainingProposed: partial(_then, "form", "reason"),
    TrainingPlaceVisited: _visited,
    TrainingBegun: partial(_then, "form", ""),
    TrainingReviewed: partial(_then, "form", "note"),
    TrainingEnded: partial(_then, "result", "note"),
    WorkEntryWithdrawn: _withdrawn,
}
"""Kind → its sentence."""
