"""`case_safety`: what every service must know to keep a person safe; one row per case, nothing of who or where.

A secret address is masked by the service that would show it; `withheld` says from whom.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from events.bus.projection import Projection
from events.bus.tables import NotReady
from events.contract.safety import (
    AddressSecrecyStated,
    ContactInstructionsStated,
    ForbiddenWay,
    SecretAddressOpened,
)

if TYPE_CHECKING:
    from events.host.desk import Desk
    from events.log.recorded import Recorded

OPEN_FOR: Final = timedelta(minutes=15)
"""How long what is secret stays open to the person who gave a reason (assumed, 暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSafety:
    """`…_until` None = until it is taken back. `opened`: pseudonym of who looked → when, the last time."""

    case_id: UUID
    address_secret: bool = False
    secret_until: date | None = None
    instructed: bool = False
    instructed_until: date | None = None
    forbidden: tuple[ForbiddenWay, ...] = ()
    opened: dict[str, datetime] = field(default_factory=dict)

    def secret_on(self, day: date) -> bool:
        """Whether the address is kept secret on that day."""
        return self.address_secret and _not_over(self.secret_until, day)

    def instructed_on(self, day: date) -> bool:
        """Whether something must be read before any contact."""
        return self.instructed and _not_over(self.instructed_until, day)

    def open_to(self, person: UUID, now: datetime) -> bool:
        """Whether this person gave a reason a moment ago."""
        at = self.opened.get(str(person))
        return at is not None and now - at <= OPEN_FOR


def evolve(row: CaseSafety | None, recorded: Recorded) -> CaseSafety | None:
    """The row after one fact of intake."""
    before = row or CaseSafety(case_id=recorded.case)
    match recorded.fact:
        case AddressSecrecyStated(address_secret=secret, until=until):
            return replace(before, address_secret=secret, secret_until=until)
        case ContactInstructionsStated() as said:
            return replace(
                before,
                instructed=said.in_force,
                instructed_until=said.until,
                forbidden=said.forbidden if said.in_force else (),
            )
        case SecretAddressOpened():
            looked = {str(recorded.context.actor): recorded.context.at}
            return replace(before, opened=before.opened | looked)
    return row


CASE_SAFETY = Projection(
    "case_safety",
    1,
    CaseSafety,
    evolve,
    one_row_per="case",
    reads=frozenset({AddressSecrecyStated, ContactInstructionsStated, SecretAddressOpened}),
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands today, for the banner of a page (`ui.safety`) and for its masks."""

    secret: bool = False
    withheld: bool = False
    instructed: bool = False
    forbidden: tuple[ForbiddenWay, ...] = ()


def standing(desk: Desk, case: UUID) -> Standing:
    """As the service's own table has it; while the table is not ready, as if everything were secret."""
    try:
        row = desk.runtime.tables.row(CASE_SAFETY, case)
    except NotReady:
        return Standing(secret=True, withheld=True, instructed=True)
    if row is None:
        return Standing()
    secret, instructed = row.secret_on(desk.today), row.instructed_on(desk.today)
    return Standing(
        secret=secret,
        withheld=secret and not row.open_to(desk.staff.person, desk.now),
        instructed=instructed,
        forbidden=row.forbidden if instructed else (),
    )


def _not_over(last: date | None, day: date) -> bool:
    return last is None or day <= last
