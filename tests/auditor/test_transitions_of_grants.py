"""What the decisions of a running grant and of a person's months accept, the auditor's table accepts too."""

from collections import Counter
from datetime import date
from random import Random
from uuid import UUID

from events.contract import KINDS
from events.contract.benefits_person import (
    FindingAnswer,
    FindingKind,
    HowKnown,
    ReleaseReason,
)
from services.benefits import decisions as d
from services.benefits import months
from services.benefits.grant import evolve
from tests.auditor.test_transitions import procedure, walked
from tests.benefits import facts as f
from tests.benefits.later_commands import any_step

__all__ = ["procedure"]
DAY = date(2026, 12, 10)
MINE = {"today": DAY, "person": f.PERSON}
FIRST = [
    (d.receive_application, f.receive()),
    (d.draft_grant, f.draft()),
    (d.review_grant, f.review()),
    (d.decide_grant, f.decide()),
    (d.commit_expenditure, f.commit()),
]
MODULES = {f"events.contract.benefits_{name}" for name in ("life", "duties")}


def month_command(c: Random):
    """A decision about a person's months and a command for it."""
    number, month = c.randrange(1, 4), c.choice(("2026-11", "2026-12"))
    grant = UUID(int=c.randrange(1, 4))
    held = {**MINE, "month": month, "grant": grant}
    return c.choice(
        [
            lambda: (months.claim_month, months.ClaimMonth(**held)),
            lambda: (months.release_month, months.ReleaseMonth(
                **held, reason=ReleaseReason.ORDER_CANCELLED)),
            lambda: (d.record_elsewhere, d.RecordElsewhere(
                **MINE, recorded_on=DAY, municipality=f"市{number}", first_month="2025-01",
                last_month="2025-03", months=3, known=HowKnown.PAPER)),
            lambda: (d.count_elsewhere, d.CountElsewhere(
                today=DAY, decided_on=DAY, entry_no=number, counted=True, officer=f.DRAFTER, reason="x")),
            lambda: (d.void_elsewhere, d.VoidElsewhere(today=DAY, voided_on=DAY, entry_no=number, reason="x")),
            lambda: (d.answer_finding, d.AnswerFinding(
                **MINE, answered_on=DAY, finding=FindingKind.MONTH_TWICE, subject=month,
                answer=FindingAnswer.ASKED, officer=f.DRAFTER, note=str(number))),
        ]
    )()  # fmt: skip


def test_whatever_is_accepted_of_a_running_grant_the_table_accepts(procedure) -> None:
    total: Counter = Counter()
    for number in range(60):
        total += walked(procedure, Random(number), None, evolve, any_step, FIRST)  # noqa: S311
    kinds = {
        wire.rsplit(".", 1)[0] for wire, kind in KINDS.items() if kind.cls.__module__ in MODULES
    }
    assert kinds == set(total) & kinds


def test_whatever_is_accepted_of_a_persons_months_the_table_accepts(procedure) -> None:
    total: Counter = Counter()
    for number in range(30):
        total += walked(procedure, Random(number), None, months.evolve, month_command)  # noqa: S311
    assert {"benefits.month-claimed", "benefits.month-released"} <= set(total)
    assert {"benefits.grant-elsewhere-voided", "benefits.finding-answered"} <= set(total)


def test_a_later_decision_by_who_drafted_it_is_found(procedure) -> None:
    stream = procedure.Stream()
    drafted = {"drafter": "a"}
    assert list(stream.eyes("benefits.later-drafted", drafted, "1", "leaf")) == []
    reviewed = {"reviewer": "a"}
    assert "reviewed by" in "".join(stream.eyes("benefits.later-reviewed", reviewed, "2", "x"))
    decided = {"drafter": "a", "decider": "a", "approved": "leaf"}
    found = "".join(stream.eyes("benefits.grant-extended", decided, "2", "x"))
    assert "decided by who proposed" in found
