"""Organisations of the network: taken in, changed, spoken with, tied to each other, closed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.community_codes import OrganisationKind, TieKind
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.network import (
    OrganisationChanged,
    OrganisationClosed,
    OrganisationContacted,
    OrganisationListed,
    OrganisationTied,
    OrganisationUntied,
)
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.community.entry import (
    Entry,
    begun,
    evolving,
    once,
    standing,
    started,
)

QUIET_DAYS = 183
"""Days without contact after which an organisation is on the list of what is due (暫定)."""

evolve = evolving(
    OrganisationListed,
    whole=OrganisationChanged,
    later=[OrganisationContacted, OrganisationTied, OrganisationUntied],
    over=OrganisationClosed,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOrganisation:
    """The whole entry."""

    today: date
    entry_id: UUID
    on: date
    title: str
    kind: OrganisationKind
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactOrganisation:
    """The office spoke with it."""

    today: date
    entry_id: UUID
    on: date
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieOrganisation:
    """`known` = the organisations of the register; `other` None = the office itself."""

    today: date
    entry_id: UUID
    known: frozenset[UUID]
    on: date
    tie: TieKind
    other: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UntieOrganisation:
    """What the two did together has ended."""

    today: date
    entry_id: UUID
    on: date
    other: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseOrganisation:
    """The end of an entry."""

    today: date
    entry_id: UUID
    on: date
    reason: str = ""


def ties(entry: Entry) -> Mapping[UUID | None, OrganisationTied]:
    """The ties that stand, by the other organisation; the newest kind of each."""
    found: dict[UUID | None, OrganisationTied] = {}
    for fact in entry.added:
        if isinstance(fact, OrganisationTied):
            found[fact.other] = fact
        elif isinstance(fact, OrganisationUntied):
            found.pop(fact.other, None)
    return found


def list_organisation(state: Entry | None, command: ListOrganisation) -> list[Event]:
    """A new entry."""
    started(command.on, command.today, command.title)
    made = OrganisationListed(
        listed_on=command.on,
        title=command.title.strip(),
        kind=command.kind,
        contact=Open(command.entry_id, command.contact.strip()),
    )
    return begun(state, made)


def change_organisation(state: Entry | None, command: ListOrganisation) -> list[Event]:
    """The whole entry anew; nothing where nothing is new."""
    now = standing(state).now
    started(command.on, command.today, command.title)
    made = OrganisationChanged(
        changed_on=command.on,
        title=command.title.strip(),
        kind=command.kind,
        contact=Open(command.entry_id, command.contact.strip()),
    )
    same = all(getattr(now, f) == getattr(made, f) for f in ("title", "kind", "contact"))
    return [] if same else [made]


def contact_organisation(state: Entry | None, command: ContactOrganisation) -> list[Event]:
    """The day and, where it matters, what was said."""
    entry = standing(state)
    happened(command.on, today=command.today, field="on")
    note = Open(command.entry_id, command.note.strip())
    return once(entry, OrganisationContacted(contacted_on=command.on, note=note))


def tie_organisation(state: Entry | None, command: TieOrganisation) -> list[Event]:
    """A tie, or another kind of it; it is kept with one of the two and shown at both."""
    entry = standing(state)
    happened(command.on, today=command.today, field="on")
    if command.other == command.entry_id:
        raise Refused("tied-to-itself", "別の団体を選んでください。", field="other")
    if command.other is not None and command.other not in command.known:
        raise Refused("no-such-organisation", "団体を一覧から選び直してください。", field="other")
    before = ties(entry).get(command.other)
    if before and before.tie is command.tie:
        return []
    return [OrganisationTied(tied_on=command.on, other=command.other, tie=command.tie)]


def untie_organisation(state: Entry | None, command: UntieOrganisation) -> list[Event]:
    """The end of a tie that stands here."""
    entry = standing(state)
    if command.other not in ties(entry):
        ended = (fact.other for fact in entry.of(OrganisationUntied))
        if command.other in ended:
            return []
        raise Refused("not-tied", "終えるつながりを選び直してください。", field="other")
    happened(command.on, today=command.today, field="on")
    told(command.reason, code="no-reason", ja="理由を入力してください。", field="reason")
    reason = Open(command.entry_id, command.reason.strip())
    return [OrganisationUntied(untied_on=command.on, other=command.other, reason=reason)]


def close_organisation(state: Entry | None, command: CloseOrganisation) -> list[Event]:
    """The end of an entry and of its ties."""
    made = OrganisationClosed(
        closed_on=command.on, reason=Open(command.entry_id, command.reason.strip())
    )
    if state is not None and state.over == made:
        return []
    standing(state)
    happened(command.on, today=command.today, field="on")
    told(command.reason, code="no-reason", ja="理由を入力してください。", field="reason")
    return [made]
