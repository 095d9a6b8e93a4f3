"""A reception out of a concern: the form begins with what was told, and the concern is linked to the case."""

from typing import Any, Final
from uuid import UUID, uuid5

from events.contract import Refused, opened
from events.contract.answer import answered
from events.contract.codes import Channel, ContactMethod, Route
from events.contract.concern_codes import ConcernSource, LookOutcome
from events.host.desk import Desk, Receipt
from events.host.form import Form
from events.host.forms import SentForm
from services.intake.consultation import Consultation, evolve
from services.intake.decisions import ReceiveConsultation, receiving
from services.intake.decisions.concern_ends import LinkConcern, link_concern
from services.intake.decisions.introduction import (
    IntroduceConsultation,
    IntroducedReception,
    introducing,
)
from services.intake.decisions.taking_up import TakeUpConcern, taking_up
from services.intake.projections.concerns import CONCERNS
from services.intake.routes.concern_file import ConcernFile, concern_file
from services.intake.states import concern as states

ROUTES: Final = {
    ConcernSource.OWN_OUTREACH: Route.OUTREACH,
    ConcernSource.FAMILY: Route.FAMILY_REMOTE,
    ConcernSource.NEIGHBOUR: Route.OTHER,
    ConcernSource.OTHER: Route.OTHER,
}
"""相談経路 of a reception out of a concern; every desk and company is 関係機関・関係者の紹介 (暫定)."""


def named_concern(desk: Desk, form: Form) -> ConcernFile | None:
    """The concern a reception form names; Missing for another ward's, Refused for no id."""
    text = form.value("concern")
    if not text:
        return None
    try:
        return concern_file(desk, UUID(text))
    except ValueError:
        raise Refused(
            "unknown-concern", "画面の情報が足りません。気がかりの画面から開き直してください。"
        ) from None


def told_before(file: ConcernFile) -> dict[str, str]:
    """What the reception form begins with: nothing is typed twice."""
    noted = file.noted
    texts = {
        name: answered(opened(getattr(noted, name), "")) or ""
        for name in ("name", "kana", "phone", "address")
    }
    heard = [opened(noted.told, ""), *(opened(look.note, "") for look in file.state.looks)]
    return {
        **{name: text for name, text in texts.items() if text},
        "concern": str(file.concern),
        "route": ROUTES.get(noted.source, Route.AGENCY_INTRODUCTION).value,
        "urgency": noted.urgency.value,
        "channel": _channel(file).value,
        "story": "\n".join([f"【気がかり {file.number}】", *(text for text in heard if text)]),
    }


def receive(
    desk: Desk,
    command: ReceiveConsultation,
    concern: ConcernFile | None,
    before: Consultation | None,
    introduction: IntroduceConsultation | None,
    *,
    case: UUID,
    area: str,
    sent: SentForm,
) -> Receipt:
    """The reception; with a concern the case says so, and then the concern names the case.

    `before` is the earlier case of the same person: what protects them there protects them here.
    `introduction` counts only without a concern: that has its source itself.
    """
    decide: Any = receiving(before)
    stated: Any = command
    if concern is not None:
        _free(concern, case)
        decide, stated = taking_up(decide), _taken_up(command, concern)
    elif introduction is not None:
        decide = introducing(decide)
        stated = IntroducedReception(reception=command, introduction=introduction)
    receipt = desk.carry_out(
        evolve,
        decide,
        stated,
        stream=case,
        case=case,
        area=area,
        command_id=sent.command_id,
        expected=0,
    )
    if concern is not None:
        _link(desk, concern, command, case, sent)
    return receipt


def link_known(desk: Desk, concern: ConcernFile, case: UUID, sent: SentForm) -> None:
    """What was told belongs to a case that stands."""
    command = LinkConcern(today=desk.today, linked_on=desk.today, case=case, known=True)
    _state_link(desk, concern, command, sent)


def _link(
    desk: Desk, concern: ConcernFile, command: ReceiveConsultation, case: UUID, sent: SentForm
) -> None:
    _state_link(
        desk,
        concern,
        LinkConcern(today=desk.today, linked_on=command.received_on, case=case),
        sent,
    )


def _state_link(desk: Desk, concern: ConcernFile, command: LinkConcern, sent: SentForm) -> None:
    """A command of its own: a concern stays its own case, so its facts keep their order on every road."""
    receipt = desk.carry_out(
        states.evolve,
        link_concern,
        command,
        stream=concern.concern,
        case=concern.concern,
        area=concern.area,
        command_id=uuid5(sent.command_id, "link"),
        expected=None,
    )
    desk.wait_for(CONCERNS.name, "intake", receipt.position)


def _taken_up(command: ReceiveConsultation, concern: ConcernFile) -> TakeUpConcern:
    noted = concern.noted
    return TakeUpConcern(
        reception=command,
        concern=concern.concern,
        source=noted.source,
        partner=noted.partner,
        noted_on=noted.noted_on,
    )


def _free(concern: ConcernFile, case: UUID) -> None:
    """Before the reception is stored: the concern must not belong to another case."""
    if concern.state.case not in {None, case}:
        raise Refused("concern-linked", "この気がかりは、すでに別の相談につながっています。")


def _channel(file: ConcernFile) -> Channel:
    """Who was met on a visit was received there; else the desk's own choice."""
    met = [look for look in file.state.looks if look.outcome is LookOutcome.MET]
    visited = met and met[-1].method is ContactMethod.VISIT_OR_ACCOMPANIMENT
    return Channel.HOME_VISIT if visited else Channel.OFFICE_VISIT
