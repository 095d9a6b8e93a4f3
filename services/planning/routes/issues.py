"""課題と強み: the chain as a picture, and one form per thing that can be stated of an issue or a strength."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.assessment_codes import CauseAxis, IssueState, RaisedBy, StrengthOf
from events.contract.codes import Issue
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.issues.analysis import NOTHING_YET, Analysis
from services.planning.programmes.issues.issue import RaisedIssue
from services.planning.programmes.issues.raising import (
    AnalyseIssue,
    MoveIssue,
    RaiseIssue,
    ShareIssue,
    analyse_issue,
    move_issue,
    raise_issue,
    share_issue,
)
from services.planning.programmes.issues.strengths import (
    NoteStrength,
    WithdrawStrength,
    note_strength,
    withdraw_strength,
)
from services.planning.screens import resource_choice
from services.planning.screens.issues import ISSUES, chain, link, strengths_by_holder
from services.planning.screens.programme_file import ProgrammeFile, programme_file

router = APIRouter(prefix="/cases/{case}/issues")
MAY = [Requires("assessment.record", scope="case")]
NOTED = {"yes": "記録しました。"}
Own = ProgrammeFile[Analysis]


@router.get("", dependencies=[Requires("case.read", scope="case")], summary="課題と強み")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The picture of what is at work, what is settled, and what support builds on."""
    own = programme_file(desk, case, ISSUES)
    known = own.state or NOTHING_YET
    return own.page(
        "issues.html",
        chains=chain(known.at_work),
        settled=chain(known.settled),
        strengths=strengths_by_holder(known.standing),
        resources=own.file.resource_names([s.picked.resource for s in known.strengths if s.picked]),
        withdrawn=[one for one in known.strengths if one.withdrawn],
        entries=own.entries(),
        flash=NOTED.get(noted, ""),
        may_record=own.may_record and not own.file.over,
    )


@router.get("/new", dependencies=MAY, summary="課題を書く")
def new(case: UUID, desk: AtDesk) -> Response:
    """An issue, by whomever it was noticed."""
    own = programme_file(desk, case, ISSUES)
    typed = {"raised_on": wareki.short(desk.today), "raised_by": RaisedBy.PERSON.value}
    return _draw_new(own, own.sheet("new", typed))


