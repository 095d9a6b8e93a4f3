"""気がかりの受付: what a neighbour, a desk or a company told. A name is not needed, the basis is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from events.contract.answer import NOT_ASKED, Answer, Unanswered
from events.contract.codes import Urgency
from events.contract.concern import ConcernNoted
from events.contract.concern_codes import ConcernBasis, ConcernSource
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.decisions.guards import happened, told
from services.intake.states.concern import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteConcern:
    """`person` and `informant_person` are fresh pseudonyms; `partners` = code of a desk → what it is."""

    today: date
    noted_on: date
    person: UUID
    informant_person: UUID
    told: str = ""
    source: ConcernSource | None = None
    partner: str = ""
    basis: ConcernBasis | None = None
    basis_note: str = ""
    urgency: Urgency = Urgency.ORDINARY
    reply_wanted: bool = False
    name: Answer[str] = NOT_ASKED
    kana: Answer[str] = NOT_ASKED
    address: Answer[str] = NOT_ASKED
    phone: Answer[str] = NOT_ASKED
    informant: str = ""
    reference: str = ""
    partners: Mapping[str, ConcernSource] = field(default_factory=dict)


def note_concern(state: Concern | None, command: NoteConcern) -> list[Event]:
    """The concern; the same one sent again is one concern."""
    if state is not None:
        return _noted_before(state, command)
    happened(command.noted_on, today=command.today, field="noted_on")
    source = _source(command)
    told(
        command.told,
        code="told-missing",
        ja="聴いたことを一言書いてください。",
        field="told",
    )
    basis = _basis(command)
    person, informant = command.person, command.informant_person
    return [
        ConcernNoted(
            noted_on=command.noted_on,
            person=person,
            source=source,
            partner=command.partner,
            basis=basis,
            urgency=command.urgency,
            reply_wanted=command.reply_wanted,
            name=Open(person, _text(command.name)),
            kana=Open(person, _text(command.kana)),
            informant=Open(informant, command.informant),
            reference=Open(person, command.reference),
            address=Open(person, _text(command.address)),
            phone=Open(person, _text(command.phone)),
            told=Open(person, command.told),
            basis_note=Open(person, command.basis_note),
        )
    ]


def _noted_before(state: Concern, command: NoteConcern) -> list[Event]:
    if state.person == command.person:
        return []
    raise Refused("already-noted", "この気がかりはすでに受け付けています。")


def _source(command: NoteConcern) -> ConcernSource:
    """A registered desk says by itself what it is."""
    if not command.partner:
        if command.source is None:
            raise Refused("source-missing", "どこからの知らせかを選んでください。", field="source")
        return command.source
    kind = command.partners.get(command.partner)
    if kind is None:
        raise Refused(
            "unknown-partner",
            "その日に登録のある連携先ではありません。一覧から選び直してください。",
            field="partner",
        )
    if command.source not in {None, kind}:
        raise Refused(
            "source-differs",
            f"選んだ連携先は「{kind.ja}」です。どちらかを直してください。",
            field="source",
        )
    return kind


def _basis(command: NoteConcern) -> ConcernBasis:
    if command.basis is None:
        raise Refused(
            "basis-missing",
            "知らせてもらう根拠（本人の同意など）を選んでください。",
            field="basis",
        )
    if command.basis is ConcernBasis.OTHER_STATUTE:
        told(
            command.basis_note,
            code="statute-missing",
            ja="根拠となる法令と条項を書いてください。",
            field="basis_note",
        )
    if command.basis is ConcernBasis.NOBODY_NAMED and _names_somebody(command):
        raise Refused(
            "somebody-named",
            "氏名・住所・電話番号があります。個人を特定する知らせの根拠を選んでください。",
            field="basis",
        )
    return command.basis


def _names_somebody(command: NoteConcern) -> bool:
    given = (command.name, command.kana, command.address, command.phone)
    return any(not isinstance(_text(one), Unanswered) for one in given)


def _text(answer: Answer[str]) -> Answer[str]:
    """An empty box is a question not asked. What was typed is kept byte for byte."""
    return answer if isinstance(answer, Unanswered) or answer.strip() else NOT_ASKED
