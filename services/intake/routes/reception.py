"""相談受付: the three-minute form, the live look for the same person, and the reception itself."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.codes import (
    Channel,
    ContactMethod,
    Urgency,
)
from events.contract.concern_codes import ConcernSource
from events.host.date_echo import date_echo
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, SentForm, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.consultation import evolve
from services.intake.decisions import (
    ReceiveConsultation,
    RecordContact,
    record_contact,
)
from services.intake.person_index import PersonIndex
from services.intake.pseudonyms import person_of, visitor_of
from services.intake.routes.candidates import judgements, shown, typed_traits
from services.intake.routes.case_file import case_file, no_case_of_others
from services.intake.routes.concern_file import concern_file
from services.intake.routes.introduction_page import introduction, offered
from services.intake.routes.people import BRIEFLY, People
from services.intake.routes.reception_form import (
    FOLDED,
    LABELS,
    LISTS,
    METHODS,
    PAGE,
    URGENT_CHECKS,
    area_of,
    case_of,
    fresh_fields,
    settled,
    story_of,
    ward_of,
    wards_of,
)
from services.intake.routes.taking_up import link_known, named_concern, told_before
from services.intake.routes.taking_up import receive as receive_it

router = APIRouter()
RECEIVE: Final = Requires("consultation.receive")


@router.get("/consultations/new", dependencies=[RECEIVE], summary="相談受付の画面")
def blank(
    desk: AtDesk, people: People, previous: UUID | None = None, concern: UUID | None = None
) -> Response:
    """A fresh form, the draft that is named, or one about the person of an earlier case or a concern."""
    sheet = desk.sheet("consultation", area=wards_of(desk)[0][0], expected=0)
    if not sheet.form.typed:
        typed = fresh_fields(desk, previous)
        if concern is not None:
            file = concern_file(desk, concern)
            typed |= {"ward": file.area} | told_before(file)
        sheet = replace(sheet, form=Form(typed))
    return _draw(desk, people, sheet)


@router.post("/consultations", dependencies=[RECEIVE], summary="相談を受け付ける")
def receive(desk: AtDesk, people: People, sent: Sent) -> Response:
    """303 to the next thing to do; 重複の確認 in a form without JavaScript draws the page again."""
    form = sent.form
    if form.value("look"):
        return _draw(desk, people, _sheet(desk, sent))
    case = case_of(form.value("case"))
    no_case_of_others(desk, case)
    concern = named_concern(desk, form)
    given = {
        "today": desk.today,
        "person": person_of(case),
        "visitor_person": visitor_of(case),
        "judgements": judgements(form, people, typed_traits(form, desk.today)),
        "story": story_of(form),
    }

    def act(command: ReceiveConsultation) -> str:
        area = ward_of(desk, form, command)
        command = settled(desk, command)
        previous = command.previous_case
        before = case_file(desk, previous).state if previous is not None else None
        told = introduction(desk, form, command.received_on)
        receipt = receive_it(desk, command, concern, before, told, case=case, area=area, sent=sent)
        desk.wait_for("worklist", "intake", receipt.position)
        return _next(desk, people, case, command)

    return submit(
        desk,
        sent,
        _sheet(desk, sent),
        into=ReceiveConsultation,
        act=act,
        draw=lambda sheet: _draw(desk, people, sheet),
        given=given,
        stream=case,
    )


@router.post(
    "/consultations/into/{case}",
    dependencies=[Requires("contact.record", scope="case")],
    summary="受付の内容を既存のケースに記録する",
)
def into(case: UUID, desk: AtDesk, people: People, sent: Sent) -> Response:
    """このケースに記録する: no new case, one entry in the contact log of the known one."""
    file = case_file(desk, case)
    form = sent.form
    concern = named_concern(desk, form)
    channel = next((code for code in Channel if code == form.value("channel")), None)
    given = {
        "today": desk.today,
        "method": METHODS.get(channel or Channel.ONLINE, ContactMethod.OTHER),
        "content": story_of(form),
        "reached": True,
        "counterpart": form.value("visitor_name"),
    }
    about = {"contacted_on": list(form.values("received_on"))}

    def act(command: RecordContact) -> str:
        receipt = desk.carry_out(
            evolve,
            record_contact,
            command,
            stream=case,
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=None,
        )
        desk.wait_for("worklist", "intake", receipt.position)
        if concern is not None:
            link_known(desk, concern, case, sent)
        return f"/intake/cases/{case}?said=contact"

    return submit(
        desk,
        replace(sent, form=replace(form, typed={**form.typed, **about})),
        _sheet(desk, sent),
        into=RecordContact,
        act=act,
        draw=lambda sheet: _draw(desk, people, _renamed(sheet)),
        given=given,
    )


@router.post("/consultations/candidates", dependencies=[RECEIVE], summary="同じ方の候補")
def look(desk: AtDesk, people: People, sent: Sent) -> Response:
    """The panel beside the form, looked up while somebody types."""
    return desk.page(
        "_candidates.html", sheet=_sheet(desk, sent), **_panel(desk, people, sent.form)
    )


@router.post("/echo", dependencies=[Requires("draft.keep")], summary="日付の読み取り")
def echo(desk: AtDesk, sent: Sent) -> Response:
    """The day as the server reads it, in both eras."""
    name = sent.form.value("echo_of")
    aged = sent.form.value("echo_age") == "yes"
    return desk.page("_echo.html", echo=date_echo(sent.form.value(name), desk.today, age=aged))


def _draw(desk: Desk, people: PersonIndex, sheet: Sheet) -> Response:
    return desk.page(
        "reception.html",
        sheet=sheet,
        wards=wards_of(desk),
        checks=URGENT_CHECKS,
        action="/intake/consultations",
        labels=LABELS,
        opened=any(sheet.form.error(name) for name in FOLDED),
        sources=ConcernSource,
        **offered(desk, desk.today),
        **LISTS,
        **_panel(desk, people, sheet.form),
    )


def _panel(desk: Desk, people: PersonIndex, form: Form) -> dict[str, Any]:
    sought = typed_traits(form, desk.today)
    found = shown(desk, people.candidates(sought), {})
    alike = people.namesakes(sought) - len(found)
    return {
        "candidates": found,
        "looked": sought.comparable,
        "namesakes": max(0, alike),
        "whole": people.whole,
    }


def _sheet(desk: Desk, sent: SentForm) -> Sheet:
    sheet = desk.sheet("consultation", area=area_of(desk, sent.form), expected=0, at=PAGE)
    return sheet.sent(sent.form, command_id=sent.command_id, expected=0, draft_id=sent.draft_id)


def _next(desk: Desk, people: PersonIndex, case: UUID, command: ReceiveConsultation) -> str:
    """What must be done today comes first, then who it may be, then the case."""
    if command.urgency is Urgency.SAME_DAY:
        return f"/intake/cases/{case}/emergency?said=received"
    people.catch_up(desk.runtime.log, BRIEFLY)
    known = people.of_case(case)
    judged = {judgement.candidate for judgement in command.judgements}
    open_ones = people.candidates(known.traits, besides=case) if known else []
    if any(each.known.person not in judged for each in open_ones):
        return f"/intake/cases/{case}/identity?said=received"
    return f"/intake/cases/{case}?said=received"


def _renamed(sheet: Sheet) -> Sheet:
    """Errors of the contact shown at the fields of this form."""
    names = {"contacted_on": "received_on", "content": "story"}
    wrong = {names.get(name, name): ja for name, ja in sheet.form.wrong.items()}
    return replace(sheet, form=sheet.form.with_errors(wrong))
