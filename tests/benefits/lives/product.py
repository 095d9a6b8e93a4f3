"""The same life through the real decisions, in memory: decide, evolve; answers in the words of the book."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from events.contract import Event, Open, Refused, opened
from events.contract import fold as folded
from events.contract.benefits import GrantDecided, GrantRefused, PaymentMade
from events.contract.benefits_claims import ClaimCause, ClaimExtent, ClaimInto, ClaimKind
from events.contract.benefits_life import ChangeGround, Later
from events.contract.benefits_person import HowKnown, ReleaseReason
from events.contract.codes import HardshipCause, Medium, StopReason
from events.contract.transfer_codes import TransferReason
from events.host.procedure import instruction_on
from services.benefits import claim as claims
from services.benefits import decisions as d
from services.benefits import months as taking
from services.benefits.decisions import accounts, claiming, collecting, sending_back
from services.benefits.decisions.later import NOTHING_TO_PAY
from services.benefits.decisions.reporting_income import consequence
from services.benefits.fiscal import FiscalRule
from services.benefits.grant import Grant, Stage, evolve, stream_of
from services.benefits.notices.notice import Head, Letter, Notice
from services.benefits.notices.of_decisions import of_grant, of_grant_to_payee, of_refusal
from services.benefits.notices.of_later import of_later, of_later_to_payee
from services.benefits.programmes.housing_security import municipal_rules, period, standards
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.rules import unmet
from services.benefits.programmes.housing_security.stage import EXTENSIONS
from services.benefits.screens.register import Register, before_of
from tests.benefits import facts
from tests.benefits import transfer_facts as of
from tests.benefits.facts import CLERK, DECIDER, DRAFTER, LEAF, PERSON, REVIEWER, SPACE
from tests.benefits.lives.author import Life, Step

WORDS = {
    "year-closed": "year over",
    "past-year": "year over",
    "fiscal-year": "year over",
    "month-taken": "taken",
    "not-payable": "not payable",
    "already-ordered": "ordered already",
    "commitment-short": "short",
    "months-open": "open months",
    "may-resume": "may come back",
    "nothing-to-change": "same",
    "nothing-to-stop": "nothing to stop",
    "nothing-returned": "nothing returned",
    "more-than-paid": "more than paid",
    "more-than-owed": "more than owed",
    "several-years": "several years",
    "not-expenditure": "is revenue",
    "year-open": "year open",
    "suspended": "suspended",
}
SEEN = dict.fromkeys(("main_earner", "housing_at_risk", "no_overlap", "no_gang_member"), True)
STATES = {
    Stage.SUSPENDED: "paused",
    Stage.ACTIVE: "running",
    Stage.REFUSED: "refused",
    Stage.STOPPED: "stopped",
    Stage.ENDED: "ended",
}
APPROVAL: dict[str, Any] = {"post": "課長", "entitled": True, "approved": LEAF, "standing": LEAF}


class File:
    """One grant in its ward: facts, state, letters."""

    def __init__(self, number: int) -> None:
        self.stream = stream_of(uuid5(SPACE, f"case {number}"), 1)
        self.facts: list[Event] = []
        self.state: Grant | None = None
        self.letters: list[Letter] = []
        self.claim: list[Event] = []

    def take(self, decision: Any, command: Any) -> list[Event]:
        made: list[Event] = list(decision(self.state, command))
        for fact in made:
            self.state = evolve(self.state, fact)
            self.facts.append(fact)
            if isinstance(fact, GrantDecided | GrantRefused | Later):
                self._letters(fact)
        return made

    @property
    def grant(self) -> Grant:
        assert self.state is not None
        return self.state

    def _letters(self, fact: Event) -> None:
        grant = self.grant
        if isinstance(fact, GrantDecided):
            drawn: list[Notice | None] = [of_grant(grant, fact), of_grant_to_payee(grant, fact)]
        elif isinstance(fact, GrantRefused):
            drawn = [of_refusal(grant, fact)]
        else:
            assert isinstance(fact, Later)
            drawn = [of_later(grant, fact), of_later_to_payee(grant, fact)]
        self.letters += [Letter(notice=one, head=_head(one)) for one in drawn if one]


class Office:
    """Every ward of the city, for one person."""

    def __init__(self, life: Life) -> None:
        self.city = (life.city.prefecture, life.city.name)
        self.files: list[File] = []
        self.person: list[Event] = []
        self.money = FiscalRule(by_month=life.by_month)
        self.numbers = 0
        if life.elsewhere is not None:
            self._elsewhere(*life.elsewhere)

    def do(self, step: Step) -> tuple[Any, ...]:
        try:
            answer: tuple[Any, ...] = getattr(self, step.what)(step.grant, step.on, **step.told)
        except Refused as refusal:
            return ("no", WORDS.get(refusal.code, refusal.code))
        return answer

    def _elsewhere(self, last: str, count: int, counted: bool) -> None:
        day = date(2027, 12, 1)
        first = _back(last, count - 1)
        self._person(
            d.record_elsewhere,
            d.RecordElsewhere(
                today=day,
                recorded_on=day,
                person=PERSON,
                municipality="別の市",
                first_month=first,
                last_month=last,
                months=count,
                known=HowKnown.OTHER_CITY,
            ),
        )
        if counted:
            self._person(
                d.count_elsewhere,
                d.CountElsewhere(
                    today=day,
                    decided_on=day,
                    entry_no=1,
                    counted=True,
                    officer=DECIDER,
                    reason="同じ支給の続き",
                ),
            )

    def _person(self, decision: Any, command: Any) -> None:
        self.person += decision(folded(taking.evolve, self.person), command)

    @property
    def register(self) -> Register:
        rows: Any = [
            SimpleNamespace(
                stream=one.stream,
                arrived_on=one.grant.application.arrived_on,
                last_paid=max((p.month for p in one.grant.paid), default=""),
                months_used=one.grant.months_used,
            )
            for one in self.files
        ]
        state = folded(taking.evolve, self.person)
        elsewhere = state.paid_elsewhere if state else ()
        return Register(
            persons=frozenset({PERSON}), own=rows, elsewhere=elsewhere, state=state, version=0
        )

    def _table(self, size: int, on: date) -> dict[str, Any]:
        return {
            "standard": standards.standard(*self.city, size, on),
            "rule": municipal_rules.municipal_rule(*self.city, on),
        }

    def _number(self) -> str:
        self.numbers += 1
        return f"福生第{self.numbers}号"

    # ---- from the application to the decision

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
                **_figures(told),
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
                **self._table(told["size"], file.grant.application.arrived_on),
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
            decide = facts.decide(today=on, decided_on=on, number=self._number())
            (fact,) = file.take(d.decide_grant, decide)
            assert isinstance(fact, GrantDecided)
            return ("granted", opened(fact.monthly_yen, -1), fact.first_month, fact.months)
        against = unmet(opened(proposal.findings, ()))
        reasons = "\n".join(f"{one.requirement}: {one.sentence}" for one in against)
        refuse = facts.refuse(
            today=on,
            refused_on=on,
            number=self._number(),
            reasons=reasons or NOTHING_TO_PAY,
        )
        file.take(d.refuse_grant, refuse)
        return ("refused", frozenset(one.requirement for one in against))

    # ---- while it runs

    def extend(self, grant: int, on: date, decided_on: date, **told: Any) -> tuple[Any, ...]:
        file = self.files[grant]
        file.take(
            d.apply_for_extension,
            d.ApplyForExtension(today=on, arrived_on=on, medium=Medium.POST, **_figures(told)),
        )
        command = d.DraftExtension(
            today=decided_on,
            drafted_on=decided_on,
            drafter=DRAFTER,
            **self._table(told["size"], on),
            **SEEN,
            seeking_work=told["seeking"] or told["business"],
            own_business=told["business"],
            helps_employment=told["helps"],
            months_elsewhere=self.register.counted_elsewhere,
        )
        fact = self._later(file, decided_on, d.draft_extension, command)
        return _granted("extended", fact)

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
            **_figures(told),
            **self._table(told["size"], on),
        )
        return _granted("changed", self._later(self.files[grant], on, d.draft_change, command))[:3]

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
            **_figures(told),
            **self._table(told["size"], on),
            **SEEN,
            recovered=True,
            seeking_work=True,
            own_business=told["business"],
            months_elsewhere=self.register.counted_elsewhere,
        )
        return _granted("resumed", self._later(self.files[grant], on, d.draft_resumption, command))

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
            today=on, decided_on=on, decider=DECIDER, number=self._number(), **APPROVAL
        )
        return file.take(d.decide_later, decide)[0]

    # ---- money

    def commit(self, grant: int, on: date, year: int) -> tuple[Any, ...]:
        command = facts.commit(today=on, committed_on=on, fiscal_year=year, rule=self.money)
        (fact,) = self.files[grant].take(d.commit_expenditure, command)
        return ("committed", getattr(fact, "fiscal_year", 0), _yen(fact))

    def order(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        file = self.files[grant]
        command = facts.order(month, today=on, ordered_on=on, due_on=on, rule=self.money)
        made = d.order_payment(file.state, command)
        if not made:
            return ("no", "ordered already")
        claimed = taking.ClaimMonth(today=on, person=PERSON, month=month, grant=file.stream)
        self._person(taking.claim_month, claimed)
        (fact,) = file.take(d.order_payment, command)
        return ("ordered", month, _yen(fact), getattr(fact, "fiscal_year", 0))

    def check(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        self.files[grant].take(
            d.pass_order, facts.pass_on(month, today=on, passed_on=on, rule=self.money)
        )
        return ("passed", month)

    def pay(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        command = facts.confirm(month, today=on, paid_on=on)
        (fact,) = self.files[grant].take(d.confirm_payment, command)
        assert isinstance(fact, PaymentMade)
        return ("paid", fact.month, _yen(fact), fact.fiscal_year, fact.paid_on)

    def bounce(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        command = of.bounce(today=on, month=month, returned_on=on, reason=TransferReason.CLOSED)
        (fact,) = self.files[grant].take(sending_back.return_transfer, command)
        return ("back", month, getattr(fact, "was_paid", None), _yen(fact))

    def reissue(self, grant: int, on: date, month: str, number: str) -> tuple[Any, ...]:
        file = self.files[grant]
        file.take(accounts.change_account, of.change(today=on, stated_on=on, number=number))
        file.take(accounts.check_account, of.check(today=on, checked_on=on))
        command = of.reissue(
            today=on, reissued_on=on, month=month, due_on=on, orderer=CLERK, rule=self.money
        )
        file.take(sending_back.reissue_order, command)
        return ("again", month)

    def cancel(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        file = self.files[grant]
        file.take(sending_back.cancel_order, of.cancel(today=on, cancelled_on=on, month=month))
        command = taking.ReleaseMonth(
            today=on,
            person=PERSON,
            month=month,
            grant=file.stream,
            reason=ReleaseReason.ORDER_CANCELLED,
        )
        self._person(taking.release_month, command)
        return ("cancelled", month)

    def put_back(self, grant: int, on: date, month: str) -> tuple[Any, ...]:
        command = of.book(
            today=on, booked_on=on, month=month, order_no=f"支-{month}", rule=self.money
        )
        (fact,) = self.files[grant].take(sending_back.book_return, command)
        return ("put back", month, _yen(fact), getattr(fact, "fiscal_year", 0))

    # ---- money asked back

    def find(self, grant: int, on: date, cause: str, asked: dict[str, int]) -> tuple[Any, ...]:
        file = self.files[grant]
        paid = file.grant.paid
        (fact,) = self._claim(
            file,
            claiming.find_overpayment,
            claiming.FindOverpayment(
                today=on,
                found_on=on,
                person=PERSON,
                grant=file.stream,
                grant_no=1,
                claim_no=1,
                finder=DRAFTER,
                cause=ClaimCause(cause),
                recheck=None,
                paid={one.month: _yen(one) for one in paid},
                years={one.month: one.fiscal_year for one in paid},
                claimed={},
                how="収入の照会で判明",
                months=tuple(claiming.MonthAsked(month=m, asked_yen=y) for m, y in asked.items()),
            ),
        )
        self._claim(
            file,
            claiming.decide_repayment,
            claiming.DecideRepayment(
                today=on,
                decided_on=on,
                decider=DECIDER,
                **APPROVAL,
                number=self._number(),
                extent=ClaimExtent.WHOLE,
                reasons="収入の届出がなかったため",
                weighed="取り消す必要が上回る",
            ),
        )
        return ("found", _yen(fact), getattr(fact, "paid_year", -1))

    def claim_back(self, grant: int, on: date, into: str) -> tuple[Any, ...]:
        file = self.files[grant]
        command = collecting.FixClaim(
            today=on,
            fixed_on=on,
            officer=CLERK,
            number=self._number(),
            kind=ClaimKind.PUBLIC,
            into=ClaimInto(into),
            item="返還金",
        )
        (fact,) = self._claim(file, collecting.fix_claim, command)
        self._demand(file, on)
        return ("fixed", into, getattr(fact, "fiscal_year", 0), _yen(fact))

    def collect(self, grant: int, on: date, amount: int) -> tuple[Any, ...]:
        command = collecting.CollectMoney(today=on, collected_on=on, amount_yen=amount)
        came, *booked = self._claim(self.files[grant], collecting.collect_money, command)
        return ("came", getattr(came, "fiscal_year", 0), _yen(came), bool(booked))

    def carry(self, grant: int, on: date) -> tuple[Any, ...]:
        file = self.files[grant]
        command = collecting.CarryOver(
            today=on, carried_on=on, officer=CLERK, number=self._number(), item="諸収入"
        )
        (fact,) = self._claim(file, collecting.carry_over, command)
        self._demand(file, on)
        return ("carried", getattr(fact, "fiscal_year", 0), _yen(fact))

    def _demand(self, file: File, on: date) -> None:
        due = date.fromordinal(on.toordinal() + 20)
        command = collecting.IssueDemand(today=on, issued_on=on, number=self._number(), due_on=due)
        self._claim(file, collecting.issue_demand, command)

    def _claim(self, file: File, decision: Any, command: Any) -> list[Event]:
        made: list[Event] = list(decision(folded(claims.evolve, file.claim), command))
        file.claim += made
        return made

    # ---- what stands

    def standing(self, grant: int) -> dict[str, Any]:
        file = self.files[grant]
        state, paying = file.grant, file.grant.paying
        months: dict[str, tuple[Any, ...]] = {}
        for month in state.payable:
            held = state.months.get(month)
            year = held.ordered.fiscal_year if held else 0
            word = "open"
            if held:
                word = "passed" if held.passed else "back" if held.returned else "ordered"
                word = "paid" if held.paid else word
            paid_on = held.paid.paid_on if held and held.paid else None
            months[month] = (state.owed(month), year, word, paid_on)
        extension = None
        if state.payable:
            stage = EXTENSIONS[min(state.life.extensions, 2)]
            used = len(state.payable) + self.register.counted_elsewhere
            first = state.application.arrived_on
            found = period.extension(stage, first_application_on=first, asked_on=first, paid=used)
            extension = (period.extension_due(state.payable[-1]), found.months)
        claim = folded(claims.evolve, file.claim)
        suspended = state.life.suspended if state.stage is Stage.SUSPENDED else None
        came: dict[tuple[str, int], int] = {}
        for one in claim.collected if claim else ():
            key = ("expenditure" if _booked(claim, one) else "revenue", one.fiscal_year)
            came[key] = came.get(key, 0) + opened(one.amount_yen, 0)
        into = claim.into.value if claim and claim.into else ""
        return {
            "state": STATES[state.stage],
            "months": months,
            "used": state.months_used,
            "extension": extension,
            "resume_by": suspended.resume_by if suspended else None,
            "pots": {year: put for year in paying.years if (put := paying.committed_yen(year))},
            "undone": sorted(
                (one.payment.month, _yen(one.payment), one.payment.fiscal_year)
                for one in paying.undone
                if one.booked is None
            ),
            "claim": (claim.balance_yen, into, claim.fiscal_year, came) if claim else None,
        }

    def persons(self) -> dict[str, Any]:
        state = folded(taking.evolve, self.person)
        streams: dict[UUID, int] = {one.stream: n for n, one in enumerate(self.files)}
        taken = {month: streams[grant] for month, grant in state.taken.items()} if state else {}
        return {"taken": taken, "earliest": self.register.earliest_again}


def _booked(claim: Any, came: Any) -> bool:
    return any(
        (one.booked_on, one.amount_yen) == (came.collected_on, came.amount_yen)
        for one in claim.returned
    )


def _granted(word: str, fact: Any) -> tuple[Any, ...]:
    figures = opened(fact.figures, None)
    if hasattr(fact, "first_month"):
        return (word, figures.monthly_yen, fact.first_month, getattr(fact, "months", 0))
    return ("refused", frozenset(one.requirement for one in unmet(figures.findings)))


def _figures(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "household_size": told["size"],
        "income_yen": told["income"],
        "savings_yen": told["savings"],
        "rent_yen": told["rent"],
    }


def _yen(fact: Any) -> int:
    assert isinstance(fact.amount_yen, Open)
    return int(fact.amount_yen.value)


def _back(month: str, count: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{number // 12}-{number % 12 + 1:02d}"


def _head(notice: Notice) -> Head:
    day = date(2026, 11, 1)
    told = instruction_on((), day)
    return Head(
        number="",
        issued_on=day,
        form="",
        title=notice.kind.ja,
        sender="市長",
        office="",
        instruction=(told.appeal, told.lawsuit) if notice.contestable else (),
    )
