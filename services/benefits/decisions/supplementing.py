"""追加支給: the sum comes from the corrections alone; another person decides; its order is like every other."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.contract.benefits_claims import MonthSum
from events.contract.benefits_supplements import (
    SupplementDecided,
    SupplementOpened,
    SupplementOrdered,
)
from events.contract.by_post import Approving, decided_by_another
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.contract.kind import Event
from events.contract.money_approving import MoneyMatter
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, told
from services.benefits.decisions.standing_in import stand_in
from services.benefits.fiscal import FiscalRule, fiscal_year_of, year_open
from services.benefits.supplement import Supplement


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSupplement:
    """`months`: what the corrections say is missing, and nobody has opened yet."""

    today: date
    person: UUID
    grant: UUID
    grant_no: int
    supplement_no: int
    drafter: UUID
    months: tuple[MonthSum, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSupplement(Approving):
    """決裁 over the draft that was read."""

    today: date
    decided_on: date
    number: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSupplement:
    """支出命令."""

    today: date
    ordered_on: date
    orderer: UUID
    order_no: str
    due_on: date
    rule: FiscalRule = field(default_factory=FiscalRule)


def open_supplement(state: Supplement | None, command: OpenSupplement) -> list[Event]:
    """Only where a correction says that too little was paid."""
    if state is not None:
        if state.opened.drafter == command.drafter:
            return []
        raise Refused("already-opened", "この追加支給はすでに起案されています。")
    if not command.months:
        raise Refused("nothing-missing", "訂正により不足している月がありません。")
    return [
        SupplementOpened(
            opened_on=command.today,
            person=command.person,
            grant=command.grant,
            grant_no=command.grant_no,
            supplement_no=command.supplement_no,
            drafter=command.drafter,
            months=Open(command.person, command.months),
            amount_yen=Open(command.person, sum(one.yen for one in command.months)),
        )
    ]


def decide_supplement(state: Supplement | None, command: DecideSupplement) -> list[Event]:
    """By another natural person; it belongs to the year in which it is decided (暫定)."""
    supplement = _opened(state)
    number = document_number(command.number, "number")
    if supplement.decided is not None:
        if supplement.decided.number == number:
            return []
        raise Refused("already-decided", "追加支給の決定がすでにあります。")
    decided_by_another(supplement.opened.drafter, command)
    told(command.item, code="item-missing", ja="予算科目を入れてください。", field="item")
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=supplement.opened.opened_on,
        step="起案",
    )
    return [
        SupplementDecided(
            decided_on=command.decided_on,
            person=supplement.opened.person,
            supplement_no=supplement.opened.supplement_no,
            number=number,
            post=command.post,
            decider=command.decider,
            drafter=supplement.opened.drafter,
            approved=command.approved,
            fiscal_year=fiscal_year_of(command.decided_on),
            item=command.item,
        ),
        *stand_in(
            command,
            command.decided_on,
            matter=MoneyMatter.SUPPLEMENT,
            by=command.decider,
            approved=command.approved,
            grant_no=supplement.opened.grant_no,
            item_no=supplement.opened.supplement_no,
        ),
    ]


def order_supplement(state: Supplement | None, command: OrderSupplement) -> list[Event]:
    """The whole sum in one order."""
    supplement = _opened(state)
    if supplement.decided is None:
        raise Refused("not-decided", "追加支給の決定がまだありません。")
    if supplement.order is not None:
        if supplement.order.ordered.order_no == command.order_no:
            return []
        raise Refused("already-ordered", "支出命令はすでにあります。")
    told(command.order_no, code="number-missing", ja="命令番号を入れてください。", field="order_no")
    happened(
        command.ordered_on,
        today=command.today,
        field="ordered_on",
        not_before=supplement.decided.decided_on,
        step="追加支給の決定",
    )
    if command.due_on < command.ordered_on:
        raise Refused("due-before-order", "支払予定日が命令日より前です。", field="due_on")
    year = supplement.decided.fiscal_year
    until = command.rule.end(year).order_until
    year_open(command.ordered_on, until, year, what="支出命令", field="ordered_on")
    return [
        SupplementOrdered(
            ordered_on=command.ordered_on,
            person=supplement.opened.person,
            supplement_no=supplement.opened.supplement_no,
            order_no=command.order_no,
            orderer=command.orderer,
            due_on=command.due_on,
            amount_yen=supplement.opened.amount_yen,
        )
    ]


def _opened(state: Supplement | None) -> Supplement:
    if state is None:
        raise Refused("no-supplement", "追加支給の起案がありません。")
    return state
