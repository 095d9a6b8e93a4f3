"""転居費用補助: 申請, 補正, 家計の確認, 起案, 審査, 決裁."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, opened, wareki
from events.contract.benefits import Found
from events.contract.benefits_moving import CostLine, MovingCause, MovingCost
from events.contract.codes import Medium
from events.host.answers import Missing
from events.host.capacity import acting, capacity_of, shown, to_see
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import FormErrors, Sent, read_form
from events.host.http import AtDesk, Requires, Sheet
from events.host.posts import Capacity, Matter
from services.benefits.decisions.document import Document
from services.benefits.decisions.moving_applying import (
    ApplyForMoving,
    CorrectMoving,
    FindBudget,
    apply_for_moving,
    correct_moving,
    find_budget,
)
from services.benefits.decisions.moving_deciding import (
    DecideMoving,
    ReviewMoving,
    decide_moving,
    draft_moving,
    review_moving,
)
from services.benefits.decisions.moving_judging import DraftMoving, MovingJudged, judged_moving
from services.benefits.programmes.calendar_month import words as month_words
from services.benefits.programmes.housing_security.rules import unmet
from services.benefits.programmes.housing_security.standards import published_cap
from services.benefits.projections import lookup
from services.benefits.screens.grant_file import own_rule, own_standard
from services.benefits.screens.moving_actions import moving_actions, moving_waits
from services.benefits.screens.moving_file import MovingFile, moving_file
from services.benefits.screens.timeline import capacity, timeline

router = APIRouter(prefix="/cases/{case}/moving")
READ: Final = [Requires("case.read", scope="case")]
RECEIVE: Final = [Requires("benefit.receive", scope="case")]
FIND: Final = [Requires("service.record", scope="case")]
DRAFT: Final = [Requires("benefit.draft", scope="case")]
REVIEW: Final = [Requires("benefit.review", scope="case")]
DECIDE: Final = [Requires("benefit.decide", scope="case")]
ROWS: Final = 5
"""Costs that one form holds."""
NOTHING_TO_PAY: Final = Found(
    requirement="支給額",
    met=False,
    sentence="要件は満たしますが、対象になる費用がありません。",
    citation="法3条3項2号",
)


@router.get("", dependencies=RECEIVE, summary="転居費用補助の申請の受付")
def application(case: UUID, desk: AtDesk) -> Response:
    """A paper that arrived."""
    file = moving_file(desk, case)
    typed = {"arrived_on": wareki.short(file.today), "medium": Medium.COUNTER.value}
    return _draw_application(file, file.sheet("application", typed))


@router.post("", dependencies=RECEIVE, summary="転居費用補助の申請を受け付ける")
def receive(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Whatever it lacks; a second press is the same application."""
    before = desk.runtime.log.answered(sent.command_id) is not None
    file = moving_file(desk, case)
    if before and file.number > 1:
        file = moving_file(desk, case, file.number - 1)
    return file.submit(
        sent,
        "application",
        into=ApplyForMoving,
        decision=apply_for_moving,
        draw=lambda sheet: _draw_application(file, sheet),
        given={
            "person": file.known.person,
            "payees_person": file.payees_person,
            "moving_no": file.number,
        },
    )


@router.get("/{number}", dependencies=READ, summary="転居費用補助")
def show(case: UUID, number: int, desk: AtDesk, noted: str = "") -> Response:
    """Where it stands, every figure with its basis, the costs and their payees."""
    file = moving_file(desk, case, number)
    moving = file.moving
    payees = {one.kind: one for one in opened(moving.application.payees, ())}
    standing = moving.decided or moving.refused or moving.proposal
    return file.page(
        "moving.html",
        moving=moving,
        waits=moving_waits(file),
        actions=moving_actions(file),
        entries=timeline(desk, file.recorded),
        payees=payees,
        fell_in=_month(opened(moving.application.fell_in, "")),
        standing=standing,
        may_see=file.may("benefit.decide") and bool(to_see(desk, moving.deputies.unseen)),
        advice=lookup.budget_advice(desk.runtime.tables, case),
        flash="記録しました。" if noted else "",
    )


@router.get("/{number}/correction", dependencies=RECEIVE, summary="転居費用補助の補正")
def correction(case: UUID, number: int, desk: AtDesk) -> Response:
    """The application as it stands."""
    file = moving_file(desk, case, number)
    return _draw_correction(file, file.sheet("correction", _as_applied(file)))


@router.post("/{number}/correction", dependencies=RECEIVE, summary="転居費用補助の補正を記録する")
def correct(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The figures given now stand."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "correction",
        into=CorrectMoving,
        decision=correct_moving,
        draw=lambda sheet: _draw_correction(file, sheet),
        given={"payees_person": file.payees_person},
    )


