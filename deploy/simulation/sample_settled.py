"""A batch of the demo that went all the way: released, handed over, one order paid, one come back and given again."""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from random import Random
from typing import Any, Final

from deploy.simulation import sample_states
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline
from deploy.simulation.sample_benefit_lives import CLERK, Later, account, account_checked
from deploy.simulation.sample_books import ago
from deploy.simulation.sample_transfers import Batched, accounts, opened
from deploy.simulation.step import Look, Typed
from events.contract import opened as unsealed
from events.contract.benefits_transfers import BatchLine, TransferAccount
from events.contract.transfer_codes import TransferReason
from events.host.bank_days import TransferDays, moved
from services.benefits.bank_file import Remitter, Transfer, bank_file, references
from services.benefits.batch import PayLine, contents_hash
from services.benefits.decisions import ConfirmPayment, batching, confirm_payment, sending_back
from services.benefits.grant import Grant

OFFICER: Final = "treasury_officer"
POST: Final = "出納員"
PASSED: Final = (21, 22)
"""Days since the accounting manager passed each order: the first is paid, the second comes back."""
ACCOUNT: Final = 22, 20
"""Days since the account was stated and checked: a weekend at least before the batch."""
OPENED, PROPOSED, RELEASED, HANDED, PAYS, READ, AGAIN = 16, 15, 14, 13, 11, 9, 3
"""Days since each step of the batch, and since the order was given again."""


def settled(today: date, chance: Random, remitter: Remitter | None) -> list[CaseOutline]:
    """Two grants and their batch; nothing where the city has named no remitter."""
    made: list[CaseOutline] = []
    for since in PASSED if remitter else ():
        case = sample_states.long_under_way(today, chance)
        case.grant = sample_states.grant_until(today, "passed", since)
        case.more = (accounts(case.grant, today, *ACCOUNT),)
        case.prompt = True
        made.append(case)
    if remitter:
        last = made[-1]
        last.more = (*last.more, lambda life: _told(life, today, made, remitter))
    return made


def _told(life: Life, today: date, cases: list[CaseOutline], remitter: Remitter) -> Iterator[Typed]:
    number = f"{life.setting.place}-{ago(today, OPENED):%m}-0"
    pays = moved(ago(today, PAYS), TransferDays(since=date.min)).on
    of = Batched(life, today, number, max(pays, ago(today, OPENED)), cases)
    yield from opened(of, OPENED)
    yield of.typed(PROPOSED, batching.propose_batch, lambda *seen: _proposed(of, *seen))
    yield of.typed(RELEASED, batching.release_batch, lambda *seen: _released(of, *seen), OFFICER)
    yield of.typed(
        HANDED, batching.hand_over_batch, lambda *seen: _handed(of, remitter, *seen), OFFICER
    )
    yield from _answered(of)
    assert life.case.grant is not None  # noqa: S101 - given above
    own = Later(life, life.case.grant, today)
    yield account(own, 7, 2_000_000)
    yield account_checked(own, 5)
    yield own.said(
        AGAIN,
        sending_back.reissue_order,
        sending_back.ReissueOrder,
        CLERK,
        reissued_on=ago(today, AGAIN),
        orderer=own.acting(CLERK, ago(today, AGAIN)),
        part=life.case.grant.months[0].month,
        due_on=today,
    )


def _inside(of: Batched, look: Look) -> list[tuple[PayLine, TransferAccount]]:
    """What would leave, in the order of the file."""
    return sorted((_paid(line, *look(line.stream)) for line in of.lines), key=_number)


def _paid(line: BatchLine, grant: Grant, leaf: str) -> tuple[PayLine, TransferAccount]:
    stated = grant.paying.accounts[-1].stated
    yen = grant.months[line.part].yen
    to = unsealed(stated.account, None)
    assert to is not None  # noqa: S101 - just made
    return PayLine(line=line, yen=yen, account=leaf), to


def _number(one: tuple[PayLine, TransferAccount]) -> str:
    return one[0].line.order_no


def _contents(of: Batched, look: Look) -> str:
    return contents_hash(pay for pay, _ in _inside(of, look))


def _proposed(of: Batched, today: date, _: str, look: Look) -> batching.ProposeBatch:
    return batching.ProposeBatch(
        today=today,
        proposed_on=ago(of.today, PROPOSED),
        proposer=of.acting(CLERK, PROPOSED),
        total_yen=sum(pay.yen for pay, _ in _inside(of, look)),
        contents=_contents(of, look),
    )


def _released(of: Batched, today: date, standing: str, look: Look) -> batching.ReleaseBatch:
    return batching.ReleaseBatch(
        today=today,
        released_on=ago(of.today, RELEASED),
        releaser=of.acting(OFFICER, RELEASED),
        post=POST,
        entitled=True,
        approved=standing,
        standing=standing,
        contents=_contents(of, look),
    )


def _handed(
    of: Batched, remitter: Remitter, today: date, _: str, look: Look
) -> batching.HandOverBatch:
    inside = _inside(of, look)
    numbers = references(len(inside))
    transfers = [
        Transfer(to=to, yen=pay.yen, reference=number)
        for (pay, to), number in zip(inside, numbers, strict=True)
    ]
    content = bank_file(remitter, transfers, of.transfer_on)
    return batching.HandOverBatch(
        today=today,
        handed_on=ago(of.today, HANDED),
        clerk=of.acting(OFFICER, HANDED),
        sha256=sha256(content).hexdigest(),
        size=len(content),
        contents=_contents(of, look),
    )


def _answered(of: Batched) -> Iterator[Typed]:
    """The bank's answer: the order of the case that tells came back, every other was paid."""
    on = ago(of.today, READ)
    back = of.life.setting.case(of.life.ordinal)
    for line in of.lines:
        decision, command = _fate(line, of, on, came_back=line.case == back)
        yield Typed(on, "benefits", decision, command, OFFICER, line.stream, None, about=line.case)
    paid = len(of.lines) - 1
    yield of.typed(
        READ,
        batching.read_result,
        lambda today, *_: batching.ReadResult(
            today=today, clerk=of.acting(OFFICER, READ), sha256="", paid=paid, returned=1
        ),
        OFFICER,
    )


def _fate(line: BatchLine, of: Batched, on: date, *, came_back: bool) -> tuple[Any, Any]:
    if came_back:
        return sending_back.return_transfer, lambda today, _: sending_back.ReturnTransfer(
            today=today,
            returned_on=on,
            part=line.part,
            reason=TransferReason.NAME_DIFFERS,
            batch=of.own,
        )
    return confirm_payment, lambda today, _: ConfirmPayment(
        today=today, paid_on=on, part=line.part, batch=of.own
    )
