"""The small forms of 家計改善支援: one page each, opened from the ledgers."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.screens.budget import File, budget_file, budget_of
from services.planning.screens.budget_about import about
from services.planning.screens.budget_forms import FORMS, BudgetForm

router = APIRouter(prefix="/cases/{case}/budget")
RECORD = [Requires("service.record", scope="case")]


def _route(form: BudgetForm) -> None:
    def show(case: UUID, desk: AtDesk, number: int = 0) -> Response:
        own = _own(case, desk, form, number)
        return _draw(own, form, number, own.sheet(_name(form, number), form.typed(own, number)))

    def send(case: UUID, desk: AtDesk, sent: Sent, number: int = 0) -> Response:
        own = _own(case, desk, form, number)
        return own.submit(
            sent,
            _name(form, number),
            into=form.into,
            decision=form.decide,
            draw=lambda sheet: _draw(own, form, number, sheet),
            given={"staff": desk.staff.person} | ({"of_no": number} if form.of else {}),
            back=form.back,
        )

    path = f"/entries/{{number}}/{form.path}" if form.of else f"/{form.path}"
    name = form.path.replace("-", "_")
    for method, answer, summary in (("GET", show, form.title), ("POST", send, form.button)):
        router.add_api_route(
            path,
            answer,
            methods=[method],
            dependencies=RECORD,
            summary=summary,
            name=f"{method.lower()}_{name}",
        )


for _form in FORMS:
    _route(_form)


def _name(form: BudgetForm, number: int) -> str:
    """The draft of a form about one entry is never taken for that of another."""
    return f"{form.path}/{number}" if form.of else form.path


def _own(case: UUID, desk: AtDesk, form: BudgetForm, number: int) -> File:
    own = budget_file(desk, case)
    if form.of and not isinstance(budget_of(own).entry(number), form.of):
        raise Missing
    return own


def _draw(own: File, form: BudgetForm, number: int, sheet: Sheet) -> Response:
    budget = budget_of(own)
    entry = budget.entry(number)
    return own.page(
        "budget_step.html",
        sheet=sheet,
        step=form,
        about=f"{number}番 {about(budget, entry)}" if entry is not None else "",
    )
