"""The worklist: the cases of one's wards by what must be done next, searched by POST, exported."""

from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Form
from starlette.responses import Response

from events.bus.tables import NotReady
from events.contract.codes import Urgency
from events.contract.exporting import ExportedList, FieldGroup, ReceptionsExported
from events.host.desk import AtDesk, Desk
from events.host.drafts import Draft
from events.host.exporting import EXPORT, exported
from events.host.http import Requires
from events.host.list_file import form_of
from services.intake.person_index import PersonIndex
from services.intake.routes.candidates import told_where
from services.intake.routes.case_file import ward_name
from services.intake.routes.case_of_number import case_of_number
from services.intake.routes.export import table_of
from services.intake.routes.people import People
from services.intake.routes.worklist_rows import OPEN, Filters, counts_of, rows_of
from services.intake.worklist import WORKLIST, Stage, Work

router = APIRouter()
READ: Final = Requires("case.read")

PAGE: Final = 50
EXPORTED_AT_MOST: Final = 20_000
FORMS: Final = {
    "consultation": "相談受付",
    "contact": "支援経過記録",
    "triage": "振り分け",
    "referral": "つなぎ",
    "emergency": "緊急的な支援",
    "application": "利用申込書の受付",
    "scan": "届いた書面",
    "referral_step": "つなぎの経過",
    "help_outcome": "緊急的な支援の結果",
    "email": "メールの添付",
    "correction": "相談受付の訂正",
    "assistance": "生活保護の開始",
    "assistance_answer": "生活保護の開始への対応",
    "recipient": "特定被保護者の確認",
    "consent": "情報提供への同意",
    "consent_withdrawal": "同意の取消し",
    "secrecy": "住所の秘匿",
    "instructions": "連絡・訪問の注意",
    "address": "住所・連絡先を見る",
    "hold": "保全",
    "lift": "保全の解除",
    "proposal": "消去の起案",
    "decision": "消去の決定",
    "concern": "気がかりの受付",
    "concern-triage": "気がかりの見立て",
    "concern-look": "気がかりの確認",
    "concern-reply": "知らせた方への返事",
    "concern-reopening": "気がかりの再開",
    "concern-handover": "気がかりのつなぎ",
    "concern-end": "気がかりの終わり",
    "council": "支援会議",
    "council-item": "支援会議の協議",
    "introduction": "紹介元",
    "mail": "メールで届いたファイル",
    "council-case": "支援会議の協議(相談中の方)",
    "minutes": "支援会議の記録の閲覧",
    "transfer": "移管の依頼",
    "transfer-answer": "移管への返事",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row as this person may see it."""

    work: Work
    ward: str
    name: str
    kana: str


Chosen = Annotated[Filters, Depends()]


@router.get("/", dependencies=[READ], summary="受付の一覧")
def worklist(desk: AtDesk, people: People, filters: Chosen) -> Response:
    """The wards' cases, the most urgent first."""
    try:
        rows = rows_of(desk, filters, limit=PAGE + 1, skip=(filters.page - 1) * PAGE)
        counts = counts_of(desk, filters)
    except NotReady:
        return _draw(desk, people, filters, [], {}, ready=False)
    return _draw(desk, people, filters, rows, counts)


@router.post("/search", dependencies=[READ], summary="氏名・カナ・電話で探す")
def search(desk: AtDesk, people: People, sought: Annotated[str, Form()] = "") -> Response:
    """By POST, so that a name stands in no address and no log."""
    text = sought.strip()
    numbered = case_of_number(desk, text)
    found = people.find(text) if desk.staff.may("identity.read") else []
    found = [numbered, *(case for case in found if case != numbered)] if numbered else found
    wards = desk.staff.wards_for("case.read")
    own = [case for case in found if _area(people, case) in wards]
    elsewhere = [people.of_case(case) for case in found if _area(people, case) not in wards]
    try:
        rows = desk.runtime.tables.rows(
            WORKLIST, "case_id = any(%s)", [own[:PAGE]], order="received_on desc, case_id"
        )
    except NotReady:
        rows = []
    others = [
        (ward_name(desk, known.area), known.number)
        for known in elsewhere[:PAGE]
        if known and told_where(desk, people, known)
    ]
    return _draw(desk, people, Filters(), rows, {}, sought=text, others=others, found=len(own))


@router.get("/export.{kind}", dependencies=[EXPORT], summary="一覧の書き出し")
def export(kind: str, desk: AtDesk, people: People, filters: Chosen) -> Response:
    """The filtered list as CSV or Excel; names only for who may read them."""
    form = form_of(kind)
    lines = _lines(desk, people, rows_of(desk, filters, limit=EXPORTED_AT_MOST))
    named = any(line.name for line in lines)
    return exported(
        desk,
        table_of(lines),
        form,
        fact=ReceptionsExported,
        listed=ExportedList.RECEPTIONS,
        groups={FieldGroup.CLEAR, FieldGroup.IDENTITY} if named else {FieldGroup.CLEAR},
        wards={filters.ward} if filters.ward in desk.staff.wards_for(desk.permission) else None,
    )


def _draw(  # noqa: PLR0913 - one page
    desk: Desk,
    people: PersonIndex,
    filters: Filters,
    rows: list[Work],
    counts: dict[str, int],
    *,
    ready: bool = True,
    sought: str | None = None,
    others: list[tuple[str, str]] | None = None,
    found: int = 0,
) -> Response:
    return desk.page(
        "worklist.html",
        filters=filters,
        lines=_lines(desk, people, rows[:PAGE]),
        more=len(rows) > PAGE,
        counts=counts,
        stages=[(OPEN, "進行中"), *((stage.value, stage.ja) for stage in Stage)],
        urgencies=Urgency,
        wards=[(code, ward_name(desk, code)) for code in _served(desk)],
        drafts=[_drawn(draft, people) for draft in _drafts(desk)],
        ready=ready,
        whole=people.whole,
        sought=sought,
        others=others or [],
        found=found,
        may_receive=desk.staff.may("consultation.receive"),
        may_judge=desk.staff.may("identity.judge"),
        may_destroy=desk.staff.may("key.destroy"),
        may_concern=desk.staff.may("concern.record"),
        may_search=desk.staff.may("identity.read"),
    )


def _lines(desk: Desk, people: PersonIndex, rows: list[Work]) -> list[Line]:
    names = {ward: ward_name(desk, ward) for ward in {row.area for row in rows}}
    return [_line(desk, people, row, names[row.area]) for row in rows]


def _line(desk: Desk, people: PersonIndex, row: Work, ward: str) -> Line:
    known = people.of_case(row.case_id) if desk.staff.may("identity.read", row.area) else None
    if known is None:
        return Line(work=row, ward=ward, name="", kana="")
    return Line(work=row, ward=ward, name=known.name or known.naming.ja, kana=known.kana)


def _served(desk: Desk) -> list[str]:
    allowed = desk.staff.wards_for("case.read")
    return [w.code for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]


def _drafts(desk: Desk) -> list[Draft]:
    """Own drafts, and what was handed over to those who could go on with it: a draft names a person."""
    wards = desk.staff.wards_for("contact.record")
    return desk.runtime.drafts.list_for(desk.staff.account, wards, desk.now)[:20]


def _drawn(draft: Draft, people: PersonIndex) -> dict[str, Any]:
    """A draft names whom it is about: the name typed so far, or the number of its case."""
    known = people.of_case(draft.of.case) if draft.of.case else None
    typed = next(iter(draft.fields.get("name", ())), "")
    return {
        "about": known.number if known else typed,
        "label": FORMS.get(draft.of.form, draft.of.form),
        "href": f"{draft.of.at}?draft={draft.draft_id}",
        "owner": draft.owner_name,
        "saved_at": draft.saved_at,
        "handed_over": draft.handed_over,
        "discard": f"/intake/drafts/{draft.draft_id}/discard",
        "id": draft.draft_id,
        "owner_account": draft.owner,
    }


def _area(people: PersonIndex, case: UUID) -> str:
    known = people.of_case(case)
    return known.area if known else ""
