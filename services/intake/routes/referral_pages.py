"""つなぎの経過, 緊急的な支援の結果, and the list of bodies that must be asked what became of somebody."""

from dataclasses import dataclass
from typing import Annotated, Any, Final, LiteralString
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract.exporting import ExportedList, FieldGroup, ReceptionsExported
from events.contract.help_given import ASK_BACK, REPAYMENT, HelpGiven, Referred, given
from events.contract.referring import HelpOutcome, ReferralStep
from events.host.answers import Missing
from events.host.desk import AtDesk, Desk
from events.host.exporting import EXPORT, exported
from events.host.forms import Sent
from events.host.http import Requires
from events.host.list_file import form_of
from services.intake import decisions
from services.intake.person_index import PersonIndex
from services.intake.projections.referrals import REFERRALS, CaseHelp
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.people import People
from services.intake.routes.referral_table import table_of
from services.intake.routes.step_forms import StepForm, open_form, send_form
from services.intake.worklist import WORKLIST

router = APIRouter()
RECORD: Final = [Requires("contact.record", scope="case")]
READ: Final = [Requires("case.read")]
PAGE: Final = 50
EXPORTED_AT_MOST: Final = 20_000
SHOWN: Final = (("due", "聞く日が来たもの"), ("waiting", "返事待ち"), ("all", "すべて"))

