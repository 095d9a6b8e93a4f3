"""What a municipality has settled about its procedure, by date: closing, and what notices must say."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from events.host.dated import Dated, Mark

ACT: Final = date(2015, 4, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Dated):
    """`conference_evaluation`: the conference evaluates a plan before the end.

    `contact_attempts`: tries in vain before 終結理由 C. `reconsultation`: who comes back after the end is a
    再相談, counted in a column of its own; otherwise 新規, linked to the earlier case all the same.
    """

    conference_evaluation: bool = True
    contact_attempts: int = 3
    reconsultation: bool = True
    mark: Mark = Mark.ASSUMED
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruction(Dated):
    """教示 on a notice. `appeal`: 審査請求; `lawsuit`: 取消訴訟; `{body}` stands for the municipality."""

    appeal: str
    lawsuit: str
    mark: Mark = Mark.ASSUMED
    source: str = ""


ASSUMED_PROCEDURE: Final = Procedure(since=ACT)
"""Where the file says nothing (暫定): programme.md §4 and §13."""

ASSUMED_INSTRUCTION: Final = Instruction(
    since=date(2016, 4, 1),
    appeal=(
        "この決定に不服があるときは、この決定があったことを知った日の翌日から起算して3か月以内に、"
        "{body}の長に対して審査請求をすることができます。ただし、この決定があった日の翌日から起算して"
        "1年を経過したときは、することができません。"
    ),
    lawsuit=(
        "この決定の取消しの訴えは、この決定があったことを知った日の翌日から起算して6か月以内に、"
        "{body}を被告として提起することができます。審査請求をしたときは、その裁決があったことを"
        "知った日の翌日から起算して6か月以内です。"
    ),
    source="行政不服審査法18条・82条、行政事件訴訟法14条・46条",
)


def procedure_on(rows: tuple[Procedure, ...], day: date) -> Procedure:
    """What holds on that day."""
    return next((row for row in rows if row.in_force(day)), ASSUMED_PROCEDURE)


def instruction_on(rows: tuple[Instruction, ...], day: date) -> Instruction:
    """The 教示 of a notice of that day."""
    return next((row for row in rows if row.in_force(day)), ASSUMED_INSTRUCTION)
