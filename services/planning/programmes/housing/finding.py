"""From the first dwelling looked at to the day of moving in."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import Dwelling
from events.contract.deciding import Refused
from events.contract.housing import HomeMovedInto, HomeSearched, TenancyHelped
from events.contract.housing_codes import SearchOutcome, TenancyHelp
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.housing.search import Search, next_no


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSearch:
    """`provider`: who offered it; `place` in words."""

    today: date
    person: UUID
    searched_on: date
    place: str
    outcome: SearchOutcome
    provider: UUID | None = None
    rent_yen: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpTenancy:
    """What was done so that a contract comes about."""

    today: date
    person: UUID
    helped_on: date
    helps: tuple[TenancyHelp, ...]
    provider: UUID | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMovedIn:
    """A home of one's own."""

    today: date
    person: UUID
    moved_on: date
    dwelling: Dwelling
    place: str = ""
    provider: UUID | None = None
    rent_yen: int | None = None


def record_search(state: Search | None, command: RecordSearch) -> list[Event]:
    """One dwelling."""
    happened(command.searched_on, today=command.today, field="searched_on")
    told(command.place, code="place-missing", ja="物件を書いてください。", field="place")
    return [
        HomeSearched(
            searched_on=command.searched_on,
            person=command.person,
            entry_no=next_no(state),
            provider=command.provider,
            outcome=Open(command.person, command.outcome),
            rent_yen=Open(command.person, command.rent_yen),
            place=Open(command.person, command.place),
            note=Open(command.person, command.note),
        )
    ]


def help_tenancy(state: Search | None, command: HelpTenancy) -> list[Event]:
    """At least one kind of help."""
    happened(command.helped_on, today=command.today, field="helped_on")
    if not command.helps:
        raise Refused("help-missing", "行った支援を選んでください。", field="helps")
    return [
        TenancyHelped(
            helped_on=command.helped_on,
            person=command.person,
            entry_no=next_no(state),
            provider=command.provider,
            helps=Open(command.person, tuple(dict.fromkeys(command.helps))),
            note=Open(command.person, command.note),
        )
    ]


def record_moved_in(state: Search | None, command: RecordMovedIn) -> list[Event]:
    """Once per day."""
    happened(command.moved_on, today=command.today, field="moved_on")
    known = (noted.fact for noted in (state.noted if state else ()) if noted.voided is None)
    if any(isinstance(f, HomeMovedInto) and f.moved_on == command.moved_on for f in known):
        return []
    return [
        HomeMovedInto(
            moved_on=command.moved_on,
            person=command.person,
            entry_no=next_no(state),
            provider=command.provider,
            dwelling=Open(command.person, command.dwelling),
            rent_yen=Open(command.person, command.rent_yen),
            place=Open(command.person, command.place),
        )
    ]
