"""Forms somebody has begun: one's own, those put aside for the ward, and others at the same case."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from events.host.desk import Desk
from events.host.drafts import Draft
from services.planning.projections import lookup
from services.planning.screens.case_file import CaseFile
from services.planning.screens.learning_labels import learning_label
from services.planning.screens.programme_form import TITLES
from services.planning.screens.work_labels import work_label

MOST = 20
FORMS = {
    "assessment": "アセスメント",
    "completion": "アセスメント完了",
    "plan": "プラン(案)",
    "agreement": "プランへの同意",
    "conference": "支援調整会議",
    "evaluation-conference": "支援調整会議(評価)",
    "convening": "支援調整会議の招集",
    "agenda": "会議の議題",
    "attendance": "会議の出席",
    "minutes": "議題の記録",
    "tasks/new": "役割分担",
    "tasks/end": "役割分担の結果",
    "proposal": "起案",
    "review": "起案の審査",
    "decision": "決裁",
    "seen": "後閲",
    "refusal": "支援不決定",
    "start": "支援の提供開始",
    "end": "支援の提供終了",
    "monitoring": "モニタリング",
    "amendment": "プラン変更",
    "work": "就労",
    "income": "増収",
    "suspension": "中断",
    "resumption": "再開",
    "evaluation": "プラン評価",
    "renewal": "再プラン",
    "closure": "終結",
    "job-retention": "就職後のフォローアップ",
    "deliveries/new": "支援の提供",
    "deliveries/withdrawal": "支援の提供の取消",
    "follow-up": "フォローアップ",
    "household/new": "世帯員の追加",
    "household/change": "世帯員の変化",
    "household/leaving": "世帯を離れた",
    "household/attribute": "世帯員の事情",
    "household/end": "世帯員の事情の終わり",
    "household/certificate": "手帳の確認",
    "issues/new": "課題の把握",
    "issues/analysis": "課題の分析",
    "issues/talk": "課題の共有",
    "issues/state": "課題の状態",
    "issues/strength": "強みの把握",
    "issues/withdrawal": "強みの取下げ",
    "benefits/check": "公的給付の確認",
    "readiness/new": "準備の段階",
    "place": "一時生活の施設の登録",
    "place-close": "一時生活の施設の廃止",
    "room": "居室の登録",
    "room-close": "居室の廃止",
    "provider": "住まいの事業者の登録",
    "provider-end": "住まいの事業者の登録の終了",
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
    cases = lookup.known_cases(desk.runtime.tables, {d.of.case for d in drafts if d.of.case})
    numbers = {case: known.number for case, known in cases.items()}
    return [_drawn(desk, draft, numbers.get(draft.of.case, "")) for draft in drafts]  # type: ignore[arg-type]


def others(file: CaseFile) -> list[Draft]:
    """Who else is writing at this case now (入力中)."""
    desk = file.desk
    return desk.runtime.drafts.others_at(file.case, desk.staff.account, desk.now)


def _label(form: str) -> str:
    return FORMS.get(form) or TITLES.get(form) or learning_label(form) or work_label(form)


def _drawn(desk: Desk, draft: Draft, number: str) -> Kept:
    own = draft.owner == desk.staff.account
    return Kept(
        id=draft.draft_id,
        label=_label(draft.of.form),
        number=number,
        href=f"{draft.of.at}?draft={draft.draft_id}",
        owner="" if own else draft.owner_name,
        saved_at=draft.saved_at,
        handed_over=draft.handed_over,
    )
