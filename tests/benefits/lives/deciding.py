"""The decisions of the product on a generated life, in memory."""

from __future__ import annotations

from datetime import date
from typing import Any

from events.contract import Event, opened
from events.contract.benefits import GrantDecided
from events.contract.benefits_life import ChangeGround
from events.contract.codes import HardshipCause, Medium, StopReason
from services.benefits import decisions as d
from services.benefits.decisions.later import NOTHING_TO_PAY
from services.benefits.decisions.reporting_income import consequence
from services.benefits.programmes.housing_security import municipal_rules
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.rules import unmet
from services.benefits.screens.register import before_of
from tests.benefits import facts
from tests.benefits.facts import DECIDER, DRAFTER, REVIEWER
from tests.benefits.lives.person_file import PersonFile
from tests.benefits.lives.ward_file import APPROVAL, File

SEEN = dict.fromkeys(("main_earner", "housing_at_risk", "no_overlap", "no_gang_member"), True)


class Deciding(PersonFile):
    """From the application to the end; every answer in the words of the book."""

    def apply(self, grant: int, on: date, **told: Any) -> tuple[Any, ...]:
        self.files.append(File(grant))
        self.told = told
        self.files[grant].take(
            d.receive_application,
            facts.receive(
                today=on,
                arrived_on=on,
                cause=HardshipCause(told["cause"]),
                cause_on=told["cause_on"],
                **figures_of(told),
            ),
        )
        return ("arrived", self.files[grant].grant.application.arrived_on)

    def decide(self, grant: int, on: date, first_month: str) -> tuple[Any, ...]:
        file, told = self.files[grant], self.told
        file.take(
            d.draft_grant,
            facts.draft(
                today=on,
                drafted_on=on,
                first_month=first_month,
                **self.table(told["size"], file.grant.application.arrived_on),
                seeking_work=told["seeking"],
                hindered_days=told["hindered"],
                before=before_of(self.register, file.stream),
                ground=Ground(told["ground"]),
                own_fault=told["own_fault"],
            ),
        )
        file.take(d.review_grant, facts.review(today=on, reviewed_on=on))
        proposal = file.grant.proposal
        assert proposal is not None
        if proposal.proposal:
            decide = facts.decide(today=on, decided_on=on, number=self.next_number())
            (fact,) = file.take(d.decide_grant, decide)
            assert isinstance(fact, GrantDecided)
            return ("granted", opened(fact.monthly_yen, -1), fact.first_month, fact.months)
        against = unmet(opened(proposal.findings, ()))
        reasons = "\n".join(f"{one.requirement}: {one.sentence}" for one in against)
        refuse = facts.refuse(
            today=on,
            refused_on=on,
            number=self.next_number(),
            reasons=reasons or NOTHING_TO_PAY,
        )
        file.take(d.refuse_grant, refuse)
        return ("refused", frozenset(one.requirement for one in against))

    def extend(self, grant: int, on: date, decided_on: date, **told: Any) -> tuple[Any, ...]:
        file = self.files[grant]
        file.take(
            d.apply_for_extension,
            d.ApplyForExtension(today=on, arrived_on=on, medium=Medium.POST, **figures_of(told)),
        )
        command = d.DraftExtension(
            today=decided_on,
            drafted_on=decided_on,
            drafter=DRAFTER,
            **self.table(told["size"], on),
            **SEEN,
            seeking_work=told["seeking"] or told["business"],
            own_business=told["business"],
            helps_employment=told["helps"],
            months_elsewhere=self.register.counted_elsewhere,
        )
        fact = self._later(file, decided_on, d.draft_extension, command)
        return granted("extended", fact)

    def change(
        self, grant: int, on: date, first_month: str, ground: str, **told: Any
    ) -> tuple[Any, ...]:
        command = d.DraftChange(
            today=on,
            drafted_on=on,
            drafter=DRAFTER,
            first_month=first_month,
            ground=ChangeGround(ground),
            proved=True,
            **figures_of(told),
            **self.table(told["size"], on),
        )
        return granted("changed", self._later(self.files[grant], on, d.draft_change, command))[:3]

    def suspend(self, grant: int, on: date, last_month: str) -> tuple[Any, ...]:
        command = d.DraftSuspension(
            today=on,
            drafted_on=on,
            drafter=DRAFTER,
            last_month=last_month,
            reasons="入院のため",
            proved=True,
        )
        fact: Any = self._later(self.files[grant], on, d.draft_suspension, command)
        return ("suspended", fact.resume_by)

    def resume(self, grant: int, on: date, first_month: str, **told: Any) -> tuple[Any, ...]:
        command = d.DraftResumption(
            today=on,
            drafted_on=on,
            drafter=DRAFTER,
            asked_on=on,
            first_month=first_month,
            **figures_of(told),
            **self.table(told["size"], on),
            **SEEN,
            recovered=True,
            seeking_work=True,
            own_business=told["business"],
            months_elsewhere=self.register.counted_elsewhere,
        )
        return granted("resumed", self._later(self.files[grant], on, d.draft_resumption, command))

    def earn(self, grant: int, on: date, month: str, income: int) -> tuple[Any, ...]:
        file = self.files[grant]
        command = d.ReportIncome(today=on, reported_on=on, month=month, income_yen=income)
        file.take(d.report_income, command)
        found = consequence(
            file.grant,
            file.grant.duties.incomes[month],
            municipal_rules.municipal_rule(*self.city, on),
        )
        assert found is not None
        return (found.matter.value if found.matter else "stays", found.month, found.monthly_yen)

    def stop(self, grant: int, on: date, last_month: str, reason: str) -> tuple[Any, ...]:
        command = d.DraftStop(
            today=on,
            drafted_on=on,
            drafter=DRAFTER,
            last_month=last_month,
            reason=StopReason.OTHER,
            citation="要綱15条",
            reasons=reason,
            unasked="本人の申出による",
        )
        self._later(self.files[grant], on, d.draft_stop, command)
        stopped = self.files[grant].grant.stopped
        assert stopped is not None
        return ("stopped", stopped.last_month)

    def end(self, grant: int, on: date) -> tuple[Any, ...]:
        (fact,) = self.files[grant].take(d.end_grant, d.EndGrant(today=on, ended_on=on))
        return ("ended", getattr(fact, "months_paid", None))

    def _later(self, file: File, on: date, decision: Any, command: Any) -> Event:
        file.take(decision, command)
        file.take(d.review_later, d.ReviewLater(today=on, reviewed_on=on, reviewer=REVIEWER))
        decide = d.DecideLater(
            today=on, decided_on=on, decider=DECIDER, number=self.next_number(), **APPROVAL
        )
        return file.take(d.decide_later, decide)[0]


def granted(word: str, fact: Any) -> tuple[Any, ...]:
    figures = opened(fact.figures, None)
    if hasattr(fact, "first_month"):
        return (word, figures.monthly_yen, fact.first_month, getattr(fact, "months", 0))
    return ("refused", frozenset(one.requirement for one in unmet(figures.findings)))


def figures_of(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "household_size": told["size"],
        "income_yen": told["income"],
        "savings_yen": told["savings"],
        "rent_yen": told["rent"],
    }
