"""Monthly duties: activity, its acceptance, payment held and released, income reported."""

from datetime import date
from typing import Any

from fastapi import APIRouter

from events.contract import wareki
from events.contract.benefits_duties import ActivityType, HoldGround
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.filters import choices
from services.benefits.decisions import (
    AcceptEvidence,
    HoldPayment,
    ReleasePayment,
    ReportActivity,
    ReportIncome,
    accept_evidence,
    hold_payment,
    release_payment,
    report_activity,
    report_income,
)
from services.benefits.decisions.reporting_activity import own_business
from services.benefits.decisions.reporting_income import consequence
from services.benefits.grant import Grant
from services.benefits.schedule import months_between, months_from
from services.benefits.screens.activity import lacking_words, report_rows, required_words
from services.benefits.screens.grant_form import Asked, GrantForm, add
from services.benefits.screens.wording import month_label

router = APIRouter()


def _of_month(asked: Asked) -> None:
    if asked.month not in asked.grant.payable or asked.grant.ended:
        raise Missing


def _open_activity(asked: Asked) -> Typed:
    _of_month(asked)
    former = asked.grant.duties.reported.get(asked.month)
    if asked.month in asked.grant.duties.accepted:
        raise Missing
    kind = former.kind if former else ActivityType.JOB_SEARCH
    return {"reported_on": wareki.short(asked.file.today), "kind": kind.value}


def _around_activity(asked: Asked) -> dict[str, Any]:
    _of_month(asked)
    open_kinds = [ActivityType.JOB_SEARCH]
    if own_business(asked.grant, asked.month):
        open_kinds = list(ActivityType)
    return {
        "label": month_label(asked.month),
        "kinds": choices(open_kinds),
        "asked_for": [(kind.ja, required_words(kind, asked.month)) for kind in open_kinds],
    }


def _open_evidence(asked: Asked) -> Typed:
    _of_month(asked)
    if asked.month not in asked.grant.duties.reported or asked.month in asked.grant.duties.accepted:
        raise Missing
    return {"accepted_on": wareki.short(asked.file.today)}


def _around_evidence(asked: Asked) -> dict[str, Any]:
    report = asked.grant.duties.reported.get(asked.month)
    if report is None:
        raise Missing
    return {
        "label": month_label(asked.month),
        "report": report,
        "rows": report_rows(report),
        "lacking": lacking_words(report),
    }


def _open_hold(asked: Asked) -> Typed:
    _of_month(asked)
    if asked.month in asked.grant.months:
        raise Missing
    return {"held_on": wareki.short(asked.file.today)}


def _open_release(asked: Asked) -> Typed:
    _of_month(asked)
    if asked.month not in asked.grant.duties.held:
        raise Missing
    return {"released_on": wareki.short(asked.file.today)}


def _open_income(asked: Asked) -> Typed:
    if asked.grant.decided is None or asked.grant.ended:
        raise Missing
    today = asked.file.today
    return {"reported_on": wareki.short(today), "month": today.strftime("%Y-%m")}


def _around_income(asked: Asked) -> dict[str, Any]:
    grant, file = asked.grant, asked.file
    found = [
        (month_label(month), report, consequence(grant, report, file.rule_on(file.today)))
        for month, report in sorted(grant.duties.incomes.items(), reverse=True)
    ]
    return {"months": _until_now(grant, file.today), "reports": found}


def _until_now(grant: Grant, today: date) -> list[tuple[str, str]]:
    first = grant.application.arrived_on.strftime("%Y-%m")
    count = max(months_between(first, today.strftime("%Y-%m")), 1)
    return [(month, month_label(month)) for month in reversed(months_from(first, count))]


add(
    router,
    GrantForm(
        page="activity",
        ja="求職活動等の報告",
        template="activity.html",
        permission="benefit.receive",
        into=ReportActivity,
        decision=report_activity,
        opens=_open_activity,
        around=_around_activity,
        monthly=True,
    ),
)
add(
    router,
    GrantForm(
        page="evidence",
        ja="求職活動等の確認",
        template="evidence.html",
        permission="benefit.draft",
        into=AcceptEvidence,
        decision=accept_evidence,
        opens=_open_evidence,
        around=_around_evidence,
        given=lambda asked: {"officer": asked.file.desk.staff.person},
        monthly=True,
    ),
)
add(
    router,
    GrantForm(
        page="hold",
        ja="支払の見合わせ",
        template="hold.html",
        permission="benefit.draft",
        into=HoldPayment,
        decision=hold_payment,
        opens=_open_hold,
        around=lambda asked: {
            "label": month_label(asked.month),
            "grounds": choices(HoldGround),
        },
        monthly=True,
    ),
)
add(
    router,
    GrantForm(
        page="release",
        ja="見合わせの解除",
        template="release.html",
        permission="benefit.draft",
        into=ReleasePayment,
        decision=release_payment,
        opens=_open_release,
        around=lambda asked: {
            "label": month_label(asked.month),
            "held": asked.grant.duties.held.get(asked.month),
        },
        monthly=True,
    ),
)
add(
    router,
    GrantForm(
        page="income",
        ja="収入の報告",
        template="income.html",
        permission="benefit.receive",
        into=ReportIncome,
        decision=report_income,
        opens=_open_income,
        around=_around_income,
    ),
)
