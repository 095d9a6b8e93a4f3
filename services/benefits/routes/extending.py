"""延長の申請, and the proposals of later decisions that compute an amount: extension, change, resumption."""

from typing import Any

from fastapi import APIRouter

from events.contract import opened, wareki
from events.contract.benefits import Household
from events.contract.benefits_life import ChangeGround
from events.contract.codes import Medium
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.filters import choices
from services.benefits.decisions import (
    ApplyForExtension,
    DraftChange,
    DraftExtension,
    DraftResumption,
    apply_for_extension,
    draft_change,
    draft_extension,
    draft_resumption,
)
from services.benefits.decisions.changing import change_judged
from services.benefits.decisions.extending import extension_judged
from services.benefits.decisions.suspending import resumption_judged
from services.benefits.programmes.housing_security.period import extension_due
from services.benefits.schedule import month_after, months_from
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.grant_form import Asked, GrantForm, add
from services.benefits.screens.later_months import open_months
from services.benefits.screens.register import register_of
from services.benefits.screens.wording import month_label

router = APIRouter()
MONTHS_AHEAD = 6
"""Months offered for the beginning after a pause."""


def figures_of(file: GrantFile) -> dict[str, str]:
    """The household's figures as they were stated last, to be corrected."""
    grant = file.grant
    applied = grant.life.extension
    stated = opened(applied.household, None) if applied else None
    for one in () if stated else reversed(grant.life.decisions):
        figures = opened(one.figures, None)
        if figures and figures.household:
            stated = figures.household
            break
    stated = stated or opened(grant.application.household, None)
    return _typed(stated) if stated else {}


def _typed(household: Household) -> dict[str, str]:
    figures = {
        "household_size": household.size,
        "income_yen": household.income_yen,
        "savings_yen": household.savings_yen,
        "rent_yen": household.rent_yen,
    }
    return {name: str(value) for name, value in figures.items() if value is not None}


def _running(asked: Asked) -> None:
    if asked.grant.decided is None or asked.grant.stage.over:
        raise Missing


def _open_application(asked: Asked) -> Typed:
    _running(asked)
    if asked.grant.life.suspended:
        raise Missing
    figures = figures_of(asked.file)
    figures.pop("savings_yen", None)
    figures.pop("income_yen", None)
    return {"arrived_on": wareki.short(asked.file.today), **figures}


def _around_application(asked: Asked) -> dict[str, Any]:
    payable = asked.grant.payable
    return {
        "due_on": extension_due(payable[-1]) if payable else None,
        "media": choices(Medium),
    }


def _drafting(asked: Asked) -> Typed:
    _running(asked)
    return {"drafted_on": wareki.short(asked.file.today)}


def _open_extension(asked: Asked) -> Typed:
    if asked.grant.life.extension is None:
        raise Missing
    return _drafting(asked)


def _given_extension(asked: Asked) -> dict[str, Any]:
    applied = asked.grant.life.extension
    if applied is None:
        raise Missing
    home = opened(applied.household, None)
    file, day = asked.file, applied.arrived_on
    return {
        "drafter": file.desk.staff.person,
        "standard": file.standard_for(home.size, day) if home and home.size else None,
        "rule": file.rule_on(day),
        "months_elsewhere": register_of(file).counted_elsewhere,
    }


def _given_now(asked: Asked) -> dict[str, Any]:
    """Table and rule of today, for the size of the household as stated last (暫定 until the city says otherwise)."""
    file = asked.file
    size = figures_of(file).get("household_size", "")
    return {
        "drafter": file.desk.staff.person,
        "standard": file.standard_for(int(size), file.today) if size else None,
        "rule": file.rule_on(file.today),
    }


def _open_change(asked: Asked) -> Typed:
    months = open_months(asked.grant)
    if not months:
        raise Missing
    return {**_drafting(asked), **figures_of(asked.file), "first_month": months[0]}


def _around_change(asked: Asked) -> dict[str, Any]:
    months = [(month, month_label(month)) for month in open_months(asked.grant)]
    return {"months": months, "grounds": choices(ChangeGround)}


def _open_resumption(asked: Asked) -> Typed:
    if asked.grant.life.suspended is None:
        raise Missing
    first = _resumable(asked)[0][0]
    today = wareki.short(asked.file.today)
    return {
        **_drafting(asked),
        **figures_of(asked.file),
        "asked_on": today,
        "first_month": first,
    }


def _resumable(asked: Asked) -> list[tuple[str, str]]:
    suspended = asked.grant.life.suspended
    if suspended is None:
        raise Missing
    now = asked.file.today.strftime("%Y-%m")
    first = max(month_after(suspended.last_month), now)
    return [(month, month_label(month)) for month in months_from(first, MONTHS_AHEAD)]


add(
    router,
    GrantForm(
        page="extension",
        ja="延長の申請の受付",
        template="extension.html",
        permission="benefit.receive",
        into=ApplyForExtension,
        decision=apply_for_extension,
        opens=_open_application,
        around=_around_application,
    ),
)
add(
    router,
    GrantForm(
        page="later/extension",
        ja="延長の起案",
        template="later_extension.html",
        permission="benefit.draft",
        into=DraftExtension,
        decision=draft_extension,
        opens=_open_extension,
        given=_given_extension,
        judges=extension_judged,
    ),
)
add(
    router,
    GrantForm(
        page="later/change",
        ja="支給額の変更の起案",
        template="later_change.html",
        permission="benefit.draft",
        into=DraftChange,
        decision=draft_change,
        opens=_open_change,
        around=_around_change,
        given=_given_now,
        judges=change_judged,
    ),
)
add(
    router,
    GrantForm(
        page="later/resumption",
        ja="再開の起案",
        template="later_resumption.html",
        permission="benefit.draft",
        into=DraftResumption,
        decision=draft_resumption,
        opens=_open_resumption,
        around=lambda asked: {"months": _resumable(asked)},
        given=lambda asked: {
            **_given_now(asked),
            "months_elsewhere": register_of(asked.file).counted_elsewhere,
        },
        judges=resumption_judged,
    ),
)
