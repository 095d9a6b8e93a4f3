"""One batch as a page needs it: its history, what is in it with yen and accounts, and the file drawn of that."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract import OVER_THE_BUS, Event, Group, Refused, fold, opened
from events.contract.benefits_transfers import (
    BatchHandedOver,
    BatchLine,
    BatchOpened,
    BatchProposed,
    TransferAccount,
)
from events.contract.transfer_codes import HandOver, PaidMatter
from events.host.answers import Missing
from events.host.desk import Desk
from events.log.many import TOGETHER, histories
from events.log.recorded import Recorded
from services.benefits.bank_file import Transfer, bank_file, references
from services.benefits.batch import Batch, PayLine, contents_hash, evolve
from services.benefits.orders import Account, checked
from services.benefits.payers import accounts_of, order_of, payer
from services.benefits.screens.long_work import Work
from services.benefits.screens.paying_rule import item_code, mapping, remitter
from services.benefits.treasury import TreasuryLine, treasury_file

READ: Final = OVER_THE_BUS | {Group.IDENTITY}
"""What a batch needs of those who pay: sums and accounts; no income, no finding, no free text."""
CHANGED: Final = Refused(
    "account-changed",
    "まとめに入れたあとで、口座の届か命令が変わったものがあります。取りやめて作り直してください。",
)
UNREADABLE: Final = Refused("not-readable", "振込口座を開けない命令があります。")
UNFIT: Final = Refused(
    "file-unfit",
    "引渡しのデータに書けない文字が、命令番号か予算科目か口座にあります。その命令を取り消して出し直してください。",
)
UNSET: Final = Refused(
    "not-set", "この市の引渡しの定め（振込依頼人または財務会計の列）が登録されていません。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchFile:
    """`recorded` is the stream of the batch, `batch` its fold."""

    desk: Desk
    stream: UUID
    recorded: tuple[Recorded, ...]
    batch: Batch

    @property
    def area(self) -> str:
        """The area the batch belongs to."""
        return self.recorded[0].context.area

    @property
    def proposal(self) -> str:
        """Leaf (hex) of the proposal that stands; empty where none does."""
        standing = self.batch.proposed
        found = (r.leaf for r in reversed(self.recorded) if r.fact == standing)
        return next(found, "") if isinstance(standing, BatchProposed) else ""

    @property
    def handed_at(self) -> int | None:
        """The position at which the file left: what it holds is drawn as of then."""
        found = (r.position for r in self.recorded if isinstance(r.fact, BatchHandedOver))
        return next(found, None)

    @property
    def day(self) -> date:
        """The day whose municipal data the file follows."""
        return self.batch.handed.handed_on if self.batch.handed else self.desk.today


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One line with everything that leaves."""

    pay: PayLine
    to: TransferAccount
    fiscal_year: int
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What is in a batch, in the order of the file."""

    lines: tuple[Paid, ...]

    @property
    def total_yen(self) -> int:
        """The sum."""
        return sum(line.pay.yen for line in self.lines)

    @property
    def hash(self) -> str:
        """What is approved."""
        return contents_hash(line.pay for line in self.lines)


def batch_file(desk: Desk, stream: UUID) -> BatchFile:
    """The batch; Missing (404) for none."""
    recorded = tuple(desk.outline(stream))
    batch = fold(evolve, (one.fact for one in recorded)) if _is_batch(recorded) else None
    if batch is None:
        raise Missing
    return BatchFile(desk=desk, stream=stream, recorded=recorded, batch=batch)


def contents(file: BatchFile, work: Work | None = None) -> Contents:
    """Every line with its yen and its account, as of the day it left. Refused where one no longer fits."""
    made: list[Paid] = []
    lines = file.batch.lines
    for first in range(0, len(lines), TOGETHER):
        piece = lines[first : first + TOGETHER]
        streams = {stream for line in piece for stream in (line.stream, line.account_at)}
        known = histories(file.desk.runtime.log, list(streams), READ)
        made += [_paid(file, line, known) for line in piece]
        if work is not None:
            work.done = len(made)
    return Contents(lines=tuple(sorted(made, key=lambda paid: paid.pay.line.order_no)))


def drawn(file: BatchFile, inside: Contents) -> bytes:
    """The bytes that leave; the same batch gives the same bytes.

    Refused where the city has set nothing, and where a value does not fit the format.
    """
    try:
        return _drawn(file, inside)
    except ValueError:
        raise UNFIT from None


def _drawn(file: BatchFile, inside: Contents) -> bytes:
    on = file.batch.opened.transfer_on
    numbers = references(len(inside.lines))
    if file.batch.opened.hand_over is HandOver.BANK:
        city = remitter(file.desk, file.day)
        if city is None:
            raise UNSET
        transfers = [
            Transfer(to=line.to, yen=line.pay.yen, reference=number)
            for line, number in zip(inside.lines, numbers, strict=True)
        ]
        return bank_file(city, transfers, on)
    columns = mapping(file.desk, file.day)
    if columns is None:
        raise UNSET
    code = item_code(file.desk, file.day)
    rows = [
        TreasuryLine(
            order_no=line.pay.line.order_no,
            fiscal_year=line.fiscal_year,
            item=line.item,
            item_code=code,
            yen=line.pay.yen,
            to=line.to,
            reference=number,
        )
        for line, number in zip(inside.lines, numbers, strict=True)
    ]
    return treasury_file(columns, rows, on)


def _paid(file: BatchFile, line: BatchLine, known: Mapping[UUID, Sequence[Recorded]]) -> Paid:
    order = order_of(payer(line.matter, _facts(_then(file, known[line.stream]))), line.part)
    if order is None or order.batched is None or order.batched.batch != file.stream:
        raise CHANGED
    account, leaf = _account(line, _then(file, known[line.account_at]))
    if account is None or account.stated.account_no != order.batched.account_no:
        raise CHANGED
    to = opened(account.stated.account, None)
    yen = opened(order.ordered.amount_yen, None)
    if to is None or yen is None:
        raise UNREADABLE
    pay = PayLine(line=line, yen=yen, account=leaf)
    return Paid(pay=pay, to=to, fiscal_year=order.fiscal_year, item=order.item)


def _account(line: BatchLine, recorded: Sequence[Recorded]) -> tuple[Account | None, str]:
    """The account the line goes to, if it was checked, and the leaf of the record that states it."""
    at = PaidMatter.RENT if line.matter is PaidMatter.SUPPLEMENT else line.matter
    account = checked(accounts_of(payer(at, _facts(recorded)), line.part))
    leaf = next((one.leaf for one in recorded if account and one.fact == account.stated), "")
    return account, leaf


def _then(file: BatchFile, recorded: Sequence[Recorded]) -> list[Recorded]:
    """What stood when the file left; all of it before."""
    until = file.handed_at
    return [one for one in recorded if until is None or one.position <= until]


def _facts(recorded: Sequence[Recorded]) -> list[Event]:
    return [one.fact for one in recorded]


def _is_batch(recorded: Sequence[Recorded]) -> bool:
    return bool(recorded) and isinstance(recorded[0].fact, BatchOpened)
