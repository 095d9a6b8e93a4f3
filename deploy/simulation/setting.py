"""Where the histories of a run happen and who acts in them: parts of every envelope."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from events.contract.codes import Service
from events.host.municipality import Municipality
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.municipal_rules import municipal_rule
from services.benefits.programmes.housing_security.standards import Standard, standard
from services.intake.pseudonyms import person_of

LATE_SHARE: Final = 0.05
"""Facts typed days after they happened."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts in a role, from which counter, employed by whom (`operator/contract`)."""

    person: UUID
    office: str
    operator: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """What the body pays as 住居確保給付金: by household and month of application; its own rule by day."""

    standard: Callable[[int, date], Standard | None]
    rule: Callable[[date], MunicipalRule]

    @classmethod
    def of(cls, municipality: Municipality) -> "Amounts":
        """As the pages of benefits find them."""
        body = municipality.body
        prefecture = municipality.areas.prefecture(body)
        return cls(
            lambda size, month: standard(prefecture, body.name, size, month),
            lambda day: municipal_rule(prefecture, body.name, day),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One ward or body. `needs_decision` answers on a day; `until`: nothing is typed later (UTC).

    `amounts` is needed where cases have a grant.
    """

    place: str
    area: str
    acting: Callable[[str, date], Acting]
    needs_decision: Callable[[date], frozenset[Service]]
    seed: UUID
    late_share: float = LATE_SHARE
    until: datetime | None = None
    amounts: Amounts | None = None

    def case(self, ordinal: int) -> UUID:
        """The id of case number `ordinal` of the run."""
        return uuid5(self.seed, f"case {ordinal}")

    def person(self, ordinal: int) -> UUID:
        """The pseudonym of whoever the case is about, as the counter would give it."""
        return person_of(self.case(ordinal))


def one_counter(root: UUID, office: str, operator: str) -> Callable[[str, date], Acting]:
    """Everybody at one counter; a role is one person, but chief and counsellor are the same."""

    def acting(role: str, _: date) -> Acting:
        name = "counsellor" if role == "chief_counsellor" else role
        return Acting(uuid5(root, name), office, operator)

    return acting
