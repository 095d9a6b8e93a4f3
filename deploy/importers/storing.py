"""A line is one unit: everything it states is decided first; then stored, or nothing and its reasons listed.

The two logs cannot be written in one transaction: the intake facts are one command, the planning facts
another. A run killed between both stores the second when it is repeated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import UUID, uuid5

from deploy.importers.case_row import CaseRow, Step, WardOf, read_case
from deploy.importers.cells import Cells
from deploy.importers.columns import SAMPLE_NUMBER
from deploy.importers.table import Line
from events.contract import Event, Refused, fold
from events.host.answers import Missing
from events.host.desk import Desk
from events.log.entry import TooLarge
from events.log.unstored import Overtaken
from services.intake.consultation import evolve as evolve_intake
from services.intake.pseudonyms import person_of
from services.planning.case import evolve as evolve_planning

NAMESPACE: Final = UUID("7b0c8a52-4d1e-4b57-9a55-2c0c52b0f7a4")
STRETCH: Final = 200
"""Lines whose keys are made in one round trip."""
AT_ONCE: Final = 16
"""Lines that wait for the same commits."""
S = TypeVar("S")
Evolve = Callable[[Any, Any], Any]


class Fate(Enum):
    """What became of a line."""

    STORED = "取り込み"
    KNOWN = "取り込み済み"
    REFUSED = "取り込めず"
    SAMPLE = "記入例"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line, and why it was refused."""

    line: Line
    fate: Fate
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file: `id` from its bytes names the commands, `system` and the line's own number name the cases."""

    id: UUID
    system: str

    @classmethod
    def of(cls, path: Path, system: str) -> Source:
        """The same bytes are the same source, whatever the file is called."""
        return cls(uuid5(NAMESPACE, sha256(path.read_bytes()).hexdigest()), system)

    def case(self, line: Line) -> UUID:
        """One case per 移行元番号, in this file and in every later one; per line where there is none."""
        number = line.cells.get("移行元番号", "").strip()
        if number:
            return uuid5(NAMESPACE, f"{self.system}\n{number}")
        return uuid5(self.id, str(line.number))

    def command(self, line: Line, service: str) -> UUID:
        """The command of a line in a service's log."""
        return uuid5(self.id, f"{self.system}/{line.number}/{service}")


class Storing:
    """One run over one file. `intake` and `planning` are the desks of the two services."""

    def __init__(self, source: Source, intake: Desk, planning: Desk, ward_of: WardOf) -> None:
        self._source = source
        self._intake = intake
        self._planning = planning
        self._ward_of = ward_of

    def lines(self, lines: Sequence[Line]) -> Iterator[Outcome]:
        """Store every line that is not stored yet; outcomes in the order of the file.

        Lines are cases of their own, so many wait for the log's commits together.
        """
        firsts: dict[UUID, int] = {}
        for line in lines:
            firsts.setdefault(self._source.case(line), line.number)
        with ThreadPoolExecutor(AT_ONCE, "import") as pool:
            for begin in range(0, len(lines), STRETCH):
                stretch = lines[begin : begin + STRETCH]
                persons = [person_of(self._source.case(line)) for line in stretch]
                self._intake.runtime.keys.prepare(persons)
                yield from pool.map(partial(self._line, firsts), stretch)

    def _line(self, firsts: Mapping[UUID, int], line: Line) -> Outcome:
        if line.cells.get("移行元番号", "").strip() == SAMPLE_NUMBER:
            return Outcome(line, Fate.SAMPLE)
        case = self._source.case(line)
        if firsts[case] != line.number:
            again = f"移行元番号: {firsts[case]}行目と同じ番号です。"
            return Outcome(line, Fate.REFUSED, (again,))
        cells = Cells(line.cells)
        row = read_case(cells, case, self._intake.today, self._ward_of)
        if row is None:
            return Outcome(line, Fate.REFUSED, tuple(cells.problems))
        return self._judged(line, case, row)

    def _judged(self, line: Line, case: UUID, row: CaseRow) -> Outcome:
        """Both services decide before anything is stored."""
        try:
            decided(evolve_intake, row.intake)
            decided(evolve_planning, row.planning)
            stored = self._store(line, case, row)
        except Refused as refusal:
            reason = refusal.ja
        except Missing:
            reason = "区: この区に取り込む権限がありません。"
        except TooLarge:
            reason = "一度に記録できる長さを超えています。"
        else:
            return Outcome(line, Fate.STORED if stored else Fate.KNOWN)
        return Outcome(line, Fate.REFUSED, (reason,))

    def _store(self, line: Line, case: UUID, row: CaseRow) -> bool:
        """Whether anything was new."""
        parts: tuple[tuple[str, Desk, Evolve, Sequence[Step]], ...] = (
            ("intake", self._intake, evolve_intake, row.intake),
            ("planning", self._planning, evolve_planning, row.planning),
        )
        stored = [
            self._part(desk, evolve, steps, case, row, self._source.command(line, service))
            for service, desk, evolve, steps in parts
            if steps
        ]
        return any(stored)

    def _part(
        self,
        desk: Desk,
        evolve: Evolve,
        steps: Sequence[Step],
        case: UUID,
        row: CaseRow,
        command_id: UUID,
    ) -> bool:
        log = desk.runtime.log
        if log.answered(command_id) is not None:
            return False
        try:
            desk.carry_out(
                evolve,
                partial(in_sequence, evolve),
                steps,
                stream=case,
                case=case,
                area=row.area,
                command_id=command_id,
                expected=0,
                basis=row.basis,
            )
        except Overtaken:
            return False
        return True


def decided(evolve: Callable[[S | None, Any], S], steps: Sequence[Step]) -> list[Event]:
    """What a case without history would be told by these steps; Refused at the first that is not right."""
    return in_sequence(evolve, None, steps)


def in_sequence(
    evolve: Callable[[S | None, Any], S], state: S | None, steps: Sequence[Step]
) -> list[Event]:
    """The facts of several decisions, each on the state that the ones before it left."""
    facts: list[Event] = []
    for decide, command in steps:
        new = list(decide(state, command))
        state = fold(evolve, new, state)
        facts += new
    return facts
