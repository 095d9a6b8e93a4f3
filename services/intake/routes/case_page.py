"""The case page: whom it concerns, where it stands, what happened, and one more record."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.case_in_council import CaseDiscussed
from events.contract.codes import Urgency
from events.contract.contacting import ContactChannel, ContactDetailed, EmailAttached
from events.contract.intake import ContactRecorded
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.recipient import opened_on
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.intake.consultation import evolve
from services.intake.decisions import RecordContact, record_contact
from services.intake.person_index import PersonIndex
from services.intake.routes.candidates import told_where
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.correction_page import may_correct
from services.intake.routes.heard import heard
from services.intake.routes.people import People
from services.intake.routes.present import actions, head, present, steps
from services.intake.routes.referral_pages import help_of
from services.intake.routes.said import said
from services.intake.routes.timeline import entries
from services.intake.routes.told_at_reception import told_at_reception

router = APIRouter()

NEXT_CONTACT: Final = timedelta(days=14)
"""What the form proposes as the next contact (assumed, 暫定)."""


CONTACTS: Final = (ContactRecorded, ContactDetailed, EmailAttached, CaseDiscussed)
KINDS: Final = (("all", "すべて"), ("steps", "手続"), ("contacts", "支援経過記録"))
"""What the timeline may be narrowed to."""


@router.get(
    "/cases/{case}", dependencies=[Requires("case.read", scope="case")], summary="ケースの画面"
)
def case(
    case: UUID, desk: AtDesk, people: People, said: str | None = None, show: str = "all"
) -> Response:
    """The page; `?draft=` continues a contact record put aside, `?show=` filters the timeline by kind."""
    file = case_file(desk, case)
    sheet = desk.sheet("contact", area=file.area, case=case, expected=file.version)
    return draw(desk, people, file, sheet, code=said, show=show)


@router.post(
    "/cases/{case}/contacts",
    dependencies=[Requires("contact.record", scope="case")],
    summary="支援経過記録を追加する",
)
def add(case: UUID, desk: AtDesk, people: People, sent: Sent) -> Response:
    """One entry of the contact log."""
    file = case_file(desk, case)
    at = f"/intake/cases/{case}"

    def act(command: RecordContact) -> str:
        receipt = desk.carry_out(
            evolve,
            record_contact,
            command,
            stream=case,
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        desk.wait_for("worklist", "intake", receipt.position)
        return f"{at}?said=contact"

    return submit(
        desk,
        sent,
        desk.sheet("contact", area=file.area, case=case, expected=file.version, at=at),
        into=RecordContact,
        act=act,
        draw=lambda sheet: draw(desk, people, case_file(desk, case), sheet),
        given={"today": desk.today, "reached": not sent.form.value("absent")},
        stream=case,
    )


def draw(
    desk: Desk,
    people: PersonIndex,
    file: CaseFile,
    sheet: Sheet,
    *,
    code: str | None = None,
    show: str = "all",
) -> Response:
    """The page with the form for one more contact as `sheet` has it."""
    may_write = desk.staff.may("contact.record", file.area)
    if not sheet.form.typed:
        typed = {
            "contacted_on": wareki.short(desk.today),
            "channel": ContactChannel.TELEPHONE.value,
        }
        sheet = replace(sheet, form=Form(typed))
    return desk.page(
        "case.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        now=present(desk, file),
        told=told_at_reception(file.received),
        steps=steps(file),
        entries=entries(desk, shown(file.history, show), people),
        kinds=KINDS,
        show=show,
        same=[
            known for known in people.same_as(file.state.person) if told_where(desk, people, known)
        ],
        actions=actions(desk, file) if may_write else (),
        may_write=may_write,
        may_see_papers=desk.staff.may("identity.read", file.area),
        may_correct=may_correct(desk, file),
        given=help_of(file),
        heard=heard(file.received),
        category=file.state.beside.recipient.on(desk.today),
        opened=opened_on(desk.today),
        may_transfer=desk.staff.may("transfer.request", file.area),
        may_destroy=desk.staff.may("key.destroy", file.area),
        may_concern=desk.staff.may("concern.record", file.area),
        may_judge=desk.staff.may("identity.judge", file.area),
        others=desk.runtime.drafts.others_at(file.case, desk.staff.account, desk.now),
        channels=[channel for channel in ContactChannel if channel is not ContactChannel.UNTOLD],
        propose=desk.today + NEXT_CONTACT,
        migrated=file.history[0].migrated,
        urgent=file.received.urgency is Urgency.SAME_DAY and file.state.triage is None,
        flash=said(code),
    )


def shown(history: tuple[Recorded, ...], show: str) -> tuple[Recorded, ...]:
    """The facts of one kind, or all."""
    contacts = {"contacts": True, "steps": False}.get(show)
    return tuple(r for r in history if contacts in (None, isinstance(r.fact, CONTACTS)))
