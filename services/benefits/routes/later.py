"""Suspension, stop, explanation, withdrawal; and 審査, 決裁 and taking back of any later proposal."""

from typing import Any

from fastapi import APIRouter

from events.contract import wareki
from events.contract.benefits_life import Matter
from events.contract.codes import Medium, StopReason
from events.host import posts
from events.host.answers import Missing
from events.host.capacity import acting, capacity_of, shown
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.posts import Capacity
from services.benefits.decisions import (
    AskForExplanation,
    DecideLater,
    DraftStop,
    DraftSuspension,
    DropLater,
    RecordExplanation,
    ReviewLater,
    WithdrawApplication,
    ask_for_explanation,
    decide_later,
    draft_stop,
    draft_suspension,
    drop_later,
    record_explanation,
    review_later,
    withdraw_application,
)
from services.benefits.screens.grant_form import Asked, GrantForm, add
from services.benefits.screens.later_months import last_months
from services.benefits.screens.timeline import capacity, timeline

router = APIRouter()
EXPLANATION_DAYS = 14
"""Days proposed for an explanation (暫定)."""
STOP_CITATION = "施行規則・各市要綱(支給の中止)"


def _today(name: str) -> Any:
    def opens(asked: Asked) -> Typed:
        if asked.grant.decided is None or asked.grant.stage.over:
            raise Missing
        return {name: wareki.short(asked.file.today)}

    return opens


def _drafter(asked: Asked) -> dict[str, Any]:
    return {"drafter": asked.file.desk.staff.person}


def _open_suspension(asked: Asked) -> Typed:
    if asked.grant.life.suspended is not None or not asked.grant.payable:
        raise Missing
    opened: Typed = _today("drafted_on")(asked)
    return opened


def _open_stop(asked: Asked) -> Typed:
    """Prefilled from a report of income where the address names its month."""
    opened: Typed = _today("drafted_on")(asked)
    query = asked.file.desk.request.query_params
    wanted = {name: query[name] for name in ("last_month", "reason") if name in query}
    asked_for = asked.grant.life.asked
    reason = {"reason": asked_for.reason.value} if asked_for else {}
    return {**opened, "citation": STOP_CITATION, **reason, **wanted}


def _around_stop(asked: Asked) -> dict[str, Any]:
    grant = asked.grant
    rests = grant.life.suspended is not None
    return {
        "months": last_months(grant, whole=rests),
        "reasons": choices(StopReason),
        "asked": grant.life.asked,
        "explained": grant.life.given,
    }


def _around_suspension(asked: Asked) -> dict[str, Any]:
    return {"months": last_months(asked.grant, whole=True)}


def _proposed(asked: Asked) -> dict[str, Any]:
    """The proposal as it was recorded, and what came since."""
    file, recorded, draft = asked.file, asked.file.later, asked.grant.life.draft
    if recorded is None or draft is None:
        raise Missing
    since = [one for one in file.recorded if one.position > recorded.position]
    return {
        "draft": draft,
        "proposed": recorded,
        "proposer": capacity(file.desk, recorded),
        "own": draft.drafter == file.desk.staff.person,
        "since": timeline(file.desk, since),
        **shown(_capacity(asked)),
        "against": draft.matter is Matter.STOP or not draft.favours,
    }


def _leaf(asked: Asked) -> str:
    return asked.file.later.leaf if asked.file.later else ""


def _capacity(asked: Asked) -> Capacity | None:
    """In which post, or for whom, this person decides what stands on the table."""
    draft = asked.grant.life.draft
    against = draft is None or draft.matter is Matter.STOP or not draft.favours
    weight = posts.Matter.GRANT_REFUSAL if against else posts.Matter.GRANT_DECISION
    file = asked.file
    return capacity_of(file.desk, "benefit.decide", weight, file.known.area)


def _open_decision(asked: Asked) -> Typed:
    return {"decided_on": wareki.short(asked.file.today), "approved": _leaf(asked)}


def _authority(asked: Asked) -> dict[str, Any]:
    file = asked.file
    return {
        "decider": file.desk.staff.person,
        "standing": _leaf(asked),
        **acting(_capacity(asked)),
    }


def _open_withdrawal(asked: Asked) -> Typed:
    grant = asked.grant
    if grant.refused or grant.life.withdrawn or (grant.decided and grant.life.extension is None):
        raise Missing
    return {"withdrawn_on": wareki.short(asked.file.today)}


def _open_answer(asked: Asked) -> Typed:
    if asked.grant.life.asked is None:
        raise Missing
    opened: Typed = _today("given_on")(asked)
    return opened


add(
    router,
    GrantForm(
        page="later/suspension",
        ja="中断の起案",
        template="later_suspension.html",
        permission="benefit.draft",
        into=DraftSuspension,
        decision=draft_suspension,
        opens=_open_suspension,
        around=_around_suspension,
        given=_drafter,
    ),
)
add(
    router,
    GrantForm(
        page="later/stop",
        ja="中止の起案",
        template="later_stop.html",
        permission="benefit.draft",
        into=DraftStop,
        decision=draft_stop,
        opens=_open_stop,
        around=_around_stop,
        given=_drafter,
    ),
)
add(
    router,
    GrantForm(
        page="later/review",
        ja="後の決定の審査",
        template="later_review.html",
        permission="benefit.review",
        into=ReviewLater,
        decision=review_later,
        opens=_today("reviewed_on"),
        around=_proposed,
        given=lambda asked: {"reviewer": asked.file.desk.staff.person},
    ),
)
add(
    router,
    GrantForm(
        page="later/decision",
        ja="後の決定の決裁",
        template="later_decision.html",
        permission="benefit.decide",
        into=DecideLater,
        decision=decide_later,
        opens=_open_decision,
        around=_proposed,
        given=_authority,
    ),
)
add(
    router,
    GrantForm(
        page="later/drop",
        ja="起案の取下げ",
        template="later_drop.html",
        permission="benefit.draft",
        into=DropLater,
        decision=drop_later,
        opens=_today("dropped_on"),
        around=_proposed,
        given=lambda asked: {"dropper": asked.file.desk.staff.person},
    ),
)
add(
    router,
    GrantForm(
        page="explanation",
        ja="説明の求め",
        template="explanation.html",
        permission="benefit.draft",
        into=AskForExplanation,
        decision=ask_for_explanation,
        opens=_today("asked_on"),
        around=lambda _: {"reasons": choices(StopReason), "days": EXPLANATION_DAYS},
    ),
)
add(
    router,
    GrantForm(
        page="explanation/answer",
        ja="説明の記録",
        template="explanation_answer.html",
        permission="benefit.receive",
        into=RecordExplanation,
        decision=record_explanation,
        opens=_open_answer,
        around=lambda _: {"media": choices(Medium)},
    ),
)
add(
    router,
    GrantForm(
        page="withdrawal",
        ja="申請の取下げ",
        template="withdrawal.html",
        permission="benefit.receive",
        into=WithdrawApplication,
        decision=withdraw_application,
        opens=_open_withdrawal,
        given=lambda asked: {"receiver": asked.file.desk.staff.person},
    ),
)
