"""The minutes of a 支援調整会議: who came, and the conclusion of every item."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.meeting import (
    AgendaPurpose,
    Conclusion,
    ConferenceAttended,
    ConferenceItemConcluded,
)
from events.contract.planning import Attended
from events.contract.sealed import Open
from services.planning.decisions.convening import item_of
from services.planning.decisions.guards import happened, told
from services.planning.states.meeting import Meeting

OF_PURPOSE = {
    AgendaPurpose.PLAN: (Conclusion.APPROVED, Conclusion.CONDITIONAL, Conclusion.RETURNED),
    AgendaPurpose.EVALUATION: (Conclusion.EVALUATED,),
    AgendaPurpose.OTHER: (Conclusion.SHARED,),
}
"""The conclusions an item of that purpose may come to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttendance:
    """Who came to the meeting of that day."""

    today: date
    conference: UUID
    held_on: date
    municipality_present: bool = False
    absence_reason: str = ""
    attended: tuple[Attended, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcludeItem:
    """`minutes` only of an item without a plan; the words about a plan go to its case."""

    conference: UUID
    item_no: int
    conclusion: Conclusion
    minutes: str = ""


def record_attendance(state: Meeting | None, command: RecordAttendance) -> list[Event]:
    """The list of those who came; a later one corrects it until the first item is concluded."""
    if state is None:
        raise Refused("not-convened", "会議がまだ招集されていません。")
    own = command.conference
    made = ConferenceAttended(
        held_on=command.held_on,
        conference=own,
        municipality_present=command.municipality_present,
        absence_reason=Open(own, command.absence_reason),
        attended=Open(own, command.attended),
    )
    if made == state.attended:
        return []
    happened(command.held_on, today=command.today, field="held_on")
    if not command.attended:
        raise Refused("attendees-missing", "出席者を一人以上書いてください。", field="attended")
    if not command.municipality_present:
        told(
            command.absence_reason,
            code="absence-unexplained",
            ja="自治体職員は原則として出席します。欠席の理由を書いてください。",
            field="absence_reason",
        )
    if any(item.concluded for item in state.items):
        raise Refused(
            "already-concluded", "結論の出た議題があります。出席の記録はもう変えられません。"
        )
    return [made]


def conclude_item(state: Meeting | None, command: ConcludeItem) -> list[Event]:
    """Once per item, after the attendance."""
    item = item_of(state, command.item_no)
    assert state is not None  # noqa: S101 - `item_of` has seen it
    if item.withdrawn is not None:
        raise Refused("item-withdrawn", "この議題は取り下げられています。")
    if state.attended is None:
        raise Refused("not-attended", "先に会議の出席を記録してください。")
    if command.conclusion not in OF_PURPOSE[item.purpose]:
        raise Refused("conclusion-differs", "この議題では選べない結論です。", field="conclusion")
    person = item.listed.person
    made = ConferenceItemConcluded(
        concluded_on=state.attended.held_on,
        conference=command.conference,
        item_no=command.item_no,
        person=person,
        plan_no=item.listed.plan_no,
        conclusion=command.conclusion,
        minutes=Open(person, command.minutes),
    )
    if made == item.concluded:
        return []
    if item.concluded is not None:
        raise Refused("already-concluded", "この議題はすでに結論が出ています。")
    if item.purpose is AgendaPurpose.OTHER:
        told(
            command.minutes,
            code="minutes-missing",
            ja="話し合ったことを書いてください。",
            field="minutes",
        )
    return [made]