@router.get("/{number}/finding", dependencies=FIND, summary="転居の必要の確認（家計）")
def finding(case: UUID, number: int, desk: AtDesk) -> Response:
    """Beside what 家計改善支援 has recorded."""
    file = moving_file(desk, case, number)
    return _draw_finding(file, file.sheet("finding", {"found_on": wareki.short(file.today)}))


@router.post("/{number}/finding", dependencies=FIND, summary="転居の必要の確認を記録する")
def found(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The finding with its figures, its day, its adviser."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "finding",
        into=FindBudget,
        decision=find_budget,
        draw=lambda sheet: _draw_finding(file, sheet),
        given={"adviser": desk.staff.person},
    )


@router.get("/{number}/proposal", dependencies=DRAFT, summary="転居費用補助の起案")
def proposal(case: UUID, number: int, desk: AtDesk) -> Response:
    """What the rules say while the examiner ticks what the papers prove."""
    file = moving_file(desk, case, number)
    return _draw_proposal(file, file.sheet("proposal", {"drafted_on": wareki.short(file.today)}))


@router.post("/{number}/proposal/preview", dependencies=DRAFT, summary="転居費用補助の起案の見通し")
def preview(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The same page with its outlook: nothing is recorded."""
    file = moving_file(desk, case, number)
    sheet = file.sheet("proposal", at=file.at("proposal")).sent(
        sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
    )
    return _draw_proposal(file, sheet)


@router.post("/{number}/proposal", dependencies=DRAFT, summary="転居費用補助を起案する")
def propose(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """To grant where all is met, else to refuse."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "proposal",
        into=DraftMoving,
        decision=draft_moving,
        draw=lambda sheet: _draw_proposal(file, sheet),
        given=_rules(file, sent.form.value("cap_yen")),
    )


@router.get("/{number}/review", dependencies=REVIEW, summary="転居費用補助の審査")
def review(case: UUID, number: int, desk: AtDesk) -> Response:
    """The proposal, before it is decided."""
    file = moving_file(desk, case, number)
    return _draw_decision(
        file, file.sheet("review", {"reviewed_on": wareki.short(file.today)}), "review"
    )


@router.post("/{number}/review", dependencies=REVIEW, summary="転居費用補助の審査を記録する")
def reviewed(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Never by the drafter."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "review",
        into=ReviewMoving,
        decision=review_moving,
        draw=lambda sheet: _draw_decision(file, sheet, "review"),
        given={"reviewer": desk.staff.person},
    )


@router.get("/{number}/decision", dependencies=DECIDE, summary="転居費用補助の決裁")
def decision(case: UUID, number: int, desk: AtDesk) -> Response:
    """As proposed, to grant or to refuse."""
    file = moving_file(desk, case, number)
    return _draw_decision(file, file.sheet("decision", _as_found(file)), "decision")


