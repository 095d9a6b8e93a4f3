"""試算, with or without a case. Figures travel in bodies only and are kept nowhere until they become an application."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import HardshipCause, Medium
from events.host.filters import choices
from events.host.form import Form
from events.host.forms import Typed
from events.host.http import AtDesk, Desk, Requires
from services.benefits.programmes.housing_security.evaluation.document import answered
from services.benefits.programmes.housing_security.income_items import IncomeKind
from services.benefits.programmes.housing_security.moving import COSTS, Cost
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.rules import RULE_VERSION
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import municipalities
from services.benefits.routes.receiving import fresh
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.quote import CHECKS, quote, typed_income
from services.benefits.screens.quote_asked import LABELS
from services.benefits.screens.quote_moving import MovingQuote, moving_quote
from services.benefits.screens.rule_book import chapters, versions

router = APIRouter()
READ = [Requires("case.read")]
READ_CASE = [Requires("case.read", scope="case")]
RECEIVE = [Requires("benefit.receive", scope="case")]
KEPT = (
    "arrived_on",
    "cause",
    "cause_on",
    "household_size",
    "income_yen",
    "savings_yen",
    "rent_yen",
)


@router.get("/quote", dependencies=READ, summary="住居確保給付金の試算")
def show(desk: AtDesk) -> Response:
    """Without a case, e.g. for somebody on the telephone."""
    return _draw(desk, _first(desk), None)


@router.post("/quote", dependencies=READ, summary="試算する")
def judge(desk: AtDesk, typed: Typed) -> Response:
    """The whole page by its button, the result alone for htmx."""
    return _draw(desk, typed, None)


@router.post("/quote/cases", dependencies=READ, summary="事例を規則に照らす（JSON）")
def answer_cases(document: Annotated[object, Body()]) -> Response:
    """For programs: one input, one case, or `{cases: […]}`, in the schema of the published examples. Refused
    with the path at fault as problem+json, among many in its own place; nothing is kept.
    """
    return JSONResponse(answered(document), headers={"Cache-Control": "no-store"})


@router.get("/rules", dependencies=READ, summary="給付の規則")
def rules(desk: AtDesk) -> Response:
    """Every version and figure behind a quote and a decision, with its source."""
    body = desk.runtime.municipality.body
    return desk.page(
        "rules.html",
        rule_version=RULE_VERSION,
        versions=versions(),
        chapters=chapters(desk.runtime.areas.prefecture(body), body.name),
    )


@router.get("/quote/moving", dependencies=READ, summary="転居費用補助の試算")
def show_moving(desk: AtDesk) -> Response:
    """What a move may cost, and what must be confirmed first."""
    return _draw_moving(
        desk,
        moving_quote(desk, Form({"arrived_on": wareki.short(desk.today), "household_size": "1"})),
    )


@router.post("/quote/moving", dependencies=READ, summary="転居費用補助を試算する")
def judge_moving(desk: AtDesk, typed: Typed) -> Response:
    """The whole page by its button, the result alone for htmx."""
    return _draw_moving(desk, moving_quote(desk, typed))


@router.get("/cases/{case}/quote", dependencies=READ_CASE, summary="ケースの試算")
def show_for(case: UUID, desk: AtDesk) -> Response:
    """For a case: its figures can become the application."""
    return _draw(desk, _first(desk), grant_file(desk, case))


@router.post("/cases/{case}/quote", dependencies=READ_CASE, summary="ケースの試算をする")
def judge_for(case: UUID, desk: AtDesk, typed: Typed) -> Response:
    """The same figures, the same answer."""
    return _draw(desk, typed, grant_file(desk, case))


@router.post(
    "/cases/{case}/quote/application", dependencies=RECEIVE, summary="試算から申請を起こす"
)
def apply(case: UUID, desk: AtDesk, typed: Typed) -> Response:
    """The figures become a draft of the application, which is opened."""
    file = grant_file(desk, case)
    at = f"{file.at_case}/application"
    figures = {name: typed.value(name) for name in KEPT if typed.value(name)}
    counted = typed_income(desk, typed)
    figures |= {} if counted is None else {"income_yen": str(counted)}
    sheet = file.sheet("application", dict(fresh(file)) | figures, at=at)
    kept = desk.keep_draft(sheet)
    draft = f"?draft={sheet.draft_id}" if kept else ""
    return RedirectResponse(f"{at}{draft}", status_code=303)


def _first(desk: Desk) -> Form:
    """Today, at the counter, with everything the person says taken as given."""
    checks = {name: "yes" for name, _ in CHECKS}
    return Form(
        {
            "arrived_on": wareki.short(desk.today),
            "cause": HardshipCause.LEFT_WORK.value,
            "household_size": "1",
            "stage": Stage.FIRST.value,
            "medium": Medium.COUNTER.value,
            **checks,
        }
    )


def _draw(desk: Desk, typed: Form, file: GrantFile | None) -> Response:
    answer = quote(desk, typed)
    if desk.request.headers.get("hx-request"):
        return desk.page("quote_answer.html", quote=answer, outside=True)
    return desk.page(
        "quote.html",
        quote=answer,
        form=answer.form,
        file=file,
        labels=LABELS,
        checks=CHECKS,
        causes=choices(HardshipCause, desk.today),
        stages=[(one.value, one.ja) for one in Stage],
        grounds=[(one.value, one.ja) for one in Ground],
        income=[(one.value, one.ja) for one in IncomeKind],
        may_apply=bool(file and file.may("benefit.receive")),
    )


def _draw_moving(desk: Desk, answer: MovingQuote) -> Response:
    if desk.request.headers.get("hx-request"):
        return desk.page("quote_moving_result.html", quote=answer)
    return desk.page(
        "quote_moving.html",
        quote=answer,
        form=answer.form,
        costs=[(kind, COSTS.on(kind.value, desk.today) > 0) for kind in Cost],
        places=municipalities(),
    )
