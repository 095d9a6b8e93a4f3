"""States the commands of many cases in the order they were typed, each once: a killed run goes on.

States are kept in memory instead of being read back; what they hold is what the log holds, because the same
row, seed and file give the same commands. A command whose id stands in the log is folded, not stored again.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import monotonic, sleep
from typing import Any, Final
from uuid import UUID

from deploy.simulation.setting import Setting
from deploy.simulation.step import Also, Step
from events.contract import Event
from events.contract.benefits import GrantDrafted
from events.contract.benefits_claims import OverpaymentFound
from events.contract.benefits_life import LaterDrafted
from events.contract.benefits_moving import MovingDrafted
from events.contract.benefits_one_off import MovingAccountStated
from events.contract.benefits_transfers import BatchProposed, PayeeAccountChanged
from events.contract.planning import DecisionDrafted
from events.log.entry import leaf_hash
from events.log.event_log import EventLog
from events.log.keys import CACHE_SECONDS, KeyRing
from events.log.keys_ahead import KeysAhead
from events.log.recorded import Context, Recorded
from events.log.stored import StoredCommand
from events.log.unstored import Busy
from services.benefits.grant import evolve as evolve_grant
from services.intake.consultation import evolve as evolve_intake
from services.intake.pseudonyms import person_of
from services.planning.case import evolve as evolve_planning

EVOLVE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "intake": evolve_intake,
    "planning": evolve_planning,
    "benefits": evolve_grant,
}
APPROVED: Final = (
    DecisionDrafted,
    GrantDrafted,
    LaterDrafted,
    MovingDrafted,
    PayeeAccountChanged,
    BatchProposed,
    OverpaymentFound,
    MovingAccountStated,
)
"""What another person approves by its leaf hash: the newest of them in a stream stands."""
UNDER_WAY: Final = 600
"""Commands sent and not yet acknowledged."""
TOGETHER: Final = 250
"""Commands whose narratives' keys are stored in one round trip."""
AHEAD: Final = 500
"""Steps whose keys are made in one round trip."""
KEYED: Final = CACHE_SECONDS / 2
"""Seconds for which a key that was read is sure to be at hand still."""
SETTLING: Final = 100
"""Tenths of a second to wait for a killed predecessor."""


@dataclass(slots=True)
class _Stream:
    """`standing` is the leaf hash of what was put before another person last."""

    state: Any = None
    version: int = 0
    standing: str = ""

    def fold(self, evolve: Callable[[Any, Any], Any], fact: Event) -> None:
        """The next fact."""
        self.state = evolve(self.state, fact)
        self.version += 1


@dataclass(frozen=True, slots=True)
class Progress:
    """Commands folded so far, of all; `stored` of them in this run."""

    done: int
    of: int
    stored: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One stream's part in a command, decided."""

    id: UUID
    stream: _Stream
    evolve: Callable[[Any, Any], Any]
    facts: Sequence[Event]
    about: UUID | None = None


