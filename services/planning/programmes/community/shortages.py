"""足りない資源: reported, worked on, settled with the resource it led to."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.community_codes import ResourceTheme, ShortageOutcome, ShortageSource
from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.resource_shortage import (
    ResourceShortageReported,
    ResourceShortageSettled,
    ResourceShortageTakenUp,
)
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.community.entry import Entry, begun, once, standing
from services.planning.programmes.community.entry import evolving as _evolving


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportShortage:
    """`may_name` = whether the case named lies in the wards of whoever reports."""

    today: date
    entry_id: UUID
    may_name: bool
    on: date
    theme: ResourceTheme
    source: ShortageSource
    words: str
    from_case: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeUpShortage:
    """What is being done."""

    today: date
    entry_id: UUID
    on: date
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleShortage:
    """`known` = the resources of the directory."""

    today: date
    entry_id: UUID
    known: frozenset[UUID]
    on: date
    outcome: ShortageOutcome
    resource: UUID | None = None
    words: str = ""


_ending = _evolving(
    ResourceShortageReported,
    later=[ResourceShortageTakenUp, ResourceShortageSettled],
    over=CommunityEntryWithdrawn,
)


def evolve(state: Entry | None, fact: Event) -> Entry:
    """The ticket after one fact; ValueError for a fact of another register."""
    return _ending(state, fact)


def settled(state: Entry) -> ResourceShortageSettled | None:
    """How it ended; None while it is open."""
    found = state.of(ResourceShortageSettled)
    return found[-1] if found else None


def report_shortage(state: Entry | None, command: ReportShortage) -> list[Event]:
    """A new ticket."""
    happened(command.on, today=command.today, field="on")
    told(command.words, code="no-words", ja="足りないものを入力してください。", field="words")
    if command.source is ShortageSource.CASE and not command.from_case:
        raise Refused(
            "no-case",
            "ケースからの報告は、ケースの「社会資源」の画面から始めてください。",
            field="source",
        )
    if command.from_case and not command.may_name:
        raise Refused("no-such-case", "ケースの画面から始め直してください。", field="source")
    made = ResourceShortageReported(
        reported_on=command.on,
        theme=command.theme,
        source=command.source,
        from_case=command.from_case,
        words=Open(command.entry_id, command.words.strip()),
    )
    return begun(state, made)


def take_up_shortage(state: Entry | None, command: TakeUpShortage) -> list[Event]:
    """Work on it, or news of the work."""
    entry = _open(state)
    happened(command.on, today=command.today, field="on")
    told(command.words, code="no-words", ja="していることを入力してください。", field="words")
    words = Open(command.entry_id, command.words.strip())
    return once(entry, ResourceShortageTakenUp(taken_up_on=command.on, words=words))


def settle_shortage(state: Entry | None, command: SettleShortage) -> list[Event]:
    """Created, found or given up."""
    made = ResourceShortageSettled(
        settled_on=command.on,
        outcome=command.outcome,
        resource=command.resource,
        words=Open(command.entry_id, command.words.strip()),
    )
    if state is not None and settled(state) == made:
        return []
    _open(state)
    happened(command.on, today=command.today, field="on")
    given_up = command.outcome is ShortageOutcome.GIVEN_UP
    if given_up:
        told(command.words, code="no-reason", ja="見送った理由を入力してください。", field="words")
    if given_up and command.resource:
        raise Refused("resource-given", "見送ったときは資源を選びません。", field="resource")
    if not given_up and command.resource not in command.known:
        raise Refused(
            "no-such-resource",
            "つくった・見つけた資源を台帳に登録してから、ここで選んでください。",
            field="resource",
        )
    return [made]


def _open(state: Entry | None) -> Entry:
    entry = standing(state)
    if settled(entry):
        raise Refused("shortage-settled", "この報告にはもう結果が記録されています。")
    return entry
