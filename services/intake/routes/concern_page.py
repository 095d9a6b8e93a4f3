"""The page of one concern: what was told, where it stands, what may be done next, who it may be."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Open, opened, wareki
from events.contract.answer import answered
from events.host.desk import AtDesk, Desk
from events.host.filters import sealed
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.decisions.concern_ends import LinkConcern, link_concern
from services.intake.decisions.council import OpenCouncilMinutes, open_council_minutes
from services.intake.matching import Traits, traits
from services.intake.person_index import PersonIndex
from services.intake.routes.candidates import Shown, shown
from services.intake.routes.case_file import case_file, ward_name
from services.intake.routes.concern_file import RECORD, ConcernFile, concern_file, record
from services.intake.routes.concern_timeline import entries, source_of, words
from services.intake.routes.people import People
from services.intake.routes.reception_form import case_of
from services.intake.routes.said import said
from services.intake.states.concern import Standing

router = APIRouter()


@router.get(
    "/concerns/{concern}",
    dependencies=[Requires(RECORD, scope="concern")],
    summary="気がかりの画面",
)
def concern(concern: UUID, desk: AtDesk, people: People, said: str | None = None) -> Response:
    """The page."""
    file = concern_file(desk, concern)
    return _draw(desk, people, file, _sheet(desk, file), said)


@router.post(
    "/concerns/{concern}/minutes",
    dependencies=[Requires(RECORD, scope="concern")],
    summary="支援会議で共有された内容を開く",
)
def minutes(concern: UUID, desk: AtDesk, people: People, sent: Sent) -> Response:
    """CouncilMinutesOpened: a deliberate act with a reason, good for the day."""
    file = concern_file(desk, concern)

    def act(command: OpenCouncilMinutes) -> str:
        record(desk, file, open_council_minutes, command, sent)
        return f"{file.at}?said=minutes"

    return submit(
        desk,
        sent,
        _sheet(desk, file),
        into=OpenCouncilMinutes,
        act=act,
        draw=lambda sheet: _draw(desk, people, concern_file(desk, concern), sheet),
        given={"today": desk.today, "reader": desk.staff.person},
        stream=concern,
    )


@router.post(
    "/concerns/{concern}/link",
    dependencies=[Requires(RECORD, scope="concern")],
    summary="すでにある相談につなげる",
)
def link(concern: UUID, desk: AtDesk, people: People, sent: Sent) -> Response:
    """ConcernLinked to a case that stood before and that this person may read."""
    file = concern_file(desk, concern)
    known = case_of(sent.form.value("case"))
    case_file(desk, known)

    def act(command: LinkConcern) -> str:
        record(desk, file, link_concern, command, sent)
        return f"{file.at}?said=linked"

    return submit(
        desk,
        sent,
        _sheet(desk, file),
        into=LinkConcern,
        act=act,
        draw=lambda sheet: _draw(desk, people, concern_file(desk, concern), sheet),
        given={"today": desk.today, "linked_on": desk.today, "case": known, "known": True},
        stream=concern,
    )


def _sheet(desk: Desk, file: ConcernFile) -> Sheet:
    return desk.sheet(
        "minutes", area=file.area, case=file.concern, expected=file.version, at=file.at
    )


def _draw(
    desk: Desk, people: PersonIndex, file: ConcernFile, sheet: Sheet, code: str | None = None
) -> Response:
    opened_today = any(
        (one.reader, one.opened_on) == (desk.staff.person, desk.today) for one in file.state.opened
    )
    found = _candidates(desk, people, file)
    return desk.page(
        "concern.html",
        sheet=sheet,
        file=file,
        name=name_of(file),
        withheld="" if isinstance(file.noted.name, Open) else f"氏名は{sealed(file.noted.name)}",
        ward=ward_name(desk, file.area),
        now=_now(desk, file),
        told=_told(desk, file),
        entries=entries(desk, file, minutes=opened_today),
        actions=_actions(desk, file),
        minutes_open=opened_today,
        overdue=bool(file.row and file.row.due_on and file.row.due_on < desk.today),
        candidates=found,
        command=uuid4,
        may_receive=desk.staff.may("consultation.receive", file.area),
        may_destroy=desk.staff.may("key.destroy", file.area),
        flash=said(code),
    )


def name_of(file: ConcernFile) -> str:
    """The name as given, else the kana; empty where nobody was named or it may not be read."""
    for value in (file.noted.name, file.noted.kana):
        if isinstance(value, Open) and (text := answered(value.value)):
            return text
    return ""


def traits_of(file: ConcernFile) -> Traits:
    """What a search for the same person can use."""
    given = [
        answered(opened(value, "")) or ""
        for value in (file.noted.name, file.noted.kana, file.noted.phone)
    ]
    return traits(given[0], given[1], None, [given[2]])


def _candidates(desk: Desk, people: PersonIndex, file: ConcernFile) -> list[Shown]:
    """Who is already known at a counter; nothing once it is over."""
    if file.state.over or not desk.staff.may("identity.read", file.area):
        return []
    return shown(desk, people.candidates(traits_of(file)), {})


def _told(desk: Desk, file: ConcernFile) -> list[tuple[str, str]]:
    fact = file.noted
    rows: list[tuple[str, Any]] = [
        ("氏名", fact.name),
        ("カナ", fact.kana),
        ("住所", fact.address),
        ("電話番号", fact.phone),
        ("知らせた方", fact.informant),
        ("相手の整理番号", fact.reference),
    ]
    lines = [("情報源", source_of(desk, fact)), ("根拠", fact.basis.ja)]
    if note := words(fact.basis_note):
        lines.append(("根拠の法令", note))
    return [*lines, *((term, sealed(value)) for term, value in rows)]


def _now(desk: Desk, file: ConcernFile) -> list[tuple[str, str | date]]:
    state, row = file.state, file.row
    pairs: list[tuple[str, str | date]] = [
        ("状態", state.standing.ja),
        ("受けた日", file.noted.noted_on),
        ("経過", f"{_days(desk, file)}日"),
        ("緊急度", file.noted.urgency.ja),
        ("見立てまで", until_seen(file)),
        ("確認", f"{state.attempts}回"),
    ]
    if row and row.due_on:
        pairs.insert(1, ("期限（暫定）", row.due_on))
    if state.discussed:
        pairs.append(("支援会議", f"{len(state.discussed)}回"))
    if file.noted.reply_wanted:
        last = state.replies[-1].replied_on if state.replies else None
        pairs.append(("返事", f"{wareki.short(last)} に記録" if last else "まだ"))
    return pairs


def _days(desk: Desk, file: ConcernFile) -> int:
    until = (file.row.over_on if file.row else None) or desk.today
    return (until - file.noted.noted_on).days


def until_seen(file: ConcernFile) -> str:
    """Time from the notice to the first act on it, in the unit that says something."""
    row = file.row
    if row is None or row.seen_on is None or row.seen_at is None:
        return "反映待ち" if row is None else "まだ"
    days = (row.seen_on - row.noted_on).days
    hours = int((row.seen_at - row.noted_at).total_seconds() // 3600)
    return f"{days}日" if days else f"当日（{hours}時間）" if hours else "当日（1時間以内）"


def _actions(desk: Desk, file: ConcernFile) -> list[tuple[str, str, str]]:
    """Label, address, and how it looks."""
    at, state = file.at, file.state
    receive = (
        [("相談として受け付ける", f"/intake/consultations/new?concern={file.concern}")]
        if desk.staff.may("consultation.receive", file.area)
        else []
    )
    reply = ("知らせた方への返事", f"{at}/reply")
    if state.standing is Standing.LINKED:
        return [(*reply, "secondary")]
    if state.over:
        again = [*receive, ("再開する", f"{at}/reopening"), reply]
        return [(*one, "secondary") for one in again]
    steps = [
        ("見立て", f"{at}/triage"),
        ("確認を記録", f"{at}/look"),
        *receive,
        ("ほかの機関につなぐ", f"{at}/handover"),
        reply,
        ("終える", f"{at}/end"),
    ]
    first = 0 if state.standing is Standing.NEW else 1
    return [(*one, "primary" if n == first else "secondary") for n, one in enumerate(steps)]
