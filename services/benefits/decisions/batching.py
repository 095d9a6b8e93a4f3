"""A batch of transfers: opened, filled with passed orders, proposed, released by another person, handed over."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.benefits_transfers import (
    BatchFilled,
    BatchHandedOver,
    BatchLine,
    BatchOpened,
    BatchProposed,
    BatchReleased,
    BatchResultRead,
    BatchWithdrawn,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.transfer_codes import HandOver
from events.contract.two_persons import Approval, Words, second_person
from services.benefits.batch import Batch, BatchStage
from services.benefits.decisions.guards import happened, told
from services.benefits.decisions.purses import purse_of
from services.benefits.fiscal import FiscalRule, year_open
from services.benefits.payers import Payer

RELEASING: Final = Words(
    not_entitled="振込を承認できる役割ではありません。",
    self_approval="伺いを出した本人は承認できません。別の方に回してください。",
    stale="ご覧になったあとでまとめが変わりました。新しい内容を確かめてから承認してください。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBatch:
    """`transfer_on` is the day on which the bank is to pay."""

    today: date
    opened_on: date
    number: str
    fiscal_year: int
    transfer_on: date
    hand_over: HandOver
    clerk: UUID
    rule: FiscalRule = field(default_factory=FiscalRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class FillBatch:
    """Orders that join together; each payer says in the same command that its order is in."""

    today: date
    number: str
    lines: tuple[BatchLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinBatch:
    """The payer's side: its order goes into that batch (its stream); `part`, `account_no` as in `purse_of`."""

    today: date
    batch: UUID
    part: str
    fiscal_year: int
    account_no: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeBatch:
    """`contents` and `total_yen` as computed from the lines that stand."""

    today: date
    proposed_on: date
    proposer: UUID
    total_yen: int
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseBatch:
    """`contents` computed anew from what stands; `approved` = leaf of the proposal that was read."""

    today: date
    released_on: date
    releaser: UUID
    post: str
    entitled: bool
    approved: str
    standing: str
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverBatch:
    """The file that leaves."""

    today: date
    handed_on: date
    clerk: UUID
    sha256: str
    size: int
    contents: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """How many lines the bank has said something of so far, after each was stated at its payer."""

    today: date
    clerk: UUID
    sha256: str
    paid: int
    returned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawBatch:
    """Given up before it was handed over."""

    today: date
    clerk: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveBatch:
    """The payer's side of a batch that is given up."""

    today: date
    batch: UUID
    part: str


def open_batch(state: Batch | None, command: OpenBatch) -> list[Event]:
    """A number is used once."""
    made = BatchOpened(
        opened_on=command.opened_on,
        number=command.number.strip(),
        fiscal_year=command.fiscal_year,
        transfer_on=command.transfer_on,
        hand_over=command.hand_over,
        clerk=command.clerk,
    )
    if state is not None:
        if state.opened == made:
            return []
        raise Refused("number-used", "この番号のまとめはすでにあります。", field="number")
    told(command.number, code="number-missing", ja="番号を入れてください。", field="number")
    happened(command.opened_on, today=command.today, field="opened_on")
    if command.transfer_on < command.opened_on:
        raise Refused("transfer-past", "振込日が作成日より前です。", field="transfer_on")
    until = command.rule.end(command.fiscal_year).pay_until
    year_open(command.transfer_on, until, command.fiscal_year, what="支払", field="transfer_on")
    return [made]


def fill_batch(state: Batch | None, command: FillBatch) -> list[Event]:
    """Before it is released; a proposal made before no longer stands."""
    batch = _unreleased(state)
    known = {(one.stream, one.part) for one in batch.lines}
    fresh = tuple(one for one in command.lines if (one.stream, one.part) not in known)
    if not fresh:
        return []
    return [BatchFilled(filled_on=command.today, number=batch.opened.number, lines=fresh)]


def join_batch(state: Payer | None, command: JoinBatch) -> list[Event]:
    """Only a passed order of the batch's year, with a checked account, and in no other batch."""
    purse = purse_of(state, command.part, account_no=command.account_no)
    held = purse.held
    if held.batched is not None:
        if held.batched.batch == command.batch:
            return []
        raise Refused("in-a-batch", "この命令は別の振込のまとめに入っています。")
    if held.paid is not None:
        raise Refused("already-paid", f"{purse.ja}はすでに支給済みです。")
    if held.passed is None:
        raise Refused("not-passed", "会計管理者の審査がまだ済んでいません。")
    if held.fiscal_year != command.fiscal_year:
        raise Refused("other-year", "まとめとは別の会計年度の命令です。")
    return [
        purse.kinds.batched(
            batched_on=command.today,
            issue=held.issue,
            batch=command.batch,
            account_no=purse.payee,
            **purse.numbered,
        )
    ]


