"""振込のまとめ: formed from passed orders, proposed, released by another person, handed over, answered."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, File, UploadFile
from starlette.responses import Response

from events.contract import Refused, wareki
from events.contract.benefits_transfers import BatchFilled
from events.contract.transfer_codes import HandOver, TransferReason
from events.host.answers import Forbidden, Missing
from events.host.bank_days import TransferDay, first_from, moved
from events.host.capacity import post_of
from events.host.filters import choices
from events.host.forms import Sent, SentForm, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from events.log.recorded import Recorded
from services.benefits.batch import BatchStage, evolve, stream_of
from services.benefits.decisions.batching import (
    HandOverBatch,
    OpenBatch,
    ProposeBatch,
    ReadResult,
    ReleaseBatch,
    WithdrawBatch,
    hand_over_batch,
    open_batch,
    propose_batch,
    read_result,
    release_batch,
    withdraw_batch,
)
from services.benefits.fiscal import fiscal_year_of
from services.benefits.projections.batches import TRANSFER_BATCH
from services.benefits.projections.orders import PAYMENT_ORDER, OrderRow
from services.benefits.screens.batch_file import (
    BatchFile,
    Contents,
    batch_file,
    contents,
    drawn,
)
from services.benefits.screens.batch_run import (
    BY_HAND,
    by_hand,
    empty,
    fill,
    passed,
    settle,
    settled,
)
from services.benefits.screens.long_work import AT_ONCE, Work
from services.benefits.screens.paying_desk import (
    caught_up,
    city_area,
    plain_sheet,
    root,
    sees_batches,
    started,
    work_at,
)
from services.benefits.screens.paying_rule import fiscal_rule, mapping
from services.benefits.screens.timeline import timeline
from services.benefits.screens.wording import paid_for
from services.benefits.treasury import Answered, answer_of

router = APIRouter()
READ = [Requires("case.read")]
FORM = [Requires("payment.order")]
RELEASE = [Requires("payment.release")]
CONFIRM = [Requires("payment.confirm")]
SHOWN = BY_HAND
Upload = Annotated[UploadFile | None, File()]


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """All paid on that day but those ticked, which came back for one reason."""

    paid_on: date
    ticked: tuple[str, ...] = ()
    reason: TransferReason = TransferReason.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """A form with a button alone."""


@router.get("/batches", dependencies=READ, summary="振込のまとめの一覧")
def listed(desk: AtDesk) -> Response:
    """The newest first, and the form for the next one."""
    return _draw_list(desk, _opening(desk))


@router.post("/batches", dependencies=FORM, summary="振込のまとめを作る")
def form(desk: AtDesk, sent: Sent) -> Response:
    """Every passed order of the year that is in no other batch joins."""
    city = desk.runtime.municipality.body.code

    def act(typed: OpenBatch) -> str:
        day = moved(typed.transfer_on, desk.runtime.municipality.transfer_rule(typed.transfer_on))
        asked = replace(typed, transfer_on=day.on)
        stream = stream_of(city, asked.number.strip())
        _state(desk, stream, sent, open_batch, asked)
        rows = passed(desk, asked.fiscal_year, "payment.order")
        file = batch_file(desk, stream)

        def job(work: Work) -> Any:
            outcome = fill(desk, file, rows, work)
            caught_up(desk, outcome.position)
            return outcome

        return work_at(
            desk, started(desk, f"振込のまとめ{_moved(day)}", len(rows), f"batches/{stream}", job)
        )

    return submit(
        desk,
        sent,
        _opening(desk),
        into=OpenBatch,
        act=act,
        draw=lambda sheet: _draw_list(desk, sheet),
        given={
            "today": desk.today,
            "opened_on": desk.today,
            "clerk": desk.staff.person,
            "rule": fiscal_rule(desk),
        },
    )


@router.get("/batches/{batch}", dependencies=READ, summary="振込のまとめ")
def show(batch: UUID, desk: AtDesk, noted: str = "") -> Response:
    """What is in it, who did what, and what may be done next."""
    file = batch_file(desk, batch)
    return _draw(desk, file, _sheet(desk, file, "step"), noted=noted)


@router.post("/batches/{batch}/proposal", dependencies=FORM, summary="振込の伺いを出す")
def propose(batch: UUID, desk: AtDesk, sent: Sent) -> Response:
    """With the sums and the hash of what is in it now."""
    file = batch_file(desk, batch)

    def job(work: Work | None) -> str:
        inside = contents(file, work)
        command = ProposeBatch(
            today=desk.today,
            proposed_on=desk.today,
            proposer=desk.staff.person,
            total_yen=inside.total_yen,
            contents=inside.hash,
        )
        return _state(desk, batch, sent, propose_batch, command)

    return _step(desk, file, sent, lambda _: _long(desk, file, "振込の伺い", job))


@router.post("/batches/{batch}/release", dependencies=RELEASE, summary="振込を承認する")
def release(batch: UUID, desk: AtDesk, sent: Sent) -> Response:
    """By another natural person, for what was read: the leaf of the proposal comes with the form."""
    file = batch_file(desk, batch)

    def job(work: Work | None) -> str:
        command = ReleaseBatch(
            today=desk.today,
            released_on=desk.today,
            releaser=desk.staff.person,
            post=post_of(desk, file.area),
            entitled=desk.staff.may("payment.release", file.area),
            approved=sent.form.value("approved"),
            standing=file.proposal,
            contents=contents(file, work).hash,
        )
        return _state(desk, batch, sent, release_batch, command)

    return _step(desk, file, sent, lambda _: _long(desk, file, "振込の承認", job))


@router.post("/batches/{batch}/handover", dependencies=RELEASE, summary="振込データを引き渡す")
def hand_over(batch: UUID, desk: AtDesk, sent: Sent) -> Response:
    """First the fact with the file's hash; the file is fetched from the page afterwards."""
    file = batch_file(desk, batch)

    def job(work: Work | None) -> str:
        inside = contents(file, work)
        content = drawn(file, inside)
        command = HandOverBatch(
            today=desk.today,
            handed_on=desk.today,
            clerk=desk.staff.person,
            sha256=sha256(content).hexdigest(),
            size=len(content),
            contents=inside.hash,
        )
        return _state(desk, batch, sent, hand_over_batch, command)

    return _step(desk, file, sent, lambda _: _long(desk, file, "振込データの作成", job))