@router.post("/{number}/decision", dependencies=DECIDE, summary="転居費用補助を決裁する")
def decide(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """By another natural person, over the hash of what was read."""
    file = moving_file(desk, case, number)
    return file.submit(
        sent,
        "decision",
        into=DecideMoving,
        decision=decide_moving,
        draw=lambda sheet: _draw_decision(file, sheet, "decision"),
        given={
            "decider": desk.staff.person,
            "standing": file.proposal.leaf if file.proposal else "",
            **acting(_capacity(file)),
        },
    )


def _month(month: str) -> str:
    """2026年8月; "" where it may not be read."""
    return month_words(month) if month else ""


def _capacity(file: MovingFile) -> Capacity | None:
    """In which post, or for whom, this person decides here."""
    drafted = file.moving.proposal
    granting = drafted is not None and drafted.proposal
    matter = Matter.GRANT_DECISION if granting else Matter.GRANT_REFUSAL
    return capacity_of(file.desk, "benefit.decide", matter, file.known.area)


def _rules(file: MovingFile, typed_cap: str) -> dict[str, Any]:
    """Who drafts; the table of the home lived in; the destination's cap by its table unless one was typed."""
    applied = file.moving.application
    home = opened(applied.household, None)
    size = home.size if home else None
    place = opened(applied.destination, "")
    given: dict[str, Any] = {
        "drafter": file.desk.staff.person,
        "standard": own_standard(file.desk, size, applied.arrived_on) if size else None,
        "rule": own_rule(file.desk, applied.arrived_on),
        "cap_row": f"{place} {size}人（入力）",
    }
    held = published_cap(place, size) if size and not typed_cap.strip() else None
    return given | ({"cap_yen": held.yen, "cap_row": held.row} if held else {})


def _outlook(file: MovingFile, sheet: Sheet) -> tuple[str, MovingJudged | None]:
    """Why nothing can be said yet, or what a proposal with these answers would say."""
    given = {"today": file.today, **_rules(file, sheet.form.value("cap_yen"))}
    command = read_form(sheet.form, DraftMoving, today=file.today, given=given)
    if isinstance(command, FormErrors):
        return "起案日を入れると、ここに見通しが出ます。", None
    try:
        return "", judged_moving(file.moving, command)
    except Refused as refusal:
        return refusal.ja, None


def _as_applied(file: MovingFile) -> Typed:
    applied = file.moving.application
    typed: dict[str, str] = {
        "corrected_on": wareki.short(file.today),
        "destination": opened(applied.destination, ""),
    }
    home = opened(applied.household, None)
    if home:
        figures: Mapping[str, int | None] = {
            "household_size": home.size,
            "income_yen": home.income_yen,
            "savings_yen": home.savings_yen,
            "rent_yen": home.rent_yen,
        }
        typed |= {name: f"{figure:,}" for name, figure in figures.items() if figure is not None}
    payees = {one.kind: one for one in opened(applied.payees, ())}
    lines: tuple[CostLine, ...] = opened(applied.costs, ())
    for n, line in enumerate(lines):
        payee = payees.get(line.kind)
        typed |= {f"costs-{n}-kind": line.kind.value, f"costs-{n}-cost_yen": f"{line.yen:,}"}
        if payee:
            typed |= {
                f"costs-{n}-payee_name": payee.name,
                f"costs-{n}-payee_bank": payee.bank,
                f"costs-{n}-payee_branch": payee.branch,
                f"costs-{n}-payee_account": payee.account,
            }
    return typed


def _as_found(file: MovingFile) -> Typed:
    """The reasons proposed: what was found against it, in its words."""
    drafted = file.moving.proposal
    findings: tuple[Found, ...] = ()
    if drafted:
        findings = opened(drafted.findings, findings)
    against = unmet(findings)
    leaf = file.proposal.leaf if file.proposal else ""
    if not against:
        against = (NOTHING_TO_PAY,)
    return {
        "decided_on": wareki.short(file.today),
        "approved": leaf,
        "citation": "、".join(dict.fromkeys(one.citation for one in against)),
        "reasons": "\n".join(f"{one.requirement}: {one.sentence}" for one in against),
    }


def _draw_application(file: MovingFile, sheet: Sheet) -> Response:
    return file.page(
        "moving_application.html",
        sheet=sheet,
        media=choices(Medium),
        causes=choices(MovingCause, file.today),
        kinds=choices(MovingCost, file.today),
        documents=choices(Document),
        rows=ROWS,
        asked=None,
    )


def _draw_correction(file: MovingFile, sheet: Sheet) -> Response:
    asked = file.moving.asked
    lines: tuple[CostLine, ...] = opened(file.moving.application.costs, ())
    return file.page(
        "moving_correction.html",
        sheet=sheet,
        kinds=choices(MovingCost, file.today),
        rows=max(ROWS, len(lines) + 1),
        asked=asked,
        lacking=[Document.stored(name).ja for name in asked.missing] if asked else [],
    )


def _draw_finding(file: MovingFile, sheet: Sheet) -> Response:
    if file.moving.decided or file.moving.refused:
        raise Missing
    advice = lookup.budget_advice(file.desk.runtime.tables, file.case)
    return file.page("moving_finding.html", sheet=sheet, advice=advice)


def _draw_proposal(file: MovingFile, sheet: Sheet) -> Response:
    moving = file.moving
    if moving.decided or moving.refused:
        raise Missing
    outlook, found = _outlook(file, sheet)
    return file.page(
        "moving_proposal.html",
        sheet=sheet,
        action=file.at("proposal"),
        moving=moving,
        outlook=outlook,
        found=found,
        cap_known="cap_yen" in _rules(file, ""),
    )


def _draw_decision(file: MovingFile, sheet: Sheet, mode: str) -> Response:
    moving, recorded = file.moving, file.proposal
    if recorded is None or moving.proposal is None or moving.decided or moving.refused:
        raise Missing
    since = [one for one in file.recorded if one.position > recorded.position]
    return file.page(
        "moving_decision.html",
        sheet=sheet,
        mode=mode,
        grant=moving,
        moving=moving,
        proposal=moving.proposal,
        proposed=recorded,
        proposer=capacity(file.desk, recorded),
        own=moving.proposal.drafter == file.desk.staff.person,
        since=timeline(file.desk, since),
        **shown(_capacity(file) if mode == "decision" else None),
    )
