"""Decisions of money by the dated table of posts: who holds none decides nothing, deputies say why, holders look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.benefits_claims import ClaimFixed, RepaymentDecided
from events.host.posts import DecisionRule, Holding, Matter, Post, Posts
from events.testing import postgres
from services.benefits.claim import stream_of as claim_stream
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import committed, paid
from tests.conftest import Servers

SINCE = date(2026, 4, 1)
MONEY = (
    Matter.GRANT_DECISION,
    Matter.GRANT_REFUSAL,
    Matter.REPAYMENT,
    Matter.CLAIM_FIXING,
    Matter.CORRECTION,
    Matter.SUPPLEMENT,
)
POSTS = Posts(
    posts=(
        Post(since=SINCE, code="chief", name="生活福祉課長"),
        Post(since=SINCE, code="deputy", name="生活福祉課長代理"),
        Post(since=SINCE, code="collector", name="納税課長"),
    ),
    holdings=(
        Holding(since=SINCE, post="chief", login="kimura"),
        Holding(since=SINCE, post="deputy", login="both"),
        Holding(since=date(2026, 12, 11), post="collector", login="fujii"),
    ),
    rules=tuple(
        DecisionRule(
            since=SINCE,
            matter=matter,
            post="collector" if matter is Matter.CLAIM_FIXING else "chief",
            deputies=("deputy",),
        )
        for matter in MONEY
    ),
)
HOUSEHOLD = {"from_month": "2026-11", "how": "課税資料により収入が違った"}
OTHERS = Posts(POSTS.posts, (), POSTS.rules)


def held(running: House, posts: Posts) -> None:
    object.__setattr__(running.benefits.municipality, "posts", posts)


@pytest.fixture
def running(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        before = made.benefits.municipality.posts
        made.on(date(2026, 11, 2))
        yield made
        held(made, before)


def corrected(running: House, at: str, income: str) -> str:
    """What was found out is proposed as a recheck; its page."""
    running.on(date(2026, 12, 10))
    officer = Browser(running, "sato")
    officer.record(f"{at}/household", HOUSEHOLD | {"income_yen": income})
    answer = officer.post("/recheck/runs", {"from_month": "", "to_month": "", "rules": ""})
    result = answer.response.headers["location"].removeprefix("/benefits")
    proposed = officer.post(f"{result}/proposal", officer.open(result).form)
    place: str = proposed.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    return place


def test_a_recheck_a_repayment_and_its_claim_are_decided_in_posts(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    paid(running, at, "2026-11")
    held(running, POSTS)
    place = corrected(running, at, "110,000")
    officer, chief, deputy = (Browser(running, name) for name in ("sato", "kimura", "both"))
    form = chief.open(place).form | {"number": "福生第301号"}
    held(running, OTHERS)
    assert "この決裁を行う職位にありません" in chief.open(place).words
    refused = chief.post(place, form)
    assert refused.status == 422
    assert "職位にありません" in refused.words
    held(running, POSTS)
    assert "生活福祉課長の代決です" in deputy.open(place).words
    bare = deputy.send(place, {"number": "福生第301号"})
    assert "代決の理由を選んでください" in bare.words
    deputy.record(place, {"number": "福生第301号", "deputy_ground": "absent"})
    assert "生活福祉課長代理" in deputy.open(place).words
    chief.record(f"{place}/seen", {})
    assert chief.get(f"{place}/seen").status == 404

    cause = {"cause": "recipient_unreported", "how": "総点検 福生第301号"}
    officer.record(f"{at}/claims/new", cause)
    claim = f"{at}/claims/1"
    typed = {"number": "福生第401号", "extent": "whole", "reasons": "届出のない収入"}
    held(running, OTHERS)
    assert chief.send(f"{claim}/decision", typed).status == 422
    held(running, POSTS)
    deputy.record(f"{claim}/decision", typed | {"deputy_ground": "urgent"})
    running.caught_up()
    waiting = chief.open("/deputised").words
    assert "返還の決定" in waiting
    assert "総点検の訂正" not in waiting
    assert "後閲待ち" in deputy.open(claim).words
    assert deputy.get(f"{claim}/seen").status == 404
    assert "返還の決定" in chief.open(f"{claim}/seen").words
    chief.record(f"{claim}/seen", {})
    running.caught_up()
    assert "後閲を待っているものはありません" in chief.open("/deputised").words

    clerk = Browser(running, "fujii")
    fixing = {"number": "調第12号", "kind": "public"}
    assert "調定を行う職位にありません" in clerk.send(f"{claim}/fixing", fixing).words
    running.on(date(2026, 12, 11))
    Browser(running, "fujii").record(f"{claim}/fixing", fixing)
    facts = [one.fact for one in running.benefits.log.history(claim_stream(stream_of(case, 1), 1))]
    posts = [one.post for one in facts if isinstance(one, RepaymentDecided | ClaimFixed)]
    assert posts == ["生活福祉課長代理", "納税課長"]
    assert kind_of(facts[-1]).version == 2


def test_a_supplement_and_two_later_decisions_by_a_deputy_wait_one_by_one(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    paid(running, at, "2026-11")
    held(running, POSTS)
    place = corrected(running, at, "95,000")
    officer, chief, deputy = (Browser(running, name) for name in ("sato", "kimura", "both"))
    chief.record(place, {"number": "福生第301号"})
    officer.record(f"{at}/supplements/new", {})
    more = f"{at}/supplements/1"
    held(running, OTHERS)
    assert chief.send(f"{more}/decision", {"number": "福生第601号"}).status == 422
    held(running, POSTS)
    deputy.record(f"{more}/decision", {"number": "福生第601号", "deputy_ground": "vacant"})
    assert "決裁者の職が欠けている" in chief.open(f"{more}/seen").words
    chief.record(f"{more}/seen", {})

    home = {"rent_yen": "40000", "household_size": "1", "income_yen": "100,000"}
    change = home | {"ground": "rent", "first_month": "2026-12", "proved": "yes"}
    stop = {"last_month": "2026-11", "reason": "income_above_threshold", "reasons": "収入超過"}
    stop["unasked"] = "本人が働き始めたと申し出た"
    steps = (("change", change | {"savings_yen": "300,000"}), ("stop", stop))
    for number, (page, typed) in enumerate(steps, 1):
        officer.record(f"{at}/later/{page}", typed)
        Browser(running, "mori").record(f"{at}/later/review", {})
        given = {"number": f"福生第20{number}号", "deputy_ground": "absent"}
        grave = given | {"extraordinary": "yes"}
        assert "代決できません" in deputy.send(f"{at}/later/decision", grave).words
        deputy.record(f"{at}/later/decision", given)
    running.caught_up()
    for left in (2, 1):
        assert chief.open("/deputised").words.count("支給決定等") == left
        assert "後閲する" in chief.open(at).words
        chief.record(f"{at}/seen", {})
        running.caught_up()
    assert chief.get(f"{at}/seen").status == 404
    stated = [kind_of(one.fact).ja for one in running.benefits.log.history(stream_of(case, 1))]
    deputised, seen = "支給決定等の代決", "支給決定等の後閲"
    assert [stated.count(term) for term in (deputised, seen)] == [2, 2]
    assert stated[-4:] == ["支給中止", deputised, seen, seen]