@router.get("/batches/{batch}/file", dependencies=RELEASE, summary="振込データ")
def download(batch: UUID, desk: AtDesk) -> Response:
    """Drawn again as of the hand-over; never a file whose hash the record does not name."""
    file = batch_file(desk, batch)
    handed = file.batch.handed
    if handed is None:
        raise Missing
    content = drawn(file, contents(file))
    if sha256(content).hexdigest() != handed.sha256:
        raise Refused(
            "file-differs", "引き渡したデータと一致しません。監査の方に知らせてください。"
        )
    ending = "txt" if handed.hand_over is HandOver.BANK else "csv"
    name = f"transfer-{file.stream.hex[:12]}.{ending}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.post("/batches/{batch}/result", dependencies=CONFIRM, summary="振込の結果を記録する")
def result(batch: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Entered by hand: the day, and the orders that came back."""
    file = batch_file(desk, batch)

    def act(asked: ByHand) -> str:
        answered = by_hand(file, asked.paid_on, asked.ticked, asked.reason)
        return _settle(desk, file, sent, answered, "")

    return _step(desk, file, sent, act, into=ByHand)


@router.post("/batches/{batch}/answer", dependencies=CONFIRM, summary="結果のファイルを取り込む")
def answer(batch: UUID, desk: AtDesk, sent: Sent, answer: Upload = None) -> Response:
    """The file of treasury or bank, in the city's own columns and codes."""
    file = batch_file(desk, batch)
    content = answer.file.read() if answer else b""

    def act(_: Nothing) -> str:
        columns = mapping(desk, desk.today)
        if columns is None:
            raise Refused("not-set", "結果ファイルの列が、この市の定めに登録されていません。")
        read = answer_of(columns, content)
        return _settle(desk, file, sent, read.lines, read.sha256)

    return _step(desk, file, sent, act)


@router.post("/batches/{batch}/withdrawal", dependencies=FORM, summary="振込のまとめを取りやめる")
def withdraw(batch: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Before it is handed over; its orders may join another."""
    file = batch_file(desk, batch)

    def act(_: Nothing) -> str:
        command = WithdrawBatch(today=desk.today, clerk=desk.staff.person)
        _state(desk, batch, sent, withdraw_batch, command)
        closed = batch_file(desk, batch)
        total, then = len(closed.batch.lines), f"batches/{batch}"
        work = started(desk, "まとめの取止め", total, then, lambda w: empty(desk, closed, w))
        return work_at(desk, work)

    return _step(desk, file, sent, act)


def _settle(desk: Desk, file: BatchFile, sent: SentForm, answered: Any, digest: str) -> str:
    if file.batch.handed is None:
        raise Refused("not-handed-over", "まだ引き渡していないまとめです。")
    lines: list[Answered] = list(answered)

    def job(work: Work) -> Any:
        outcome = settle(desk, file, sent.command_id, lines, work)
        paid, returned = settled(file)
        command = ReadResult(
            today=desk.today,
            clerk=desk.staff.person,
            sha256=digest,
            paid=paid,
            returned=returned,
        )
        _state(desk, file.stream, sent, read_result, command)
        caught_up(desk, outcome.position)
        return outcome

    then = f"batches/{file.stream}"
    return work_at(desk, started(desk, "振込の結果", len(lines), then, job))


def _long(desk: Desk, file: BatchFile, label: str, job: Callable[[Work | None], str]) -> str:
    """At once for a small batch; beside the request, with its progress, for a large one."""
    total = len(file.batch.lines)
    if total <= AT_ONCE:
        return job(None)
    return work_at(desk, started(desk, label, total, f"batches/{file.stream}", job))


def _state(desk: Desk, stream: UUID, sent: SentForm, decision: Any, command: Any) -> str:
    """One fact of the batch itself."""
    receipt = desk.carry_out(
        evolve,
        decision,
        command,
        stream=stream,
        case=stream,
        area=city_area(desk),
        command_id=sent.command_id,
        expected=None,
    )
    desk.wait_for(TRANSFER_BATCH.name, "benefits", receipt.position)
    return f"{root(desk)}/batches/{stream}?noted=yes"


def _step(desk: Desk, file: BatchFile, sent: SentForm, act: Any, into: Any = Nothing) -> Response:
    sheet = _sheet(desk, file, "step")
    return submit(
        desk, sent, sheet, into=into, act=act, draw=lambda again: _draw(desk, file, again)
    )


def _opening(desk: Desk) -> Sheet:
    year = fiscal_year_of(desk.today)
    typed = {
        "fiscal_year": str(year),
        "number": f"{desk.today:%Y%m%d}-1",
        "transfer_on": wareki.short(first_from(desk.today)),
        "hand_over": HandOver.BANK.value,
    }
    return plain_sheet(desk, "batch", f"{root(desk)}/batches", typed)


def _sheet(desk: Desk, file: BatchFile, form: str) -> Sheet:
    typed = {"paid_on": wareki.short(min(file.batch.opened.transfer_on, desk.today))}
    at = f"{root(desk)}/batches/{file.stream}"
    return plain_sheet(desk, f"{form}-{file.stream.hex[:8]}", at, typed)


def _moved(day: TransferDay) -> str:
    """What the page of the work says of a day on which banks rest."""
    if not day.why:
        return ""
    on = f"{wareki.short(day.on)}({'月火水木金土日'[day.on.weekday()]})"
    return f"　{wareki.short(day.asked)}は{day.why}のため、振込日は{on}です"


def _draw_list(desk: Desk, sheet: Sheet) -> Response:
    if not sees_batches(desk):
        raise Forbidden
    rows = desk.runtime.tables.rows(TRANSFER_BATCH, order="opened_on desc, number desc", limit=100)
    year = sheet.form.value("fiscal_year")
    waits: dict[int, tuple[int, int]] = {}
    if desk.staff.may("payment.order"):
        found = desk.runtime.tables.query(
            "select fiscal_year, count(*) as orders, sum(yen)::bigint as yen from payment_order"
            " where state = 'passed' and area = any(%s) group by fiscal_year order by fiscal_year",
            [list(desk.staff.wards_for("payment.order"))],
        )
        waits = {row["fiscal_year"]: (row["orders"], row["yen"]) for row in found}
    return desk.page(
        "batches.html",
        sheet=sheet,
        rows=rows,
        waits=waits,
        year=year,
        routes=choices(HandOver),
        rule=desk.runtime.municipality.transfer_rule(desk.today),
        may_form=desk.staff.may("payment.order"),
    )


def _draw(desk: Desk, file: BatchFile, sheet: Sheet, noted: str = "") -> Response:
    if not sees_batches(desk):
        raise Forbidden
    batch = file.batch
    problem, inside = "", None
    if batch.stage in {BatchStage.OPEN, BatchStage.PROPOSED} and batch.lines:
        problem, inside = _inside(file)
    rows = desk.runtime.tables.rows(
        PAYMENT_ORDER, "batch = %s", [file.stream], order="order_no", limit=SHOWN
    )
    return desk.page(
        "batch.html",
        sheet=sheet,
        file=file,
        batch=batch,
        rows=rows,
        gone=_gone(desk, file),
        shown=SHOWN,
        problem=problem,
        inside=inside,
        stages=BatchStage,
        paid_for=paid_for,
        reasons=choices(TransferReason),
        entries=timeline(desk, _told(file)),
        own=bool(batch.proposed and batch.proposed.proposer == desk.staff.person),
        flash="記録しました。" if noted else "",
    )


def _gone(desk: Desk, file: BatchFile) -> list[OrderRow]:
    """Orders that were in it and are no more: they came back, or the batch was given up."""
    lines = file.batch.lines[:SHOWN]
    rows = desk.runtime.tables.rows(
        PAYMENT_ORDER,
        "stream = any(%s) and batch is distinct from %s",
        [list({line.stream for line in lines}), file.stream],
        order="order_no",
    )
    inside = {(line.stream, line.part) for line in lines}
    return [row for row in rows if (row.stream, row.part) in inside]


def _told(file: BatchFile) -> list[Recorded]:
    """The history; of the pieces in which a large batch was filled, the last alone."""
    pieces = [one for one in file.recorded if isinstance(one.fact, BatchFilled)]
    return [one for one in file.recorded if one not in pieces[:-1]]


def _inside(file: BatchFile) -> tuple[str, Contents | None]:
    """What is in it, or the sentence why it cannot leave; the whole is judged when somebody acts."""
    if len(file.batch.lines) > SHOWN:
        return "", None
    try:
        return "", contents(file)
    except Refused as refusal:
        return refusal.ja, None
