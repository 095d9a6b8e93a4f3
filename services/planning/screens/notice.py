"""What a notice of a decision says, taken from the decision as it was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from events.contract import opened, wareki
from events.contract.planning import PlanConfirmed, SupportDecided, SupportRefused
from services.planning.screens.case_file import CaseFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`lines` are the terms of the decision in order; `refuses` asks for reasons and 教示."""

    title: str
    number: str
    decided_on: date
    post: str
    sentence: str
    lines: Sequence[tuple[str, str]]
    refuses: bool = False
    reasons: str = field(default="", repr=False)


def notice_of(file: CaseFile, version: int) -> Notice | None:
    """The notice of that record; None where it is no decision."""
    found = next((one.fact for one in file.recorded if one.version == version), None)
    match found:
        case SupportDecided():
            return _decided(found)
        case SupportRefused():
            return _refused(found)
        case PlanConfirmed():
            return _confirmed(file, found)
    return None


def notices(file: CaseFile) -> list[tuple[int, str, str]]:
    """Record number, title and document number of every decision of the case, the latest last."""
    made = ((one.version, notice_of(file, one.version)) for one in file.recorded)
    return [(version, one.title, one.number) for version, one in made if one is not None]


def _decided(fact: SupportDecided) -> Notice:
    conditions = opened(fact.conditions, "")
    return Notice(
        title="支援決定通知書",
        number=fact.number,
        decided_on=fact.decided_on,
        post=fact.post,
        sentence="申込みのありました支援サービスについて、次のとおり決定しましたので通知します。",
        lines=(
            ("支援サービス", fact.service.ja),
            ("支援の期間", _period(fact.begins_on, fact.ends_on)),
            ("プラン", f"第{fact.plan_no}期"),
            ("条件", conditions or "なし"),
        ),
    )


def _refused(fact: SupportRefused) -> Notice:
    return Notice(
        title="支援不決定通知書",
        number=fact.number,
        decided_on=fact.refused_on,
        post=fact.post,
        sentence="申込みのありました支援サービスについて、次の理由により決定しないこととしましたので通知します。",
        lines=(("プラン", f"第{fact.plan_no}期"), ("根拠となる規定", fact.citation)),
        refuses=True,
        reasons=opened(fact.reasons, ""),
    )


def _confirmed(file: CaseFile, fact: PlanConfirmed) -> Notice:
    plans = file.state.plans if file.state else ()
    draft = next((plan.draft for plan in plans if plan.plan_no == fact.plan_no), None)
    period = _period(draft.begins_on, draft.evaluation_due_on) if draft else ""
    services = "、".join(service.ja for service in draft.services) if draft else ""
    return Notice(
        title="プラン確認通知書",
        number=fact.number,
        decided_on=fact.confirmed_on,
        post=fact.post,
        sentence="作成されたプランについて、次のとおり確認しましたので通知します。",
        lines=(
            ("プラン", f"第{fact.plan_no}期"),
            ("支援サービス", services or "なし"),
            ("プランの期間", period),
        ),
    )


def _period(begins: date, ends: date) -> str:
    return f"{wareki.long(begins)}から{wareki.long(ends)}まで"
