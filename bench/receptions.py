"""People received, one reception each, as a city holds them after many years."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from events.contract import NOT_ASKED, Open
from events.contract.codes import Channel, Naming, Origin, Urgency
from events.contract.intake import ConsultationReceived
from events.log.recorded import Context, Recorded
from events.testing.persons import Person, written
from services.intake.pseudonyms import person_of

SPACE: Final = UUID("7d3c2f10-0000-4000-8000-000000000001")
CLERK: Final = uuid5(SPACE, "clerk")
DAY: Final = date(2026, 11, 2)


def received(people: Iterable[Person], ward: str, at: datetime) -> Iterator[list[Recorded]]:
    """One command per person; the n-th always the same."""
    context = Context(
        actor=CLERK,
        role="counsellor",
        office="bench",
        operator="mihon",
        area=ward,
        request=SPACE,
        correlation=SPACE,
        at=at,
    )
    for number, person in enumerate(people):
        case = uuid5(SPACE, f"case {number}")
        fact = _fact(person_of(case), person)
        command = uuid5(case, "received")
        yield [Recorded(case, 1, case, fact, context, command=command, ordinal=1, count=1)]


def _fact(person: UUID, who: Person) -> ConsultationReceived:
    right = written(who)
    return ConsultationReceived(
        received_on=DAY,
        person=person,
        channel=Channel.TELEPHONE,
        origin=Origin.NEW,
        previous_case=None,
        naming=Naming.FULL,
        urgency=Urgency.ORDINARY,
        route=Open(person, NOT_ASKED),
        sex=Open(person, NOT_ASKED),
        age_band=Open(person, NOT_ASKED),
        target_class=Open(person, NOT_ASKED),
        topics=Open(person, ()),
        main_topics=Open(person, ()),
        name=Open(person, right.name),
        kana=Open(person, right.kana),
        born_on=Open(person, right.born_on or NOT_ASKED),
        visitor=Open(person, None),
        address=Open(person, NOT_ASKED),
        phone=Open(person, right.phone or NOT_ASKED),
        email=Open(person, NOT_ASKED),
        story=Open(person, ""),
    )
