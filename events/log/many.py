"""Many commands at once, each on streams of its own: histories read together, decided, stored in the order given.

Every command keeps its own fate: one that is refused or overtaken leaves the others alone. The same id a second
time is answered with what stands (docs/decisions/0008).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from uuid import UUID

from events.contract import EVERY_GROUP, Group, Refused, fold
from events.log.event_log import EventLog, Move, numbered
from events.log.recorded import Context, Recorded
from events.log.stored import Placed
from events.log.unstored import Overtaken

TOGETHER: Final = 250
"""Commands whose histories are read in one round trip and whose keys are made in one."""


@dataclass(frozen=True, slots=True)
class Task:
    """One command. Of two tasks that write to one stream at the same time the later one is overtaken."""

    command_id: UUID
    case: UUID
    moves: Sequence[Move]
    context: Context


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: `position` 0 where nothing new was stated; `refused` where it was not stored."""

    task: Task
    position: int = 0
    refused: Refused | None = None


OVERTAKEN: Final = Refused("overtaken", "先に別の記録がありました。もう一度行ってください。")


def histories(
    log: EventLog, streams: Sequence[UUID], groups: frozenset[Group] = EVERY_GROUP
) -> Mapping[UUID, list[Recorded]]:
    """The facts of many streams, each in order; a stream without facts has an empty list."""
    rows = log.reading.rows(
        "select position, stream, version, type_id, ward, occurred_on, recorded_at, data"
        f" from {log.service}.event where stream = any(%b) order by stream, version",
        list(streams),
    )
    found: dict[UUID, list[Recorded]] = defaultdict(list)
    for recorded in log.read_rows(list(map(Placed._make, rows)), groups):
        found[recorded.stream].append(recorded)
    return {stream: found.get(stream, []) for stream in streams}


def execute_each(
    log: EventLog, tasks: Iterable[Task], groups: frozenset[Group] = EVERY_GROUP
) -> Iterator[Done]:
    """Every task's fate, in the order of the tasks. Raises Unavailable and the like for all that follow.

    `groups`: what the decisions read of the histories; the less is opened, the faster.
    """
    waiting = iter(tasks)
    while chunk := list(islice(waiting, TOGETHER)):
        yield from _together(log, chunk, groups)


def execute_known(log: EventLog, task: Task, known: Mapping[UUID, Sequence[Recorded]]) -> Done:
    """One task on histories that were just read; whoever came first in between makes it refused."""
    (done,) = _stored(log, [task], known)
    return done


def _together(log: EventLog, chunk: Sequence[Task], groups: frozenset[Group]) -> Iterator[Done]:
    streams = {move.stream for task in chunk for move in task.moves}
    return _stored(log, chunk, histories(log, list(streams), groups))


def _stored(
    log: EventLog, chunk: Sequence[Task], known: Mapping[UUID, Sequence[Recorded]]
) -> Iterator[Done]:
    before = _answered(log, [task.command_id for task in chunk])
    fates: dict[UUID, Done] = {}
    ready: list[tuple[Task, list[Recorded]]] = []
    for task in chunk:
        if task.command_id in before:
            fates[task.command_id] = Done(task, before[task.command_id])
            continue
        try:
            decided = _decided(task, known)
        except Refused as refusal:
            fates[task.command_id] = Done(task, refused=refusal)
            continue
        if decided:
            ready.append((task, decided))
        else:
            fates[task.command_id] = Done(task)
    prepared = log.prepared_all([numbered(decided) for _, decided in ready])
    answers = log.storage.committer.pipelined(iter(prepared))
    for (task, _), answer in zip(ready, answers, strict=True):
        try:
            fates[task.command_id] = Done(task, answer.result())
        except Overtaken:
            fates[task.command_id] = Done(task, refused=OVERTAKEN)
    return iter([fates[task.command_id] for task in chunk])


def _decided(task: Task, known: Mapping[UUID, Sequence[Recorded]]) -> list[Recorded]:
    made: list[Recorded] = []
    for move in task.moves:
        history = known[move.stream]
        if move.expected is not None and move.expected != len(history):
            raise OVERTAKEN
        state: Any = fold(move.evolve, (recorded.fact for recorded in history))
        for fact in move.decision(state, move.command):
            version = len(history) + 1 + sum(one.stream == move.stream for one in made)
            case = move.case or task.case
            made.append(
                Recorded(move.stream, version, case, fact, task.context, command=task.command_id)
            )
    return made


def _answered(log: EventLog, ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = log.reading.rows(
        f"select command_id, first_position from {log.service}.command where command_id = any(%b)",
        list(ids),
    )
    return {command: int(position) for command, position in rows}
