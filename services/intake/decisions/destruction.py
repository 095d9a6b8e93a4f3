"""The end of a person's keys: proposed by one, decided by another, on one of three grounds, never under 保全."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract import wareki
from events.contract.codes import DestructionGround
from events.contract.deciding import Refused
from events.contract.intake import (
    KeyDestroyed,
    KeyDestructionDecided,
    KeyDestructionProposalWithdrawn,
    KeyDestructionProposed,
)
from events.contract.kind import Event
from services.intake.decisions.guards import happened, numbered
from services.intake.destruction import Destruction


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDestruction:
    """`closed_on` = the day the case ended, None for an open one; `entries` = what `entry` may name.

    `kept_until` = last day of its 保存年限, None where the municipality has set none.
    """

    today: date
    proposed_on: date
    person: UUID
    proposer: UUID
    ground: DestructionGround
    number: str
    closed_on: date | None
    kept_until: date | None
    entries: frozenset[UUID]
    entry: UUID | None = None


def propose_destruction(state: Destruction | None, command: ProposeDestruction) -> list[Event]:
    """The proposal; refused under 保全, twice, and on the ground of 保存年限 before its last day has passed."""
    state = state or Destruction()
    _free(state, command.entry)
    if state.proposal is not None:
        raise Refused(
            "already-proposed",
            "すでに起案があります。決定するか、取り下げてから起案してください。",
        )
    happened(command.proposed_on, today=command.today, field="proposed_on")
    number = numbered(command.number)
    if command.ground is DestructionGround.RETENTION_EXPIRED:
        _expired(command, command.proposed_on, "proposed_on")
    _one_entry(command)
    return [
        KeyDestructionProposed(
            proposed_on=command.proposed_on,
            person=command.person,
            ground=command.ground,
            entry=command.entry,
            number=number,
            proposer=command.proposer,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideDestruction:
    """`approved` = leaf hash of the proposal that was read, `standing` = of the one that stands now."""

    today: date
    decided_on: date
    decider: UUID
    number: str
    approved: str
    standing: str
    closed_on: date | None
    kept_until: date | None
    others: tuple[UUID, ...] = ()


def decide_destruction(state: Destruction | None, command: DecideDestruction) -> list[Event]:
    """The decision on the very proposal, by another natural person."""
    state = state or Destruction()
    proposal = state.proposal
    if proposal is None:
        raise Refused("no-proposal", "起案がありません。先に起案してください。")
    _free(state, proposal.entry)
    if command.decider == proposal.proposer:
        raise Refused("self-approval", "起案した本人は決定できません。別の決裁者に回してください。")
    if command.approved != command.standing:
        raise Refused(
            "stale-approval",
            "ご覧になったあとで起案が変わりました。新しい起案を確かめてから決定してください。",
        )
    happened(command.decided_on, today=command.today, field="decided_on")
    if command.decided_on < proposal.proposed_on:
        raise Refused(
            "before-proposal",
            "起案の日より前の日付です。起案の日以後の日付を入れてください。",
            field="decided_on",
        )
    number = numbered(command.number)
    if proposal.ground is DestructionGround.RETENTION_EXPIRED:
        _expired(command, command.decided_on, "decided_on")
    return [
        KeyDestructionDecided(
            decided_on=command.decided_on,
            person=proposal.person,
            others=command.others if proposal.entry is None else (),
            ground=proposal.ground,
            entry=proposal.entry,
            number=number,
            proposer=proposal.proposer,
            decider=command.decider,
            approved=command.approved,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawProposal:
    """Anybody who may propose may take a proposal back."""

    today: date


def withdraw_proposal(state: Destruction | None, command: WithdrawProposal) -> list[Event]:
    """Nothing where no proposal stands."""
    if state is None or state.proposal is None:
        return []
    return [
        KeyDestructionProposalWithdrawn(withdrawn_on=command.today, person=state.proposal.person)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDestroyed:
    """The epoch of the decision's keys has ended. `decided` = event id of the decision."""

    on: date
    person: UUID
    decided: UUID
    epoch: str
    keys: int


def state_destroyed(state: Destruction | None, command: StateDestroyed) -> list[Event]:
    """Once per decision."""
    if state is None or not state.decided:
        raise Refused("not-decided", "消去の決定がありません。")
    if command.decided in {one.decided for one in state.destroyed}:
        return []
    return [
        KeyDestroyed(
            destroyed_on=command.on,
            person=command.person,
            decided=command.decided,
            epoch=command.epoch,
            keys=command.keys,
        )
    ]


def _free(state: Destruction, entry: UUID | None) -> None:
    if state.hold is not None:
        raise Refused(
            "under-hold",
            f"保全中（{state.hold.reason.ja}）のため消去できません。先に保全の解除を記録してください。",
        )
    if state.whole is not None or (entry is not None and entry in state.entries()):
        raise Refused("already-decided", "消去はすでに決定されています。")


def _expired(command: ProposeDestruction | DecideDestruction, day: date, field: str) -> None:
    """Closed, and the last day of its 保存年限 lies behind that day."""
    if command.closed_on is None:
        raise Refused(
            "case-open",
            "支援中の相談は、保存年限の満了では消去できません。終結のあとに起案してください。",
            field="ground",
        )
    if command.kept_until is None:
        raise Refused(
            "retention-not-set",
            "終結の日に当たる保存年限が定められていません。自治体ファイルの retentions に定めてから起案してください。",
            field="ground",
        )
    if day <= command.kept_until:
        raise Refused(
            "retention-running",
            f"保存年限は{wareki.long(command.kept_until)}までです。その翌日から起案と決定ができます。",
            field=field,
        )


def _one_entry(command: ProposeDestruction) -> None:
    wrong = command.ground is DestructionGround.WRONG_PERSON
    if wrong and command.entry is None:
        raise Refused("entry-missing", "誤って書かれた記録を選んでください。", field="entry")
    if not wrong and command.entry is not None:
        raise Refused(
            "entry-with-other-ground",
            "一件の記録だけを消去できるのは、根拠が「別人への誤記」のときだけです。",
            field="entry",
        )
    if command.entry is not None and command.entry not in command.entries:
        raise Refused(
            "unknown-entry", "この相談の記述のある記録から選んでください。", field="entry"
        )
