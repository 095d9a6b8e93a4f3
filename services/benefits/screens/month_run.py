"""月次支払: the candidates of a month over all wards of the clerk, and their orders in bulk."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID, uuid5

from events.contract import fold
from events.host.desk import Desk
from events.log.event_log import Move
from events.log.many import TOGETHER, Done, Task, execute_each, histories
from events.log.recorded import Context
from services.benefits import months as person_months
from services.benefits.decisions import OrderPayment, order_payment
from services.benefits.grant import evolve
from services.benefits.payment_run import judged
from services.benefits.programmes.housing_security.parameters import allowed
from services.benefits.projections import lookup
from services.benefits.projections.grant_work import GRANT_WORK, GrantWork
from services.benefits.projections.same_person import groups
from services.benefits.screens.long_work import Work
from services.benefits.screens.paying_rule import fiscal_rule
from services.benefits.screens.person_months import claims

ORDERS: Final = "payment.order"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One grant in the month's run; `why` is empty for those to be ordered."""

    work: GrantWork
    number: str
    person: UUID | None
    yen: int
    why: str


@dataclass(frozen=True, slots=True)
class Candidates:
    """The run of one month as it stood at `position` of the log."""

    month: str
    position: int
    found: tuple[Candidate, ...]

    @property
    def included(self) -> tuple[Candidate, ...]:
        """Those that will be ordered."""
        return tuple(one for one in self.found if not one.why)

    @property
    def excluded(self) -> tuple[Candidate, ...]:
        """Those left out, with the reason."""
        return tuple(one for one in self.found if one.why)

    @property
    def total_yen(self) -> int:
        """Sum of those that will be ordered."""
        return sum(one.yen for one in self.included)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Reason and how many, the most frequent first."""
        counted: dict[str, int] = {}
        for one in self.excluded:
            counted[one.why] = counted.get(one.why, 0) + 1
        return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMonth:
    """What the clerk types once for all orders."""

    ordered_on: date
    due_on: date
    prefix: str = "支"


@dataclass(frozen=True, slots=True)
class Failed:
    """One order that was not done, and why. `at`: path of what it is about, `what`: that in a word."""

    at: str
    what: str
    number: str
    why: str


def of_grant(case: UUID, grant_no: int, number: str, why: str) -> Failed:
    """A whole grant of which nothing was recorded."""
    return Failed(f"/cases/{case}/grants/{grant_no}", f"第{grant_no}回", number, why)


@dataclass(frozen=True, slots=True)
class Ran:
    """The outcome of a bulk command. `position` = the last fact it stated."""

    done: int
    yen: int
    failed: tuple[Failed, ...]
    position: int


def running(desk: Desk, month: str) -> list[GrantWork]:
    """Decided grants of the clerk's wards that began by that month and are not over."""
    return desk.runtime.tables.rows(
        GRANT_WORK,
        "area = any(%s) and decided_on is not null and over_on is null and first_month <= %s",
        [list(desk.staff.wards_for(ORDERS)), month],
        order="area, stream",
    )


def candidates(desk: Desk, month: str, rows: Sequence[GrantWork], work: Work) -> Candidates:
    """Every running grant judged for that month, by the decision that would order it."""
    position = desk.runtime.log.reading.head()
    numbers = lookup.numbers(desk.runtime.tables, {row.case_id for row in rows})
    command = OrderPayment(
        today=desk.today,
        ordered_on=desk.today,
        orderer=desk.staff.person,
        month=month,
        order_no="",
        due_on=desk.today,
        rule=fiscal_rule(desk),
    )
    found: list[Candidate] = []
    for chunk in chunks(rows):
        found += _judged(desk, chunk, command, numbers)
        work.done += len(chunk)
    return Candidates(month, position, tuple(found))


