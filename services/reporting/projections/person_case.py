"""`person_case` and `person_link`: whose case is whose, by pseudonym: what ties the cases of one life together."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import SmallInt
from events.bus.projection import Index, Projection
from events.contract.codes import Origin, Sameness
from events.contract.intake import ConsultationReceived, IdentityJudged
from events.contract.safety import AddressSecrecyStated
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCase:
    """One case. `secret`, `secret_until`: the address is kept secret, so other wards learn nothing of the case."""

    case_id: UUID
    area_id: SmallInt
    number: str
    person: UUID
    received_on: date
    origin: Origin
    previous_case: UUID | None = None
    secret: bool = False
    secret_until: date | None = None

    def secret_on(self, day: date) -> bool:
        """Whether other wards may not learn of it that day."""
        return self.secret and (self.secret_until is None or day <= self.secret_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLink:
    """The last answer given from the side of `person` about `candidate`."""

    person: UUID
    candidate: UUID
    sameness: Sameness


def evolve_case(row: PersonCase | None, recorded: Recorded) -> PersonCase | None:
    """The row after one fact of intake."""
    match recorded.fact:
        case ConsultationReceived() as received:
            return PersonCase(
                case_id=recorded.case,
                area_id=recorded.area_id,
                number=f"{received.received_on.year}-{recorded.position:05d}",
                person=received.person,
                received_on=received.received_on,
                origin=received.origin,
                previous_case=received.previous_case,
            )
        case AddressSecrecyStated(address_secret=secret, until=until) if row:
            return replace(row, secret=secret, secret_until=until)
    return row


def evolve_link(row: PersonLink | None, recorded: Recorded) -> PersonLink | None:
    """The row after one judgement."""
    match recorded.fact:
        case IdentityJudged() as fact:
            return PersonLink(person=fact.person, candidate=fact.candidate, sameness=fact.sameness)
    return row


def _pair(recorded: Recorded) -> tuple[UUID, UUID] | None:
    fact = recorded.fact
    return (fact.person, fact.candidate) if isinstance(fact, IdentityJudged) else None


PERSON_CASE = Projection(
    "person_case",
    1,
    PersonCase,
    evolve_case,
    one_row_per="case",
    reads=frozenset({ConsultationReceived, AddressSecrecyStated}),
    indexes=(Index(("person",)), Index(("previous_case",), where="previous_case is not null")),
)
PERSON_LINK = Projection(
    "person_link",
    1,
    PersonLink,
    evolve_link,
    one_row_per=_pair,
    keys=("person", "candidate"),
    reads=frozenset({IdentityJudged}),
    indexes=(Index(("candidate",)),),
)
