"""追加支給: opened from what corrections say was too little; each step by its form."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened
from events.host.answers import Missing
from events.host.capacity import acting, capacity_of, shown
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from events.host.posts import Capacity
from services.benefits.decisions.supplementing import OpenSupplement, open_supplement
from services.benefits.screens.claim_timeline import claim_timeline
from services.benefits.screens.grant_file import grant_file
from services.benefits.screens.paying_desk import sees_batches
from services.benefits.screens.seeing import chosen
from services.benefits.screens.supplement_file import (
    FORMS,
    SupplementFile,
    SupplementForm,
    missing,
    supplement_file,
    supplements,
)
from services.benefits.screens.wording import month_label
from services.benefits.supplement import stream_of

router = APIRouter(prefix="/cases/{case}/grants/{number}/supplements")
READ = [Requires("case.read", scope="case")]
DRAFT = [Requires("benefit.draft", scope="case")]


@router.get("/new", dependencies=DRAFT, summary="追加支給の起案")
def new(case: UUID, number: int, desk: AtDesk) -> Response:
    """The months and sums, as corrected; nothing is typed."""
    of = grant_file(desk, case, number)
    former = supplements(of)
    months = missing(of, former)
    if not months:
        raise Missing
    file = supplement_file(desk, case, number, len(former) + 1)
    return _draw_new(file, file.sheet("new"))


@router.post("/new", dependencies=DRAFT, summary="追加支給を起案する")
def open_one(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """One 追加支給 for all that is missing."""
    of = grant_file(desk, case, number)
    former = supplements(of)
    again = next(
        (
            no
            for no in range(1, len(former) + 1)
            if desk.outline(stream_of(of.stream, no))[0].command == sent.command_id
        ),
        None,
    )
    no = again or len(former) + 1
    file = supplement_file(desk, case, number, no)
    return file.submit(
        sent,
        "new",
        into=OpenSupplement,
        decision=open_supplement,
        draw=lambda sheet: _draw_new(file, sheet),
        given={
            "person": of.grant.person,
            "grant": of.stream,
            "grant_no": number,
            "supplement_no": no,
            "drafter": desk.staff.person,
            "months": missing(of, former[: no - 1]),
        },
    )


@router.get("/{no}", dependencies=READ, summary="追加支給")
def show(case: UUID, number: int, no: int, desk: AtDesk, noted: str = "") -> Response:
    """Where it stands, and the next step."""
    file = supplement_file(desk, case, number, no)
    one = file.supplement
    return file.page(
        "supplement.html",
        supplement=one,
        months=opened(one.opened.months, ()),
        sees_batches=sees_batches(desk),
        month_label=month_label,
        forms=[form for form in FORMS if file.of.may(form.permission) and form.fits(file)],
        entries=claim_timeline(desk, file.recorded),
        flash="記録しました。" if noted else "",
    )


def add(form: SupplementForm) -> None:
    """The two routes of a step."""
    needed = [Requires(form.permission, scope="case")]

    @router.get(f"/{{no}}/{form.path}", dependencies=needed, summary=form.heading)
    def asked(case: UUID, number: int, no: int, desk: AtDesk) -> Response:
        file = supplement_file(desk, case, number, no)
        if not form.fits(file):
            raise Missing
        return _draw(file, form, file.sheet(form.path, form.typed(file)))

    @router.post(f"/{{no}}/{form.path}", dependencies=needed, summary=form.send)
    def recorded(case: UUID, number: int, no: int, desk: AtDesk, sent: Sent) -> Response:
        file = supplement_file(desk, case, number, no)
        return file.submit(
            sent,
            form.path,
            into=form.into,
            decision=form.decision,
            draw=lambda sheet: _draw(file, form, sheet),
            given={**_authority(file, form), **form.given(file)},
        )


def _authority(file: SupplementFile, form: SupplementForm) -> dict[str, Any]:
    if form.matter is None:
        return {}
    return {
        "decider": file.of.desk.staff.person,
        "standing": file.leaf,
        **acting(_capacity(file, form)),
    }


def _capacity(file: SupplementFile, form: SupplementForm) -> Capacity | None:
    if form.matter is None:
        return None
    return capacity_of(file.of.desk, form.permission, form.matter, file.of.known.area)


def _draw_new(file: SupplementFile, sheet: Sheet) -> Response:
    months = missing(file.of, supplements(file.of))
    return file.page(
        "supplement_new.html",
        sheet=sheet,
        months=months,
        month_label=month_label,
        total=sum(one.yen for one in months),
    )


def _draw(file: SupplementFile, form: SupplementForm, sheet: Sheet) -> Response:
    return file.page(
        "supplement_form.html",
        sheet=sheet,
        taken=chosen(file.supplement.deputies.unseen, sheet),
        entry=form,
        supplement=file.supplement,
        **shown(_capacity(file, form)),
    )


for each in FORMS:
    add(each)
