"""Things lent for the first weeks in a home: lent, due back, returned."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.housing import GoodsLent, GoodsReturned
from events.contract.housing_codes import LentGoods, ReturnedState
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.housing.search import Search, next_no


@dataclass(frozen=True, slots=True, kw_only=True)
class LendGoods:
    """`provider`: from whom, where it is not the office's own."""

    today: date
    person: UUID
    lent_on: date
    item: LentGoods
    due_on: date
    provider: UUID | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnGoods:
    """What became of entry `entry_no`."""

    today: date
    person: UUID
    entry_no: int
    returned_on: date
    state: ReturnedState
    note: str = ""


def lend_goods(state: Search | None, command: LendGoods) -> list[Event]:
    """One thing, with a day on which it is due back."""
    happened(command.lent_on, today=command.today, field="lent_on")
    if command.due_on < command.lent_on:
        raise Refused("due-earlier", "返却期限が貸出日より前です。", field="due_on")
    return [
        GoodsLent(
            lent_on=command.lent_on,
            person=command.person,
            entry_no=next_no(state),
            item=command.item,
            due_on=command.due_on,
            provider=command.provider,
            detail=Open(command.person, command.detail),
        )
    ]


def return_goods(state: Search | None, command: ReturnGoods) -> list[Event]:
    """Once per thing."""
    noted = state.entry(command.entry_no) if state else None
    lent = noted.fact if noted else None
    if noted is None or noted.voided or not isinstance(lent, GoodsLent):
        raise Refused("no-such-loan", "この貸出しの記録はありません。", field="entry_no")
    if isinstance(noted.result, GoodsReturned):
        if noted.result.returned_on == command.returned_on:
            return []
        raise Refused("already-returned", "すでに返却を記録しています。", field="entry_no")
    happened(
        command.returned_on,
        today=command.today,
        field="returned_on",
        not_before=lent.lent_on,
        step="貸出し",
    )
    return [
        GoodsReturned(
            returned_on=command.returned_on,
            person=command.person,
            entry_no=command.entry_no,
            state=command.state,
            note=Open(command.person, command.note),
        )
    ]
