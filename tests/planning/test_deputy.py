"""審査, 代決 and 後閲: who examines, who stands in for whom and on what ground, and who looks afterwards."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from events.contract.approving import DecidedByDeputy, DecisionReviewed, DeputyGround
from events.host.posts import DecisionRule, Holding, Matter, Post, checked
from services.planning import decisions as d
from tests.planning import life

PROPOSED = life.until(d.draft_decision)
APRIL, MARCH = date(2026, 4, 1), date(2027, 3, 31)
POSTS = checked(
    (
        Post(since=APRIL, code="chief", name="保健福祉課長"),
        Post(since=APRIL, code="deputy", name="保健福祉課長代理"),
        Post(since=APRIL, code="section", name="保護係長"),
    ),
    (
        Holding(since=APRIL, until=MARCH, post="chief", login="kimura"),
        Holding(since=MARCH + timedelta(days=1), post="chief", login="ueda"),
        Holding(since=APRIL, post="deputy", login="both"),
        Holding(since=APRIL, post="section", login="sato"),
    ),
    (
        DecisionRule(
            since=APRIL,
            matter=Matter.SUPPORT_DECISION,
            post="chief",
            deputies=("deputy",),
            reviewers=("section",),
        ),
        DecisionRule(since=APRIL, matter=Matter.SUPPORT_REFUSAL, post="chief"),
    ),
)


def deciding(stated=PROPOSED, command=life.DEPUTISE, **changes):
    return life.outcome(stated, (d.decide_support, replace(command, **changes)))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"deputy_ground": None}, "ground-missing"),
        ({"extraordinary": True}, "deputy-barred"),
        ({"extraordinary": True, "deputy_ground": DeputyGround.VACANT}, "deputy-barred"),
        ({"extraordinary": True, "deputy_ground": DeputyGround.INSTRUCTED}, ""),
        ({"extraordinary": True, "deputy_ground": DeputyGround.URGENT}, ""),
    ],
)
def test_the_limits_of_a_deputy(changes, code):
    assert deciding(**changes) == code


def test_a_deputy_leaves_an_open_item_until_the_holder_has_looked():
    stated = life.facts((d.decide_support, life.DEPUTISE), start=PROPOSED)
    assert isinstance(stated[-1], DecidedByDeputy)
    assert life.state(stated).unseen == (stated[-1],)
    assert life.outcome(stated, (d.see_deputy_decision, replace(life.SEE, held=frozenset()))) == (
        "not-entitled"
    )
    own = replace(life.SEE, viewer=life.DIRECTOR)
    assert life.outcome(stated, (d.see_deputy_decision, own)) == "not-entitled"
    early = replace(life.SEE, seen_on=life.DECIDED - timedelta(days=1))
    assert life.outcome(stated, (d.see_deputy_decision, early)) == "before-earlier-step"
    seen = life.facts((d.see_deputy_decision, life.SEE), start=stated)
    assert life.state(seen).unseen == ()
    assert d.see_deputy_decision(life.state(seen), life.SEE) == []


def test_the_holder_of_the_post_leaves_nothing_open():
    stated = life.facts((d.decide_support, life.DECIDE), start=PROPOSED)
    assert life.state(stated).unseen == ()
    assert life.outcome(stated, (d.see_deputy_decision, life.SEE)) == "not-deputised"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"reviewer": life.CLERK}, "self-review"),
        ({"post": ""}, "not-entitled"),
        ({"standing": "cd" * 32}, "stale-approval"),
        ({"passes": None}, "review-unanswered"),
        ({"passes": False}, "reason-missing"),
        ({"passes": False, "opinion": "期間が合わない"}, ""),
        ({"reviewed_on": life.PROPOSED - timedelta(days=1)}, "before-earlier-step"),
    ],
)
def test_the_limits_of_a_review(changes, code):
    command = replace(life.REVIEW, **changes)
    assert life.outcome(PROPOSED, (d.review_decision, command)) == code


def test_where_a_review_is_asked_for_nothing_is_decided_without_one_of_another_person():
    other = replace(life.REVIEW, reviewer=life.PERSON)
    assert deciding(command=life.DECIDE, reviews_needed=1) == "not-reviewed"
    by_decider = life.facts((d.review_decision, life.REVIEW), start=PROPOSED)
    assert deciding(by_decider, life.DECIDE, reviews_needed=1) == "not-reviewed"
    passed = life.facts((d.review_decision, other), start=PROPOSED)
    assert isinstance(passed[-1], DecisionReviewed)
    assert deciding(passed, life.DECIDE, reviews_needed=1) == ""
    assert d.review_decision(life.state(passed), other) == []
    back = replace(other, passes=False, opinion="期間")
    returned = life.facts((d.review_decision, back), start=passed)
    assert deciding(returned, life.DECIDE, reviews_needed=1) == "review-returned"


@pytest.mark.parametrize(
    ("login", "day", "post", "holder"),
    [
        ("kimura", APRIL, "保健福祉課長", ""),
        ("kimura", MARCH, "保健福祉課長", ""),
        ("kimura", MARCH + timedelta(days=1), None, ""),
        ("ueda", MARCH, None, ""),
        ("ueda", MARCH + timedelta(days=1), "保健福祉課長", ""),
        ("both", APRIL, "保健福祉課長代理", "保健福祉課長"),
        ("sato", APRIL, None, ""),
    ],
)
def test_the_right_follows_the_post_on_its_day(login, day, post, holder):
    found = POSTS.capacity(login, Matter.SUPPORT_DECISION, "271063", day)
    assert (found.post if found else None) == post
    assert (found.holder if found else "") == holder


def test_a_matter_without_deputies_is_decided_by_the_post_alone():
    assert POSTS.capacity("both", Matter.SUPPORT_REFUSAL, "271063", APRIL) is None
    assert POSTS.reviewing("sato", Matter.SUPPORT_DECISION, "271063", APRIL) == "保護係長"
    assert POSTS.reviewing("kimura", Matter.SUPPORT_DECISION, "271063", APRIL) == ""


def test_a_rule_names_only_posts_that_exist():
    rule = DecisionRule(since=APRIL, matter=Matter.CONFIRMATION, post="nobody")
    with pytest.raises(ValueError, match="nobody"):
        checked((), (), (rule,))
