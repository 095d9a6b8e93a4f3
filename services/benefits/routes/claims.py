"""返還と債権: found at a grant, then each step by its form; the list with its days, and the letters."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.host.answers import Missing
from events.host.capacity import acting, capacity_of, shown
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from events.host.posts import Capacity
from services.benefits.decisions.claiming import FindOverpayment, find_overpayment
from services.benefits.screens.claim_file import ClaimFile, claim_file, claimed
from services.benefits.screens.claim_form import ClaimForm
from services.benefits.screens.claim_forms import CAUSES, FORMS, offered, parts_kept
from services.benefits.screens.claim_timeline import claim_timeline
from services.benefits.screens.seeing import chosen
from services.benefits.screens.timeline import capacity
from services.benefits.screens.wording import month_label
from services.benefits.sheets.claim_letter import LETTERS, claim_letter

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]
FIND = [Requires("benefit.draft", scope="case")]
NOTED = {"yes": "記録しました。", "later": "記録しました。一覧には、まもなく反映されます。"}


@router.get("/grants/{number}/claims/new", dependencies=FIND, summary="過払いの確認")
def new(case: UUID, number: int, desk: AtDesk) -> Response:
    """The months paid, with what the corrections say was too much."""
    file = claim_file(desk, case, number)
    return _draw_found(file, file.sheet("found", _suggested(file)))


@router.post("/grants/{number}/claims/new", dependencies=FIND, summary="過払いを確認する")
def find(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """One cause per claim."""
    file = _as_sent(claim_file(desk, case, number), sent)
    grant = file.of.grant
    person = {"person": grant.person, "grant": file.of.stream, "grant_no": number}
    return file.submit(
        sent,
        "found",
        into=FindOverpayment,
        decision=find_overpayment,
        draw=lambda sheet: _draw_found(file, sheet),
        given={
            **person,
            "claim_no": file.claim_no,
            "finder": desk.staff.person,
            "recheck": grant.corrections[-1].recheck if grant.corrections else None,
            "paid": {one.month: opened(one.amount_yen, 0) for one in grant.paid},
            "years": {one.month: one.fiscal_year for one in grant.paid},
            "claimed": claimed(file.of, but=file.claim_no),
        },
    )


@router.get("/grants/{number}/claims/{claim_no}", dependencies=READ, summary="返還の債権")
def show(case: UUID, number: int, claim_no: int, desk: AtDesk, noted: str = "") -> Response:
    """Where it stands, every step with its day, and what can be recorded next."""
    file = claim_file(desk, case, number, claim_no)
    claim = file.claim
    return file.page(
        "claim.html",
        claim=claim,
        months=opened(claim.found.months, ()),
        month_label=month_label,
        forms=offered(file),
        parts=parts_kept(claim, file.today),
        entries=claim_timeline(desk, file.recorded),
        letters=[(name, title) for name, title, there in LETTERS if there(claim)],
        flash=NOTED.get(noted, ""),
    )


@router.get("/sheets/claim/{number}/{claim_no}/{letter}", dependencies=READ, summary="返還の文書")
def paper(case: UUID, number: int, claim_no: int, letter: str, desk: AtDesk) -> Response:
    """The notice of the decision, the demand or the reminder, as recorded."""
    file = claim_file(desk, case, number, claim_no)
    drawn = claim_letter(file, letter)
    if drawn is None:
        raise Missing
    whose = case if file.of.may("identity.read") else None
    return file.page("a4.html", paper=drawn, whose=whose, back=file.at())


def add(form: ClaimForm) -> None:
    """The two routes of a form."""
    needed = [Requires(form.permission, scope="case")]
    path = f"/grants/{{number}}/claims/{{claim_no}}/{form.path}"

    @router.get(path, dependencies=needed, summary=form.heading)
    def asked(case: UUID, number: int, claim_no: int, desk: AtDesk) -> Response:
        file = claim_file(desk, case, number, claim_no)
        if not form.fits(file):
            raise Missing
        return _draw(file, form, file.sheet(form.path, form.typed(file)))

    @router.post(path, dependencies=needed, summary=form.send)
    def recorded(case: UUID, number: int, claim_no: int, desk: AtDesk, sent: Sent) -> Response:
        file = claim_file(desk, case, number, claim_no)
        return file.submit(
            sent,
            form.path,
            into=form.into,
            decision=form.decision,
            draw=lambda sheet: _draw(file, form, sheet),
            given={**_authority(file, form), **form.given(file)},
        )


def _authority(file: ClaimFile, form: ClaimForm) -> dict[str, Any]:
    """Who decides, in which post, where the form is a 決裁."""
    if form.matter is None:
        return {}
    return {
        "decider": file.of.desk.staff.person,
        "standing": file.leaf if form.approves else file.recorded[-1].leaf,
        **acting(_capacity(file, form)),
    }


def _capacity(file: ClaimFile, form: ClaimForm) -> Capacity | None:
    if form.matter is None:
        return None
    return capacity_of(file.of.desk, form.permission, form.matter, file.of.known.area)


def _draw(file: ClaimFile, form: ClaimForm, sheet: Sheet) -> Response:
    claim = file.claim
    return file.page(
        "claim_form.html",
        sheet=sheet,
        taken=chosen(claim.deputies.unseen, sheet),
        claim=claim,
        entry=form,
        finder=capacity(file.of.desk, file.recorded[0]),
        found_at=file.recorded[0].context.at,
        own=claim.found.finder == file.of.desk.staff.person and form.approves,
        **shown(_capacity(file, form)),
    )


def _draw_found(file: ClaimFile, sheet: Sheet) -> Response:
    grant = file.of.grant
    if not grant.paid:
        raise Missing
    asked = claimed(file.of, but=file.claim_no)
    return file.page(
        "claim_found.html",
        sheet=sheet,
        grant=grant,
        months=[
            (
                n,
                one.month,
                month_label(one.month),
                opened(one.amount_yen, None),
                grant.standing(one.month),
                asked.get(one.month, 0),
            )
            for n, one in enumerate(grant.paid)
        ],
        causes=CAUSES,
    )


def _suggested(file: ClaimFile) -> Mapping[str, str]:
    """Per month what was paid less what the corrections say was due."""
    typed = {"found_on": wareki.short(file.today)}
    grant, asked = file.of.grant, claimed(file.of, but=file.claim_no)
    for n, one in enumerate(grant.paid):
        due = grant.standing(one.month)
        over = opened(one.amount_yen, 0) - (due or 0) - asked.get(one.month, 0)
        if due is not None and over > 0:
            typed[f"months-{n}-asked_yen"] = f"{over:,}"
    return typed


def _as_sent(file: ClaimFile, sent: Sent) -> ClaimFile:
    """A second press is the same claim: the number it was given the first time."""
    desk = file.of.desk
    if desk.runtime.log.answered(sent.command_id) is None:
        return file
    for claim_no in range(1, file.claim_no):
        before = claim_file(desk, file.of.case, file.of.number, claim_no)
        if before.recorded and before.recorded[0].command == sent.command_id:
            return before
    return file


for each in FORMS:
    add(each)
