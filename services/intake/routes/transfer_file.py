"""One transfer as both offices need it, and the reception with which the other office begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract import NOT_ASKED, Unanswered, fold, opened
from events.contract.codes import Channel, Naming, Origin, Sameness, Urgency
from events.contract.correcting import ReceptionCorrected, corrected
from events.contract.intake import ConsultationReceived, ContactRecorded
from events.contract.transferring import TransferItem, TransferRequested
from events.host.answers import Missing
from events.host.desk import Desk
from events.log.recorded import Recorded
from services.intake.case_number import case_number
from services.intake.consultation import Consultation
from services.intake.consultation import evolve as evolve_case
from services.intake.decisions import ReceiveConsultation, SharingBasis
from services.intake.decisions.identity import Judgement
from services.intake.person_index import PersonIndex
from services.intake.projections.transfers import TRANSFERS, Transfer
from services.intake.pseudonyms import person_of
from services.intake.routes.secret import is_secret, masked
from services.intake.routes.timeline import Entry, entries
from services.intake.states.transfer import Transfers, case_of, evolve, stream_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferFile:
    """`history` is the case handed over, as open as the reader may read identities in `area`, the reader's ward."""

    case: UUID
    row: Transfer
    area: str
    asked: TransferRequested
    basis: str
    state: Transfers
    history: tuple[Recorded, ...]
    consultation: Consultation
    secret: bool

    @property
    def received(self) -> ConsultationReceived:
        """The reception of the case handed over, as corrected since."""
        fact = self.history[0].fact
        if not isinstance(fact, ConsultationReceived):
            raise Missing
        for recorded in self.history:
            if isinstance(recorded.fact, ReceptionCorrected):
                fact = corrected(fact, recorded.fact)
        return fact

    @property
    def number(self) -> str:
        """受付番号 of the case handed over."""
        return case_number(self.history[0])

    @property
    def incoming(self) -> bool:
        """Whether the reader is of the office that takes over."""
        return self.area == self.row.to_area

    def closed(self, day: date) -> str:
        """Why nothing may be shown on 本人の同意 any more; empty where it may, or on another basis."""
        consents = self.consultation.beside.consents
        own = self.basis == SharingBasis.CONSENT.value
        return consents.said(day) if own and consents.closed_on(day) else ""

    def count(self, item: TransferItem) -> int:
        """How many records of the case the item stands for."""
        return sum(item is item_of(one) for one in self.history)

    def shown(self, desk: Desk, people: PersonIndex) -> list[Entry]:
        """The records the receiving office sees, by the items that were chosen."""
        if self.closed(desk.today):
            return []
        told = entries(desk, self.history, people)
        chosen = set(self.asked.items)
        kept = {f"record-{one.version}" for one in self.history if item_of(one) in chosen}
        return [entry for entry in told if entry.id in kept]


def item_of(recorded: Recorded) -> TransferItem:
    """Under which item a record is handed over."""
    match recorded.fact:
        case ConsultationReceived():
            return TransferItem.RECEPTION
        case ContactRecorded():
            return TransferItem.CONTACTS
    return TransferItem.STEPS


def transfer_file(desk: Desk, case: UUID, transfer_no: int) -> TransferFile:
    """Missing for anybody but the two offices."""
    row = desk.runtime.tables.row(TRANSFERS, case, transfer_no)
    if row is None:
        raise Missing
    allowed = desk.staff.wards_for("case.read")
    answering = row.to_area in desk.staff.wards_for("transfer.answer")
    area = row.to_area if answering else row.from_area
    if not answering and area not in allowed:
        raise Missing
    log, opens = desk.runtime.log, desk.staff.opens(area)
    recorded = log.history(stream_of(case), opens)
    state = fold(evolve, (one.fact for one in recorded))
    history = log.history(case, opens)
    consultation = fold(evolve_case, (one.fact for one in history))
    if state is None or consultation is None:
        raise Missing
    asked = state.requested[transfer_no - 1]
    basis = next(one.context.basis for one in recorded if one.fact is asked)
    secret = is_secret(desk, consultation)
    return TransferFile(
        case=case,
        row=row,
        area=area,
        asked=asked,
        basis=basis,
        state=state,
        history=tuple(masked(one) for one in history) if secret else tuple(history),
        consultation=consultation,
        secret=secret,
    )


def reception_of(desk: Desk, file: TransferFile) -> ReceiveConsultation:
    """The reception of the new case: the same person, by what was handed over; never counted as new."""
    told, items = file.received, set(file.asked.items)
    place = TransferItem.ADDRESS in items and not file.secret
    new_case = case_of(file.case, file.asked.transfer_no)
    name = opened(told.name, NOT_ASKED)
    return ReceiveConsultation(
        today=desk.today,
        received_on=desk.today,
        person=person_of(new_case),
        channel=Channel.AGENCY,
        origin=Origin.TRANSFER_WITHIN,
        previous_case=file.case,
        naming=told.naming if not isinstance(name, Unanswered) else Naming.ANONYMOUS,
        urgency=Urgency.ORDINARY,
        sex=opened(told.sex, NOT_ASKED),
        name=name,
        kana=opened(told.kana, NOT_ASKED),
        born_on=opened(told.born_on, NOT_ASKED),
        address=opened(told.address, NOT_ASKED) if place else NOT_ASKED,
        phone=opened(told.phone, NOT_ASKED) if place else NOT_ASKED,
        story=opened(file.asked.reason, "") or "移管",
        judgements=(Judgement(candidate=told.person, sameness=Sameness.SAME, score=0),),
    )


def waiting_for(desk: Desk) -> Sequence[Transfer]:
    """Requests that this person's wards are to answer, the oldest first."""
    wards = sorted(desk.staff.wards_for("transfer.answer"))
    return desk.runtime.tables.rows(
        TRANSFERS,
        "accepted is null and to_area = any(%s)",
        [wards],
        order="requested_on, case_id",
    )
