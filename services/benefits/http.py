"""The web application of benefits."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import FastAPI

from events.bus.follow import Follower
from events.host.http import Worker, service_app
from events.host.runtime import Runtime
from services.benefits.followers import TABLES
from services.benefits.near_claims import NearClaims
from services.benefits.projections import lookup
from services.benefits.routes import (
    account,
    batches,
    case,
    claim_list,
    claims,
    deciding,
    deputies,
    due,
    duties,
    dwelling,
    ending,
    extending,
    findings,
    later,
    letter_register,
    moving,
    moving_letters,
    moving_money,
    notices,
    papers,
    paying,
    payment_page,
    payments,
    programmes,
    proposing,
    quote,
    receiving,
    recheck,
    recheck_decision,
    recheck_letter,
    recheck_seen,
    register,
    reviews,
    sheets,
    subsidy,
    supplements,
    worklist,
)
from services.benefits.screens.long_work import Works


def create_app(runtime: Runtime, followers: Sequence[Worker] | None = None) -> FastAPI:
    """Pages of benefits, and what fills its tables (default: the embedded road).

    A case's ward is the one where it was received.
    """
    if followers is None:
        followers = [Follower("benefits", TABLES, runtime.address.conninfo, runtime.codec)]

    def area_of(case_id: UUID) -> str | None:
        known = lookup.known_case(runtime.tables, case_id)
        return known.area if known else None

    app = service_app(
        runtime,
        worklist.router,
        quote.router,
        case.router,
        receiving.router,
        proposing.router,
        deciding.router,
        deputies.router,
        paying.router,
        payment_page.router,
        account.router,
        payments.router,
        reviews.router,
        batches.router,
        subsidy.router,
        ending.router,
        claims.router,
        claim_list.router,
        supplements.router,
        recheck.router,
        recheck_decision.router,
        recheck_letter.router,
        recheck_seen.router,
        extending.router,
        later.router,
        duties.router,
        register.router,
        findings.router,
        due.router,
        papers.router,
        moving.router,
        moving_money.router,
        moving_letters.router,
        dwelling.router,
        notices.router,
        letter_register.router,
        sheets.router,
        programmes.router,
        followers=followers,
        area_of=area_of,
    )
    app.state.near = NearClaims()
    app.state.works = Works()
    return app
