"""支援会議 (法9条): the list, the minutes' head, and one item per concern on the page of the meeting."""

from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract import wareki
from events.contract.concern import ConcernDiscussed
from events.contract.concern_codes import CouncilHost, CouncilOutcome, Secrecy
from events.contract.council import ConfidentialCouncilHeld
from events.host.answers import Missing
from events.host.asked_of_address import number_asked
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.intake.decisions.council import (
    DiscussConcern,
    HoldCouncil,
    discuss_concern,
    hold_council,
)
from services.intake.projections.concerns import CONCERNS, ConcernRow
from services.intake.projections.councils import COUNCIL_ITEMS, COUNCILS, CouncilRow
from services.intake.pseudonyms import person_of
from services.intake.routes.case_file import ward_name
from services.intake.routes.concern_file import RECORD, concern_file, record
from services.intake.routes.concern_list import areas_of
from services.intake.routes.concern_new import no_stream_of_others
from services.intake.routes.concern_page import name_of
from services.intake.routes.concern_timeline import words
from services.intake.routes.council_items import cases_of
from services.intake.routes.reception_form import case_of, served_ward
from services.intake.routes.said import said
from services.intake.states.concern import OVER
from services.intake.states.council import evolve

router = APIRouter()
HOLD: Final = "council.record"
PAGE: Final = "/intake/councils/new"
ROWS: Final = 4
MOST: Final = 40
MORE: Final = 3
LISTED: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One concern of a meeting as its minutes show it."""

    concern: UUID
    number: str
    name: str
    fact: ConcernDiscussed
    shared: str | None
    roles: str | None


@router.get("/councils", dependencies=[Requires(HOLD)], summary="支援会議の一覧")
def councils(desk: AtDesk) -> Response:
    """The newest first."""
    areas = areas_of(desk, desk.staff.wards_for(HOLD))
    order = "held_on desc, council_id"
    try:
        found = desk.runtime.tables.rows(
            COUNCILS, "area_id = any(%s)", [areas], order=order, limit=LISTED
        )
        counts = desk.runtime.tables.query(
            "select council_id, count(*) as n from (select council_id from council_items"
            " union all select council_id from council_cases) as spoken"
            " where council_id = any(%s) group by council_id",
            [[row.council_id for row in found]],
        )
    except NotReady:
        found, counts = list[CouncilRow](), []
    return desk.page(
        "councils.html",
        rows=found,
        items={row["council_id"]: row["n"] for row in counts},
        named={row.area: ward_name(desk, row.area) for row in found},
    )


@router.get("/councils/new", dependencies=[Requires(HOLD)], summary="支援会議の記録の画面")
def blank(desk: AtDesk) -> Response:
    """Who sat there, and what binds them."""
    sheet = desk.sheet("council", area=_wards(desk)[0][0], expected=0)
    if not sheet.form.typed:
        typed = {
            "council": str(uuid4()),
            "ward": _wards(desk)[0][0],
            "held_on": wareki.short(desk.today),
            "host": CouncilHost.WARD_CENTRE.value,
        }
        sheet = replace(sheet, form=Form(typed))
    return _draw_new(desk, sheet)


@router.post("/councils", dependencies=[Requires(HOLD)], summary="支援会議を記録する")
def hold(desk: AtDesk, sent: Sent) -> Response:
    """ConfidentialCouncilHeld; 303 to the page where the concerns are taken one by one."""
    council = case_of(sent.form.value("council"))
    no_stream_of_others(desk, council)
    area = sent.form.value("ward")
    area = area if area in {code for code, _ in _wards(desk)} else _wards(desk)[0][0]
    sheet = desk.sheet("council", area=area, expected=0, at=PAGE)
    if sent.form.value("more"):
        drawn = sheet.sent(
            sent.form, command_id=sent.command_id, expected=0, draft_id=sent.draft_id
        )
        return _draw_new(desk, drawn, more=MORE)

    def act(command: HoldCouncil) -> str:
        receipt = desk.carry_out(
            evolve,
            hold_council,
            command,
            stream=council,
            case=council,
            area=served_ward(desk, sent.form.value("ward"), _wards(desk), command.held_on),
            command_id=sent.command_id,
            expected=0,
        )
        desk.wait_for(COUNCILS.name, "intake", receipt.position)
        return f"/intake/councils/{council}?said=council"

    return submit(
        desk,
        sent,
        sheet,
        into=HoldCouncil,
        act=act,
        draw=lambda drawn: _draw_new(desk, drawn),
        given={"today": desk.today, "person": person_of(council)},
        stream=council,
    )


@router.get(
    "/councils/{council}", dependencies=[Requires(HOLD, scope="council")], summary="支援会議の記録"
)
def minutes(council: UUID, desk: AtDesk, said: str | None = None, concern: str = "") -> Response:
    """The minutes, and the form for one more concern."""
    meeting = meeting_of(desk, council)
    sheet = _sheet(desk, council, meeting)
    if concern and not sheet.form.typed:
        sheet = replace(sheet, form=Form({"concern": concern}))
    return _draw(desk, council, meeting, sheet, said)


@router.post(
    "/councils/{council}/items",
    dependencies=[Requires(HOLD, scope="council")],
    summary="支援会議で話し合ったことを記録する",
)
def discuss(council: UUID, desk: AtDesk, sent: Sent) -> Response:
    """ConcernDiscussed, in the stream of the concern that the form names."""
    meeting = meeting_of(desk, council)
    chosen = sent.form.value("concern")
    file = concern_file(desk, _uuid(chosen)) if chosen else None
    given = {"today": desk.today, "council": council, "held_on": meeting.occurred_on}

    def act(command: DiscussConcern) -> str:
        assert file is not None  # noqa: S101 - the command has the concern
        record(desk, file, discuss_concern, command, replace(sent, expected=None))
        position = desk.runtime.log.reading.head()
        desk.wait_for(COUNCIL_ITEMS.name, "intake", position)
        return f"/intake/councils/{council}?said=discussed#items"

    sheet = _sheet(desk, council, meeting)
    if file is None:
        page = sheet.sent(
            sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
        )
        wrong = page.form.with_errors({"concern": "話し合った気がかりを選んでください。"})
        return _draw(desk, council, meeting, page.again(422, None, form=wrong))
    return submit(
        desk,
        sent,
        sheet,
        into=DiscussConcern,
        act=act,
        draw=lambda drawn: _draw(desk, council, meeting, drawn),
        given=given,
    )


def meeting_of(desk: Desk, council: UUID) -> Recorded:
    """The meeting; Missing where there is none, or where this person keeps no councils."""
    area = desk.request.app.state.area_of(council)
    if area is None or not desk.staff.may(HOLD, area):
        raise Missing
    history = desk.history(council, area)
    if not history or not isinstance(history[0].fact, ConfidentialCouncilHeld):
        raise Missing
    return history[0]


def _sheet(desk: Desk, council: UUID, meeting: Recorded) -> Sheet:
    return desk.sheet(
        "council-item",
        area=meeting.context.area,
        case=council,
        at=f"/intake/councils/{council}",
    )


def _draw_new(desk: Desk, sheet: Sheet, *, more: int = 0) -> Response:
    named = (name.split("-")[1] for name in sheet.form.typed if name.startswith("attended-"))
    typed = {place for text in named if (place := number_asked(text)) is not None}
    return desk.page(
        "council_new.html",
        sheet=sheet,
        wards=_wards(desk),
        hosts=CouncilHost,
        secrecies=Secrecy,
        rows=min(max(max(typed, default=0) + 1, ROWS) + more, MOST),
    )


def _draw(
    desk: Desk, council: UUID, meeting: Recorded, sheet: Sheet, code: str | None = None
) -> Response:
    items = _items(desk, council)
    done = {item.concern for item in items}
    return desk.page(
        "council.html",
        sheet=sheet,
        council=council,
        meeting=meeting.fact,
        where=words(getattr(meeting.fact, "place", None)),
        remarks=words(getattr(meeting.fact, "remarks", None)),
        ward=ward_name(desk, meeting.context.area),
        items=items,
        cases=cases_of(desk, council),
        waiting=[row for row in _open_ones(desk, meeting) if row.concern_id not in done],
        outcomes=CouncilOutcome,
        flash=said(code),
    )


def _items(desk: Desk, council: UUID) -> list[Item]:
    """As the streams of the concerns say, so that nothing sealed stands in a table."""
    try:
        rows = desk.runtime.tables.rows(
            COUNCIL_ITEMS, "council_id = %s", [council], order="position"
        )
    except NotReady:
        return []
    found = []
    for concern in dict.fromkeys(row.concern_id for row in rows):
        file = concern_file(desk, concern)
        fact = next(one for one in file.state.discussed if one.council == council)
        found.append(
            Item(
                concern=concern,
                number=file.number,
                name=name_of(file),
                fact=fact,
                shared=words(fact.shared),
                roles=words(fact.roles),
            )
        )
    return found


def _open_ones(desk: Desk, meeting: Recorded) -> list[ConcernRow]:
    """The concerns of the meeting's ward that are not over."""
    codes = desk.staff.wards_for(RECORD) & {meeting.context.area}
    try:
        return desk.runtime.tables.rows(
            CONCERNS,
            "area_id = any(%(areas)s) and standing <> all(%(over)s)",
            {"areas": areas_of(desk, frozenset(codes)), "over": [one.value for one in OVER]},
            order="noted_on, concern_id",
            limit=LISTED,
        )
    except NotReady:
        return []


def _wards(desk: Desk) -> list[tuple[str, str]]:
    allowed = desk.staff.wards_for(HOLD)
    served: list[Any] = [
        w for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed
    ]
    if not served:
        raise Missing
    return [(ward.code, ward_name(desk, ward.code)) for ward in served]


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing from None
