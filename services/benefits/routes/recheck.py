"""給付の総点検: ask, look at what differs, take it as a file, propose it. Looking changes nothing."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from fastapi import APIRouter
from fastapi.responses import RedirectResponse
from starlette.responses import Response

from events.contract import Refused
from events.contract.exporting import ExportedList, FieldGroup, GrantsExported
from events.host.answers import Forbidden, Missing
from events.host.exporting import EXPORT, exported
from events.host.form import Form
from events.host.forms import FormErrors, Sent, Typed, read_form
from events.host.http import AtDesk, Desk, Requires
from events.host.list_file import form_of
from services.benefits.decisions.guards import month_named
from services.benefits.decisions.rechecking import ProposeRecheck, propose_recheck
from services.benefits.projections import lookup
from services.benefits.recheck import evolve, stream_of
from services.benefits.recheck_reading import Asked
from services.benefits.rechecking.line import sums
from services.benefits.screens.paying_desk import gone, works
from services.benefits.screens.recheck import PersonLine, about_sums, persons, table
from services.benefits.screens.recheck_runs import Reading, begin, book_of
from services.benefits.screens.wording import month_label

router = APIRouter(prefix="/recheck")
LOOK = [Requires("benefit.review")]
PROPOSE = [Requires("benefit.draft")]
PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Months `YYYY-MM`, "" = open; `rules` a TOML text of corrected rules."""

    from_month: str = ""
    to_month: str = ""
    rules: str = ""

    def __post_init__(self) -> None:
        for name in ("from_month", "to_month"):
            if getattr(self, name):
                month_named(getattr(self, name), field=name)


@router.get("", dependencies=LOOK, summary="給付の総点検")
def show(desk: AtDesk) -> Response:
    """What can be asked, and the rechecks that wait or were decided."""
    return _draw_asking(desk, Form())


@router.post("/runs", dependencies=LOOK, summary="総点検を行う")
def start(desk: AtDesk, typed: Typed) -> Response:
    """Read every payment again; nothing is recorded."""
    asked = read_form(typed, Ask, today=desk.today)
    if isinstance(asked, FormErrors):
        return _draw_asking(desk, asked.form, 422)
    try:
        book = book_of(desk, asked.rules)
    except Refused as refusal:
        return _draw_asking(desk, typed.with_errors({refusal.field or "rules": refusal.ja}), 422)
    wards = readable_wards(desk)
    work = begin(
        desk,
        Asked(
            book=book,
            first=asked.from_month,
            last=asked.to_month,
            areas=wards,
            groups=frozenset.intersection(*(desk.staff.opens(ward) for ward in wards)),
        ),
    )
    return RedirectResponse(f"{desk.root}/recheck/runs/{work.id}", status_code=303)


@router.get("/runs/{run}", dependencies=LOOK, summary="総点検の結果")
def result(run: UUID, desk: AtDesk, page: int = 1) -> Response:
    """How far it is, or what differs: per cause, then person by person."""
    work = works(desk).of(str(run), desk.staff.person)
    if work is None or not isinstance(work.result, Reading):
        return gone(desk, f"{desk.root}/recheck")
    found = work.result
    people = _people(desk, found) if work.over else []
    shown = people[(page - 1) * PAGE : page * PAGE] if page > 0 else []
    return desk.page(
        "recheck_result.html",
        work=work,
        run=found,
        progress=found.progress,
        people=shown,
        count=len(people),
        page=page,
        pages=-(-len(people) // PAGE),
        sums=sums(found.lines) if work.over else (),
        names=desk.names([one.case for one in shown]),
        may_propose=desk.staff.may("benefit.draft"),
        month_label=month_label,
        command_id=uuid4(),
    )


@router.get("/runs/{run}/lines.{kind}", dependencies=[EXPORT], summary="総点検の結果の書き出し")
def export(run: UUID, kind: str, desk: AtDesk) -> Response:
    """A row per month and cause, by reception number."""
    found = _read(desk, run)
    if not desk.staff.may("benefit.review"):
        raise Forbidden
    return exported(
        desk,
        table(_people(desk, found), about_sums(sums(found.lines))),
        form_of(kind),
        fact=GrantsExported,
        listed=ExportedList.GRANTS,
        groups={FieldGroup.CLEAR, FieldGroup.STAT, FieldGroup.MONEY},
        wards=found.asked.areas,
    )


@router.post("/runs/{run}/proposal", dependencies=PROPOSE, summary="総点検の訂正を起案する")
def propose(run: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The result as it stands on the page, by its hash."""
    found = _read(desk, run)
    wards = found.asked.areas or frozenset()
    command = ProposeRecheck(
        today=desk.today,
        drafter=desk.staff.person,
        as_of=found.progress.as_of,
        from_month=found.asked.first,
        to_month=found.asked.last,
        wards=tuple(sorted(wards)),
        rules=found.asked.book.corrections.text,
        result=found.result,
        grants=len({line.stream for line in found.lines}),
        payments=len(found.lines),
        sums=sums(found.lines),
    )
    stream = stream_of(found.result)
    receipt = desk.carry_out(
        evolve,
        propose_recheck,
        command,
        stream=stream,
        case=stream,
        area=home(desk, wards),
        command_id=sent.command_id,
        expected=None,
    )
    desk.wait_for(lookup.RECHECKS, "benefits", receipt.position)
    return RedirectResponse(f"{desk.root}/recheck/proposals/{stream}?noted=yes", status_code=303)


def readable_wards(desk: Desk) -> frozenset[str]:
    """The wards whose payments this person may see again."""
    wards = desk.staff.wards_for("benefit.review")
    if not wards:
        raise Forbidden
    return wards


def home(desk: Desk, wards: frozenset[str]) -> str:
    """The area a recheck is recorded under: the city where all of it is asked, else its first ward."""
    city: str = desk.runtime.municipality.body.code
    return city if city in wards else min(wards)


def _read(desk: Desk, run: UUID) -> Reading:
    """A reading of this person that came to its end; Missing for any other."""
    work = works(desk).of(str(run), desk.staff.person)
    if work is None or not work.over or work.failed or not isinstance(work.result, Reading):
        raise Missing
    return work.result


def _people(desk: Desk, found: Reading) -> list[PersonLine]:
    cases = {line.case for line in found.lines}
    return persons(found.lines, lookup.numbers(desk.runtime.tables, cases))


def _draw_asking(desk: Desk, form: Form, status: int = 200) -> Response:
    rows = lookup.rechecks(desk.runtime.tables, desk.staff.wards_for("benefit.review"))
    drawn = desk.page("recheck.html", asked=form, rechecks=rows)
    drawn.status_code = status
    return drawn
