"""給付の総点検 over a whole log: grant after grant in a few pages' memory; nothing is written."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from events.contract import EVERY_GROUP, Group, fold
from events.contract.benefits import ApplicationSubmitted
from events.log.event_log import EventLog
from events.log.recorded import Recorded
from services.benefits.grant import evolve
from services.benefits.rechecking.judging import NoStandard, lines_of
from services.benefits.rechecking.line import Line
from services.benefits.rechecking.paid_grant import PaidGrant, Unreadable, paid_grant
from services.benefits.rechecking.rulebook import Rulebook

TOGETHER: Final = 100
"""Grants whose facts are in memory at once."""


@dataclass(slots=True)
class Progress:
    """Grants read, payments judged; grants that could not be: `unreadable`, and `without_standard` in the table."""

    as_of: int = 0
    grants: int = 0
    payments: int = 0
    unreadable: int = 0
    without_standard: int = 0
    told: Callable[["Progress"], None] = field(default=lambda _: None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which payments: months `YYYY-MM` ("" = open), wards (None = all), groups the reader may open.

    `until`: as the log stood at that position; None = as it is now.
    """

    book: Rulebook
    first: str = ""
    last: str = ""
    areas: frozenset[str] | None = None
    groups: frozenset[Group] = EVERY_GROUP
    until: int | None = None


def recheck(log: EventLog, asked: Asked, progress: Progress) -> Iterator[Line]:
    """The payments that differ, grant by grant; `progress` is kept up to date."""
    progress.as_of = log.reading.head() if asked.until is None else asked.until
    for grant in _grants(log, asked, progress):
        try:
            lines = lines_of(grant, asked.book, asked.first, asked.last)
        except NoStandard:
            progress.without_standard += 1
            continue
        progress.payments += sum(
            paid.month >= asked.first and (not asked.last or paid.month <= asked.last)
            for paid in grant.payments
        )
        yield from lines


def _grants(log: EventLog, asked: Asked, progress: Progress) -> Iterator[PaidGrant]:
    kind = log.storage.registers.type_id("benefits.application-submitted.v1")
    last = None
    while streams := log.reading.begun_by(kind, last, TOGETHER):
        last = streams[-1]
        rows = log.reading.of_streams(streams, progress.as_of)
        for _, found in groupby(log.read_rows(rows, asked.groups), lambda one: one.stream):
            grant = _grant(list(found), asked, progress)
            if grant is not None:
                yield grant
        progress.told(progress)


def _grant(recorded: list[Recorded], asked: Asked, progress: Progress) -> PaidGrant | None:
    first = recorded[0]
    if not isinstance(first.fact, ApplicationSubmitted):
        return None
    if asked.areas is not None and first.context.area not in asked.areas:
        return None
    progress.grants += 1
    state = fold(evolve, (one.fact for one in recorded))
    assert state is not None  # noqa: S101 - there is a first fact
    facts = [one.fact for one in recorded]
    try:
        return paid_grant(first.stream, first.case, first.context.area, state, facts)
    except Unreadable:
        progress.unreadable += 1
        return None
