"""All grants of a person, own and elsewhere, under every pseudonym that is linked: months, last paid, next possible."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from events.contract import fold
from services.benefits import months
from services.benefits.months import Elsewhere, Months
from services.benefits.programmes.calendar_month import plus
from services.benefits.programmes.housing_security.claim import Before
from services.benefits.programmes.housing_security.period import months_at_most
from services.benefits.programmes.housing_security.values import VALUES
from services.benefits.projections.grant_work import GRANT_WORK, GrantWork
from services.benefits.projections.same_person import linked
from services.benefits.screens.grant_file import GrantFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """`own` by arrival; `elsewhere` of this pseudonym and those linked; `state` of the case's own person."""

    persons: frozenset[UUID]
    own: Sequence[GrantWork]
    elsewhere: Sequence[Elsewhere]
    state: Months | None
    version: int

    @property
    def last_paid(self) -> str:
        """The last month paid by any grant, here or elsewhere; "" where none was."""
        here = [row.last_paid for row in self.own]
        return max([*here, *(one.entry.last_month for one in self.elsewhere)], default="")

    @property
    def earliest_again(self) -> str:
        """From which month a re-grant that must wait a year could be applied for (16条); "" where none was paid."""
        wait = VALUES.entries["regrant_months_after_last"][-1].value
        return plus(self.last_paid, wait) if self.last_paid else ""

    @property
    def counted_elsewhere(self) -> int:
        """Months of other cities that an officer lets count."""
        return sum(one.entry.months for one in self.elsewhere if one.counted)

    def at_most(self, row: GrantWork) -> int:
        """Months of one grant at most."""
        return months_at_most(row.arrived_on)


def register_of(file: GrantFile) -> Register:
    """The register of the case's person."""
    tables, desk = file.desk.runtime.tables, file.desk
    persons = linked(tables, file.known.person)
    own = tables.rows(GRANT_WORK, "person = any(%s)", [list(persons)], order="arrived_on, stream")
    found: list[Elsewhere] = []
    mine: Months | None = None
    version = 0
    for person in sorted(persons):
        history = desk.history(months.stream_of(person), file.known.area)
        state = fold(months.evolve, (one.fact for one in history))
        if person == file.known.person:
            mine, version = state, len(history)
        found += state.paid_elsewhere if state else ()
    return Register(persons=persons, own=own, elsewhere=found, state=mine, version=version)


def before_of(register: Register, besides: UUID) -> Before | None:
    """The person's latest grant before the one on this stream; None where there was none that paid."""
    rows = [row for row in register.own if row.stream != besides and row.last_paid]
    last = max(
        [*(row.last_paid for row in rows), *(one.entry.last_month for one in register.elsewhere)],
        default="",
    )
    if not last:
        return None
    applied = max((row.arrived_on for row in rows), default=None)
    return Before(last_paid_month=last, last_application_on=applied)
