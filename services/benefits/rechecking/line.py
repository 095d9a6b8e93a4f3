"""One past payment that would be another today: paid, due, and each step that differs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from json import dumps
from uuid import UUID

from events.contract.benefits_recheck import CauseSum, CorrectionCause


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One step: what it made of the sum. `recorded` and `now` = the figure that differs, for people."""

    cause: CorrectionCause
    recorded: str
    now: str
    old_yen: int
    new_yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`differences` lead from `paid_yen` to `due_yen` without a gap."""

    stream: UUID
    case: UUID
    area: str
    person: UUID
    grant_no: int
    number: str
    month: str
    paid_yen: int
    due_yen: int
    differences: tuple[Difference, ...]
    provisional: bool

    @property
    def over_yen(self) -> int:
        """Paid too much (negative: too little)."""
        return self.paid_yen - self.due_yen

    @property
    def causes(self) -> tuple[CorrectionCause, ...]:
        """In the order of the calculation."""
        return tuple(dict.fromkeys(step.cause for step in self.differences))


def sums(lines: Iterable[Line]) -> tuple[CauseSum, ...]:
    """Per cause, in the order of the list of causes; too much and too little apart."""
    counted: dict[CorrectionCause, list[int]] = {}
    for line in lines:
        for step in line.differences:
            total = counted.setdefault(step.cause, [0, 0, 0])
            change = step.new_yen - step.old_yen
            total[0] += 1
            total[1] += max(-change, 0)
            total[2] += max(change, 0)
    return tuple(
        CauseSum(cause=cause, payments=n, over_yen=over, under_yen=under)
        for cause in CorrectionCause
        if cause in counted
        for n, over, under in [counted[cause]]
    )


def digest(lines: Sequence[Line], rules: str) -> str:
    """The hash (hex) a second person decides over: every line with its steps, and the corrected rules."""
    said = [
        [
            str(line.stream),
            line.month,
            line.paid_yen,
            line.due_yen,
            [[step.cause.value, step.old_yen, step.new_yen] for step in line.differences],
        ]
        for line in sorted(lines, key=lambda line: (line.stream, line.month))
    ]
    return sha256(dumps([rules, said], separators=(",", ":")).encode()).hexdigest()
