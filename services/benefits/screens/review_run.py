"""会計管理者 at work: orders that wait for review, passed in bulk or sent back with a reason."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from events.contract import OVER_THE_BUS
from events.host.desk import Desk
from events.log.event_log import Move
from events.log.many import Task, execute_each
from services.benefits.decisions import PassOrder, pass_order
from services.benefits.decisions.sending_back import ReturnOrder, return_order
from services.benefits.payers import EVOLVE
from services.benefits.projections.orders import PAYMENT_ORDER, OrderRow, OrderState
from services.benefits.screens.batch_run import not_done
from services.benefits.screens.long_work import Work
from services.benefits.screens.month_run import Ran, contexts
from services.benefits.screens.paying_rule import fiscal_rule

PASSES: Final = "payment.pass"


def waiting(desk: Desk, limit: int | None = None) -> list[OrderRow]:
    """Orders of the reviewer's wards, the oldest day of payment first."""
    return desk.runtime.tables.rows(
        PAYMENT_ORDER,
        "state = %s and area = any(%s)",
        [OrderState.ORDERED.value, list(desk.staff.wards_for(PASSES))],
        order="due_on, order_no",
        limit=limit,
    )


def chosen(rows: Sequence[OrderRow], ticked: Sequence[str]) -> list[OrderRow]:
    """The rows whose boxes were ticked (`stream/part`)."""
    wanted = set(ticked)
    return [row for row in rows if key(row) in wanted]


def key(row: OrderRow) -> str:
    """The value of a row's box."""
    return f"{row.stream}/{row.part}"


def pass_all(desk: Desk, run: UUID, rows: Sequence[OrderRow], on: date, work: Work) -> Ran:
    """Each order on its own; one's own orders are refused one by one."""
    rule, context = fiscal_rule(desk), contexts(desk)

    def tasks() -> Iterator[Task]:
        for row in rows:
            command = PassOrder(
                today=desk.today,
                passed_on=on,
                reviewer=desk.staff.person,
                part=row.part,
                rule=rule,
            )
            moves = (Move(row.stream, EVOLVE[row.matter], pass_order, command),)
            yield Task(uuid5(run, key(row)), row.case_id, moves, context(row.area))

    return _ran(desk, tasks(), rows, work)


def return_all(
    desk: Desk, run: UUID, rows: Sequence[OrderRow], on: date, reasons: str, work: Work
) -> Ran:
    """The ticked orders go back, with the same reason."""
    context = contexts(desk)

    def tasks() -> Iterator[Task]:
        for row in rows:
            command = ReturnOrder(
                today=desk.today,
                returned_on=on,
                reviewer=desk.staff.person,
                part=row.part,
                reasons=reasons,
            )
            moves = (Move(row.stream, EVOLVE[row.matter], return_order, command),)
            yield Task(uuid5(run, key(row)), row.case_id, moves, context(row.area))

    return _ran(desk, tasks(), rows, work)


def _ran(desk: Desk, tasks: Iterator[Task], rows: Sequence[OrderRow], work: Work) -> Ran:
    done = yen = position = 0
    failed: list[tuple[OrderRow, str]] = []
    for row, fate in zip(rows, execute_each(desk.runtime.log, tasks, OVER_THE_BUS), strict=True):
        work.done += 1
        if fate.refused:
            failed.append((row, fate.refused.ja))
            continue
        done, yen = done + 1, yen + row.yen
        position = max(position, fate.position)
    return Ran(done, yen, not_done(desk, failed), position)