def propose_batch(state: Batch | None, command: ProposeBatch) -> list[Event]:
    """The sums and the hash of the contents go into the proposal."""
    batch = _unreleased(state)
    if not batch.lines:
        raise Refused("batch-empty", "まとめに支出命令が入っていません。")
    made = BatchProposed(
        proposed_on=command.proposed_on,
        number=batch.opened.number,
        proposer=command.proposer,
        orders=len(batch.lines),
        total_yen=command.total_yen,
        contents=command.contents,
    )
    if batch.proposed == made:
        return []
    happened(
        command.proposed_on,
        today=command.today,
        field="proposed_on",
        not_before=batch.opened.opened_on,
        step="まとめの作成",
    )
    return [made]


def release_batch(state: Batch | None, command: ReleaseBatch) -> list[Event]:
    """By another natural person, for exactly what was proposed."""
    batch = _there(state)
    if batch.released is not None:
        if batch.released.releaser == command.releaser:
            return []
        raise Refused("already-released", "このまとめはすでに承認されています。")
    if batch.proposed is None or batch.withdrawn is not None:
        raise Refused("not-proposed", "承認を待つ伺いがありません。")
    approval = Approval(
        by=command.releaser,
        post=command.post,
        entitled=command.entitled,
        approved=command.approved,
        standing=command.standing,
    )
    second_person(frozenset({batch.proposed.proposer}), approval, RELEASING)
    _unchanged(batch, command.contents)
    happened(
        command.released_on,
        today=command.today,
        field="released_on",
        not_before=batch.proposed.proposed_on,
        step="伺い",
    )
    return [
        BatchReleased(
            released_on=command.released_on,
            number=batch.opened.number,
            proposer=batch.proposed.proposer,
            releaser=command.releaser,
            post=command.post,
            approved=command.approved,
        )
    ]


def hand_over_batch(state: Batch | None, command: HandOverBatch) -> list[Event]:
    """Once; the same file may be fetched again."""
    batch = _there(state)
    if batch.handed is not None:
        if batch.handed.sha256 == command.sha256:
            return []
        raise Refused(
            "file-differs", "引き渡したデータと一致しません。監査の方に知らせてください。"
        )
    if batch.withdrawn is not None:
        raise Refused("batch-closed", f"このまとめは「{batch.stage.value}」です。")
    if batch.released is None:
        raise Refused("not-released", "別の方の承認がまだありません。")
    _unchanged(batch, command.contents)
    happened(
        command.handed_on,
        today=command.today,
        field="handed_on",
        not_before=batch.released.released_on,
        step="承認",
    )
    return [
        BatchHandedOver(
            handed_on=command.handed_on,
            number=batch.opened.number,
            hand_over=batch.opened.hand_over,
            clerk=command.clerk,
            sha256=command.sha256,
            size=command.size,
        )
    ]


def read_result(state: Batch | None, command: ReadResult) -> list[Event]:
    """After the lines themselves were stated; an answer may come in parts, and a part twice."""
    batch = _there(state)
    if batch.handed is None:
        raise Refused("not-handed-over", "まだ引き渡していないまとめです。")
    paid = max(0, command.paid - sum(one.paid for one in batch.results))
    returned = max(0, command.returned - sum(one.returned for one in batch.results))
    if paid + returned == 0:
        return []
    return [
        BatchResultRead(
            read_on=command.today,
            number=batch.opened.number,
            clerk=command.clerk,
            sha256=command.sha256,
            paid=paid,
            returned=returned,
        )
    ]


def withdraw_batch(state: Batch | None, command: WithdrawBatch) -> list[Event]:
    """Never after the file has left."""
    batch = _there(state)
    if batch.handed is not None:
        raise Refused("handed-over", "引き渡したまとめは取りやめられません。")
    if batch.withdrawn is not None:
        return []
    return [
        BatchWithdrawn(withdrawn_on=command.today, number=batch.opened.number, clerk=command.clerk)
    ]


def leave_batch(state: Payer | None, command: LeaveBatch) -> list[Event]:
    """The order waits for another batch; one that was paid stays where it was paid from."""
    purse = purse_of(state, command.part, ended_too=True)
    held = purse.held
    if held.batched is None or held.batched.batch != command.batch or held.paid is not None:
        return []
    return [
        purse.kinds.unbatched(unbatched_on=command.today, batch=command.batch, **purse.numbered)
    ]


def _there(state: Batch | None) -> Batch:
    if state is None:
        raise Refused("no-batch", "このまとめはありません。")
    return state


def _unreleased(state: Batch | None) -> Batch:
    batch = _there(state)
    if batch.stage not in {BatchStage.OPEN, BatchStage.PROPOSED}:
        raise Refused("batch-closed", f"このまとめは「{batch.stage.value}」です。")
    return batch


def _unchanged(batch: Batch, contents: str) -> None:
    if batch.proposed is None or batch.proposed.contents != contents:
        raise Refused("stale-approval", RELEASING.stale)
