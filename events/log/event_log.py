"""One service's log: read a history, decide on it, append what was decided; once per command id."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final, cast
from uuid import UUID

from eventsourcing.application import Application

from events.contract import EVERY_GROUP, Event, Group, Refused, fold
from events.log.codec import Codec, key_ids
from events.log.keys import KeyRing, Keys
from events.log.mapper import ContractMapper
from events.log.reading import Reading
from events.log.recorded import Context, Recorded
from events.log.recorder import CONNINFO, SERVICE, LogRecorder
from events.log.stored import Placed, StoredCommand
from events.log.unstored import Overtaken

PAGE: Final = 1_000
BATCH: Final = 100
"""Commands whose keys are made in one round trip."""


@dataclass(frozen=True, slots=True)
class Move:
    """One stream's part in a command. `expected` = version the form was drawn from; None for machines.

    `case`: whose facts they are, where that is another than the command's.
    """

    stream: UUID
    evolve: Callable[[Any, Any], Any]
    decision: Callable[[Any, Any], Sequence[Event]]
    command: Any
    expected: int | None = None
    case: UUID | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """The answer to a command: first position (0 if there was nothing new) and the facts it stated.

    `repeated`: the command had been answered before; its facts are not read again.
    """

    position: int
    recorded: tuple[Recorded, ...]
    repeated: bool = False


class EventLog(Application[UUID]):
    """The library's application over our recorder and codec; repository and snapshots stay unused."""

    name = "yorisoi"

    def __init__(self, service: str, conninfo: str, codec: Codec) -> None:
        self.service = service
        self.codec = codec
        self.permit: Callable[[], None] = lambda: None
        """Asked before anything is stored; raises what the caller gets (Withheld, Unavailable)."""
        super().__init__(
            env={
                "PERSISTENCE_MODULE": "events.log.recorder",
                CONNINFO: conninfo,
                SERVICE: service,
            }
        )

    def construct_mapper(self) -> ContractMapper:
        """Our mapper, whatever the environment says."""
        return ContractMapper(self.codec, self.service)

    @property
    def storage(self) -> LogRecorder:
        """The recorder by its own type."""
        return cast(LogRecorder, self.recorder)

    @property
    def reading(self) -> Reading:
        """The rows of this log."""
        return self.storage.reading

    def history(self, stream: UUID, groups: frozenset[Group] = EVERY_GROUP) -> list[Recorded]:
        """The facts of a stream in order, with those groups open; empty if there is none."""
        return list(self.read_rows(self.reading.stream(stream), groups))

    def read(
        self, after: int = 0, until: int | None = None, groups: frozenset[Group] = EVERY_GROUP
    ) -> Iterator[Recorded]:
        """The whole log behind a position, page by page, in order."""
        page: list[Placed] = []
        for row in self.reading.read(after, until, PAGE):
            page.append(row)
            if len(page) == PAGE:
                yield from self.read_rows(page, groups)
                page = []
        yield from self.read_rows(page, groups)

    def read_rows(
        self, rows: Sequence[Placed], groups: frozenset[Group] = EVERY_GROUP
    ) -> Iterator[Recorded]:
        """Facts of stored rows; their keys are read in one round trip first."""
        if isinstance(self.codec.keys, KeyRing) and len(rows) > 1:
            self.codec.keys.open_all(key_ids((row.data for row in rows), groups))
        for row in rows:
            yield self.codec.decode(
                row.data,
                position=row.position,
                source=self.service,
                area_id=row.area_id,
                groups=groups,
            )

    def answered(self, command_id: UUID) -> int | None:
        """First position of a command stored before."""
        return self.storage.answered(command_id)

    def execute(
        self, command_id: UUID, case: UUID, moves: Sequence[Move], context: Context
    ) -> Stated:
        """Let every move decide on its own history; store all their facts as one command, or nothing.

        A repeated command gets its first answer before version and rules are judged; the same id with
        another content (a page the browser brought back, changed and sent again) is Overtaken, since
        nothing of it is stored. Raises Refused, Overtaken, Busy, Unavailable, TooLarge. Never retries.
        """
        first = self.answered(command_id)
        if first is not None:
            return self._repeated(moves, command_id, first)
        decided: list[Recorded] = []
        for move in moves:
            history = self.history(move.stream)
            twin = next((r.position for r in history if r.command == command_id), None)
            if twin is not None:  # the first of two clicks, stored since we asked
                return self._repeated(moves, command_id, self.answered(command_id) or twin)
            if move.expected is not None and move.expected != len(history):
                raise Overtaken
            state = fold(move.evolve, (recorded.fact for recorded in history))
            for fact in move.decision(state, move.command):
                version = len(history) + 1 + sum(r.stream == move.stream for r in decided)
                decided.append(
                    Recorded(
                        move.stream, version, move.case or case, fact, context, command=command_id
                    )
                )
        return self.append(decided) if decided else Stated(0, ())

    def _repeated(self, moves: Sequence[Move], command_id: UUID, first: int) -> Stated:
        if any(self._differs(move, command_id, first) for move in moves):
            raise Overtaken
        return Stated(first, (), repeated=True)

    def _differs(self, move: Move, command_id: UUID, first: int) -> bool:
        """Whether a repeated command says something else than what was stored under its id.

        Judged on the history of that time. What the rules refuse now is taken for the same: a decision
        may rest on more than its stream.
        """
        history = self.history(move.stream)
        state = fold(move.evolve, (r.fact for r in history if r.position < first))
        try:
            decided = list(move.decision(state, move.command))
        except Refused:
            return False
        return decided != [r.fact for r in history if r.command == command_id]

    def append(self, command: Sequence[Recorded]) -> Stated:
        """Store the facts of one command together. All carry the same command id."""
        self.permit()
        counted = numbered(command)
        stored = self.mapper_of_ours.to_stored_command(counted)
        positions = self.storage.insert_events(stored, command_id=counted[0].command) or ()
        return Stated(positions[0], self._placed(counted, stored, positions[0]))

    def append_all(self, commands: Iterable[Sequence[Recorded]]) -> Iterator[int]:
        """Store many commands without waiting for each; yields first positions in their order.

        Overtaken and the like are raised when their command's turn comes.
        """
        ready = (
            stored
            for batch in _batches(commands, BATCH)
            for stored in self.prepared_all([numbered(command) for command in batch])
        )
        for answer in self.storage.committer.pipelined(ready):
            yield answer.result()

    def prepared_all(self, commands: Sequence[Sequence[Recorded]]) -> list[StoredCommand]:
        """The same for many commands whose keys are made together, in one round trip."""
        self.permit()
        made = self.codec.encode_all(commands)
        return [self._stored(*each) for each in zip(commands, made, strict=True)]

    def prepared(self, command: Sequence[Recorded], keys: Keys | None = None) -> StoredCommand:
        """Entries made, sealed (under `keys`, if given) and signed; ready for the committer.

        `command` is numbered.
        """
        self.permit()
        codec = replace(self.codec, keys=keys) if keys else self.codec
        return self._stored(command, codec.encode(command))

    def _stored(self, command: Sequence[Recorded], made: Iterable[bytes]) -> StoredCommand:
        rows = tuple(map(self.storage.row_of, command, made))
        return StoredCommand(command[0].command, rows)

    @property
    def mapper_of_ours(self) -> ContractMapper:
        """The mapper by its own type."""
        return cast(ContractMapper, self.mapper)

    def _placed(
        self, command: Sequence[Recorded], stored: Sequence[Any], first: int
    ) -> tuple[Recorded, ...]:
        return tuple(
            self.codec.placed(recorded, event.state, first + n, self.service)
            for n, (recorded, event) in enumerate(zip(command, stored, strict=True))
        )


def _batches(
    commands: Iterable[Sequence[Recorded]], size: int
) -> Iterator[list[Sequence[Recorded]]]:
    waiting = iter(commands)
    while batch := list(islice(waiting, size)):
        yield batch


def numbered(command: Sequence[Recorded]) -> list[Recorded]:
    """Ordinal and count, so that a missing fact of a command is visible."""
    count = len(command)
    return [
        recorded
        if (recorded.ordinal, recorded.count) == (n, count)
        else replace(recorded, ordinal=n, count=count)
        for n, recorded in enumerate(command, 1)
    ]
