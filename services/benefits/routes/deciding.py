"""決裁: 支給決定 or 不支給決定 by another person, in sight of what was proposed and what came since."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.benefits import Found
from events.host.answers import Missing
from events.host.capacity import acting, capacity_of, shown
from events.host.case_stream import Typed
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from events.host.posts import Matter
from services.benefits.decisions import DecideGrant, RefuseGrant, decide_grant, refuse_grant
from services.benefits.decisions.later import NOTHING_TO_PAY
from services.benefits.programmes.housing_security.rules import unmet
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.timeline import capacity, timeline

router = APIRouter(prefix="/cases/{case}/grants/{number}")
DECIDE = [Requires("benefit.decide", scope="case")]


@router.get("/decision", dependencies=DECIDE, summary="支給決定")
def decision(case: UUID, number: int, desk: AtDesk) -> Response:
    """The grant as proposed."""
    file = grant_file(desk, case, number)
    typed = {"decided_on": wareki.short(file.today), "approved": _leaf(file)}
    return _draw(file, file.sheet("decision", typed), "decision.html")


@router.post("/decision", dependencies=DECIDE, summary="支給決定をする")
def decide(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The four figures, the branch and the findings go into the decision as proposed."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "decision",
        into=DecideGrant,
        decision=decide_grant,
        draw=lambda sheet: _draw(file, sheet, "decision.html"),
        given=_authority(file, Matter.GRANT_DECISION),
    )


@router.get("/refusal", dependencies=DECIDE, summary="不支給決定")
def refusal(case: UUID, number: int, desk: AtDesk) -> Response:
    """A decision against the person, with its reasons."""
    file = grant_file(desk, case, number)
    return _draw(file, file.sheet("refusal", _as_found(file)), "refusal.html")


@router.post("/refusal", dependencies=DECIDE, summary="不支給決定をする")
def refuse(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Findings, reasons, provision, number."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "refusal",
        into=RefuseGrant,
        decision=refuse_grant,
        draw=lambda sheet: _draw(file, sheet, "refusal.html"),
        given=_authority(file, Matter.GRANT_REFUSAL),
    )


def _authority(file: GrantFile, matter: Matter) -> dict[str, Any]:
    """Who decides, in which post or for whom, and the 起案 as it stands now."""
    held = capacity_of(file.desk, "benefit.decide", matter, file.known.area)
    return {
        "decider": file.desk.staff.person,
        "standing": _leaf(file),
        **acting(held),
    }


def _leaf(file: GrantFile) -> str:
    return file.proposal.leaf if file.proposal else ""


def _as_found(file: GrantFile) -> Typed:
    """The reasons proposed: what was found against the application, in its words."""
    proposal = file.grant.proposal
    found: tuple[Found, ...] = ()
    if proposal:
        found = opened(proposal.findings, found)
    against = unmet(found)
    typed = {"refused_on": wareki.short(file.today), "approved": _leaf(file)}
    if not against:
        return typed | {"citation": "施行規則11条", "reasons": NOTHING_TO_PAY}
    return typed | {
        "citation": "、".join(dict.fromkeys(found.citation for found in against)),
        "reasons": "\n".join(f"{found.requirement}: {found.sentence}" for found in against),
    }


def _draw(file: GrantFile, sheet: Sheet, template: str) -> Response:
    """Missing where nothing was proposed, or the decision is made."""
    grant, recorded = file.grant, file.proposal
    if recorded is None or grant.proposal is None or grant.decided or grant.refused:
        raise Missing
    since = [one for one in file.recorded if one.position > recorded.position]
    refuses = template == "refusal.html"
    matter = Matter.GRANT_REFUSAL if refuses else Matter.GRANT_DECISION
    held = capacity_of(file.desk, "benefit.decide", matter, file.known.area)
    return file.page(
        template,
        sheet=sheet,
        grant=grant,
        proposal=grant.proposal,
        proposed=recorded,
        proposer=capacity(file.desk, recorded),
        own=grant.proposal.drafter == file.desk.staff.person,
        since=timeline(file.desk, since),
        **shown(held),
    )
