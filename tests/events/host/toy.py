"""A service as small as can be: one form that receives a consultation, one that adds a contact."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

from fastapi import APIRouter, FastAPI
from fastapi.sse import EventSourceResponse, ServerSentEvent
from starlette.responses import Response

from events.contract import DECLINED, NOT_ASKED, Open, Refused
from events.contract.codes import Channel, Naming, Origin, Urgency
from events.contract.intake import ConsultationReceived
from events.host.forms import Sent, SentAsJson, submit
from events.host.http import AtDesk, Desk, Receipt, Requires, Sheet, service_app
from events.host.runtime import Runtime

PAGES = Path(__file__).with_name("toy_pages")
NISHI = "271063"
NANIWA = "271110"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive:
    received_on: date
    channel: Channel
    story: str
    today: date
    person: UUID


def evolve(state: int | None, fact: ConsultationReceived) -> int:
    return (state or 0) + 1


def receive(state: int | None, command: Receive) -> list[ConsultationReceived]:
    if command.received_on > command.today:
        raise Refused("future-day", "先の日付です。", field="received_on")
    if "断る" in command.story:
        raise Refused("not-so", "この内容は受け付けられません。")
    return [fact(command.received_on, command.channel, command.story, command.person)]


def fact(day: date, channel: Channel, story: str, person: UUID) -> ConsultationReceived:
    return ConsultationReceived(
        received_on=day,
        person=person,
        channel=channel,
        origin=next(iter(Origin)),
        previous_case=None,
        naming=next(iter(Naming)),
        urgency=next(iter(Urgency)),
        route=Open(person, NOT_ASKED),
        sex=Open(person, NOT_ASKED),
        age_band=Open(person, NOT_ASKED),
        target_class=Open(person, NOT_ASKED),
        topics=Open(person, ()),
        main_topics=Open(person, ()),
        name=Open(person, DECLINED),
        kana=Open(person, DECLINED),
        born_on=Open(person, DECLINED),
        visitor=Open(person, None),
        address=Open(person, DECLINED),
        phone=Open(person, DECLINED),
        email=Open(person, DECLINED),
        story=Open(person, story),
    )


router = APIRouter()


def page(desk: Desk, case: UUID, sheet: Sheet) -> Response:
    return desk.page("toy.html", sheet=sheet, case=case, told=len(desk.outline(case)))


@router.get("/new", dependencies=[Requires("consultation.receive")])
def new(desk: AtDesk) -> Response:
    return page(desk, uuid4(), desk.sheet("new", area=NISHI))


@router.get("/cases/{case}/contact", dependencies=[Requires("contact.record", scope="case")])
def contact_form(case: UUID, desk: AtDesk) -> Response:
    sheet = desk.sheet("contact", area=NISHI, case=case, expected=len(desk.outline(case)))
    return page(desk, case, sheet)


@router.post("/cases/{case}", dependencies=[Requires("consultation.receive")])
def open_case(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    return _received(desk, case, sent, desk.sheet("new", area=NISHI))


@router.post("/cases/{case}/contact", dependencies=[Requires("contact.record", scope="case")])
def contact(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    return _received(desk, case, sent, desk.sheet("contact", area=NISHI, case=case))


def _received(desk: Desk, case: UUID, sent: Sent, sheet: Sheet) -> Response:
    def act(command: Receive) -> str:
        desk.carry_out(
            evolve, receive, command, stream=case, case=case, area=NISHI,
            command_id=sent.command_id, expected=sent.expected,
        )  # fmt: skip
        return f"/cases/{case}"

    return submit(
        desk, sent, sheet, into=Receive, act=act, draw=lambda again: page(desk, case, again),
        given={"today": desk.today, "person": case}, stream=case,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveBody:
    received_on: date
    channel: Channel
    story: str


@router.post("/cases/{case}/receptions", dependencies=[Requires("consultation.receive")])
def as_json(case: UUID, body: ReceiveBody, desk: AtDesk, sent: SentAsJson) -> Receipt:
    command = Receive(
        received_on=body.received_on, channel=body.channel, story=body.story,
        today=desk.today, person=case,
    )  # fmt: skip
    return desk.carry_out(
        evolve, receive, command, stream=case, case=case, area=NISHI,
        command_id=sent.command_id, expected=sent.expected,
    )  # fmt: skip


@router.get("/cases/{case}", dependencies=[Requires("case.read", scope="case")])
def read(case: UUID, desk: AtDesk) -> dict[str, int]:
    return {"told": len(desk.outline(case))}


@router.get("/broken", dependencies=[Requires("case.read")])
def broken() -> None:
    raise RuntimeError("田中太郎 090-1234-5678")


@router.get("/live/new", response_class=EventSourceResponse, dependencies=[Requires("report.read")])
async def live(desk: AtDesk) -> AsyncIterator[ServerSentEvent]:
    async for message in desk.live("toy", draw=lambda position, _: f"<p>{position}</p>"):
        yield message


def create_app(runtime: Runtime) -> FastAPI:
    return service_app(runtime, router)
