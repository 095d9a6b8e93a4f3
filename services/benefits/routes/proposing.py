"""支給起案 and 審査: what the rules find is shown while the examiner ticks what the papers prove."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.codes import HardshipCause
from events.host.answers import Missing
from events.host.forms import FormErrors, Sent, read_form
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions import DraftGrant, ReviewGrant, draft_grant, review_grant
from services.benefits.decisions.proposing import judged
from services.benefits.grant import months_from
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.judgement import Judgement, judgement
from services.benefits.screens.register import before_of, register_of
from services.benefits.screens.timeline import capacity
from services.benefits.screens.wording import month_label

router = APIRouter(prefix="/cases/{case}/grants/{number}")
DRAFT = [Requires("benefit.draft", scope="case")]
REVIEW = [Requires("benefit.review", scope="case")]
START_MONTHS = 4
"""First months offered: that of the application and those after it."""


@router.get("/proposal", dependencies=DRAFT, summary="支給起案")
def proposal(case: UUID, number: int, desk: AtDesk) -> Response:
    """The requirements, and what the figures of the application make of them."""
    file = grant_file(desk, case, number)
    typed = {
        "drafted_on": wareki.short(file.today),
        "first_month": file.grant.application.arrived_on.strftime("%Y-%m"),
    }
    return _draw_proposal(file, file.sheet("proposal", typed))


@router.post("/proposal/preview", dependencies=DRAFT, summary="起案の見通し")
def preview(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The same page again, or its result alone for htmx: nothing is recorded."""
    file = grant_file(desk, case, number)
    sheet = file.sheet("proposal", at=file.at("proposal")).sent(
        sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
    )
    if desk.request.headers.get("hx-request"):
        return file.page("judgement.html", judgement=_judgement(file, sheet))
    return _draw_proposal(file, sheet)


@router.post("/proposal", dependencies=DRAFT, summary="起案する")
def propose(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """To grant where all is met, else to refuse; the drafter will not decide it."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "proposal",
        into=DraftGrant,
        decision=draft_grant,
        draw=lambda sheet: _draw_proposal(file, sheet),
        given=rules_of(file),
    )


@router.get("/review", dependencies=REVIEW, summary="審査")
def review(case: UUID, number: int, desk: AtDesk) -> Response:
    """The proposal, before it goes to the person who decides."""
    file = grant_file(desk, case, number)
    return _draw_review(file, file.sheet("review", {"reviewed_on": wareki.short(file.today)}))


@router.post("/review", dependencies=REVIEW, summary="審査を記録する")
def look(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Never by the drafter."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "review",
        into=ReviewGrant,
        decision=review_grant,
        draw=lambda sheet: _draw_review(file, sheet),
        given={"reviewer": desk.staff.person},
    )


def rules_of(file: GrantFile) -> dict[str, Any]:
    """Who drafts, and the municipality's table and rule by the month of the application."""
    applied = file.grant.application
    home = opened(applied.household, None)
    size = home.size if home else None
    return {
        "drafter": file.desk.staff.person,
        "standard": file.standard_for(size, applied.arrived_on) if size else None,
        "rule": file.rule_on(applied.arrived_on),
        "before": before_of(register_of(file), file.stream),
    }


def lost_income(file: GrantFile) -> bool:
    """Whether earnings fell without the work being left: other questions are asked then."""
    return opened(file.grant.application.cause, None) is HardshipCause.INCOME_LOSS


def _judgement(file: GrantFile, sheet: Sheet) -> Judgement:
    given = {"today": file.today, **rules_of(file)}
    command = read_form(sheet.form, DraftGrant, today=file.today, given=given)
    if isinstance(command, FormErrors):
        return Judgement(None, "起案日と支給の始まりの月を入れると、ここに見通しが出ます。")
    return judgement(judged, file.grant, command)


def _draw_proposal(file: GrantFile, sheet: Sheet) -> Response:
    grant = file.grant
    if grant.decided or grant.refused:
        raise Missing
    return file.page(
        "proposal.html",
        sheet=sheet,
        grant=grant,
        action=file.at("proposal"),
        months=_first_months(file),
        judgement=_judgement(file, sheet),
        before=before_of(register_of(file), file.stream),
        cause_asked=lost_income(file),
        causes=[(one.value, one.ja) for one in Ground],
    )


def _first_months(file: GrantFile) -> Sequence[tuple[str, str]]:
    arrived = file.grant.application.arrived_on.strftime("%Y-%m")
    return [(month, month_label(month)) for month in months_from(arrived, START_MONTHS)]


def _draw_review(file: GrantFile, sheet: Sheet) -> Response:
    grant, recorded = file.grant, file.proposal
    if recorded is None or grant.proposal is None or grant.decided or grant.refused:
        raise Missing
    return file.page(
        "review.html",
        sheet=sheet,
        grant=grant,
        proposal=grant.proposal,
        proposed=recorded,
        proposer=capacity(file.desk, recorded),
        own=grant.proposal.drafter == file.desk.staff.person,
    )
