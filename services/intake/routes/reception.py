"""相談受付: the three-minute form, the live look for the same person, and the reception itself."""

from dataclasses import replace
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, opened, wareki
from events.contract.answer import answered
from events.contract.codes import (
    AgeBand,
    Channel,
    ConsultationTopic,
    ContactMethod,
    Naming,
    Route,
    Sex,
    TargetClass,
    Urgency,
    VisitorRelation,
)
from events.host.answers import Missing
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
    receive_consultation,
    record_contact,
)
from services.intake.person_index import PersonIndex
from services.intake.pseudonyms import person_of, visitor_of
from services.intake.routes.candidates import judgements, shown, typed_traits
from services.intake.routes.case_file import case_file, ward_name
from services.intake.routes.people import People

router = APIRouter()
PAGE: Final = "/intake/consultations/new"
RECEIVE: Final = Requires("consultation.receive")

URGENT_CHECKS: Final = (
    ("tonight", "今夜の寝る場所", ("ある", "ない", "確認できない")),
    ("food", "食べるもの", ("ある", "ない", "確認できない")),
    ("safety", "身の安全", ("心配ない", "危険がある", "確認できない")),
)
"""当日対応の確認: asked at once, told in the story (assumed list, 暫定)."""

LABELS: Final = {
    "channel": "受付方法",
    "urgency": "緊急度",
    "name": "氏名",
    "kana": "氏名カナ",
    "born_on": "生年月日",
    "phone": "電話番号",
    "naming": "氏名の別",
    "story": "聴き取りメモ",
    "topics": "主な相談内容",
    "received_on": "受付日",
    "ward": "区",
    "sex": "性別",
    "age_band": "年代",
    "address": "住所",
    "email": "メール",
    "route": "相談経路",
    "target_class": "対象区分",
}
"""Field → its label, for the summary of errors."""
FOLDED: Final = ("received_on", "ward", "sex", "age_band", "address", "email", "route")
"""Fields inside the closed part, which opens when one of them is wrong."""
LISTS: Final = {
    "channels": Channel,
    "urgencies": Urgency,
    "namings": Naming,
    "topics": ConsultationTopic,
    "relations": VisitorRelation,
    "sexes": Sex,
    "bands": AgeBand,
    "routes": Route,
    "classes": TargetClass,
}

METHODS: Final = {
    Channel.OFFICE_VISIT: ContactMethod.INTERVIEW,
    Channel.TELEPHONE: ContactMethod.TELEPHONE,
    Channel.HOME_VISIT: ContactMethod.VISIT_OR_ACCOMPANIMENT,
    Channel.AGENCY: ContactMethod.AGENCY_CONSULTATION,
}
"""How a consultation that belongs to a known case stands in its contact log; else その他."""


@router.get("/consultations/new", dependencies=[RECEIVE], summary="相談受付の画面")
def blank(desk: AtDesk, people: People, previous: UUID | None = None) -> Response:
    """A fresh form, the draft that is named, or one about the person of an earlier case."""
    sheet = desk.sheet("consultation", area=_wards(desk)[0][0], expected=0)
    if not sheet.form.typed:
        sheet = replace(sheet, form=Form(_fresh(desk, previous)))
    return _draw(desk, people, sheet)


@router.post("/consultations", dependencies=[RECEIVE], summary="相談を受け付ける")
def receive(desk: AtDesk, people: People, sent: Sent) -> Response:
    """303 to the next thing to do; 重複の確認 in a form without JavaScript draws the page again."""
    form = sent.form
    if form.value("look"):
        return _draw(desk, people, _sheet(desk, sent))
    case = _uuid(form.value("case"))
    given = {
        "today": desk.today,
        "person": person_of(case),
        "visitor_person": visitor_of(case),
        "judgements": judgements(form, people, typed_traits(form, desk.today)),
        "story": _story(form),
    }

    def act(command: ReceiveConsultation) -> str:
        area = _ward(desk, form, command)
        if command.previous_case is not None:
            case_file(desk, command.previous_case)
        receipt = desk.carry_out(
            evolve,
            receive_consultation,
            command,
            stream=case,
            case=case,
            area=area,
            command_id=sent.command_id,
            expected=0,
        )
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
    channel = next((code for code in Channel if code == form.value("channel")), None)
    given = {
        "today": desk.today,
        "method": METHODS.get(channel or Channel.ONLINE, ContactMethod.OTHER),
        "content": _story(form),
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
        wards=_wards(desk),
        checks=URGENT_CHECKS,
        action="/intake/consultations",
        labels=LABELS,
        opened=any(sheet.form.error(name) for name in FOLDED),
        **LISTS,
        **_panel(desk, people, sheet.form),
    )


