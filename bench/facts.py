"""The facts that are measured: synthetic triages and receptions of fictitious persons, sealed and signed for real."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

from events.contract import NOT_ASKED, Event, Open
from events.contract.codes import (
    Channel,
    ConsultationTopic,
    Naming,
    Origin,
    Route,
    Sex,
    Triage,
    Urgency,
)
from events.contract.intake import CaseTriaged, ConsultationReceived
from events.log.codec import Codec
from events.log.keys import MemoryKeys
from events.log.recorded import Context, Recorded
from events.log.signing import Signer

CONTEXT = Context(
    actor=uuid4(),
    role="counsellor",
    office="nishi",
    operator="mihon/2026",
    area="271063",
    request=uuid4(),
    correlation=uuid4(),
    at=datetime(2026, 5, 7, tzinfo=UTC),
)
PERSONS = [uuid4() for _ in range(500)]
DAY = date(2026, 5, 7)


def codec() -> Codec:
    """Real sealing under keys in memory, real signatures."""
    return Codec(MemoryKeys(), Signer.from_seed("bench/intake", bytes(32)))


def triaged(person: UUID) -> CaseTriaged:
    """A small fact with one sealed part."""
    reason = "家賃の支払いに困り、来月の見通しが立たない。住居確保給付金と就労支援を案内した。"
    return CaseTriaged(
        decided_on=DAY, person=person, triage=Triage.SUPPORT, reason=Open(person, reason)
    )


def received(person: UUID) -> ConsultationReceived:
    """A reception with four sealed parts."""

    def said(value: object) -> Open:  # type: ignore[type-arg]
        return Open(person, value)

    return ConsultationReceived(
        received_on=DAY,
        person=person,
        channel=Channel.TELEPHONE,
        origin=Origin.NEW,
        previous_case=None,
        naming=Naming.FULL,
        urgency=Urgency.ORDINARY,
        route=said(Route.SELF_REMOTE),
        sex=said(Sex.FEMALE),
        age_band=said(NOT_ASKED),
        target_class=said(NOT_ASKED),
        topics=said((ConsultationTopic.DEBT,)),
        main_topics=said(()),
        name=said("試験 花子"),
        kana=said("シケン ハナコ"),
        born_on=said(date(1980, 3, 2)),
        visitor=said(None),
        address=said("見本区1丁目"),
        phone=said("090-0000-0000"),
        email=said(NOT_ASKED),
        story=said("勤め先の廃業で収入がなくなり、来月の家賃が払えない見込み。"),
    )


def command(facts: list[Event], stream: UUID | None = None, first: int = 1) -> list[Recorded]:
    """The facts as one command of a new stream."""
    case, command_id = stream or uuid4(), uuid4()
    return [
        Recorded(
            case,
            first + n,
            case,
            fact,
            CONTEXT,
            command=command_id,
            ordinal=n + 1,
            count=len(facts),
        )
        for n, fact in enumerate(facts)
    ]


def cases(number: int) -> Iterator[list[Recorded]]:
    """Commands of two facts: a reception and its triage."""
    for n in range(number):
        person = PERSONS[n % len(PERSONS)]
        yield command([received(person), triaged(person)])
