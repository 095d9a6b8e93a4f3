"""Findings: the list of a ward, and the answer to one."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.benefits_person import FindingAnswer
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.benefits.decisions import AnswerFinding, answer_finding
from services.benefits.near_claims import NearClaims
from services.benefits.projections import lookup
from services.benefits.screens.findings import Finding, findings
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.kept import FORMS
from services.benefits.screens.person_form import person_sheet, record
from services.benefits.screens.register import register_of

router = APIRouter()
LIST = [Requires("benefit.draft")]
ANSWER = [Requires("benefit.draft", scope="case")]
FORMS["finding"] = "給付の確認事項"


@router.get("/findings", dependencies=LIST, summary="給付の確認事項")
def show(desk: AtDesk) -> Response:
    """Double months, public assistance, one dwelling, one account: open ones first."""
    found = _found(desk)
    cases = {row.case_id for one in found for row in one.grants}
    return desk.page(
        "findings.html",
        findings=found,
        numbers=lookup.numbers(desk.runtime.tables, cases),
        wards=desk.staff.wards_for("benefit.draft"),
        open_count=sum(one.answered is None for one in found),
    )


@router.get(
    "/cases/{case}/findings/{finding}/{subject}", dependencies=ANSWER, summary="確認事項への答え"
)
def answering(case: UUID, finding: str, subject: str, desk: AtDesk) -> Response:
    """What was found, and what an officer makes of it."""
    file = grant_file(desk, case)
    one = _one(file, finding, subject)
    typed = {"answered_on": wareki.short(file.today)}
    return _draw(file, one, _sheet(file, one, typed))


@router.post(
    "/cases/{case}/findings/{finding}/{subject}", dependencies=ANSWER, summary="確認事項に答える"
)
def answer(case: UUID, finding: str, subject: str, desk: AtDesk, sent: Sent) -> Response:
    """Recorded on the person's stream; nothing is stopped by it."""
    file = grant_file(desk, case)
    one = _one(file, finding, subject)
    return record(
        file,
        sent,
        _sheet(file, one),
        into=AnswerFinding,
        decision=answer_finding,
        draw=lambda sheet: _draw(file, one, sheet),
        given={
            "person": file.known.person,
            "finding": one.kind,
            "subject": one.subject,
            "officer": desk.staff.person,
        },
        then=f"{desk.root}/findings",
    )


def _found(desk: Desk) -> list[Finding]:
    near: NearClaims = desk.request.app.state.near
    near.catch_up(desk.runtime.log)
    wards = desk.staff.wards_for("benefit.draft")
    return findings(desk.runtime.tables, near, wards, desk.today)


def _one(file: GrantFile, finding: str, subject: str) -> Finding:
    for one in _found(file.desk):
        named = (one.kind.value, one.subject) == (finding, subject)
        if named and one.of.person == file.known.person:
            return one
    raise Missing


def _sheet(file: GrantFile, one: Finding, typed: dict[str, str] | None = None) -> Sheet:
    name = f"finding-{one.kind.value}-{one.subject}"
    return person_sheet(file, name, register_of(file).version, typed)


def _draw(file: GrantFile, one: Finding, sheet: Sheet) -> Response:
    numbers = lookup.numbers(file.desk.runtime.tables, {row.case_id for row in one.grants})
    return file.page(
        "finding.html",
        sheet=sheet,
        finding=one,
        named=[
            (
                f"{numbers.get(row.case_id, '番号を確認中')} 第{row.grant_no}回",
                file.period(row.first_month, row.months) if row.decided_on else row.step.ja,
            )
            for row in one.grants
        ],
        answers=choices(FindingAnswer),
    )
