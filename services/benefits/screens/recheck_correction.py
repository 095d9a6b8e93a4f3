"""A decided 総点検 carried out: read once more, decided over the same hash, corrected grant by grant.

Every step has a fixed command id: cut off anywhere and begun again, it goes on where it stood.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid5

from events.contract import Refused
from events.contract.benefits_recheck import RecheckDecided
from events.host.desk import Desk
from events.log.event_log import Move
from events.log.many import Task, execute_each
from services.benefits import grant as grants
from services.benefits.decisions.rechecking import (
    CorrectPayments,
    FinishRecheck,
    by_grant,
    correct_payments,
    finish_recheck,
)
from services.benefits.projections import lookup
from services.benefits.recheck import evolve
from services.benefits.rechecking.line import Line
from services.benefits.screens.long_work import Work
from services.benefits.screens.month_run import Failed, contexts, of_grant
from services.benefits.screens.paying_desk import started
from services.benefits.screens.recheck_runs import Reading, read, to_read

LABEL: Final = "総点検の訂正"
STALE: Final = Refused(
    "stale-approval",
    "規則が変わり、決裁した結果と同じになりません。総点検をもう一度行ってください。",
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """`done` grants; `failed` were changed by somebody after the reading. `position` = the last fact."""

    done: int
    failed: tuple[Failed, ...]
    position: int


@dataclass(frozen=True, slots=True)
class Recheck:
    """The proposal a work corrects; `grants` that differ."""

    stream: UUID
    area: str
    grants: int


def begin(
    desk: Desk, whole: Recheck, reading: Reading, decided: Callable[[str], RecheckDecided]
) -> Work:
    """Begin or go on. `decided` records the 決裁 over the hash it is given, or says the one that stands."""

    def job(work: Work) -> Corrected:
        read(desk, reading, work)
        approval = decided(reading.result)
        if reading.result != approval.approved:
            raise STALE
        outcome = correct(desk, whole, approval, reading.lines, work)
        desk.wait_for(lookup.RECHECKS, "benefits", outcome.position)
        return outcome

    total = to_read(desk, reading.asked) + whole.grants
    then = f"recheck/proposals/{whole.stream}"
    return started(desk, LABEL, total, then, job, subject=whole.stream)


def correct(
    desk: Desk, whole: Recheck, decided: RecheckDecided, lines: Sequence[Line], work: Work
) -> Corrected:
    """Each grant on its own; the end is recorded once none is left."""
    found = by_grant(lines)
    context = contexts(desk)

    def tasks() -> Iterator[Task]:
        for stream, own in found.items():
            command = CorrectPayments(
                today=desk.today, recheck=whole.stream, decided=decided, lines=own
            )
            moves = (Move(stream, grants.evolve, correct_payments, command),)
            name = uuid5(whole.stream, str(stream))
            yield Task(name, own[0].case, moves, context(own[0].area))

    done = position = 0
    failed: list[tuple[Line, str]] = []
    for own, fate in zip(found.values(), execute_each(desk.runtime.log, tasks()), strict=True):
        work.done += 1
        if fate.refused:
            failed.append((own[0], fate.refused.ja))
            continue
        done, position = done + 1, max(position, fate.position)
    if not failed:
        position = max(position, _finished(desk, whole, lines, len(found)))
    return Corrected(done, _told(desk, failed), position)


def _finished(desk: Desk, whole: Recheck, lines: Sequence[Line], count: int) -> int:
    receipt = desk.carry_out(
        evolve,
        finish_recheck,
        FinishRecheck(
            today=desk.today,
            grants=count,
            corrections=sum(len(line.differences) for line in lines),
        ),
        stream=whole.stream,
        case=whole.stream,
        area=whole.area,
        command_id=uuid5(whole.stream, "carried-out"),
        expected=None,
    )
    return receipt.position


def _told(desk: Desk, failed: Sequence[tuple[Line, str]]) -> tuple[Failed, ...]:
    numbers = lookup.numbers(desk.runtime.tables, {line.case for line, _ in failed})
    return tuple(
        of_grant(line.case, line.grant_no, numbers.get(line.case, ""), why) for line, why in failed
    )
