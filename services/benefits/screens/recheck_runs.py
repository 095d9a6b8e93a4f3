"""A recheck as a long work: every payment is read again beside the request, and the page looks in."""

from dataclasses import dataclass, field
from typing import Final

from events.host.desk import Desk
from services.benefits.projections import lookup
from services.benefits.recheck_reading import Asked, Progress, recheck
from services.benefits.rechecking.line import Line, digest
from services.benefits.rechecking.rulebook import Rulebook
from services.benefits.rechecking.rulebook import read as read_rules
from services.benefits.screens.long_work import Work
from services.benefits.screens.paying_desk import started

LABEL: Final = "給付の総点検"


@dataclass(slots=True)
class Reading:
    """`lines` are complete once its work is over."""

    asked: Asked
    progress: Progress = field(default_factory=Progress)
    lines: list[Line] = field(default_factory=list, repr=False)

    @property
    def result(self) -> str:
        """The hash of what was found."""
        return digest(self.lines, self.asked.book.corrections.text)


def book_of(desk: Desk, rules: str = "") -> Rulebook:
    """The rules of this installation's body, with the corrections of a text; Refused if it is unreadable."""
    body = desk.runtime.municipality.body
    return Rulebook(desk.runtime.areas.prefecture(body), body.name, read_rules(rules))


def begin(desk: Desk, asked: Asked) -> Work:
    """Begin to read; the work's result is the reading from the first moment on."""
    reading = Reading(asked)
    return started(
        desk,
        LABEL,
        to_read(desk, asked),
        "recheck",
        lambda work: read(desk, reading, work),
        result=reading,
    )


def to_read(desk: Desk, asked: Asked) -> int:
    """How many grants the tables know in the wards asked; the log may have a few more."""
    return lookup.count_grants(desk.runtime.tables, asked.areas or frozenset())


def read(desk: Desk, reading: Reading, work: Work) -> Reading:
    """From the first grant to the last; `work` counts the grants."""
    before, expected = work.done, to_read(desk, reading.asked)

    def told(progress: Progress) -> None:
        work.done = before + min(progress.grants, expected)

    reading.progress.told = told
    reading.lines.extend(recheck(desk.runtime.log, reading.asked, reading.progress))
    work.done = before + expected
    return reading
