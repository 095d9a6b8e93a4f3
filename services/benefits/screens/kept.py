"""Forms somebody has begun: one's own, those put aside for the ward, and others at the same case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.host.desk import Desk
from events.host.drafts import Draft
from services.benefits.projections import lookup
from services.benefits.screens.claim_forms import LABELS
from services.benefits.screens.grant_file import GrantFile

MOST = 20
FORMS = {
    "application": "支給申請の受付",
    "correction": "補正",
    "proposal": "支給起案",
    "review": "審査",
    "decision": "支給決定",
    "refusal": "不支給決定",
    "commitment": "支出負担行為",
    "order": "支出命令",
    "pass": "支出命令の審査",
    "payment": "給付支給",
    "account": "振込口座の届",
    "account_check": "振込口座の確認",
    "return": "支出命令の返付",
    "cancellation": "支出命令の取消し",
    "bounce": "組戻",
    "reissue": "支出命令の再発行",
    "booking": "組戻金の戻入",
    "orders": "月次支払",
    "reviews": "支出命令の審査",
    "batch": "振込のまとめ",
    "step": "振込のまとめ",
    "end": "支給終了",
    "household": "判明した世帯の状況",
    "recheck": "総点検の決裁",
    "supplement_new": "追加支給の起案",
    "supplement_decision": "追加支給の決定",
    "supplement_order": "追加支給の支出命令",
    "supplement_pass": "追加支給の命令の審査",
    "supplement_payment": "追加支給の確認",
    "programme": "事業の利用要件の判定",
    "document": "添付書類の受領",
    "eligibility": "対象者の確認",
    "dwelling": "入居予定住宅の通知",
    "lease": "賃貸借契約の確認",
    "move": "住居確保報告",
    "notice": "通知の発行",
    "moving": "転居費用補助",
}


@dataclass(frozen=True, slots=True)
class Kept:
    """One begun form. `owner` is empty for one's own."""

    id: UUID
    label: str
    number: str
    href: str
    owner: str
    saved_at: datetime
    handed_over: bool


def kept(desk: Desk) -> list[Kept]:
    """The newest first."""
    wards = desk.staff.wards_for("draft.keep")
    drafts = desk.runtime.drafts.list_for(desk.staff.account, wards, desk.now)[:MOST]
    cases = {draft.of.case for draft in drafts if draft.of.case}
    numbers = lookup.numbers(desk.runtime.tables, cases)
    return [
        _drawn(desk, draft, numbers.get(draft.of.case, "") if draft.of.case else "")
        for draft in drafts
    ]


def others(file: GrantFile) -> list[Draft]:
    """Who else is writing at this case now (入力中)."""
    desk = file.desk
    return desk.runtime.drafts.others_at(file.case, desk.staff.account, desk.now)


def _drawn(desk: Desk, draft: Draft, number: str) -> Kept:
    """A form's name begins with the word of `FORMS`; month and grant number follow."""
    own = draft.owner == desk.staff.account
    return Kept(
        id=draft.draft_id,
        label=(FORMS | LABELS).get(draft.of.form.partition("-")[0], draft.of.form),
        number=number,
        href=f"{draft.of.at}?draft={draft.draft_id}",
        owner="" if own else draft.owner_name,
        saved_at=draft.saved_at,
        handed_over=draft.handed_over,
    )