def _judged(
    desk: Desk, rows: Sequence[GrantWork], command: OrderPayment, numbers: Any
) -> Iterator[Candidate]:
    log = desk.runtime.log
    known = histories(log, [row.stream for row in rows])
    grants = {row.stream: fold(evolve, (one.fact for one in known[row.stream])) for row in rows}
    guards = {
        stream: person_months.stream_of(grant.person) for stream, grant in grants.items() if grant
    }
    taken = histories(log, list(set(guards.values())))
    for row in rows:
        grant = grants[row.stream]
        guard = taken.get(guards[row.stream], []) if grant else []
        held = fold(person_months.evolve, (one.fact for one in guard))
        first = evidence_first(desk, row.arrived_on)
        told = judged(grant, held, row.stream, replace(command, evidence_first=first))
        if told is not None:
            number = numbers.get(row.case_id, "")
            person = grant.person if grant else None
            yield Candidate(row, number, person, told.yen, told.why)


def order_all(desk: Desk, run: UUID, asked: OrderMonth, listed: Candidates, work: Work) -> Ran:
    """One order per candidate; who was overtaken or is no candidate any more is told with the reason."""
    rule = fiscal_rule(desk)
    context = contexts(desk)
    known = {one: group for group in groups(desk.runtime.tables) for one in group}

    def tasks() -> Iterator[Task]:
        for one in listed.included:
            row = one.work
            assert one.person is not None  # noqa: S101 - a candidate has a grant
            order = OrderPayment(
                today=desk.today,
                ordered_on=asked.ordered_on,
                orderer=desk.staff.person,
                month=listed.month,
                order_no=order_number(asked.prefix, listed.month, named(one), row.grant_no),
                due_on=asked.due_on,
                evidence_first=evidence_first(desk, row.arrived_on),
                rule=rule,
            )
            persons = known.get(one.person, frozenset({one.person}))
            moves = (
                Move(row.stream, evolve, order_payment, order),
                *claims(persons, listed.month, row.stream, desk.today),
            )
            yield Task(uuid5(run, str(row.stream)), row.case_id, moves, context(row.area))

    rows = {one.work.stream: one for one in listed.included}
    return ran(execute_each(desk.runtime.log, tasks()), rows, work)


def ran(fates: Iterable[Done], rows: dict[UUID, Candidate], work: Work) -> Ran:
    """Count and collect what became of the tasks of a run."""
    done = yen = position = 0
    failed: list[Failed] = []
    for fate in fates:
        work.done += 1
        one = rows[fate.task.moves[0].stream]
        if fate.refused:
            row = one.work
            failed.append(of_grant(row.case_id, row.grant_no, one.number, fate.refused.ja))
            continue
        done, yen = done + 1, yen + one.yen
        position = max(position, fate.position)
    return Ran(done, yen, tuple(failed), position)


def order_number(prefix: str, month: str, number: str, grant_no: int) -> str:
    """支202611-2026-00045-1: one per month and grant, so that a run done again gives the same numbers."""
    return f"{prefix.strip()}{month.replace('-', '')}-{number}-{grant_no}"


def named(one: Candidate) -> str:
    """The number of the case; while intake's facts have not arrived, the beginning of its id."""
    return one.number or one.work.case_id.hex[:12]


def evidence_first(desk: Desk, arrived_on: date) -> bool:
    """Whether the activity of a month is accepted before the next one is ordered (municipal, 暫定)."""
    body = desk.runtime.municipality.body
    name = "evidence_before_order"
    return allowed(desk.runtime.areas.prefecture(body), body.name, name, arrived_on)


def contexts(desk: Desk) -> Any:
    """Area → the context of this desk there, made once per area."""
    made: dict[str, Context] = {}

    def context(area: str) -> Context:
        if area not in made:
            made[area] = desk.context(area)
        return made[area]

    return context


def chunks(rows: Collection[Any]) -> Iterator[list[Any]]:
    """The rows in pieces whose histories are read together."""
    waiting = iter(rows)
    while piece := list(islice(waiting, TOGETHER)):
        yield piece
