"""紹介元: which desk introduced the person, stated with the reception or later."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from events.contract.concern_codes import ConcernSource
from events.contract.deciding import Refused
from events.contract.introducing import ConsultationIntroduced
from events.contract.kind import Event
from services.intake.consultation import Consultation, evolve
from services.intake.decisions.guards import received
from services.intake.decisions.reception import ReceiveConsultation

Receive = Callable[[Consultation | None, ReceiveConsultation], list[Event]]


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroduceConsultation:
    """A registered desk says by itself what it is; `partners` = code of a desk → what it is."""

    today: date
    introduced_by: ConcernSource | None = None
    introducer: str = ""
    partners: Mapping[str, ConcernSource] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroducedReception:
    """A reception, and who introduced the person."""

    reception: ReceiveConsultation
    introduction: IntroduceConsultation


def introduce_consultation(
    state: Consultation | None, command: IntroduceConsultation
) -> list[Event]:
    """Said again otherwise it is a correction; a case out of a 気がかり has its source there."""
    state = received(state)
    if state.concern is not None:
        raise Refused(
            "from-concern",
            "この相談は気がかりから始まっています。どこからの知らせかは気がかりの記録にあります。",
        )
    made = ConsultationIntroduced(
        introduced_on=state.received_on,
        person=state.person,
        source=_source(command),
        partner=command.introducer,
    )
    return [] if made == state.beside.introduced else [made]


def introducing(
    receive: Receive,
) -> Callable[[Consultation | None, IntroducedReception], list[Event]]:
    """`receive_introduced` on another way to receive, e.g. one that carries protection over."""
    return partial(receive_introduced, receive=receive)


def receive_introduced(
    state: Consultation | None, command: IntroducedReception, *, receive: Receive
) -> list[Event]:
    """Nothing for a reception that stands already."""
    facts = receive(state, command.reception)
    if not facts:
        return []
    after = state
    for fact in facts:
        after = evolve(after, fact)
    return [*facts, *introduce_consultation(after, command.introduction)]


def _source(command: IntroduceConsultation) -> ConcernSource:
    if not command.introducer:
        if command.introduced_by is None:
            raise Refused("introducer-missing", "紹介元を選んでください。", field="introduced_by")
        return command.introduced_by
    kind = command.partners.get(command.introducer)
    if kind is None:
        raise Refused(
            "unknown-partner",
            "その日に登録のある連携先ではありません。一覧から選び直してください。",
            field="introducer",
        )
    if command.introduced_by not in {None, kind}:
        raise Refused(
            "source-differs",
            f"選んだ連携先は「{kind.ja}」です。どちらかを直してください。",
            field="introduced_by",
        )
    return kind
