"""States the commands of many cases in the order they were typed, each once: a killed run goes on.

States are kept in memory instead of being read back; what they hold is what the log holds, because the same
row, seed and file give the same commands. A command whose id stands in the log is folded, not stored again.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid5

from deploy.simulation.histories import Setting, Step
from events.contract import Event
from events.contract.planning import DecisionDrafted
from events.log.entry import leaf_hash
from events.log.event_log import EventLog, numbered
from events.log.keys import KeyRing
from events.log.recorded import Context, Recorded
from events.log.unstored import Busy
from services.intake.consultation import evolve as evolve_intake
from services.planning.case import evolve as evolve_planning

EVOLVE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "intake": evolve_intake,
    "planning": evolve_planning,
}
UNDER_WAY: Final = 600
"""Commands sent and not yet acknowledged."""
AHEAD: Final = 500
"""Steps whose keys are made in one round trip."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything of a run happens and who runs it: parts of every envelope."""

    area: str
    office: str
    operator: str
    run: UUID


@dataclass(slots=True)
class _Stream:
    state: Any = None
    version: int = 0


@dataclass(slots=True)
class _Case:
    id: UUID
    streams: dict[str, _Stream] = field(
        default_factory=lambda: {name: _Stream() for name in EVOLVE}
    )
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """Commands folded so far, of all; `stored` of them in this run."""

    done: int
    of: int
    stored: int


class Stating:
    """One run. `commands` names command number n of the run."""

    def __init__(
        self,
        logs: Mapping[str, EventLog],
        keys: KeyRing,
        setting: Setting,
        place: Place,
        command: Callable[[int], UUID],
    ) -> None:
        self._logs, self._keys = logs, keys
        self._setting, self._place, self._command = setting, place, command
        self._cases: dict[int, _Case] = {}
        self._sent: deque[Future[int]] = deque()
        self._stored_before = {name: _answered(log) for name, log in logs.items()}
        self._stored = 0

    def run(self, histories: Sequence[tuple[int, Sequence[Step]]]) -> Iterator[Progress]:
        """State every step of every (case ordinal, history); yields after each stretch."""
        steps = sorted(
            ((step.at, ordinal, step) for ordinal, history in histories for step in history),
            key=lambda each: each[:2],
        )
        for first in range(0, len(steps), AHEAD):
            stretch = steps[first : first + AHEAD]
            self._keys.prepare(
                {uuid5(self._setting.seed, f"person {ordinal}") for _, ordinal, _ in stretch}
            )
            for number, (_, ordinal, step) in enumerate(stretch, first):
                self._state(ordinal, step, self._command(number))
            yield Progress(min(first + AHEAD, len(steps)), len(steps), self._stored)
        self._wait(0)

    def _state(self, ordinal: int, step: Step, command_id: UUID) -> None:
        case = self._cases.get(ordinal)
        if case is None:
            case = self._cases[ordinal] = _Case(uuid5(self._setting.seed, f"case {ordinal}"))
        stream = case.streams[step.service]
        facts = step.decision(stream.state, step.command(case.standing))
        before = self._stored_before[step.service].get(command_id)
        if before is None:
            leaves = self._store(case, step, stream.version, facts, command_id)
        else:
            leaves = self._leaves(step.service, facts, before)
        for fact, leaf in zip(facts, leaves, strict=True):
            stream.state = EVOLVE[step.service](stream.state, fact)
            stream.version += 1
            if isinstance(fact, DecisionDrafted):
                case.standing = leaf

    def _store(
        self, case: _Case, step: Step, version: int, facts: Sequence[Event], command_id: UUID
    ) -> Iterable[str]:
        log = self._logs[step.service]
        context = self._context(step, case.id)
        command = numbered(
            [
                Recorded(case.id, version + n, case.id, fact, context, command=command_id)
                for n, fact in enumerate(facts, 1)
            ]
        )
        stored = log.prepared(command)
        self._wait(UNDER_WAY)
        self._send(log, stored)
        self._stored += 1
        return [leaf_hash(row.data).hex() for row in stored.rows]

    def _send(self, log: EventLog, stored: Any) -> None:
        while True:
            try:
                self._sent.append(log.storage.committer.send(stored))
            except Busy:
                self._wait(len(self._sent) // 2)
            else:
                return

    def _wait(self, most: int) -> None:
        """Until no more than `most` are under way; a command that was not stored raises here."""
        while len(self._sent) > most:
            self._sent.popleft().result()

    def _leaves(self, service: str, facts: Sequence[Event], position: int) -> Iterable[str]:
        """Leaf hashes of facts stored before; read only where somebody will name one."""
        if not any(isinstance(fact, DecisionDrafted) for fact in facts):
            return ["" for _ in facts]
        rows = self._logs[service].reading.page(position - 1, len(facts))
        return [leaf_hash(row.data).hex() for row in rows]

    def _context(self, step: Step, case: UUID) -> Context:
        return Context(
            actor=self._setting.staff.of(step.role),
            role=step.role,
            office=self._place.office,
            operator=self._place.operator,
            area=self._place.area,
            request=self._place.run,
            correlation=case,
            at=step.at,
            basis="consent",
        )


def _answered(log: EventLog) -> dict[UUID, int]:
    return dict(log.reading.rows(f"select command_id, first_position from {log.service}.command"))
