"""連携する事業 of one case: its forms, and what its page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.contract.linked_programme import (
    LinkedProgrammeAccepted,
    LinkedProgrammeAsked,
    LinkedProgrammeLeft,
    LinkedProgrammeProgressed,
)
from events.contract.work_codes import ProgrammeResult
from events.host.desk import Desk
from events.host.filters import choices
from events.host.linked_programmes import LinkedProgramme, offered
from services.planning.programmes import linked_programmes
from services.planning.programmes.linked_programmes.linking import (
    AcceptIntoProgramme,
    AskProgramme,
    LeaveProgramme,
    RecordProgress,
    accept_into_programme,
    ask_programme,
    leave_programme,
    record_progress,
)
from services.planning.programmes.next_day import nearest
from services.planning.programmes.work_book import WorkBook
from services.planning.screens.programme_file import Programme
from services.planning.screens.record_form import FormField, RecordForm, Work, day, words
from services.planning.screens.withdrawal import WITHDRAWAL
from services.planning.screens.work_words import words as said

LINKED: Final[Programme[WorkBook]] = Programme(
    name=linked_programmes.NAME,
    ja="ハローワーク等の連携事業",
    page="linked-programmes",
    evolve=linked_programmes.evolve,
    words=said,
)


def offered_in(desk: Desk, ward: str) -> tuple[LinkedProgramme, ...]:
    """The programmes of a ward today, by the municipality's file."""
    return offered(desk.runtime.municipality.linked_programmes, ward, desk.today)


def _options(desk: Desk) -> list[tuple[str, str]]:
    """The programmes of the ward of the case that is open."""
    rows = offered_in(desk, desk.request.state.area)
    return [(r.code, f"{r.name}({r.mark.ja})" if r.mark.ja else r.name) for r in rows]


_NEXT = day("next_on", "次の予定", required=False, hint="決まっていれば。例 R8.6.15")

FORMS: Final = (
    RecordForm(
        path="request",
        heading="連携事業の利用依頼",
        send="依頼を記録する",
        lead="先方に情報を渡すことへの本人の同意を、先に確かめます。",
        into=AskProgramme,
        decision=ask_programme,
        given=lambda records, _, __: {
            "offered": {
                row.code: row.name for row in offered_in(records.file.desk, records.file.known.area)
            }
        },
        fields=[
            day("asked_on", "依頼した日"),
            FormField(
                kind="radio", name="programme", label="事業", options=_options, required=True
            ),
            day("consent_on", "情報を渡すことに本人が同意した日"),
            words("aim", "依頼の内容", rows=3),
        ],
    ),
    RecordForm(
        path="acceptance",
        heading="連携事業の受入れ",
        send="受入れを記録する",
        into=AcceptIntoProgramme,
        decision=accept_into_programme,
        of=LinkedProgrammeAsked,
        fields=[
            day("accepted_on", "受け入れられた日"),
            FormField(kind="text", name="in_charge", label="先方の担当者", required=True),
            _NEXT,
        ],
    ),
    RecordForm(
        path="progress",
        heading="連携事業の経過",
        send="経過を記録する",
        into=RecordProgress,
        decision=record_progress,
        of=LinkedProgrammeAsked,
        fields=[
            day("progressed_on", "日付"),
            words("note", "経過", required=True),
            FormField(kind="check", name="shared_back", label="先方から聞いた内容です"),
            day(
                "shared_back_on",
                "先方からの情報提供に本人が同意した日",
                required=False,
                hint="先方から聞いた内容のときだけ。例 R8.6.1",
            ),
            _NEXT,
        ],
    ),
    RecordForm(
        path="result",
        heading="連携事業の結果",
        send="結果を記録する",
        into=LeaveProgramme,
        decision=leave_programme,
        of=LinkedProgrammeAsked,
        fields=[
            day("left_on", "終わった日"),
            FormField(
                kind="radio",
                name="result",
                label="結果",
                options=choices(ProgrammeResult),
                required=True,
            ),
            words("note", "内容", rows=3),
        ],
    ),
    WITHDRAWAL,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One request with everything that went on from it. `next_on`: the nearest day named."""

    asked: LinkedProgrammeAsked
    accepted: LinkedProgrammeAccepted | None
    progress: Sequence[LinkedProgrammeProgressed]
    left: LinkedProgrammeLeft | None
    next_on: date | None


def shown(records: Work) -> dict[str, Any]:
    """The page's context, the newest request first."""
    book = records.state or WorkBook()
    links = [_link(book, asked) for asked in book.standing(LinkedProgrammeAsked)]
    return {
        "links": links[::-1],
        "offered": offered_in(records.file.desk, records.file.known.area),
    }


def _link(book: WorkBook, asked: LinkedProgrammeAsked) -> Link:
    no = asked.entry_no
    accepted = next(iter(book.after(no, LinkedProgrammeAccepted)), None)
    progress = book.after(no, LinkedProgrammeProgressed)
    left = next(iter(book.after(no, LinkedProgrammeLeft)), None)
    named = [one.next_on for one in (accepted, *progress) if one]
    entered = [asked.asked_on, *(one.progressed_on for one in progress)]
    if accepted:
        entered.append(accepted.accepted_on)
    return Link(asked, accepted, progress, left, None if left else nearest(named, entered))
