"""Monthly duties: activity reported and accepted, payment held and released, income and what follows from it."""

from __future__ import annotations

from datetime import date

from events.contract import Open, fold, opened
from events.contract.benefits_duties import (
    ActivityReported,
    ActivityType,
    EvidenceAccepted,
    IncomeReported,
    PaymentReleased,
)
from events.contract.benefits_life import Matter
from events.contract.codes import HardshipCause
from events.testing.scenario import Scenario
from services.benefits import decisions as d
from services.benefits.decisions.reporting_activity import lacking
from services.benefits.decisions.reporting_income import Consequence, consequence
from services.benefits.grant import evolve
from tests.benefits import later_facts as f
from tests.benefits.facts import PAYABLE, PERSON, RULE, order, ordered, submitted

grant = Scenario(evolve)


def reported(**changes: object) -> ActivityReported:
    last = f.lived(PAYABLE, (d.report_activity, f.report(**changes)))[-1]  # type: ignore[arg-type]
    assert isinstance(last, ActivityReported)
    return last


def test_a_month_is_ordered_after_the_evidence_of_the_month_before() -> None:
    first, second = order("2026-11", evidence_first=True), order("2026-12", evidence_first=True)
    assert f.lived(PAYABLE, (d.order_payment, first))
    grant.given(*PAYABLE).when(d.order_payment, second).refused("evidence-first")
    told = f.lived(PAYABLE, (d.report_activity, f.report()))
    grant.given(*told).when(d.order_payment, second).refused("evidence-first")
    seen = f.lived(told, (d.accept_evidence, f.accept()))
    grant.given(*seen).when(d.order_payment, second).then(ordered("2026-12"))
    without = order("2026-12", evidence_first=False)
    grant.given(*PAYABLE).when(d.order_payment, without).then(ordered("2026-12"))


def test_what_is_asked_for_follows_the_kind_and_the_month() -> None:
    assert lacking(reported()) == {}
    assert lacking(reported(contacts=3, applications=0)) == {"contacts": 1, "applications": 4}
    assert "文京区" in reported().source


def test_the_self_employed_have_another_way_for_six_months() -> None:
    own = f.report(kind=ActivityType.OWN_BUSINESS, consultations=1, applications=0, plan_actions=1)
    grant.given(*PAYABLE).when(d.report_activity, own).refused("job-search-needed")
    closed = submitted(cause=Open(PERSON, HardshipCause.INCOME_LOSS))
    outcome = grant.given(closed, *PAYABLE[1:]).when(d.report_activity, own)
    outcome.kinds(ActivityReported)
    (fact,) = outcome.facts
    assert isinstance(fact, ActivityReported)
    assert lacking(fact) == {}


def test_less_than_required_is_accepted_only_with_a_reason() -> None:
    short = f.lived(PAYABLE, (d.report_activity, f.report(contacts=1)))
    grant.given(*short).when(d.accept_evidence, f.accept()).refused("reason-missing")
    outcome = grant.given(*short).when(d.accept_evidence, f.accept(reason="けが"))
    outcome.kinds(EvidenceAccepted)
    accepted = f.lived(short, (d.accept_evidence, f.accept(reason="けが")))
    assert accepted[-1].short  # type: ignore[attr-defined]
    grant.given(*accepted).when(d.accept_evidence, f.accept(reason="けが")).then()
    grant.given(*accepted).when(d.report_activity, f.report()).refused("already-accepted")
    grant.given(*PAYABLE).when(d.accept_evidence, f.accept()).refused("not-reported")


def test_activity_is_of_a_month_of_the_grant_that_has_begun() -> None:
    given = grant.given(*PAYABLE)
    given.when(d.report_activity, f.report("2027-02")).refused("not-payable")
    early = f.report("2027-01", reported_on=date(2026, 12, 31))
    given.when(d.report_activity, early).refused("before-earlier-step")
    given.when(d.report_activity, f.report()).then(reported())
    grant.given(*PAYABLE, reported()).when(d.report_activity, f.report()).then()


def test_a_month_held_is_not_ordered_until_released() -> None:
    held = f.lived(PAYABLE, (d.hold_payment, f.hold()))
    grant.given(*held).when(d.order_payment, order("2026-12")).refused("payment-held")
    free = f.lived(held, (d.release_payment, f.release()))
    assert isinstance(free[-1], PaymentReleased)
    grant.given(*free).when(d.order_payment, order("2026-12")).then(ordered("2026-12"))
    grant.given(*free).when(d.release_payment, f.release()).then()
    grant.given(*PAYABLE).when(d.release_payment, f.release()).refused("not-held")
    grant.given(*PAYABLE).when(d.hold_payment, f.hold(note="")).refused("note-missing")
    grant.given(*PAYABLE, ordered("2026-12")).when(d.hold_payment, f.hold()).refused(
        "already-ordered"
    )


def follows(income: int, month: str = "2026-12") -> Consequence | None:
    history = f.lived(PAYABLE, (d.report_income, f.earned(month, income_yen=income)))
    report, state = history[-1], fold(evolve, history)
    assert isinstance(report, IncomeReported)
    assert state is not None
    return consequence(state, report, RULE)


def test_a_report_of_income_proposes_and_never_decides() -> None:
    above, at_limit, fallen = follows(132_001), follows(132_000), follows(90_000)
    assert above is not None
    assert (above.matter, above.month) == (Matter.STOP, "2026-12")
    assert at_limit is not None
    assert at_limit.matter is None
    assert fallen is not None
    assert (fallen.matter, fallen.month, fallen.monthly_yen) == (Matter.CHANGE, "2027-01", 40_000)


def test_a_regular_job_is_reported_with_its_first_day() -> None:
    day = date(2026, 12, 15)
    last = f.lived(PAYABLE, (d.report_income, f.earned(employed_on=day)))[-1]
    assert isinstance(last, IncomeReported)
    assert last.employed
    assert opened(last.employed_on, None) == day
    grant.given(*PAYABLE, last).when(d.report_income, f.earned(employed_on=day)).then()
    grant.given(*PAYABLE).when(d.report_income, f.earned("2026-10")).refused("before-application")