@router.post("/new", dependencies=MAY, summary="課題を記録する")
def raised(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One issue more."""
    own = programme_file(desk, case, ISSUES)
    return own.submit(
        sent,
        "new",
        into=RaiseIssue,
        decision=raise_issue,
        draw=lambda sheet: _draw_new(own, sheet),
    )


@router.get("/strengths/new", dependencies=MAY, summary="強みを書く")
def new_strength(case: UUID, desk: AtDesk) -> Response:
    """What support can build on."""
    own = programme_file(desk, case, ISSUES)
    typed = {"noted_on": wareki.short(desk.today), "holder": StrengthOf.PERSON.value}
    return _draw_strength(own, own.sheet("strength", typed))


@router.post("/strengths/new", dependencies=MAY, summary="強みを記録する")
def noted_strength(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One strength more."""
    own = programme_file(desk, case, ISSUES)
    return own.submit(
        sent,
        "strength",
        into=NoteStrength,
        decision=note_strength,
        draw=lambda sheet: _draw_strength(own, sheet),
        given={"known": resource_choice.known(own.file)},
    )


@router.get("/strengths/{number}/withdrawal", dependencies=MAY, summary="強みの取下げ")
def withdrawal(case: UUID, number: int, desk: AtDesk) -> Response:
    """It no longer holds."""
    own = programme_file(desk, case, ISSUES)
    typed = {"withdrawn_on": wareki.short(desk.today)}
    return _draw_withdrawal(own, number, own.sheet("withdrawal", typed))


@router.post("/strengths/{number}/withdrawal", dependencies=MAY, summary="強みを取り下げる")
def withdraw(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Support no longer builds on it."""
    own = programme_file(desk, case, ISSUES)
    return own.submit(
        sent,
        "withdrawal",
        into=WithdrawStrength,
        decision=withdraw_strength,
        draw=lambda sheet: _draw_withdrawal(own, number, sheet),
        given={"strength_no": number},
    )


@router.get("/{number}/analysis", dependencies=MAY, summary="課題の分析")
def analysis(case: UUID, number: int, desk: AtDesk) -> Response:
    """Cause and direction as they stand, to be written anew."""
    own = programme_file(desk, case, ISSUES)
    issue = _issue(own, number)
    typed = {
        "analysed_on": wareki.short(desk.today),
        "axes": [axis.value for axis in issue.axes],
        "cause": opened(issue.cause, ""),
        "direction": opened(issue.direction, ""),
    }
    return _draw_analysis(own, issue, own.sheet("analysis", typed))


@router.post("/{number}/analysis", dependencies=MAY, summary="課題の分析を記録する")
def analysed(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The issue is understood otherwise."""
    own = programme_file(desk, case, ISSUES)
    issue = _issue(own, number)
    return own.submit(
        sent,
        "analysis",
        into=AnalyseIssue,
        decision=analyse_issue,
        draw=lambda sheet: _draw_analysis(own, issue, sheet),
        given={"issue_no": number},
    )


@router.get("/{number}/talk", dependencies=MAY, summary="課題の共有")
def talk(case: UUID, number: int, desk: AtDesk) -> Response:
    """Does the person see it so?"""
    own = programme_file(desk, case, ISSUES)
    issue = _issue(own, number)
    return _draw_talk(own, issue, own.sheet("talk", {"shared_on": wareki.short(desk.today)}))


@router.post("/{number}/talk", dependencies=MAY, summary="課題の共有を記録する")
def talked(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Talked over with the person."""
    own = programme_file(desk, case, ISSUES)
    issue = _issue(own, number)
    return own.submit(
        sent,
        "talk",
        into=ShareIssue,
        decision=share_issue,
        draw=lambda sheet: _draw_talk(own, issue, sheet),
        given={"issue_no": number},
    )


@router.get("/{number}/state", dependencies=MAY, summary="課題の状態")
def state(case: UUID, number: int, desk: AtDesk) -> Response:
    """How far it has come."""
    own = programme_file(desk, case, ISSUES)
    issue = _issue(own, number)
    return _draw_state(own, issue, own.sheet("state", {"moved_on": wareki.short(desk.today)}))


@router.post("/{number}/state", dependencies=MAY, summary="課題の状態を記録する")
def moved(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Another state."""
    own = programme_file(desk, case, ISSUES)
    issue = _issue(own, number)
    return own.submit(
        sent,
        "state",
        into=MoveIssue,
        decision=move_issue,
        draw=lambda sheet: _draw_state(own, issue, sheet),
        given={"issue_no": number},
    )


def _issue(own: Own, number: int) -> RaisedIssue:
    found = (own.state or NOTHING_YET).issue(number)
    if found is None:
        raise Missing
    return found


def _draw_new(own: Own, sheet: Sheet) -> Response:
    return own.page(
        "issue_new.html",
        sheet=sheet,
        topics=choices(Issue, own.file.today),
        axes=choices(CauseAxis),
        raisers=choices(RaisedBy),
    )


def _draw_strength(own: Own, sheet: Sheet) -> Response:
    return own.page(
        "strength_new.html",
        sheet=sheet,
        holders=choices(StrengthOf),
        resources=resource_choice.offered(own.file),
    )


def _draw_withdrawal(own: Own, number: int, sheet: Sheet) -> Response:
    strengths = (own.state or NOTHING_YET).strengths
    if not 1 <= number <= len(strengths):
        raise Missing
    return own.page("strength_withdrawal.html", sheet=sheet, strength=strengths[number - 1])


def _draw_analysis(own: Own, issue: RaisedIssue, sheet: Sheet) -> Response:
    return own.page("issue_analysis.html", sheet=sheet, issue=link(issue), axes=choices(CauseAxis))


def _draw_talk(own: Own, issue: RaisedIssue, sheet: Sheet) -> Response:
    answers = [("yes", "一致した"), ("no", "本人はまだ課題と考えていない")]
    return own.page("issue_talk.html", sheet=sheet, issue=link(issue), answers=answers)


def _draw_state(own: Own, issue: RaisedIssue, sheet: Sheet) -> Response:
    others = choices([state for state in IssueState if state is not issue.state])
    return own.page("issue_state.html", sheet=sheet, issue=link(issue), states=others)
