"""The numbers of one series and 会計年度 of the municipality: given in order, none left out."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from events.contract.benefits_papers import NumberGiven
from events.contract.deciding import Refused
from events.contract.kind import Event

CITY: Final = UUID("5d0b3c1e-6a52-5c35-9c1c-0c6f2f6f4a11")
"""Name space of the streams that belong to the municipality and to nobody."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """In the order of giving; the n-th has serial n."""

    given: tuple[NumberGiven, ...] = ()

    @property
    def next(self) -> int:
        """The serial that is free."""
        return len(self.given) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveNumber:
    """`serial` as it was read when the letter was drawn."""

    given_on: date
    series: str
    fiscal_year: int
    serial: int
    number: str
    grant: UUID
    notice_no: int


def numbers_of(body: str, series: str, fiscal_year: int) -> UUID:
    """The stream of a series; `body` = area code of the municipality."""
    return uuid5(CITY, f"{body}/{series}/{fiscal_year}")


def evolve(state: Numbers | None, fact: Event) -> Numbers:
    """The state after `fact`."""
    if isinstance(fact, NumberGiven):
        return Numbers((*(state.given if state else ()), fact))
    raise ValueError(f"{type(fact).__name__} is no number")


def give_number(state: Numbers | None, command: GiveNumber) -> list[Event]:
    """The next number, once per letter."""
    numbers = state or Numbers()
    made = NumberGiven(
        given_on=command.given_on,
        series=command.series,
        fiscal_year=command.fiscal_year,
        serial=command.serial,
        number=command.number,
        grant=command.grant,
        notice_no=command.notice_no,
    )
    if made in numbers.given:
        return []
    if command.serial != numbers.next:
        raise Refused(
            "number-taken",
            "同じときに別の通知がこの番号を使いました。もう一度「発行する」を押してください。",
        )
    return [made]
