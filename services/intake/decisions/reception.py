"""相談受付: nobody is turned away, so nearly every field may be missing."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.answer import NOT_ASKED, Answer, Unanswered, answered
from events.contract.codes import (
    AgeBand,
    Channel,
    ConsultationTopic,
    Naming,
    Origin,
    Route,
    Sex,
    TargetClass,
    Urgency,
    VisitorRelation,
)
from events.contract.deciding import Refused
from events.contract.intake import ConsultationReceived, Visitor
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.age import OLDEST, age, age_band
from services.intake.decisions.guards import happened
from services.intake.decisions.identity import Judgement, judged
from services.intake.decisions.phone import possible_phone


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveConsultation:
    """帳票【1】 upper part. `person` and `visitor_person` are fresh pseudonyms given by the edge.

    `age_band` counts only where the birth date is not known. `judgements` are the answers to possible
    duplicates given while receiving. `reconsultation` = whether the municipality counts who comes back as 再相談
    on the day of the reception, given by the edge.
    """

    today: date
    received_on: date
    person: UUID
    channel: Channel
    visitor_person: UUID | None = None
    origin: Origin = Origin.NEW
    previous_case: UUID | None = None
    naming: Naming = Naming.FULL
    urgency: Urgency = Urgency.ORDINARY
    route: Answer[Route] = NOT_ASKED
    sex: Answer[Sex] = NOT_ASKED
    age_band: Answer[AgeBand] = NOT_ASKED
    target_class: Answer[TargetClass] = NOT_ASKED
    topics: tuple[ConsultationTopic, ...] = ()
    main_topics: tuple[ConsultationTopic, ...] = ()
    name: Answer[str] = NOT_ASKED
    kana: Answer[str] = NOT_ASKED
    born_on: Answer[date] = NOT_ASKED
    visitor_name: str = ""
    visitor_phone: str = ""
    visitor_relation: VisitorRelation | None = None
    address: Answer[str] = NOT_ASKED
    phone: Answer[str] = NOT_ASKED
    email: Answer[str] = NOT_ASKED
    story: str = ""
    judgements: tuple[Judgement, ...] = ()
    reconsultation: bool = True


def receive_consultation(state: Consultation | None, command: ReceiveConsultation) -> list[Event]:
    """The reception, and the judgements made with it."""
    if state is not None:
        return _received_before(state, command)
    happened(command.received_on, today=command.today, field="received_on")
    _possible_birth(command)
    possible_phone(answered(command.phone) or "", field="phone")
    possible_phone(command.visitor_phone, field="visitor_phone")
    _name_as_named(command)
    _something_told(command)
    return [
        _reception(command),
        *(judged(command.person, command.today, judgement) for judgement in command.judgements),
    ]


def _received_before(state: Consultation, command: ReceiveConsultation) -> list[Event]:
    if state.person == command.person:
        return []
    raise Refused("already-received", "このケースの相談はすでに受け付けています。")


def _possible_birth(command: ReceiveConsultation) -> None:
    born_on = answered(command.born_on)
    if born_on is None:
        return
    if born_on > command.received_on:
        raise Refused(
            "born-after-reception",
            "生年月日が受付日より後です。元号と年を確かめてください。",
            field="born_on",
        )
    if age(born_on, command.received_on) > OLDEST:
        raise Refused(
            "age-impossible",
            f"{OLDEST}歳を超える生年月日です。元号と年を確かめてください。",
            field="born_on",
        )


def _name_as_named(command: ReceiveConsultation) -> None:
    if command.naming is Naming.ANONYMOUS and _written(command.name):
        raise Refused(
            "anonymous-with-name",
            "匿名の受付に氏名があります。氏名を消すか、「本名」「通称・仮名」を選んでください。",
            field="naming",
        )


def _something_told(command: ReceiveConsultation) -> None:
    if not command.story.strip() and not command.topics and not command.main_topics:
        raise Refused(
            "story-missing",
            "相談の内容を一言書くか、主な相談内容を一つ選んでください。",
            field="story",
        )


def _reception(command: ReceiveConsultation) -> ConsultationReceived:
    person, visitor = command.person, _visitor(command)
    raised = {*command.topics, *command.main_topics}
    return ConsultationReceived(
        received_on=command.received_on,
        person=person,
        channel=command.channel,
        origin=_origin(command),
        previous_case=command.previous_case,
        naming=command.naming if _written(command.name) else Naming.ANONYMOUS,
        urgency=command.urgency,
        route=Open(person, command.route),
        sex=Open(person, command.sex),
        age_band=Open(person, _band(command)),
        target_class=Open(person, command.target_class),
        topics=Open(person, _in_order(raised)),
        main_topics=Open(person, _in_order(command.main_topics)),
        name=Open(person, _text(command.name)),
        kana=Open(person, _text(command.kana)),
        born_on=Open(person, command.born_on),
        visitor=Open((visitor and command.visitor_person) or person, visitor),
        address=Open(person, _text(command.address)),
        phone=Open(person, _text(command.phone)),
        email=Open(person, _text(command.email)),
        story=Open(person, command.story),
    )


def _origin(command: ReceiveConsultation) -> Origin:
    """What follows an earlier case is new only where the municipality has settled so, never by oversight."""
    if command.previous_case is None or command.origin not in {Origin.NEW, Origin.RECONSULTATION}:
        return command.origin
    return Origin.RECONSULTATION if command.reconsultation else Origin.NEW


def _visitor(command: ReceiveConsultation) -> Visitor | None:
    if not (command.visitor_name.strip() or command.visitor_phone.strip()):
        return None
    return Visitor(
        name=command.visitor_name,
        phone=command.visitor_phone,
        relation=command.visitor_relation or VisitorRelation.OTHER,
    )


def _band(command: ReceiveConsultation) -> Answer[AgeBand]:
    if isinstance(command.born_on, Unanswered):
        return command.age_band
    return age_band(command.born_on, command.received_on)


def _in_order(
    topics: set[ConsultationTopic] | tuple[ConsultationTopic, ...],
) -> tuple[ConsultationTopic, ...]:
    """Each once, in the order of the form."""
    return tuple(topic for topic in ConsultationTopic if topic in topics)


def _text(answer: Answer[str]) -> Answer[str]:
    """An empty box is a question not asked. What was typed is kept byte for byte."""
    return answer if isinstance(answer, Unanswered) or answer.strip() else NOT_ASKED


def _written(answer: Answer[str]) -> bool:
    return not isinstance(_text(answer), Unanswered)
