"""支援会議 (法9条): everybody bound to secrecy; what is said of a person goes into that person's concern."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.concern import ConcernDiscussed, CouncilMinutesOpened
from events.contract.concern_codes import CouncilHost, CouncilOutcome, Secrecy
from events.contract.council import ConfidentialCouncilHeld, Member
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.decisions.concern_guards import ahead, noted, running, since
from services.intake.decisions.guards import happened, told
from services.intake.states.concern import Concern

TWO: Final = 2
"""A meeting has at least two members."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One row of the form; without a choice at `secrecy` the meeting cannot be recorded."""

    organisation: str = ""
    name: str = ""
    secrecy: Secrecy | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldCouncil:
    """`person` is a fresh pseudonym of the meeting."""

    today: date
    held_on: date
    person: UUID
    host: CouncilHost
    attended: tuple[Attendee, ...] = ()
    place: str = ""
    remarks: str = ""


def hold_council(state: ConfidentialCouncilHeld | None, command: HoldCouncil) -> list[Event]:
    """The meeting with its members, each bound to secrecy."""
    if state is not None:
        if state.person == command.person:
            return []
        raise Refused("already-held", "この会議はすでに記録されています。")
    happened(command.held_on, today=command.today, field="held_on")
    members = _members(command.attended)
    person = command.person
    return [
        ConfidentialCouncilHeld(
            held_on=command.held_on,
            person=person,
            host=command.host,
            members=len(members),
            attended=Open(person, members),
            place=Open(person, command.place),
            remarks=Open(person, command.remarks),
        )
    ]


def _members(attended: tuple[Attendee, ...]) -> tuple[Member, ...]:
    if len(attended) < TWO:
        raise Refused("members-missing", "出席者を二人以上書いてください。", field="attended")
    members = []
    for row, one in enumerate(attended):
        if not one.name.strip() or not one.organisation.strip():
            raise Refused(
                "member-unnamed",
                f"{row + 1}人目の所属と氏名を書いてください。",
                field="attended",
            )
        if one.secrecy is None:
            raise Refused(
                "secrecy-missing",
                f"{row + 1}人目の守秘のしかたを選んでください。確かめていない方は出席できません。",
                field="attended",
            )
        members.append(Member(organisation=one.organisation, name=one.name, secrecy=one.secrecy))
    return tuple(members)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussConcern:
    """One item of a meeting. `council` = its stream, `held_on` = its day, given by the edge."""

    today: date
    council: UUID
    held_on: date
    outcome: CouncilOutcome
    next_on: date | None = None
    shared: str = ""
    roles: str = ""


def discuss_concern(state: Concern | None, command: DiscussConcern) -> list[Event]:
    """Once per meeting and concern."""
    state = noted(state)
    made = ConcernDiscussed(
        discussed_on=command.held_on,
        person=state.person,
        council=command.council,
        outcome=command.outcome,
        next_on=command.next_on,
        shared=Open(state.person, command.shared),
        roles=Open(state.person, command.roles),
    )
    if made in state.discussed:
        return []
    if command.council in {one.council for one in state.discussed}:
        raise Refused(
            "already-discussed",
            "この会議での協議はすでに記録されています。会議の画面を開き直してください。",
            field="concern",
        )
    state = running(state)
    since(state, command.held_on, today=command.today, field="concern")
    ahead(command.next_on, after=command.held_on)
    told(command.shared, code="shared-missing", ja="共有したことを書いてください。", field="shared")
    if command.outcome in {CouncilOutcome.APPROACH, CouncilOutcome.OTHER_BODY}:
        told(
            command.roles,
            code="roles-missing",
            ja="だれが何をするかを書いてください。",
            field="roles",
        )
    return [made]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCouncilMinutes:
    """`reader` = pseudonym of the one who asks."""

    today: date
    reader: UUID
    reason: str = ""


def open_council_minutes(state: Concern | None, command: OpenCouncilMinutes) -> list[Event]:
    """A deliberate act with a reason; it holds for the day."""
    state = noted(state)
    if not state.discussed:
        raise Refused("not-discussed", "支援会議で話し合った記録はありません。")
    if (command.reader, command.today) in {(one.reader, one.opened_on) for one in state.opened}:
        return []
    told(command.reason, code="reason-missing", ja="見る理由を書いてください。", field="reason")
    return [
        CouncilMinutesOpened(
            opened_on=command.today,
            person=state.person,
            reader=command.reader,
            reason=Open(state.person, command.reason),
        )
    ]