class Stating:
    """One run. `settings` gives the ward of a case; `command` names command number n; `run_id` the run."""

    def __init__(
        self,
        logs: Mapping[str, EventLog],
        keys: KeyRing,
        settings: Callable[[int], Setting],
        command: Callable[[int], UUID],
        run_id: UUID,
    ) -> None:
        self._logs, self._keys = logs, keys
        self._settings, self._command, self._run = settings, command, run_id
        self._streams: dict[tuple[str, UUID], _Stream] = defaultdict(_Stream)
        self._cases: dict[int, UUID] = {}
        self._keyed: dict[int, float] = {}
        self._sent: deque[Future[int]] = deque()
        self._ahead = KeysAhead(keys)
        self._ready: list[tuple[EventLog, StoredCommand]] = []
        for log in logs.values():
            _settled(log)
        self._stored_before = {name: _answered(log) for name, log in logs.items()}
        self._stored = 0

    def run(self, histories: Sequence[tuple[int, Sequence[Step]]]) -> Iterator[Progress]:
        """State every step of every (case ordinal, history); yields after each stretch."""
        steps = sorted(
            ((step.at, ordinal, step) for ordinal, history in histories for step in history),
            key=lambda each: each[:2],
        )
        try:
            for first in range(0, len(steps), AHEAD):
                stretch = steps[first : first + AHEAD]
                self._keys.prepare(self._people({ordinal for _, ordinal, _ in stretch}))
                for number, (_, ordinal, step) in enumerate(stretch, first):
                    self._state(ordinal, step, self._command(number))
                self._flush()
                yield Progress(min(first + AHEAD, len(steps)), len(steps), self._stored)
        finally:
            self._wait(0)

    def _state(self, ordinal: int, step: Step, command_id: UUID) -> None:
        setting, service = self._settings(ordinal), step.what.service
        case = self._cases[ordinal]
        parts = self._decided(case, step)
        first = self._stored_before[service].get(command_id)
        if first is None:
            about = step.what.about or case
            entry = self._store(
                parts, service, about, self._context(setting, step, about), command_id
            )
        else:
            entry = partial(self._stored_entry, service, first)
        ordinal = 0
        for part in parts:
            for fact in part.facts:
                part.stream.fold(part.evolve, fact)
                if isinstance(fact, APPROVED):
                    part.stream.standing = leaf_hash(entry(ordinal)).hex()
                ordinal += 1

    def _people(self, ordinals: set[int]) -> list[UUID]:
        """The persons of these cases whose keys are not at hand; notes the ids of new cases."""
        for ordinal in ordinals - self._cases.keys():
            self._cases[ordinal] = self._settings(ordinal).case(ordinal)
        now = monotonic()
        wanted = [n for n in ordinals if self._keyed.get(n, 0.0) < now - KEYED]
        self._keyed |= dict.fromkeys(wanted, now)
        return [person_of(self._cases[ordinal]) for ordinal in wanted]

    def _decided(self, case: UUID, step: Step) -> list[_Part]:
        what = step.what
        own = Also(
            what.stream or case,
            what.evolve or EVOLVE[what.service],
            what.decision,
            what.commanding(partial(self._look, what.service)),
        )
        standing = self._streams[what.service, own.stream].standing
        return [self._part(what.service, each, step.today, standing) for each in (own, *what.also)]

    def _look(self, service: str, stream: UUID) -> tuple[Any, str]:
        found = self._streams[service, stream]
        return found.state, found.standing

    def _part(self, service: str, each: Also, today: date, standing: str) -> _Part:
        stream = self._streams[service, each.stream]
        facts = each.decision(stream.state, each.command(today, standing))
        return _Part(each.stream, stream, each.evolve, facts, each.about)

    def _store(
        self, parts: Sequence[_Part], service: str, case: UUID, context: Context, command_id: UUID
    ) -> Callable[[int], bytes]:
        """Answers with the entry of the command's n-th fact (from 0)."""
        log = self._logs[service]
        decided = [
            (part.id, part.stream.version + n, part.about or case, fact)
            for part in parts
            for n, fact in enumerate(part.facts, 1)
        ]
        stored = log.prepared(
            [
                Recorded(
                    stream, version, about, fact, context,
                    command=command_id, ordinal=ordinal, count=len(decided),
                )
                for ordinal, (stream, version, about, fact) in enumerate(decided, 1)
            ],
            self._ahead,
        )  # fmt: skip
        self._ready.append((log, stored))
        if len(self._ready) >= TOGETHER:
            self._flush()
        self._stored += 1
        return lambda n: stored.rows[n].data

    def _flush(self) -> None:
        """Store the keys of what is ready, then send it."""
        ready, self._ready = self._ready, []
        self._ahead.store()
        for log, stored in ready:
            self._wait(UNDER_WAY)
            self._send(log, stored)

    def _send(self, log: EventLog, stored: StoredCommand) -> None:
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

    def _stored_entry(self, service: str, first: int, n: int) -> bytes:
        """The entry of the n-th fact (from 0) of a command stored before at `first`."""
        return self._logs[service].reading.page(first - 1 + n, 1)[0].data

    def _context(self, setting: Setting, step: Step, case: UUID) -> Context:
        acting = setting.acting(step.what.role, step.today)
        return Context(
            actor=acting.person,
            role=step.what.role,
            office=acting.office,
            operator=acting.operator,
            area=step.what.area or setting.area,
            request=self._run,
            correlation=case,
            at=step.at,
            basis=step.what.basis,
        )


def _answered(log: EventLog) -> dict[UUID, int]:
    return dict(log.reading.rows(f"select command_id, first_position from {log.service}.command"))


def _settled(log: EventLog) -> None:
    """Until the last statement of a run that was killed has ended in the server."""
    for _ in range(SETTLING):
        [(busy,)] = log.reading.rows(
            "select count(*) from pg_stat_activity where usename = current_user"
            " and state = 'active' and pid <> pg_backend_pid()"
        )
        if not busy:
            return
        sleep(0.1)
