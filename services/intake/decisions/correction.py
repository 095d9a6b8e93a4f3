"""誤記の訂正: what was written wrongly at the reception, with the reason; the first statement stays."""

from dataclasses import dataclass
from datetime import date

from events.contract.answer import Answer, Unanswered
from events.contract.codes import Channel, Naming, Urgency
from events.contract.correcting import CORRECTABLE, ReceptionCorrected
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.age import OLDEST, age
from services.intake.decisions.guards import received, told
from services.intake.decisions.phone import possible_phone


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectReception:
    """None = as it was. An answer may be corrected to 未聴取, 回答拒否 or 不明."""

    today: date
    reason: str = ""
    channel: Channel | None = None
    urgency: Urgency | None = None
    naming: Naming | None = None
    name: Answer[str] | None = None
    kana: Answer[str] | None = None
    born_on: Answer[date] | None = None
    address: Answer[str] | None = None
    phone: Answer[str] | None = None
    email: Answer[str] | None = None


def correct_reception(state: Consultation | None, command: CorrectReception) -> list[Event]:
    """Also in ended cases. The same correction twice is one."""
    state = received(state)
    fields = tuple(name for name in CORRECTABLE if getattr(command, name) is not None)
    if not fields:
        raise Refused(
            "nothing-corrected", "訂正する欄に、正しい内容を入れてください。", field="name"
        )
    told(
        command.reason,
        code="reason-missing",
        ja="訂正の理由を一言書いてください。",
        field="reason",
    )
    _possible(state, command)
    person = state.person
    made = ReceptionCorrected(
        corrected_on=command.today,
        person=person,
        fields=fields,
        channel=command.channel,
        urgency=command.urgency,
        naming=command.naming,
        name=Open(person, command.name),
        kana=Open(person, command.kana),
        born_on=Open(person, command.born_on),
        address=Open(person, command.address),
        phone=Open(person, command.phone),
        email=Open(person, command.email),
        reason=Open(person, command.reason),
    )
    return [] if made in state.beside.corrections else [made]


def _possible(state: Consultation, command: CorrectReception) -> None:
    if isinstance(command.phone, str):
        possible_phone(command.phone, field="phone")
    if command.naming is Naming.ANONYMOUS and isinstance(command.name, str):
        raise Refused(
            "anonymous-with-name",
            "匿名の受付に氏名があります。氏名を消すか、「本名」「通称・仮名」を選んでください。",
            field="naming",
        )
    born_on = command.born_on
    if born_on is None or isinstance(born_on, Unanswered):
        return
    if born_on > state.received_on:
        raise Refused(
            "born-after-reception",
            "生年月日が受付日より後です。元号と年を確かめてください。",
            field="born_on",
        )
    if age(born_on, state.received_on) > OLDEST:
        raise Refused(
            "age-impossible",
            f"{OLDEST}歳を超える生年月日です。元号と年を確かめてください。",
            field="born_on",
        )
