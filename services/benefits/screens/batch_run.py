"""Batches in bulk: filled with every passed order of a year, given up again, settled by the bank's answer."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID, uuid5

from events.contract import OVER_THE_BUS, Refused
from events.contract.benefits_transfers import BatchLine
from events.contract.transfer_codes import PaidMatter, TransferReason
from events.host.desk import Desk
from events.log.event_log import Move
from events.log.many import TOGETHER, Task, execute_each, execute_known, histories
from events.log.recorded import Recorded
from services.benefits import batch as batches
from services.benefits.decisions import ConfirmPayment, confirm_payment
from services.benefits.decisions.batching import (
    FillBatch,
    JoinBatch,
    LeaveBatch,
    fill_batch,
    join_batch,
    leave_batch,
)
from services.benefits.decisions.sending_back import ReturnTransfer, return_transfer
from services.benefits.orders import checked
from services.benefits.payers import EVOLVE, accounts_of, payer
from services.benefits.projections import lookup
from services.benefits.projections.orders import PAYMENT_ORDER, OrderRow, OrderState
from services.benefits.screens.batch_file import BatchFile
from services.benefits.screens.long_work import Work
from services.benefits.screens.month_run import Failed, contexts
from services.benefits.screens.wording import paid_for
from services.benefits.treasury import Answered

TWICE: Final = "同じ番号の支出命令がこのまとめにあります。取り消して別の番号で出し直すか、別のまとめに入れてください。"
LINES: Final = 200
"""Orders that join in one command: as many lines as fit into one fact."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How many orders joined, and which did not."""

    done: int
    failed: tuple[Failed, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Settled:
    """What an answer stated; `failed` names orders by number."""

    paid: int
    returned: int
    failed: tuple[tuple[str, str], ...]
    position: int


def passed(desk: Desk, fiscal_year: int, permission: str) -> list[OrderRow]:
    """Orders that were passed and are in no batch, of the wards where this person may do that."""
    return desk.runtime.tables.rows(
        PAYMENT_ORDER,
        "state = %s and fiscal_year = %s and area = any(%s)",
        [
            OrderState.PASSED.value,
            fiscal_year,
            list(desk.staff.wards_for(permission)),
        ],
        order="order_no",
    )


def fill(desk: Desk, file: BatchFile, rows: Sequence[OrderRow], work: Work) -> Filled:
    """Every order that may join, in pieces; the others are told with the reason."""
    failed: list[tuple[OrderRow, str]] = []
    rows = _numbered_once(file, rows, failed)
    done = position = 0
    for first in range(0, len(rows), LINES):
        piece = rows[first : first + LINES]
        log = desk.runtime.log
        streams = {stream for row in piece for stream in (row.stream, row.account_at)}
        known = histories(log, [file.stream, *streams], OVER_THE_BUS)
        fitting = _fitting(desk, file, piece, known, failed)
        if fitting:
            fate = execute_known(log, _joining(desk, file, fitting, known), known)
            if fate.refused:
                failed += [(row, fate.refused.ja) for row in fitting]
            else:
                done += len(fitting)
                position = max(position, fate.position)
        work.done += len(piece)
    return Filled(done, not_done(desk, failed), position)


def empty(desk: Desk, file: BatchFile, work: Work) -> int:
    """Take every order out of a batch that was given up; how many. Done again it goes on."""
    today, area, where = desk.today, contexts(desk), _areas(desk, file)

    def tasks() -> Iterator[Task]:
        for line in file.batch.lines:
            command = LeaveBatch(today=today, batch=file.stream, part=line.part)
            moves = (Move(line.stream, EVOLVE[line.matter], leave_batch, command),)
            name = f"leave/{line.stream}/{line.part}"
            yield Task(uuid5(file.stream, name), line.case, moves, area(where(line)))

    left = 0
    for fate in execute_each(desk.runtime.log, tasks(), OVER_THE_BUS):
        work.done += 1
        left += fate.refused is None
    return left


def settle(
    desk: Desk, file: BatchFile, run: UUID, answered: Sequence[Answered], work: Work
) -> Settled:
    """給付支給 or 組戻 for every order the answer names; numbers that are not in the batch are told."""
    lines = {line.order_no: line for line in file.batch.lines}
    area, where = contexts(desk), _areas(desk, file)
    failed = [
        (one.order_no, "このまとめにない命令番号です。")
        for one in answered
        if one.order_no not in lines
    ]
    known = [one for one in answered if one.order_no in lines]

    def tasks() -> Iterator[Task]:
        for one in known:
            line = lines[one.order_no]
            move = Move(line.stream, EVOLVE[line.matter], *_answer(desk, file, line, one))
            yield Task(uuid5(run, one.order_no), line.case, (move,), area(where(line)))

    paid = returned = position = 0
    for one, fate in zip(known, execute_each(desk.runtime.log, tasks(), OVER_THE_BUS), strict=True):
        work.done += 1
        position = max(position, fate.position)
        if fate.refused:
            failed.append((one.order_no, fate.refused.ja))
        else:
            paid, returned = paid + (one.reason is None), returned + (one.reason is not None)
    return Settled(paid, returned, tuple(failed), position)


def settled(file: BatchFile) -> tuple[int, int]:
    """Of how many of its lines this batch has told that they were paid, and came back unpaid."""
    paid = returned = 0
    lines = file.batch.lines
    for first in range(0, len(lines), TOGETHER):
        piece = lines[first : first + TOGETHER]
        log = file.desk.runtime.log
        known = histories(log, list({line.stream for line in piece}), OVER_THE_BUS)
        for line in piece:
            facts = (one.fact for one in known[line.stream])
            told = batches.paid_by(file.stream, line.part, facts)
            paid, returned = paid + (told is True), returned + (told is False)
    return paid, returned


def _areas(desk: Desk, file: BatchFile) -> Callable[[BatchLine], str]:
    """The ward of each line's case."""
    rows = desk.runtime.tables.rows(PAYMENT_ORDER, "batch = %s", [file.stream])
    places = {(row.stream, row.part): row.area for row in rows}
    return lambda line: places.get((line.stream, line.part), file.area)


BY_HAND: Final = 300
"""Lines of a page."""


def by_hand(
    file: BatchFile, paid_on: date, back: Sequence[str], reason: TransferReason
) -> list[Answered]:
    """The answer somebody types: all paid on that day but those named, each of which must be in the batch.

    Refused for a batch longer than the page shows: who cannot see a line cannot say that it came back.
    """
    if len(file.batch.lines) > BY_HAND:
        raise Refused(
            "too-many-by-hand",
            f"{BY_HAND}件をこえるまとめの結果は、ファイルで取り込んでください。",
        )
    if set(back) - {line.order_no for line in file.batch.lines}:
        raise Refused(
            "not-in-batch", "このまとめにない命令番号があります。画面を開き直してください。"
        )
    return [
        Answered(
            order_no=line.order_no, on=paid_on, reason=reason if line.order_no in back else None
        )
        for line in file.batch.lines
    ]


def _answer(desk: Desk, file: BatchFile, line: BatchLine, one: Answered) -> tuple[Any, Any]:
    if one.reason is None:
        return confirm_payment, ConfirmPayment(
            today=desk.today, paid_on=one.on, part=line.part, batch=file.stream
        )
    return return_transfer, ReturnTransfer(
        today=desk.today,
        returned_on=one.on,
        part=line.part,
        reason=one.reason,
        batch=file.stream,
    )


def _numbered_once(
    file: BatchFile, rows: Sequence[OrderRow], failed: list[tuple[OrderRow, str]]
) -> list[OrderRow]:
    """The answer names orders by their number: of two with the same one, only the first joins."""
    held = {line.order_no: (line.stream, line.part) for line in file.batch.lines}
    kept = []
    for row in rows:
        if held.setdefault(row.order_no, (row.stream, row.part)) == (row.stream, row.part):
            kept.append(row)
        else:
            failed.append((row, TWICE))
    return kept


def _fitting(
    desk: Desk,
    file: BatchFile,
    piece: Sequence[OrderRow],
    known: Mapping[UUID, Sequence[Recorded]],
    failed: list[tuple[OrderRow, str]],
) -> list[OrderRow]:
    found = []
    for row in piece:
        state = payer(row.matter, (one.fact for one in known[row.stream]))
        try:
            join_batch(state, _join(desk, file, row, known))
        except Refused as refusal:
            failed.append((row, refusal.ja))
        else:
            found.append(row)
    return found


def _joining(
    desk: Desk,
    file: BatchFile,
    rows: Sequence[OrderRow],
    known: Mapping[UUID, Sequence[Recorded]],
) -> Task:
    """The orders of these payers and the batch itself, in one command.

    A grant with two months in one piece has one move for each.
    """
    lines = tuple(
        BatchLine(
            matter=row.matter,
            stream=row.stream,
            case=row.case_id,
            part=row.part,
            order_no=row.order_no,
            issue=row.issue,
            account_at=row.account_at,
        )
        for row in rows
    )
    moves = [
        Move(
            row.stream,
            EVOLVE[row.matter],
            join_batch,
            _join(desk, file, row, known),
            case=row.case_id,
        )
        for row in rows
    ]
    number = file.batch.opened.number
    filling = FillBatch(today=desk.today, number=number, lines=lines)
    moves.append(Move(file.stream, batches.evolve, fill_batch, filling))
    name = "|".join(f"{line.stream}/{line.part}/{line.issue}" for line in lines)
    command = uuid5(file.stream, f"join/{name}")
    return Task(command, file.stream, moves, contexts(desk)(file.area))


def _join(
    desk: Desk, file: BatchFile, row: OrderRow, known: Mapping[UUID, Sequence[Recorded]]
) -> JoinBatch:
    account = None
    if row.matter is PaidMatter.SUPPLEMENT:
        grant = payer(PaidMatter.RENT, (one.fact for one in known[row.account_at]))
        account = checked(accounts_of(grant, row.part))
    return JoinBatch(
        today=desk.today,
        batch=file.stream,
        part=row.part,
        fiscal_year=file.batch.opened.fiscal_year,
        account_no=account.stated.account_no if account else None,
    )


def not_done(desk: Desk, failed: Sequence[tuple[OrderRow, str]]) -> tuple[Failed, ...]:
    """Orders with the reasons why nothing was recorded, as the page of a long work tells them."""
    numbers = lookup.numbers(desk.runtime.tables, {row.case_id for row, _ in failed})
    return tuple(
        Failed(row.at, paid_for(row.matter, row.part), numbers.get(row.case_id, ""), why)
        for row, why in failed
    )
