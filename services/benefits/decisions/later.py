"""The reusable later decision: a proposal, its 審査, its withdrawal; what is decided stands in `deciding_later`."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from events.contract.benefits_life import (
    ChangeGround,
    LaterDrafted,
    LaterDropped,
    LaterFigures,
    LaterReviewed,
    Matter,
)
from events.contract.codes import StopReason
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, running, told
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security.rules import unmet

NOTHING_TO_PAY: Final = "要件は満たしますが、計算した支給額が0円になります。"
AMOUNT: Final = "施行規則11条"


class Drafting(Protocol):
    """What every command that proposes a later decision says."""

    @property
    def today(self) -> date: ...
    @property
    def drafted_on(self) -> date: ...
    @property
    def drafter(self) -> UUID: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed; see LaterDrafted."""

    matter: Matter
    figures: LaterFigures
    favours: bool = True
    first_month: str = ""
    last_month: str = ""
    months: int = 0
    change: ChangeGround | None = None
    stop: StopReason | None = None
    citation: str = ""
    reasons: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLater:
    """A superior's look at the proposal."""

    today: date
    reviewed_on: date
    reviewer: UUID
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropLater:
    """The proposal is not pursued."""

    today: date
    dropped_on: date
    dropper: UUID
    reason: str


def propose(grant: Grant, command: Drafting, proposal: Proposal) -> list[Event]:
    """The proposal as a fact; a later one replaces the former, the same one again is nothing new."""
    assert grant.decided is not None  # noqa: S101 - running
    made = LaterDrafted(
        drafted_on=command.drafted_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        later_no=grant.life.drafts + 1,
        matter=proposal.matter,
        drafter=command.drafter,
        favours=proposal.favours,
        first_month=proposal.first_month,
        last_month=proposal.last_month,
        months=proposal.months,
        change=proposal.change,
        stop=proposal.stop,
        citation=proposal.citation,
        figures=Open(grant.person, proposal.figures),
        reasons=Open(grant.person, proposal.reasons),
    )
    standing = grant.life.draft
    if standing is not None and made == replace(standing, later_no=made.later_no):
        return []
    happened(
        command.drafted_on,
        today=command.today,
        field="drafted_on",
        not_before=grant.decided.decided_on,
        step="支給決定",
    )
    return [made]


def told_against(figures: LaterFigures, citation: str) -> tuple[str, str]:
    """Provision and reasons of a proposal: what is not met, or that nothing is left to pay (行政手続法8条)."""
    against = unmet(figures.findings)
    if not against and not figures.monthly_yen:
        return AMOUNT, NOTHING_TO_PAY
    provisions = "、".join(dict.fromkeys(one.citation for one in against))
    words = "\n".join(f"{one.requirement}: {one.sentence}" for one in against)
    return provisions or citation, words


def on_the_table(state: Grant | None) -> tuple[Grant, LaterDrafted]:
    """A running grant with a proposal that waits."""
    grant = running(state)
    if grant.life.draft is None:
        raise Refused("no-proposal", "決裁を待つ起案がありません。先に起案してください。")
    return grant, grant.life.draft


def review_later(state: Grant | None, command: ReviewLater) -> list[Event]:
    """審査 by another person than the drafter."""
    grant, draft = on_the_table(state)
    made = LaterReviewed(
        reviewed_on=command.reviewed_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        later_no=draft.later_no,
        reviewer=command.reviewer,
        opinion=Open(grant.person, command.opinion),
    )
    if made == grant.life.reviewed:
        return []
    if command.reviewer == draft.drafter:
        raise Refused("self-review", "起案者本人は審査できません。別の方に回してください。")
    happened(
        command.reviewed_on,
        today=command.today,
        field="reviewed_on",
        not_before=draft.drafted_on,
        step="起案",
    )
    return [made]


def drop_later(state: Grant | None, command: DropLater) -> list[Event]:
    """The proposal leaves the table with a reason."""
    if state is not None and state.life.drafts and state.life.draft is None:
        return []
    grant, draft = on_the_table(state)
    told(
        command.reason,
        code="reason-missing",
        ja="取り下げる理由を書いてください。",
        field="reason",
    )
    happened(
        command.dropped_on,
        today=command.today,
        field="dropped_on",
        not_before=draft.drafted_on,
        step="起案",
    )
    return [
        LaterDropped(
            dropped_on=command.dropped_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            later_no=draft.later_no,
            dropper=command.dropper,
            reason=Open(grant.person, command.reason),
        )
    ]