def _panel(desk: Desk, people: PersonIndex, form: Form) -> dict[str, Any]:
    sought = typed_traits(form, desk.today)
    return {"candidates": shown(desk, people.candidates(sought), {}), "looked": sought.comparable}


def _sheet(desk: Desk, sent: SentForm) -> Sheet:
    sheet = desk.sheet("consultation", area=_area(desk, sent.form), expected=0, at=PAGE)
    return sheet.sent(sent.form, command_id=sent.command_id, expected=0, draft_id=sent.draft_id)


def _fresh(desk: Desk, previous: UUID | None) -> dict[str, str]:
    typed = {
        "case": str(uuid4()),
        "ward": _wards(desk)[0][0],
        "received_on": wareki.short(desk.today),
        "channel": Channel.OFFICE_VISIT.value,
        "urgency": Urgency.ORDINARY.value,
        "naming": Naming.FULL.value,
    }
    return typed if previous is None else typed | _of_before(desk, previous)


def _of_before(desk: Desk, previous: UUID) -> dict[str, str]:
    """Name and numbers of the earlier case, for who may read them there."""
    file = case_file(desk, previous)
    if not desk.staff.may("identity.read", file.area):
        raise Missing
    fact = file.received
    born_on = answered(opened(fact.born_on, None)) if fact.born_on else None
    texts = {
        name: answered(opened(getattr(fact, name), "")) or "" for name in ("name", "kana", "phone")
    }
    return {
        **texts,
        "previous_case": str(previous),
        "born_on": wareki.short(born_on) if born_on else "",
        "naming": fact.naming.value,
    }


def _story(form: Form) -> str:
    """The answers of the urgent checklist stand before what was told."""
    asked = [
        f"{label}: {form.value(name)}"
        for name, label, answers in URGENT_CHECKS
        if form.value(name) in answers
    ]
    told = form.value("story").replace("\r\n", "\n").strip()
    if form.value("urgency") != Urgency.SAME_DAY or not asked:
        return told
    return f"【当日対応の確認】{'、'.join(asked)}\n{told}".rstrip()


def _next(desk: Desk, people: PersonIndex, case: UUID, command: ReceiveConsultation) -> str:
    """What must be done today comes first, then who it may be, then the case."""
    if command.urgency is Urgency.SAME_DAY:
        return f"/intake/cases/{case}/emergency?said=received"
    people.catch_up(desk.runtime.log)
    known = people.of_case(case)
    judged = {judgement.candidate for judgement in command.judgements}
    open_ones = people.candidates(known.traits, besides=case) if known else []
    if any(each.known.person not in judged for each in open_ones):
        return f"/intake/cases/{case}/identity?said=received"
    return f"/intake/cases/{case}?said=received"


def _ward(desk: Desk, form: Form, command: ReceiveConsultation) -> str:
    """The ward as typed: one of this person's, served on the day of the reception."""
    code = _area(desk, form)
    desk.runtime.municipality.ward(code, command.received_on)
    return code


def _area(desk: Desk, form: Form) -> str:
    wards = [code for code, _ in _wards(desk)]
    wanted = form.value("ward")
    if wanted and wanted not in wards:
        raise Refused("unknown-ward", "担当する区ではありません。区を選び直してください。")
    return wanted or wards[0]


def _wards(desk: Desk) -> list[tuple[str, str]]:
    """The wards of today where this person may receive, with their names."""
    allowed = desk.staff.wards_for("consultation.receive")
    served = [w for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    if not served:
        raise Missing
    return [(ward.code, ward_name(desk, ward.code)) for ward in served]


def _renamed(sheet: Sheet) -> Sheet:
    """Errors of the contact shown at the fields of this form."""
    names = {"contacted_on": "received_on", "content": "story"}
    wrong = {names.get(name, name): ja for name, ja in sheet.form.wrong.items()}
    return replace(sheet, form=sheet.form.with_errors(wrong))


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused(
            "case-missing", "画面の情報が足りません。画面を開き直してください。"
        ) from None
