"""Letters of later decisions: each says what was decided, to the person with reasons, to the payee without."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from events.contract import Event, Open
from events.contract.benefits import GrantStopped
from events.contract.benefits_life import (
    AmountChanged,
    ChangeGround,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    LaterFigures,
    LaterRefused,
    Matter,
    StopDecided,
)
from events.contract.benefits_papers import NoticeKind
from events.contract.benefits_recheck import CorrectionCause, HouseholdFound, PaymentCorrected
from events.contract.codes import StopReason
from events.log.recorded import Context, Recorded
from services.benefits.screens.letters import occasions
from tests.benefits.facts import DECIDER, DRAFTER, HOME, LEAF, PAYABLE, PERSON

DAY = date(2027, 1, 20)
SHARED: dict[str, Any] = {
    "decided_on": DAY,
    "person": PERSON,
    "grant_no": 1,
    "later_no": 1,
    "number": "福生第201号",
    "post": "課長",
    "decider": DECIDER,
    "drafter": DRAFTER,
    "approved": LEAF,
    "figures": Open(
        PERSON, LaterFigures(household=None, monthly_yen=32_000, basis=None, findings=())
    ),
    "reasons": Open(PERSON, "世帯の収入が減ったため"),
}
CASES: list[tuple[Event, str, list[str], bool]] = [
    (GrantExtended(**SHARED, extension_no=1, first_month="2027-02", months=3), "extension",
     ["32,000円", "令和9年2月分から令和9年4月分まで"], True),
    (ExtensionRefused(**SHARED, extension_no=1, citation="施行規則12条1項"), "extension_refusal",
     ["認めない", "施行規則12条1項"], False),
    (AmountChanged(**SHARED, first_month="2027-01", ground=ChangeGround.RENT), "change",
     ["32,000円", "令和9年1月分から", "家賃の変更"], True),
    (LaterRefused(**SHARED, matter=Matter.CHANGE, citation="施行規則11条"), "change_refusal",
     ["支給額の変更", "施行規則11条"], False),
    (GrantSuspended(**SHARED, last_month="2026-12", resume_by=date(2028, 12, 31)), "suspension",
     ["令和8年12月分", "令和10年12月31日"], True),
    (GrantResumed(**SHARED, first_month="2027-06", months=1), "resumption",
     ["令和9年6月分", "32,000円"], True),
    (StopDecided(**SHARED, last_month="2026-12", reason=StopReason.MOVED_OUT, citation="要綱18条",
                 explained=True), "stop", ["令和8年12月分", "転居・退去", "要綱18条"], True),
]  # fmt: skip
CONTEXT = Context(
    actor=DECIDER, role="decision_maker", office="", operator="city/", area="271063",
    request=UUID(int=1), correlation=UUID(int=1), at=datetime(2027, 1, 20, tzinfo=UTC),
)  # fmt: skip


def recorded(*facts: Event, command: int = 9) -> list[Recorded]:
    history = [*PAYABLE, *facts]
    return [
        Recorded(UUID(int=2), n, UUID(int=3), fact, CONTEXT,
                 command=UUID(int=command if n > len(PAYABLE) else 100 + n))
        for n, fact in enumerate(history, 1)
    ]  # fmt: skip


@pytest.mark.parametrize(("fact", "kind", "words", "payee"), CASES, ids=[c[1] for c in CASES])
def test_every_later_decision_has_its_letter(
    fact: Event, kind: str, words: list[str], payee: bool
) -> None:
    found = [one for one in occasions(recorded(fact)) if one.about == len(PAYABLE) + 1]
    assert [one.notice.value for one in found] == [kind, "to_payee"][: 1 + payee]
    own = found[0].draw()
    for word in (*words, "世帯の収入が減ったため", "福生第201号"):
        assert word in repr(own), word
    assert own.contestable
    if payee:
        told = repr(found[1].draw())
        for kept in ("世帯の収入", "転居・退去", "福生第201号"):
            assert kept not in told, kept


def test_a_stop_that_was_decided_is_told_once() -> None:
    decided = CASES[-1][0]
    stop = GrantStopped(
        stopped_on=DAY, person=PERSON, grant_no=1, last_month="2026-12",
        reason=StopReason.MOVED_OUT, reasons=Open(PERSON, "退去したため"),
    )  # fmt: skip
    told = [one.notice.value for one in occasions(recorded(decided, stop))]
    assert told.count("stop") == 1
    alone = [one.notice.value for one in occasions(recorded(stop))]
    assert alone.count("stop") == 1


def corrected(recheck: int, month: str, old: int, new: int, cause: CorrectionCause) -> Event:
    return PaymentCorrected(
        corrected_on=DAY,
        person=PERSON,
        grant_no=1,
        month=month,
        recheck=UUID(int=recheck),
        approved=LEAF,
        old_yen=Open(PERSON, old),
        new_yen=Open(PERSON, new),
        cause=Open(PERSON, cause),
    )


def test_the_corrections_of_one_recheck_are_one_letter_with_every_cause() -> None:
    found = HouseholdFound(
        found_on=DAY,
        person=PERSON,
        grant_no=1,
        from_month="2026-11",
        household=Open(PERSON, HOME),
        how=Open(PERSON, "課税資料で確かめた"),
    )
    history = recorded(
        found,
        corrected(1, "2026-11", 45_000, 40_000, CorrectionCause.RENT_AS_CAP),
        corrected(1, "2026-11", 40_000, 37_000, CorrectionCause.INCOME),
        corrected(1, "2026-12", 35_000, 37_000, CorrectionCause.PAID_DIFFERS),
        corrected(2, "2026-11", 37_000, 0, CorrectionCause.SAVINGS_ABOVE),
    )
    letters = [one for one in occasions(history) if one.notice is NoticeKind.AMENDMENT]
    assert [one.about - len(PAYABLE) for one in letters] == [4, 5]
    first, second = (one.draw() for one in letters)
    assert first.lines[:4] == (
        ("令和8年11月分", "支給した額 45,000円、正しい額 37,000円"),
        ("令和8年12月分", "支給した額 35,000円、正しい額 37,000円"),
        ("多かった額の計", "8,000円"),
        ("少なかった額の計", "2,000円"),
    )
    assert [one.provision for one in first.reasons] == [
        "施行規則11条",
        "施行規則11条",
        "法6条",
        "法22条",
    ]
    assert "世帯収入が違う（令和8年11月分、計 3,000円多く支給）" in first.reasons[1].fact
    assert "課税資料で確かめた" in first.reasons[3].fact
    assert len(first.notes) == 3
    assert first.contestable
    assert [one.provision for one in second.reasons] == ["施行規則10条", "法22条"]
    assert len(second.notes) == 2
