"""支援調整会議の招集 and its agenda: several cases in one meeting."""

from dataclasses import dataclass
from datetime import date
from re import fullmatch
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.meeting import (
    AgendaPurpose,
    ConferenceConvened,
    ConferenceItemListed,
    ConferenceItemWithdrawn,
)
from events.contract.planning import Attended
from events.contract.sealed import Open
from services.planning.decisions.guards import told
from services.planning.states.meeting import Item, Meeting


@dataclass(frozen=True, slots=True, kw_only=True)
class ConveneConference:
    """`hosted` None = not answered: refused. `begins_at` as HH:MM, empty where it is not fixed."""

    today: date
    conference: UUID
    meets_on: date
    hosted: bool | None
    begins_at: str = ""
    host: str = ""
    place: str = ""
    municipality_invited: bool = True
    invited: tuple[Attended, ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A case to be discussed, with the draft of its plan that stands (0 = none)."""

    case: UUID
    person: UUID
    purpose: AgendaPurpose
    plan_no: int = 0
    draft_no: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListItems:
    """Several cases at once."""

    today: date
    conference: UUID
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawItem:
    """Taken off the agenda."""

    today: date
    conference: UUID
    item_no: int


def convene_conference(state: Meeting | None, command: ConveneConference) -> list[Event]:
    """Convened, or convened anew with another day, place or guests."""
    if command.hosted is None:
        raise Refused("role-unanswered", "主催か参加かを選んでください。", field="hosted")
    made = _convened(command, hosted=command.hosted)
    if state is not None and state.convened == made:
        return []
    if command.begins_at and not fullmatch(r"([01]\d|2[0-3]):[0-5]\d", command.begins_at):
        raise Refused("no-time", "時刻は 13:30 のように入れてください。", field="begins_at")
    told(command.place, code="place-missing", ja="場所を入れてください。", field="place")
    if not command.hosted:
        told(command.host, code="host-missing", ja="主催する機関を入れてください。", field="host")
    if state is not None and state.attended is not None:
        raise Refused("already-held", "この会議はすでに開かれています。招集は変えられません。")
    return [made]


def list_items(state: Meeting | None, command: ListItems) -> list[Event]:
    """Cases that are on the agenda already are passed over."""
    meeting = _standing(state)
    if not command.listings:
        raise Refused("items-missing", "議題にするケースを選んでください。", field="cases")
    new = [one for one in command.listings if meeting.listing(one.case) is None]
    return [
        ConferenceItemListed(
            listed_on=command.today,
            conference=command.conference,
            item_no=len(meeting.items) + place,
            case=one.case,
            person=one.person,
            purpose=one.purpose,
            plan_no=one.plan_no,
            draft_no=one.draft_no,
        )
        for place, one in enumerate(new, 1)
    ]


def withdraw_item(state: Meeting | None, command: WithdrawItem) -> list[Event]:
    """Only what has not been discussed."""
    item = item_of(state, command.item_no)
    if item.withdrawn is not None:
        return []
    if item.concluded is not None:
        raise Refused("already-concluded", "この議題はすでに結論が出ています。")
    return [
        ConferenceItemWithdrawn(
            withdrawn_on=command.today, conference=command.conference, item_no=command.item_no
        )
    ]


def item_of(state: Meeting | None, item_no: int) -> Item:
    """The item of that number in a meeting that was convened."""
    item = _standing(state).item(item_no)
    if item is None:
        raise Refused("no-item", "この会議にその議題はありません。")
    return item


def _standing(state: Meeting | None) -> Meeting:
    if state is None:
        raise Refused("not-convened", "会議がまだ招集されていません。")
    return state


def _convened(command: ConveneConference, *, hosted: bool) -> ConferenceConvened:
    own = command.conference
    return ConferenceConvened(
        convened_on=command.today,
        conference=own,
        meets_on=command.meets_on,
        begins_at=command.begins_at,
        hosted=hosted,
        municipality_invited=command.municipality_invited,
        place=Open(own, command.place),
        host=Open(own, "" if hosted else command.host),
        invited=Open(own, command.invited),
        message=Open(own, command.message),
    )
