"""支給起案 and 審査: the findings, the amount and the ground where a correction never came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from events.contract import Open, Refused, opened
from events.contract.benefits import Basis, GrantDrafted
from events.contract.codes import AmountBranch, HardshipCause
from events.testing.scenario import Scenario
from services.benefits.decisions import draft_grant, review_grant
from services.benefits.grant import Grant, evolve
from services.benefits.programmes.housing_security.hindered import HinderedRun
from services.benefits.programmes.housing_security.rules import RULE_VERSION
from tests.benefits.facts import (
    DRAFTER,
    GRANTED,
    HOME,
    PERSON,
    asked,
    draft,
    drafted,
    review,
    reviewed,
    submitted,
)

grant = Scenario(evolve)


def proposal(state: Grant, **changes: object) -> GrantDrafted:
    (made,) = draft_grant(state, draft(**changes))
    assert isinstance(made, GrantDrafted)
    return made


def test_a_proposal_carries_all_four_figures_branch_row_and_rule() -> None:
    made = proposal(Grant(application=submitted()))
    assert made.proposal
    assert made.monthly_yen == Open(PERSON, 37_000)
    assert made.basis == Open(
        PERSON,
        Basis(
            base_amount_yen=92_000,
            rent_yen=45_000,
            rent_cap_yen=40_000,
            income_yen=100_000,
            threshold_yen=132_000,
            branch=AmountBranch.PARTIAL,
            table_row="大阪市 1人 2026-07-01から",
            rule_version=RULE_VERSION,
        ),
    )
    assert len(opened(made.findings, ())) == 8


def test_one_requirement_unmet_proposes_a_refusal_with_its_sentence() -> None:
    rich = submitted(household=Open(PERSON, replace(HOME, income_yen=132_001)))
    made = proposal(Grant(application=rich))
    assert not made.proposal
    assert made.monthly_yen == Open(PERSON, 0)
    assert opened(made.basis, None).branch is AmountBranch.UNMET  # type: ignore[union-attr]
    (against,) = [found for found in opened(made.findings, ()) if not found.met]
    assert against.requirement == "収入要件"
    assert "132,001円" in against.sentence
    assert "132,000円" in against.sentence


def test_what_the_examiner_could_not_establish_is_a_finding() -> None:
    for answer in ("main_earner", "housing_at_risk", "seeking_work", "no_overlap"):
        made = proposal(Grant(application=submitted()), **{answer: False})
        assert [found.met for found in opened(made.findings, ())].count(False) == 1
        assert not made.proposal


def test_met_with_an_amount_of_zero_is_no_grant() -> None:
    """Income at the threshold and a rent below the cap: nothing would be paid (benefits.md §4)."""
    home = replace(HOME, income_yen=127_000, rent_yen=35_000)
    made = proposal(Grant(application=submitted(household=Open(PERSON, home))))
    assert all(found.met for found in opened(made.findings, ()))
    assert not made.proposal
    assert opened(made.basis, None).branch is AmountBranch.ZERO  # type: ignore[union-attr]


def test_while_a_correction_may_still_come_nothing_is_proposed() -> None:
    given = grant.given(submitted(), asked())
    given.when(draft_grant, draft(drafted_on=date(2026, 11, 16))).refused("correction-open")


def test_after_the_due_day_a_refusal_is_proposed_on_that_ground() -> None:
    state = Grant(application=submitted(), asked=asked())
    made = proposal(state, drafted_on=date(2026, 11, 17), standard=None)
    assert not made.proposal
    (ground,) = opened(made.findings, ())
    assert ground.citation == "行政手続法7条"
    assert "世帯全員の収入の証明" in ground.sentence
    assert opened(made.basis, None).base_amount_yen is None  # type: ignore[union-attr]


def test_an_application_that_never_said_its_income_can_still_be_refused() -> None:
    bare = submitted(household=Open(PERSON, replace(HOME, income_yen=None)))
    state = Grant(application=bare, asked=asked(missing=("entries",)))
    assert not proposal(state, drafted_on=date(2026, 11, 17)).proposal


def test_a_household_the_table_does_not_know_gets_a_sentence() -> None:
    grant.given(submitted()).when(draft_grant, draft(standard=None)).refused("no-standard")


def test_no_month_before_the_application_is_paid() -> None:
    given = grant.given(submitted())
    given.when(draft_grant, draft(first_month="2026-10")).refused("before-application")
    given.when(draft_grant, draft(first_month="2026-13")).refused("month-unreadable")
    given.when(draft_grant, draft(first_month="")).refused("month-unreadable")


def test_a_later_proposal_replaces_the_former_and_needs_a_new_review() -> None:
    state = evolve(evolve(evolve(None, submitted()), drafted()), reviewed())
    again = proposal(state, drafted_on=date(2026, 11, 22))
    assert evolve(state, again).reviewed is None
    grant.given(submitted(), drafted()).when(draft_grant, draft()).then()


def test_a_proposal_needs_an_undecided_application_and_a_day_that_was() -> None:
    grant.given().when(draft_grant, draft()).refused("no-application")
    grant.given(*GRANTED).when(draft_grant, draft(first_month="2026-12")).refused("already-decided")
    given = grant.given(submitted())
    given.when(draft_grant, draft(drafted_on=date(2026, 12, 11))).refused("future-day")
    given.when(draft_grant, draft(drafted_on=date(2026, 11, 1))).refused("before-earlier-step")


def test_another_person_reviews() -> None:
    given = grant.given(submitted(), drafted())
    given.when(review_grant, review()).then(reviewed())
    given.when(review_grant, review(reviewer=DRAFTER)).refused("self-review")
    given.when(review_grant, review(reviewed_on=date(2026, 11, 19))).refused("before-earlier-step")
    grant.given(submitted()).when(review_grant, review()).refused("no-proposal")
    grant.given(submitted(), drafted(), reviewed()).when(review_grant, review()).then()


def test_a_fall_in_earnings_by_own_fault_is_no_cause() -> None:
    fell = submitted(cause=Open(PERSON, HardshipCause.INCOME_LOSS))
    assert proposal(Grant(application=fell)).proposal
    assert not proposal(Grant(application=fell), own_fault=True).proposal
    assert proposal(Grant(application=submitted()), own_fault=True).proposal


LONG_AGO = submitted(cause_on=Open(PERSON, date(2024, 9, 30)))
"""Left more than two years before the application of 2 November 2026."""


def run(first: str, last: str) -> HinderedRun:
    return HinderedRun(first_on=date.fromisoformat(first), last_on=date.fromisoformat(last))


@pytest.mark.parametrize(
    ("runs", "added"),
    [
        ([run("2025-01-01", "2025-01-29")], 0),
        ([run("2025-01-01", "2025-02-14")], 45),
        ([run("2025-01-01", "2025-01-20"), run("2025-01-21", "2025-02-14")], 45),
        ([run("2025-02-01", "2025-02-14"), run("2025-01-01", "2025-02-05")], 45),
        ([run("2025-01-01", "2025-01-29"), run("2025-03-01", "2025-03-29")], 0),
        ([run("2025-01-01", "2025-01-30"), run("2025-03-01", "2025-03-31")], 61),
    ],
)
def test_each_unbroken_run_of_thirty_days_is_added_and_no_shorter_one(
    runs: list[HinderedRun], added: int
) -> None:
    made = proposal(Grant(application=LONG_AGO), hindered=tuple(runs))
    sentence = opened(made.findings, ())[0].sentence
    assert made.proposal is (added >= 34)  # 29 September 2026 to 2 November
    assert ("30日以上のものだけ" in sentence) is (added == 0)
    assert (f"求職できなかった{added}日を加え" in sentence) is (added > 0)


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("2025-02-01", "2025-01-01", "始まりの日より前"),
        ("2024-09-30", "2024-12-31", "離職等の日の翌日から"),
        ("2026-10-01", "2026-11-03", "到達日まで"),
    ],
)
def test_a_run_lies_between_the_last_day_of_work_and_the_application(
    first: str, last: str, why: str
) -> None:
    with pytest.raises(Refused) as refused:
        proposal(Grant(application=LONG_AGO), hindered=(run(first, last),))
    assert why in refused.value.ja
    assert refused.value.field == "hindered"
