"""Many commands at once: each its own fate, the order kept, a repetition answered, nothing half stored."""

from __future__ import annotations

from uuid import UUID, uuid4

from events.contract import OVER_THE_BUS, NotPermitted
from events.log.event_log import EventLog, Move
from events.log.many import TOGETHER, Task, execute_each, execute_known, histories
from tests.events.log.examples import CONTEXT
from tests.events.log.test_event_log import log, move, say, triaged

__all__ = ["log"]


def task(*moves: Move, command: UUID | None = None) -> Task:
    return Task(command or uuid4(), moves[0].stream, moves, CONTEXT)


def test_every_command_has_its_own_fate(log: EventLog) -> None:
    free, full, guard = uuid4(), uuid4(), uuid4()
    say(log, move(full, triaged("一"), triaged("二")))
    again = task(move(free, triaged("先")))
    first = [
        again,
        task(move(full, triaged("三"))),
        task(move(uuid4(), triaged("甲")), move(guard, triaged("早い"))),
        task(move(uuid4(), triaged("乙")), move(guard, triaged("遅い"))),
        task(move(uuid4())),
    ]
    fates = list(execute_each(log, first))
    assert [fate.task for fate in fates] == first
    assert [fate.refused.code if fate.refused else "" for fate in fates] == [
        "", "too-many", "", "overtaken", "",
    ]  # fmt: skip
    assert fates[0].position
    assert fates[4].position == 0
    assert [len(log.history(stream)) for stream in (free, full, guard)] == [1, 2, 1]
    assert log.history(first[3].moves[0].stream) == []

    (repeated,) = execute_each(log, [again])
    assert repeated.position == fates[0].position
    assert len(log.history(free)) == 1


def test_more_than_fit_together_are_all_stored_in_their_order(log: EventLog) -> None:
    tasks = [task(move(uuid4(), triaged())) for _ in range(TOGETHER + 3)]
    positions = [fate.position for fate in execute_each(log, tasks)]
    assert positions == list(range(1, TOGETHER + 4))


def test_histories_are_those_of_each_stream_as_far_open_as_asked(log: EventLog) -> None:
    said, silent = uuid4(), uuid4()
    say(log, move(said, triaged("一"), triaged("二")))
    found = histories(log, [said, silent])
    assert found == {said: log.history(said), silent: []}
    closed = histories(log, [said], OVER_THE_BUS)[said]
    assert all(isinstance(one.fact.reason, NotPermitted) for one in closed)  # type: ignore[attr-defined]


def test_whoever_came_between_reading_and_storing_is_not_overwritten(log: EventLog) -> None:
    stream = uuid4()
    known = histories(log, [stream])
    say(log, move(stream, triaged("先に")))
    fate = execute_known(log, task(move(stream, triaged("後から"))), known)
    assert fate.refused is not None
    assert fate.refused.code == "overtaken"
    assert len(log.history(stream)) == 1
