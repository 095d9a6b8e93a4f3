"""Whom a case concerns, where it stands, and what may be done next."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from events.contract import Open, Unanswered, wareki
from events.contract.intake import ConsultationReceived
from events.host.date_echo import full_years
from events.host.desk import Desk
from events.host.filters import sealed
from events.host.frames import office_name
from events.host.steps import Step, step_states
from services.intake.routes.case_file import CaseFile, ward_name
from services.intake.worklist import OVER, Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Whom the case concerns, in the characters that were given.

    `withheld` says why there is no name to read: a page then bears its number, not that sentence.
    """

    name: str
    kana: str
    born: str
    withheld: str = ""


def head(fact: ConsultationReceived, today: date) -> Head:
    """Name, kana and age; who gave no name is called by what they are."""
    if not isinstance(fact.name, Open):
        band = f"　年代 {sealed(fact.age_band)}" if isinstance(fact.age_band, Open) else ""
        withheld = f"氏名と生年月日は{sealed(fact.name)}{band}"
        return Head(name="", kana="", born="", withheld=withheld)
    return Head(
        name=fact.naming.ja if isinstance(fact.name.value, Unanswered) else sealed(fact.name),
        kana=_written(fact.kana),
        born=_born(fact, today),
    )


def present(desk: Desk, file: CaseFile) -> list[tuple[str, str | date]]:
    """The present state in a few lines."""
    context = file.history[-1].context
    office = office_name(desk.runtime.municipality, context.office) if context.office else ""
    pairs: list[tuple[str, str | date]] = [
        ("状態", file.work.stage.ja if file.work else "反映待ち"),
        ("次の期限", _due(desk, file)),
        ("担当窓口", office or ward_name(desk, file.area)),
        ("相談受付", file.received.received_on),
        ("緊急度", file.received.urgency.ja),
    ]
    if file.state.applied_on:
        pairs.append(("利用申込", file.state.applied_on))
    pairs.append(("関係機関への提供", file.state.beside.consents.said(desk.today)))
    if category := file.state.beside.recipient.on(desk.today):
        pairs.append(("生活保護", category.ja))
    if file.closed_on:
        pairs.append(("終結", file.closed_on))
    return [*pairs, ("受付の記録", f"{len(file.history)}件")]


def _due(desk: Desk, file: CaseFile) -> str | date:
    work = file.work
    if work and work.stage is Stage.TRIAGE and work.contact_due_on is None:
        days = (desk.today - file.received.received_on).days
        return f"受付から{days}日" if days else "きょう受付"
    return (work.next_on if work else None) or "なし"


def steps(file: CaseFile) -> tuple[Step, ...]:
    """The thirteen steps as far as intake has read; 相談 is done with its 振り分け."""
    bits = file.work.steps if file.work else 1 << 2
    done = {n for n in range(1, 14) if bits >> n & 1}
    if file.state.triage is None:
        done -= {2}
    if file.over:
        return step_states(0, done=done, skipped=set(range(1, 14)) - done)
    current = _current(done)
    return step_states(current, done=done, skipped=set(range(1, current)) - done)


def _current(done: set[int]) -> int:
    """Application first, since everything after it rests on it; then what follows the furthest step."""
    if 2 not in done:
        return 2
    return 3 if 3 not in done else min(max(done) + 1, 13)


def actions(desk: Desk, file: CaseFile) -> list[tuple[str, str, bool]]:
    """What may be done next: label, address, and whether it is the one thing waited for."""
    at, stage = f"/intake/cases/{file.case}", file.work.stage if file.work else Stage.TRIAGE
    waiting = stage in {Stage.CONSENT, Stage.APPLICATION, Stage.CORRECTION}
    found: list[tuple[str, str, bool]] = []
    if stage in OVER or file.over:
        again = f"/intake/consultations/new?previous={file.case}"
        found.append(("再相談として受け付ける", again, True))
    elif desk.staff.may("case.triage", file.area):
        if stage in {Stage.TRIAGE, Stage.CONSENT}:
            found.append(("振り分け", f"{at}/triage", stage is Stage.TRIAGE))
        found += [
            ("緊急的な支援", f"{at}/emergency", False),
            ("つなぎ", f"{at}/referral", False),
        ]
    if desk.staff.may("use.apply", file.area) and file.state.applied_on is None:
        found.append(("利用申込書の受付", f"{at}/application", waiting))
    return found


def _written(value: Any) -> str:
    """The kana, or nothing where none was given."""
    if isinstance(value, Open) and isinstance(value.value, Unanswered):
        return ""
    return sealed(value)


def _born(fact: ConsultationReceived, today: date) -> str:
    if isinstance(fact.born_on, Open) and isinstance(fact.born_on.value, date):
        born_on = fact.born_on.value
        return f"{wareki.long(born_on)}生（満{full_years(born_on, today)}歳）"
    band = sealed(fact.age_band)
    return f"生年月日 {sealed(fact.born_on)}　年代 {band}"
