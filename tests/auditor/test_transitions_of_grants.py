"""What the decisions of a running grant and of a person's months accept, the auditor's table accepts too."""

from collections import Counter
from datetime import date
from random import Random
from uuid import UUID

from events.contract import KINDS, Group, Refused, fold, kind_of
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
from tests.benefits.test_one_off import MOVE, SUM, money_steps

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


def test_whatever_is_accepted_of_a_move_or_a_supplement_the_table_accepts(procedure) -> None:
    for folding, begun, part, ordering in (MOVE, SUM):
        chance, total = Random(part), Counter()  # noqa: S311 - which steps
        for _ in range(60):
            commands = [ordering, *(chance.choice(money_steps(part, ordering)) for _ in range(90))]
            stream = procedure.Stream()
            history = list(begun)
            for decision, command in commands:
                try:
                    history += decision(fold(folding, history), command)
                except Refused:
                    continue
            for one in history:
                wire = kind_of(one).wire.rsplit(".", 1)[0]
                told = {
                    field.name: str(getattr(value := getattr(one, field.name), "value", value))
                    for field in kind_of(one).of(Group.CLEAR)
                }
                assert stream.follows(wire, told), wire
                total[wire] += 1
        assert {f"benefits.one-off-{name}" for name in MONEY} <= set(total)


MONEY = (
    "batched", "unbatched", "transfer-returned", "reissued", "return-booked", "order-returned",
    "order-cancelled",
)  # fmt: skip


def test_an_account_is_checked_and_a_batch_released_by_another_who_saw_them(procedure) -> None:
    for name, who, seen, by in (
        ("payee-account-changed", "clerk", "payee-account-checked", "checker"),
        ("moving-account-stated", "clerk", "moving-account-checked", "checker"),
        ("batch-proposed", "proposer", "batch-released", "releaser"),
        ("supplement-opened", "drafter", "supplement-decided", "decider"),
        ("overpayment-found", "finder", "repayment-decided", "decider"),
    ):
        stream = procedure.Stream()
        assert list(stream.eyes(f"benefits.{name}", {who: "a"}, "1", "leaf")) == []
        told = {by: "b", "approved": "leaf"}
        assert list(stream.eyes(f"benefits.{seen}", told, "2", "x")) == []
        own = "".join(stream.eyes(f"benefits.{seen}", told | {by: "a"}, "1", "x"))
        assert "decided by who proposed" in own
        other = "".join(stream.eyes(f"benefits.{seen}", told | {"approved": "y"}, "2", "x"))
        assert "approved another proposal" in other


def test_an_order_given_again_is_not_passed_by_who_gave_it(procedure) -> None:
    stream = procedure.Stream()
    month = {"month": "2026-11"}
    assert not list(stream.eyes("benefits.payment-ordered", month | {"orderer": "a"}, "1", "x"))
    assert not list(stream.eyes("benefits.order-reissued", month | {"orderer": "b"}, "1", "x"))
    for who in "ab":
        found = list(stream.eyes("benefits.order-passed", month | {"reviewer": who}, "2", "x"))
        assert "passed by who ordered" in "".join(found)
    assert not list(stream.eyes("benefits.order-passed", month | {"reviewer": "c"}, "2", "x"))
