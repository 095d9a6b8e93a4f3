"""給付の総点検 as people read it: totals per cause, persons with their months, the file."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from events.contract.benefits_recheck import CauseSum, CorrectionCause
from events.host.list_file import Table
from services.benefits.rechecking.line import Difference, Line
from services.benefits.screens.wording import month_label

HEADS: Final = (
    "受付番号",
    "申請",
    "支給決定",
    "月",
    "支給した額(円)",
    "正しい額(円)",
    "差(円)",
    "原因",
    "原因ごとの差(円)",
    "決定のときの値",
    "今回の値",
    "暫定",
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One grant that differs: its months in order."""

    case: UUID
    grant_no: int
    number: str
    decision: str
    lines: tuple[Line, ...]

    @property
    def causes(self) -> tuple[CorrectionCause, ...]:
        """Every cause once, in the order of the calculation."""
        return tuple(dict.fromkeys(cause for line in self.lines for cause in line.causes))

    @property
    def over_yen(self) -> int:
        """Too much in all its months."""
        return sum(max(line.over_yen, 0) for line in self.lines)

    @property
    def under_yen(self) -> int:
        """Too little in all its months."""
        return sum(max(-line.over_yen, 0) for line in self.lines)


def persons(lines: Sequence[Line], numbers: Mapping[UUID, str]) -> list[PersonLine]:
    """By reception number; a case intake's facts of which have not arrived stands last."""
    grants: dict[UUID, list[Line]] = {}
    for line in lines:
        grants.setdefault(line.stream, []).append(line)
    made = [
        PersonLine(
            found[0].case,
            found[0].grant_no,
            numbers.get(found[0].case, ""),
            found[0].number,
            tuple(sorted(found, key=lambda line: line.month)),
        )
        for found in grants.values()
    ]
    return sorted(made, key=lambda one: (not one.number, one.number, one.grant_no))


def table(people: Collection[PersonLine], about: Sequence[tuple[str, str]]) -> Table:
    """A row per month and cause: so no row mixes causes, and the differences add up."""
    rows = [
        _row(person, line, step)
        for person in people
        for line in person.lines
        for step in line.differences
    ]
    return Table(name="recheck", title="給付の総点検", heads=HEADS, rows=rows, about=about)


def about_sums(found: Sequence[CauseSum]) -> list[tuple[str, str]]:
    """What stands beside the table: each cause on a line of its own."""
    return [
        (
            one.cause.ja,
            f"{one.payments}件 過払い {one.over_yen:,}円 不足 {one.under_yen:,}円",
        )
        for one in found
    ]


def _row(person: PersonLine, line: Line, step: Difference) -> tuple[str | int, ...]:
    return (
        person.number,
        f"第{person.grant_no}回",
        person.decision,
        month_label(line.month),
        line.paid_yen,
        line.due_yen,
        line.due_yen - line.paid_yen,
        step.cause.ja,
        step.new_yen - step.old_yen,
        step.recorded,
        step.now,
        "暫定" if line.provisional else "",
    )
