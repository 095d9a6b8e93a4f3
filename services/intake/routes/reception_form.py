"""What the intake form offers, begins with, and means beyond its single fields."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from events.contract import Refused, opened, wareki
from events.contract.answer import answered
from events.contract.codes import (
    AgeBand,
    Channel,
    ConsultationTopic,
    ContactMethod,
    Naming,
    Route,
    Sex,
    TargetClass,
    Urgency,
    VisitorRelation,
)
from events.host.answers import Missing
from events.host.desk import Desk
from events.host.form import Form
from services.intake.decisions import ReceiveConsultation
from services.intake.routes.case_file import case_file, ward_name

PAGE: Final = "/intake/consultations/new"

URGENT_CHECKS: Final = (
    ("tonight", "今夜の寝る場所", ("ある", "ない", "確認できない")),
    ("food", "食べるもの", ("ある", "ない", "確認できない")),
    ("safety", "身の安全", ("心配ない", "危険がある", "確認できない")),
)
"""当日対応の確認: asked at once, told in the story (assumed list, 暫定)."""

LABELS: Final = {
    "channel": "受付方法",
    "urgency": "緊急度",
    "name": "氏名",
    "kana": "氏名カナ",
    "born_on": "生年月日",
    "phone": "電話番号",
    "naming": "氏名の別",
    "story": "聴き取りメモ",
    "topics": "主な相談内容",
    "received_on": "受付日",
    "ward": "区",
    "sex": "性別",
    "age_band": "年代",
    "address": "住所",
    "email": "メール",
    "route": "相談経路",
    "introducer": "紹介した連携先",
    "introduced_by": "紹介した窓口・方",
    "target_class": "対象区分",
}
"""Field → its label, for the summary of errors."""
FOLDED: Final = (
    *("received_on", "ward", "sex", "age_band", "address", "email", "route"),
    *("introducer", "introduced_by"),
)
"""Fields inside the closed part, which opens when one of them is wrong."""
LISTS: Final = {
    "channels": Channel,
    "urgencies": Urgency,
    "namings": Naming,
    "topics": ConsultationTopic,
    "relations": VisitorRelation,
    "sexes": Sex,
    "bands": AgeBand,
    "routes": Route,
    "classes": TargetClass,
}

METHODS: Final = {
    Channel.OFFICE_VISIT: ContactMethod.INTERVIEW,
    Channel.TELEPHONE: ContactMethod.TELEPHONE,
    Channel.HOME_VISIT: ContactMethod.VISIT_OR_ACCOMPANIMENT,
    Channel.AGENCY: ContactMethod.AGENCY_CONSULTATION,
}
"""How a consultation that belongs to a known case stands in its contact log; else その他."""


def fresh_fields(desk: Desk, previous: UUID | None) -> dict[str, str]:
    """What stands in the form before anybody typed; with `previous` the person of that case."""
    typed = {
        "case": str(uuid4()),
        "ward": wards_of(desk)[0][0],
        "received_on": wareki.short(desk.today),
        "channel": Channel.OFFICE_VISIT.value,
        "urgency": Urgency.ORDINARY.value,
        "naming": Naming.FULL.value,
    }
    return typed if previous is None else typed | _of_before(desk, previous)


def _of_before(desk: Desk, previous: UUID) -> dict[str, str]:
    """Name and numbers of the earlier case, for who may read them there."""
    file = case_file(desk, previous)
    if not desk.staff.may("identity.read", file.area):
        raise Missing
    fact = file.received
    born_on = answered(opened(fact.born_on, None)) if fact.born_on else None
    texts = {
        name: answered(opened(getattr(fact, name), "")) or "" for name in ("name", "kana", "phone")
    }
    return {
        **texts,
        "previous_case": str(previous),
        "born_on": wareki.short(born_on) if born_on else "",
        "naming": fact.naming.value,
    }


def settled(desk: Desk, command: ReceiveConsultation) -> ReceiveConsultation:
    """With what the municipality has settled about coming back, on the day of the reception."""
    procedure = desk.runtime.municipality.procedure(command.received_on)
    return replace(command, reconsultation=procedure.reconsultation)


def story_of(form: Form) -> str:
    """The answers of the urgent checklist stand before what was told."""
    asked = [
        f"{label}: {form.value(name)}"
        for name, label, answers in URGENT_CHECKS
        if form.value(name) in answers
    ]
    told = form.value("story").replace("\r\n", "\n").strip()
    if form.value("urgency") != Urgency.SAME_DAY or not asked:
        return told
    return f"【当日対応の確認】{'、'.join(asked)}\n{told}".rstrip()


def ward_of(desk: Desk, form: Form, command: ReceiveConsultation) -> str:
    """The ward as typed: one of this person's, served on the day of the reception."""
    code = area_of(desk, form)
    desk.runtime.municipality.ward(code, command.received_on)
    return code


def area_of(desk: Desk, form: Form) -> str:
    """The ward as typed, the first of this person's where nothing was; Refused for another's."""
    served = [code for code, _ in wards_of(desk)]
    wanted = form.value("ward")
    if wanted and wanted not in served:
        raise Refused("unknown-ward", "担当する区ではありません。区を選び直してください。")
    return wanted or served[0]


def served_ward(desk: Desk, wanted: str, wards: list[tuple[str, str]], day: date) -> str:
    """A ward as typed: one of `wards`, the first where nothing was, and served on that day."""
    if wanted and wanted not in {code for code, _ in wards}:
        raise Refused("unknown-ward", "担当する区ではありません。区を選び直してください。")
    code = wanted or wards[0][0]
    desk.runtime.municipality.ward(code, day)
    return code


def wards_of(desk: Desk) -> list[tuple[str, str]]:
    """The wards of today where this person may receive, with their names."""
    allowed = desk.staff.wards_for("consultation.receive")
    served = [w for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    if not served:
        raise Missing
    return [(ward.code, ward_name(desk, ward.code)) for ward in served]


def case_of(text: str) -> UUID:
    """The id the form was drawn with, so that a second press is the same case."""
    try:
        return UUID(text)
    except ValueError:
        raise Refused(
            "case-missing", "画面の情報が足りません。画面を開き直してください。"
        ) from None
