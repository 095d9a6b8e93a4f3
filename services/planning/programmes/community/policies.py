"""区の資源開発の方針: one policy a ward, in versions that are kept."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.concern_codes import CouncilHost
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.resource_policy import ResourcePolicyRevised, ResourcePolicyStated
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.community.entry import Entry, begun, standing
from services.planning.programmes.community.entry import evolving as _evolving

_evolve = _evolving(ResourcePolicyStated, whole=ResourcePolicyRevised, over=CommunityEntryWithdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatePolicy:
    """`has_one` = whether the ward has a policy already: then a version of that one is stated."""

    today: date
    entry_id: UUID
    has_one: bool
    on: date
    council_host: CouncilHost
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisePolicy:
    """A whole new version."""

    today: date
    entry_id: UUID
    on: date
    council_host: CouncilHost
    words: str = ""


def evolve(state: Entry | None, fact: Event) -> Entry:
    """The policy after one fact; ValueError for a fact of another register."""
    return _evolve(state, fact)


def state_policy(state: Entry | None, command: StatePolicy) -> list[Event]:
    """The first version."""
    if state is None and command.has_one:
        raise Refused(
            "ward-has-policy",
            "この区の方針はもうあります。その方針の画面から改定してください。",
            field="ward",
        )
    _said(command)
    made = ResourcePolicyStated(
        stated_on=command.on,
        council_host=command.council_host,
        words=Open(command.entry_id, command.words.strip()),
    )
    return begun(state, made)


def revise_policy(state: Entry | None, command: RevisePolicy) -> list[Event]:
    """The next version; nothing where the very same holds."""
    entry = standing(state)
    _said(command)
    made = ResourcePolicyRevised(
        stated_on=command.on,
        council_host=command.council_host,
        words=Open(command.entry_id, command.words.strip()),
    )
    before = entry.now
    assert isinstance(before, ResourcePolicyStated | ResourcePolicyRevised)  # noqa: S101 - the fold
    if (before.stated_on, before.council_host, before.words) == (
        made.stated_on,
        made.council_host,
        made.words,
    ):
        return []
    if command.on < before.stated_on:
        raise Refused(
            "before-version",
            "今の方針の日より前の日付です。その日以後の日付を入れてください。",
            field="on",
        )
    return [made]


def _said(command: StatePolicy | RevisePolicy) -> None:
    happened(command.on, today=command.today, field="on")
    told(command.words, code="no-words", ja="方針を入力してください。", field="words")
