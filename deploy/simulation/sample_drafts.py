"""Forms that people of the demo left half-filled: own ones, and one put aside for the ward."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from deploy.house import House
from deploy.simulation.outline import CaseOutline
from deploy.simulation.setting import Setting
from deploy.verbs import demo
from events.contract import wareki
from events.contract.codes import (
    Channel,
    ConsultationTopic,
    Independence,
    MeasureActor,
    Naming,
    Service,
    Urgency,
)
from events.host.drafts import DraftOf

RECEPTION: Final = "/intake/consultations/new"
ASSESSED_VERSION: Final = 2
"""Facts of a case whose assessment was completed and whose plan waits to be drafted."""
Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Left:
    """What somebody (`login`) left; `aside` = on the ward's list."""

    login: str
    service: str
    of: DraftOf
    typed: Typed
    aside: bool = False


def leave(
    house: House, placed: Sequence[tuple[Setting, CaseOutline]], today: date, root: UUID
) -> None:
    """Save every draft once; one that was saved before stays as it is."""
    names = {sample.login: sample.name for sample in demo.ACCOUNTS}
    now = house.around.clock()
    for n, left in enumerate(_left(placed, today, root)):
        account = uuid5(demo.NAMESPACE, f"account {left.login}")
        drafts, draft = house.runtime(left.service).drafts, uuid5(root, f"draft {n}")
        command = uuid5(root, f"draft command {n}")
        drafts.save(draft, command, left.of, account, names[left.login], 1, left.typed, now)
        if left.aside:
            drafts.hand_over(draft, account)


def _left(placed: Sequence[tuple[Setting, CaseOutline]], today: date, root: UUID) -> Iterator[Left]:
    known = next(c for s, c in placed if s.area == demo.NISHI and c.resident)
    yield Left("nishi", "intake", _reception(demo.NISHI), _like(known, today, root))
    yield Left("shunin", "intake", _reception(demo.NISHI), _nameless(today, root), aside=True)
    for login, ward in (("nishi", demo.NISHI), ("naniwa", demo.NANIWA)):
        for number, (setting, case) in enumerate(placed):
            if setting.area == ward and _waits_for_plan(case, today):
                at = f"/planning/cases/{setting.case(number)}/plan"
                of = DraftOf(form="plan", case=setting.case(number), area=ward, at=at)
                yield Left(login, "planning", of, _plan(today))
                break


def _reception(ward: str) -> DraftOf:
    return DraftOf(form="consultation", case=None, area=ward, at=RECEPTION)


def _like(known: CaseOutline, today: date, root: UUID) -> Typed:
    """Somebody whom the panel will find: the same name, birth date and telephone as of an earlier case."""
    who = known.resident
    assert who is not None  # noqa: S101 - chosen so
    return {
        "case": [str(uuid5(root, "draft case 0"))],
        "channel": [Channel.TELEPHONE.value],
        "urgency": [Urgency.SOON.value],
        "naming": [Naming.FULL.value],
        "name": [who.name],
        "kana": [who.kana],
        "born_on": [wareki.short(who.born_on)],
        "phone": [who.phone],
        "topics": [ConsultationTopic.RENT_OR_MORTGAGE.value],
        "story": ["家賃を2か月滞納。退去を求める手紙が届いたとのこと。大家の連絡先は"],
        "received_on": [wareki.short(today)],
        "ward": [demo.NISHI],
    }


def _nameless(today: date, root: UUID) -> Typed:
    return {
        "case": [str(uuid5(root, "draft case 1"))],
        "channel": [Channel.OFFICE_VISIT.value],
        "urgency": [Urgency.ORDINARY.value],
        "naming": [Naming.ANONYMOUS.value],
        "topics": [ConsultationTopic.JOB_SEARCH.value, ConsultationTopic.DEBT.value],
        "story": ["名前は言いたくないとのこと。午後にもう一度来所の予定。"],
        "received_on": [wareki.short(today)],
        "ward": [demo.NISHI],
    }


def _plan(today: date) -> Typed:
    begins = today + timedelta(days=14)
    return {
        "drafted_on": [wareki.short(today)],
        "begins_on": [wareki.short(begins)],
        "evaluation_due_on": [wareki.short(begins + timedelta(days=180))],
        "services": [Service.OFFICE_EMPLOYMENT_SUPPORT.value],
        "long_term_objective": ["自分の収入で、今の住まいに住み続ける。"],
        "objectives-0-text": ["月末までに履歴書を書き、応募先を三つ決める。"],
        "objectives-0-independence": [Independence.ECONOMIC.value],
        "measures-0-actor": [MeasureActor.OFFICE.value],
        "measures-0-action": ["週1回の面談、応募書類の"],
        "expected_version": [str(ASSESSED_VERSION)],
    }


def _waits_for_plan(case: CaseOutline, today: date) -> bool:
    """Assessed, nothing drafted, nobody stopped."""
    if not case.plans or case.migrated or case.end or case.pause:
        return False
    plan = case.plans[0]
    return plan.assessed_on < today <= plan.drafted_on