STEP: Final = StepForm(
    name="referral_step",
    command=decisions.RecordReferralStep,
    decide=decisions.record_referral_step,
    dated="stepped_on",
    lists={},
    done=lambda _: "referral-step",
    shown_in=REFERRALS.name,
)
CONCLUSION: Final = StepForm(
    name="help_outcome",
    command=decisions.ConcludeEmergencyHelp,
    decide=decisions.conclude_emergency_help,
    dated="concluded_on",
    lists={"outcomes": HelpOutcome},
    done=lambda _: "help-outcome",
    shown_in=REFERRALS.name,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list shows, by codes only."""

    show: str = "waiting"
    ward: str = ""
    page: Annotated[int, Query(ge=1, le=10_000)] = 1

    def query(self, **changes: Any) -> str:
        """The same list with changes, as an address."""
        kept = {"show": self.show, "ward": self.ward} | changes
        return urlencode({name: value for name, value in kept.items() if value})


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One referral as this person may see it."""

    case: UUID
    number: str
    ward: str
    name: str
    no: int
    referred: Referred


Chosen = Annotated[Asked, Depends()]


@router.get("/referrals", dependencies=READ, summary="つなぎの一覧")
def referrals(desk: AtDesk, people: People, asked: Chosen) -> Response:
    """The bodies to be asked, the longest overdue first."""
    try:
        rows, ready = _rows(desk, asked, limit=PAGE + 1, skip=(asked.page - 1) * PAGE), True
    except NotReady:
        rows, ready = [], False
    allowed = desk.staff.wards_for("case.read")
    served = [w.code for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    return desk.page(
        "referrals.html",
        asked=asked,
        lines=_lines(desk, people, rows[:PAGE], asked),
        more=len(rows) > PAGE,
        ready=ready,
        shown=SHOWN,
        wards=[(code, ward_name(desk, code)) for code in served],
    )


@router.get("/referrals/export.{kind}", dependencies=[EXPORT], summary="つなぎの一覧の書き出し")
def export(kind: str, desk: AtDesk, people: People, asked: Chosen) -> Response:
    """The same list without pages."""
    form = form_of(kind)
    lines = _lines(desk, people, _rows(desk, asked, limit=EXPORTED_AT_MOST), asked)
    named = any(line.name for line in lines)
    return exported(
        desk,
        table_of(lines),
        form,
        fact=ReceptionsExported,
        listed=ExportedList.REFERRALS,
        groups={FieldGroup.CLEAR, FieldGroup.IDENTITY} if named else {FieldGroup.CLEAR},
        wards={asked.ward} if asked.ward in desk.staff.wards_for(desk.permission) else None,
    )


@router.get("/cases/{case}/referrals/{number}", dependencies=RECORD, summary="つなぎの経過の画面")
def step(case: UUID, number: int, desk: AtDesk, said: str | None = None) -> Response:
    """What is known of the referral, and the next step."""
    about = _referral(case_file(desk, case), number)
    return open_form(desk, STEP, case, said, path=f"referrals/{number}", about=about)


@router.post(
    "/cases/{case}/referrals/{number}", dependencies=RECORD, summary="つなぎの経過を記録する"
)
def record_step(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """ReferralStepRecorded."""
    about = _referral(case_file(desk, case), number)
    given_here = {"referral_no": number}
    path = f"referrals/{number}"
    return send_form(desk, STEP, case, sent, path=path, about=about, given=given_here)


@router.get("/cases/{case}/helps/{number}", dependencies=RECORD, summary="緊急的な支援の結果の画面")
def outcome(case: UUID, number: int, desk: AtDesk, said: str | None = None) -> Response:
    """Whether the help reached the person."""
    about = {"helped": _help(case_file(desk, case), number)}
    return open_form(desk, CONCLUSION, case, said, path=f"helps/{number}", about=about)


@router.post(
    "/cases/{case}/helps/{number}", dependencies=RECORD, summary="緊急的な支援の結果を記録する"
)
def conclude(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """EmergencyHelpConcluded."""
    helped = _help(case_file(desk, case), number)
    named = {"help": helped.help, "arranged_on": helped.arranged_on}
    path = f"helps/{number}"
    return send_form(desk, CONCLUSION, case, sent, path=path, about={"helped": helped}, given=named)


def help_of(file: CaseFile) -> HelpGiven:
    """What became of the referrals and helps of a case, as the case's own facts say."""
    so_far = HelpGiven()
    for recorded in file.history:
        so_far = given(so_far, recorded.fact)
    return so_far


def _referral(file: CaseFile, number: int) -> dict[str, Any]:
    referred = help_of(file).referrals.get(number)
    if referred is None:
        raise Missing
    arranged = file.state.beside.arranged.get(number)
    steps = file.state.beside.steps.get(number, ())
    return {
        "referred": referred,
        "no": number,
        "arranged": arranged,
        "taken": steps,
        "ask_back_days": ASK_BACK.days,
        "possible": _possible(referred),
    }


def _possible(referred: Referred) -> list[ReferralStep]:
    """What may follow: repayment once money came, nothing else after the end."""
    paid = referred.on(ReferralStep.RECEIVED) is not None
    return [step for step in ReferralStep if (paid if step in REPAYMENT else not referred.over)]


def _help(file: CaseFile, number: int) -> Any:
    helps = help_of(file).helps
    if not 1 <= number <= len(helps):
        raise Missing
    return helps[number - 1]


def _rows(desk: Desk, asked: Asked, *, limit: int, skip: int = 0) -> list[CaseHelp]:
    allowed = desk.staff.wards_for(desk.permission)
    codes = {asked.ward} & allowed if asked.ward else allowed
    where: LiteralString = "area_id = any(%(areas)s)"
    if asked.show != "all":
        where += " and next_on is not null"
    if asked.show == "due":
        where += " and next_on <= %(today)s"
    order: LiteralString = "next_on nulls last, case_id offset %(skip)s"
    values = {
        "areas": [row.area_id for row in desk.runtime.areas if row.code in codes],
        "today": desk.today,
        "skip": skip,
    }
    return desk.runtime.tables.rows(REFERRALS, where, values, order=order, limit=limit)


def _lines(desk: Desk, people: PersonIndex, rows: list[CaseHelp], asked: Asked) -> list[Line]:
    cases = [row.case_id for row in rows]
    works = desk.runtime.tables.rows(WORKLIST, "case_id = any(%s)", [cases]) if cases else []
    numbers = {work.case_id: work.number for work in works}
    found = [
        Line(
            case=row.case_id,
            number=numbers.get(row.case_id, ""),
            ward=ward_name(desk, row.area),
            name=_name(desk, people, row),
            no=no,
            referred=referred,
        )
        for row in rows
        for no, referred in row.referrals.items()
        if _wanted(desk, referred, asked)
    ]
    last = (1, "")
    return sorted(
        found,
        key=lambda line: (
            (0, line.referred.ask_back_on.isoformat()) if line.referred.ask_back_on else last
        ),
    )


def _wanted(desk: Desk, referred: Referred, asked: Asked) -> bool:
    day = referred.ask_back_on
    if asked.show == "all":
        return True
    return day is not None and (asked.show != "due" or day <= desk.today)


def _name(desk: Desk, people: PersonIndex, row: CaseHelp) -> str:
    known = people.of_case(row.case_id) if desk.staff.may("identity.read", row.area) else None
    return (known.name or known.naming.ja) if known else ""
