"""情報提供への同意: given, taken back, and the list of those that end soon or stand no more."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Any, Final, LiteralString
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract.consent import (
    ConsentContent,
    ConsentManner,
    ConsentParty,
    WithdrawalManner,
)
from events.contract.consents import OF_APPLICATION
from events.host.answers import Missing
from events.host.consent import AHEAD, CASE_CONSENT, CaseConsent
from events.host.desk import AtDesk, Desk
from events.host.forms import Sent
from events.host.http import Requires
from services.intake import decisions
from services.intake.person_index import PersonIndex
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.earlier_consents import as_before, earlier_consents
from services.intake.routes.people import People
from services.intake.routes.step_forms import StepForm, open_form, send_form
from services.intake.sheets.consent import HANDLED
from services.intake.worklist import WORKLIST

router = APIRouter()
RECORD: Final = [Requires("contact.record", scope="case")]
READ: Final = [Requires("case.read")]
PAGE: Final = 50
SHOWN: Final = (
    ("due", "まもなく終わるもの"),
    ("closed", "いまは提供できないもの"),
    ("all", "すべて"),
)

GIVE: Final = StepForm(
    name="consent",
    command=decisions.GiveConsent,
    decide=decisions.give_consent,
    dated="given_on",
    lists={
        "manners": ConsentManner,
        "parties": ConsentParty,
        "contents": ConsentContent,
        "handled": HANDLED,
    },
    done=lambda _: "consent",
    shown_in=CASE_CONSENT.name,
)
WITHDRAW: Final = StepForm(
    name="consent_withdrawal",
    command=decisions.WithdrawConsent,
    decide=decisions.withdraw_consent,
    dated="withdrawn_on",
    lists={"manners": WithdrawalManner},
    done=lambda _: "consent-withdrawn",
    shown_in=CASE_CONSENT.name,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list shows, by codes only."""

    show: str = "due"
    page: Annotated[int, Query(ge=1, le=10_000)] = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One case as this person may see it."""

    case: UUID
    number: str
    ward: str
    name: str
    said: str
    ends_on: date | None
    closed: bool


Chosen = Annotated[Asked, Depends()]


@router.get("/consents", dependencies=READ, summary="同意の期限の一覧")
def consents(desk: AtDesk, people: People, asked: Chosen) -> Response:
    """The cases whose consent ends soonest first."""
    try:
        rows, ready = _rows(desk, asked), True
    except NotReady:
        rows, ready = [], False
    return desk.page(
        "consents.html",
        asked=asked,
        lines=_lines(desk, people, rows[:PAGE]),
        more=len(rows) > PAGE,
        ready=ready,
        shown=SHOWN,
        days=AHEAD.days,
    )


@router.get("/cases/{case}/consent", dependencies=RECORD, summary="同意の記録の画面")
def consent(case: UUID, desk: AtDesk, said: str | None = None, before: int = 0) -> Response:
    """To whom, what, until when, how it was given; `before` = the earlier case's consent to begin with."""
    form = replace(GIVE, fresh=lambda desk, file: as_before(desk, file, before))
    return open_form(desk, form, case, said, about=_earlier(desk, case))


@router.post("/cases/{case}/consent", dependencies=RECORD, summary="同意を記録する")
def give(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """ConsentGiven."""
    return send_form(desk, GIVE, case, sent, about=_earlier(desk, case))


@router.get(
    "/cases/{case}/consents/{number}/withdrawal", dependencies=RECORD, summary="同意の取消しの画面"
)
def withdrawal(case: UUID, number: int, desk: AtDesk, said: str | None = None) -> Response:
    """Which consent, and from when it holds no more."""
    about = _consent(case_file(desk, case), number)
    return open_form(desk, WITHDRAW, case, said, path=_path(number), about=about)


@router.post(
    "/cases/{case}/consents/{number}/withdrawal",
    dependencies=RECORD,
    summary="同意の取消しを記録する",
)
def withdraw(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """ConsentWithdrawn."""
    about = _consent(case_file(desk, case), number)
    numbered = {"consent_no": number}
    return send_form(desk, WITHDRAW, case, sent, path=_path(number), about=about, given=numbered)


def _earlier(desk: Desk, case: UUID) -> dict[str, Any]:
    return {"earlier": earlier_consents(desk, case_file(desk, case))}


def _path(number: int) -> str:
    return f"consents/{number}/withdrawal"


def _consent(file: CaseFile, number: int) -> dict[str, Any]:
    one = file.state.beside.consents.given.get(number)
    if one is None:
        raise Missing
    return {"consent": one, "no": number, "of_application": number == OF_APPLICATION}


def _rows(desk: Desk, asked: Asked) -> list[CaseConsent]:
    allowed = desk.staff.wards_for("case.read")
    where: LiteralString = "not over and area_id = any(%(areas)s)"
    if asked.show == "due":
        where += " and ends_on between %(today)s and %(ahead)s"
    elif asked.show != "all":
        where += " and (ends_on < %(today)s or (ends_on is null and withdrawn_on is not null))"
    order: LiteralString = "ends_on nulls last, case_id offset %(skip)s"
    values = {
        "areas": [row.area_id for row in desk.runtime.areas if row.code in allowed],
        "today": desk.today,
        "ahead": desk.today + AHEAD,
        "skip": (asked.page - 1) * PAGE,
    }
    rows = desk.runtime.tables.rows(CASE_CONSENT, where, values, order=order, limit=PAGE + 1)
    if asked.show == "closed":
        return [row for row in rows if row.known.closed_on(desk.today)]
    return rows


def _lines(desk: Desk, people: PersonIndex, rows: list[CaseConsent]) -> list[Line]:
    cases = [row.case_id for row in rows]
    works = desk.runtime.tables.rows(WORKLIST, "case_id = any(%s)", [cases]) if cases else []
    numbers = {work.case_id: work.number for work in works}
    return [
        Line(
            case=row.case_id,
            number=numbers.get(row.case_id, ""),
            ward=ward_name(desk, row.area),
            name=_name(desk, people, row),
            said=row.known.said(desk.today),
            ends_on=row.ends_on,
            closed=row.known.closed_on(desk.today),
        )
        for row in rows
    ]


def _name(desk: Desk, people: PersonIndex, row: CaseConsent) -> str:
    known = people.of_case(row.case_id) if desk.staff.may("identity.read", row.area) else None
    return (known.name or known.naming.ja) if known else ""
