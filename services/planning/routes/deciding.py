"""起案 and 決裁: proposed by one person, decided by another, in sight of what was proposed and what came since."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import DecisionForm
from events.contract.planning import PlanDrafted
from events.host.answers import Missing
from events.host.capacity import shown
from events.host.case_stream import Draw, Typed
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from events.host.posts import Matter
from services.planning.decisions import (
    ConfirmPlan,
    DecideSupport,
    DraftDecision,
    RefuseSupport,
    ReviewDecision,
    confirm_plan,
    decide_support,
    draft_decision,
    refuse_support,
    review_decision,
)
from services.planning.screens import rows
from services.planning.screens.authority import (
    capacity_of,
    known,
    matter_of,
    reviewing_post,
    reviews_needed,
    standing_leaf,
)
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.differences import Difference, differences
from services.planning.screens.timeline import capacity, timeline

router = APIRouter(prefix="/cases/{case}")
DRAFT = [Requires("decision.draft", scope="case")]
REVIEW = [Requires("decision.review", scope="case")]
DECIDE = [Requires("decision.decide", scope="case")]
GRANTINGS = "grantings"


@router.get("/proposal", dependencies=DRAFT, summary="起案")
def proposal(case: UUID, desk: AtDesk) -> Response:
    """What will be asked of the post that decides."""
    file = case_file(desk, case)
    return _draw_proposal(file, file.sheet("proposal", {"drafted_on": wareki.short(file.today)}))


@router.post("/proposal", dependencies=DRAFT, summary="起案する")
def propose(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The draft of the decision; the drafter will not decide it."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "proposal",
        into=DraftDecision,
        decision=draft_decision,
        draw=lambda sheet: _draw_proposal(file, sheet),
        given=known(file),
    )


@router.get("/decision", dependencies=DECIDE, summary="決裁")
def decision(case: UUID, desk: AtDesk) -> Response:
    """支援決定 or 確認, as the 起案 asks."""
    file = case_file(desk, case)
    return _draw_decision(file)(file.sheet("decision", _as_proposed(file)))


@router.post("/decision", dependencies=DECIDE, summary="支援決定・確認をする")
def decide(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Several services in one 決裁, or the 確認 of a plan that needs none."""
    file = case_file(desk, case)
    draw = _draw_decision(file)
    if _form(file) is DecisionForm.CONFIRMATION:
        return file.submit(
            sent,
            "decision",
            into=ConfirmPlan,
            decision=confirm_plan,
            draw=draw,
            given=known(file),
        )
    ticked = replace(sent, form=rows.without(sent.form, GRANTINGS, "service"))
    return file.submit(
        ticked,
        "decision",
        into=DecideSupport,
        decision=decide_support,
        draw=lambda sheet: draw(replace(sheet, form=sent.form.with_errors(sheet.form.wrong))),
        given=known(file),
    )


@router.get("/refusal", dependencies=DECIDE, summary="支援不決定")
def refusal(case: UUID, desk: AtDesk) -> Response:
    """A decision against the person, with its reasons."""
    file = case_file(desk, case)
    typed = {"refused_on": wareki.short(file.today), "approved": standing_leaf(file)}
    return _draw_refusal(file, file.sheet("refusal", typed))


@router.post("/refusal", dependencies=DECIDE, summary="不決定とする")
def refuse(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The refusal; the plan goes back to its draft."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "refusal",
        into=RefuseSupport,
        decision=refuse_support,
        draw=lambda sheet: _draw_refusal(file, sheet),
        given=known(file, Matter.SUPPORT_REFUSAL),
    )


@router.get("/review", dependencies=REVIEW, summary="起案の審査")
def review_page(case: UUID, desk: AtDesk) -> Response:
    """What a superior examines before the decision."""
    file = case_file(desk, case)
    typed = {"reviewed_on": wareki.short(file.today), "approved": standing_leaf(file)}
    return _draw_review(file, file.sheet("review", typed))


@router.post("/review", dependencies=REVIEW, summary="審査の結果を記録する")
def review(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Passed on or returned; never by the drafter."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "review",
        into=ReviewDecision,
        decision=review_decision,
        draw=lambda sheet: _draw_review(file, sheet),
        given=known(file) | {"post": reviewing_post(file)},
    )


def _draw_review(file: CaseFile, sheet: Sheet) -> Response:
    around = _before_decider(file) | {"post": reviewing_post(file), "examines": True}
    return file.page("review.html", sheet=sheet, **around)


def _form(file: CaseFile) -> DecisionForm:
    standing = file.plan.proposal if file.plan else None
    return standing.form if standing else DecisionForm.SUPPORT_DECISION


def _draw_proposal(file: CaseFile, sheet: Sheet) -> Response:
    plan = file.drafted_plan
    asked = plan.undecided(file.needs_decision)
    return file.page("proposal.html", sheet=sheet, plan=plan, asked=asked)


def _draw_decision(file: CaseFile) -> Draw:
    def drawn(sheet: Sheet) -> Response:
        return file.page("decision.html", sheet=sheet, **_before_decider(file))

    return drawn


def _draw_refusal(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("refusal.html", sheet=sheet, **_before_decider(file, Matter.SUPPORT_REFUSAL))


def _before_decider(file: CaseFile, matter: Matter | None = None) -> dict[str, Any]:
    """The proposal, by whom, and what was recorded since; Missing where nothing was proposed."""
    recorded = file.proposal
    plan = file.drafted_plan
    if recorded is None or plan.proposal is None:
        raise Missing
    decided = matter or matter_of(file)
    since = [one for one in file.recorded if one.position > recorded.position]
    return {
        "plan": plan,
        "proposal": plan.proposal,
        "proposed": recorded,
        "proposer": capacity(file.desk, recorded),
        "own": plan.proposal.drafter == file.desk.staff.person,
        "since": timeline(file.desk, since),
        "changed": _changed(file, plan.plan_no),
        **shown(capacity_of(file, decided)),
        "examines": False,
        "reviews": [one for one in plan.reviews if one.reviewed == recorded.leaf],
        "reviews_needed": reviews_needed(file, decided),
    }


def _changed(file: CaseFile, number: int) -> Sequence[Difference]:
    """How the plan differs from the one proposed before, after a return or a refusal."""
    drafts = [
        one.fact
        for one in file.recorded
        if isinstance(one.fact, PlanDrafted) and one.fact.plan_no == number
    ]
    return differences(drafts[-2], drafts[-1]) if len(drafts) > 1 else ()


def _as_proposed(file: CaseFile) -> Typed:
    """A row per proposed service, over the plan's period, all ticked."""
    plan = file.drafted_plan
    if plan.proposal is None:
        raise Missing
    day = wareki.short(file.today)
    typed: dict[str, str | list[str]] = {
        "decided_on": day,
        "confirmed_on": day,
        "approved": standing_leaf(file),
    }
    draft = plan.draft
    for row, service in enumerate(plan.proposal.services):
        typed[f"grantings-{row}-service"] = service.value
        if draft:
            typed[f"grantings-{row}-begins_on"] = wareki.short(draft.begins_on)
            typed[f"grantings-{row}-ends_on"] = wareki.short(draft.evaluation_due_on)
    return typed
