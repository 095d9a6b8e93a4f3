"""Commands and facts of a grant's life after the first decision, in order unless a test says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from events.contract import Event, fold
from events.contract.benefits_duties import ActivityType, HoldGround
from events.contract.benefits_life import ChangeGround, LaterDrafted
from events.contract.codes import Medium, StopReason
from services.benefits import decisions as d
from services.benefits.grant import evolve
from tests.benefits.facts import (
    DECIDER,
    DRAFTER,
    LEAF,
    ONE_PERSON,
    PAYABLE,
    REVIEWER,
    RULE,
    month_done,
)

C = TypeVar("C")
LATE = date(2027, 1, 25)
"""Today, when the last of the first three months runs."""
FIGURES = {
    "household_size": 1,
    "income_yen": 100_000,
    "savings_yen": 300_000,
    "rent_yen": 45_000,
}
SEEN = dict.fromkeys(
    ("main_earner", "housing_at_risk", "seeking_work", "no_overlap", "no_gang_member"), True
)
DRAFT = {"today": LATE, "drafted_on": LATE, "drafter": DRAFTER}
TABLE = {"standard": ONE_PERSON, "rule": RULE}
PAID = (*PAYABLE, *month_done("2026-11"), *month_done("2026-12"), *month_done("2027-01"))


def made(command: Callable[..., C], usual: dict[str, Any], changes: dict[str, Any]) -> C:
    return command(**(usual | changes))


def apply(**changes: Any) -> d.ApplyForExtension:
    usual = {"today": LATE, "arrived_on": LATE, "medium": Medium.COUNTER, **FIGURES}
    return made(d.ApplyForExtension, usual, changes)


def extend(**changes: Any) -> d.DraftExtension:
    return made(d.DraftExtension, {**DRAFT, **TABLE, **SEEN, "helps_employment": True}, changes)


def change(**changes: Any) -> d.DraftChange:
    usual = {**DRAFT, **TABLE, **FIGURES, "proved": True, "ground": ChangeGround.RENT}
    return made(d.DraftChange, usual | {"first_month": "2026-12", "rent_yen": 40_000}, changes)


def suspend(**changes: Any) -> d.DraftSuspension:
    usual = {**DRAFT, "last_month": "2026-11", "reasons": "入院のため", "proved": True}
    return made(d.DraftSuspension, usual, changes)


def resume(**changes: Any) -> d.DraftResumption:
    usual = {**DRAFT, **TABLE, **SEEN, **FIGURES, "recovered": True}
    return made(d.DraftResumption, usual | {"asked_on": LATE, "first_month": "2027-02"}, changes)


def stop(**changes: Any) -> d.DraftStop:
    usual = {
        **DRAFT,
        "last_month": "2026-11",
        "reason": StopReason.MOVED_OUT,
        "citation": "要綱15条",
        "reasons": "転居したため",
        "unasked": "本人の申出による",
    }
    return made(d.DraftStop, usual, changes)


def review(**changes: Any) -> d.ReviewLater:
    return made(d.ReviewLater, {"today": LATE, "reviewed_on": LATE, "reviewer": REVIEWER}, changes)


def decide(number: str = "福生第201号", **changes: Any) -> d.DecideLater:
    usual = {
        "today": LATE,
        "decided_on": LATE,
        "decider": DECIDER,
        "post": "福祉局 課長",
        "entitled": True,
        "approved": LEAF,
        "standing": LEAF,
        "number": number,
    }
    return made(d.DecideLater, usual, changes)


def drop(**changes: Any) -> d.DropLater:
    usual = {"today": LATE, "dropped_on": LATE, "dropper": DRAFTER, "reason": "誤り"}
    return made(d.DropLater, usual, changes)


def ask(**changes: Any) -> d.AskForExplanation:
    usual = {
        "today": LATE,
        "asked_on": date(2027, 1, 5),
        "due_on": date(2027, 1, 19),
        "reason": StopReason.NO_ACTIVITY,
        "question": "12月の活動について",
    }
    return made(d.AskForExplanation, usual, changes)


def explain(**changes: Any) -> d.RecordExplanation:
    usual = {"today": LATE, "given_on": LATE, "medium": Medium.POST, "words": "療養していた"}
    return made(d.RecordExplanation, usual, changes)


def withdraw(**changes: Any) -> d.WithdrawApplication:
    usual = {
        "today": LATE,
        "withdrawn_on": LATE,
        "signed_on": LATE,
        "receiver": DRAFTER,
        "signed": True,
    }
    return made(d.WithdrawApplication, usual, changes)


def report(month: str = "2026-11", **changes: Any) -> d.ReportActivity:
    usual = {
        "today": LATE,
        "reported_on": LATE,
        "month": month,
        "kind": ActivityType.JOB_SEARCH,
        "contacts": 4,
        "consultations": 2,
        "applications": 4,
    }
    return made(d.ReportActivity, usual, changes)


def accept(month: str = "2026-11", **changes: Any) -> d.AcceptEvidence:
    usual = {"today": LATE, "accepted_on": LATE, "month": month, "officer": DRAFTER}
    return made(d.AcceptEvidence, usual, changes)


def hold(month: str = "2026-12", **changes: Any) -> d.HoldPayment:
    usual = {
        "today": LATE,
        "held_on": LATE,
        "month": month,
        "ground": HoldGround.INCOME_UNCLEAR,
        "note": "給与明細を待つ",
    }
    return made(d.HoldPayment, usual, changes)


def release(month: str = "2026-12", **changes: Any) -> d.ReleasePayment:
    usual = {"today": LATE, "released_on": LATE, "month": month, "note": "確かめた"}
    return made(d.ReleasePayment, usual, changes)


def earned(month: str = "2026-12", **changes: Any) -> d.ReportIncome:
    usual = {"today": LATE, "reported_on": LATE, "month": month, "income_yen": 150_000}
    return made(d.ReportIncome, usual, changes)


def lived(history: tuple[Event, ...], *steps: tuple[Any, Any]) -> tuple[Event, ...]:
    """What the decisions make of these steps, one after the other; Refused where one would not be right."""
    for decision, command in steps:
        history = (*history, *decision(fold(evolve, history), command))
    return history


def decided(
    history: tuple[Event, ...], *proposal: tuple[Any, Any], number: str = "福生第201号"
) -> tuple[Event, ...]:
    """Proposed, reviewed and decided."""
    after = (d.review_later, review()), (d.decide_later, decide(number))
    return lived(history, *proposal, *after)


def proposed(history: tuple[Event, ...]) -> LaterDrafted:
    """The last proposal of a history."""
    return next(one for one in reversed(history) if isinstance(one, LaterDrafted))
