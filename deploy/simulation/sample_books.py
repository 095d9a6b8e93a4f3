"""Streams beside the thirteen steps: programmes of a case, entries of registers; what their commands share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from deploy.simulation.days import weekday
from deploy.simulation.life import Life
from deploy.simulation.step import Also, Decision, Typed
from services.planning.programmes.stream import stream_of

Evolve = Callable[[Any, Any], Any]
More = Callable[[Life], Iterable[Typed]]
"""What is told of a case besides, in the order of days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """`given` goes into every command; `about` = the entry where it is no case's; typed by `role`."""

    stream: UUID
    evolve: Evolve
    given: Mapping[str, Any]
    about: UUID | None = None
    role: str = "counsellor"
    service: str = "planning"

    def typed(
        self,
        on: date,
        decision: Decision,
        command: Callable[..., Any],
        /,
        *also: Also,
        by: str = "",
        **told: Any,
    ) -> Typed:
        """A command with `told` and what the book gives; `today` is the day of typing.

        `by`: typed in another role than the book is mostly.
        """
        given = {**self.given, **told}
        return Typed(
            on,
            self.service,
            decision,
            lambda today, _: command(today=today, **given),
            by or self.role,
            self.stream,
            self.evolve,
            also,
            about=self.about,
        )


def book(life: Life, name: str, evolve: Evolve) -> Book:
    """A programme of planning in the case."""
    case = life.setting.case(life.ordinal)
    return Book(stream=stream_of(case, name), evolve=evolve, given={"person": life.person})


def entry_id(life: Life, name: str) -> UUID:
    """An entry of the ward's registers; `name` tells it from every other."""
    return uuid5(life.setting.seed, f"{life.setting.area} {name}")


def register(entry: UUID, evolve: Evolve, **given: Any) -> Book:
    """An entry that belongs to no case."""
    return Book(stream=entry, evolve=evolve, given=given, about=entry)


def ago(today: date, days: int) -> date:
    """The working day so many days back, or the one before it."""
    return weekday(today - timedelta(days=days))


def ahead(today: date, days: int) -> date:
    """The working day so many days on, or the one before it, never before tomorrow."""
    return max(weekday(today + timedelta(days=days)), today + timedelta(days=1))
