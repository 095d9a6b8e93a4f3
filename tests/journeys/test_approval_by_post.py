"""支援決定 by post through the pages: examined, decided by a deputy, seen by the holder, told on paper."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.planning import SupportDecided
from events.host.posts import Posts
from events.testing import postgres
from tests.conftest import Servers
from tests.planning.house import Browser, House, house
from tests.planning.people import proposed
from tests.planning.test_deputy import POSTS

DAY = date(2026, 5, 7)
UNEXAMINED = replace(POSTS, rules=tuple(replace(rule, reviewers=()) for rule in POSTS.rules))
"""The same posts where nobody examines between the draft and the decision."""


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(DAY)
    return standing


@pytest.fixture
def by_post(running: House) -> Iterator[House]:
    """The municipality has loaded its 専決規程."""
    before = running.planning.municipality.posts
    loaded(running, POSTS)
    yield running
    loaded(running, before)


def loaded(running: House, posts: Posts) -> None:
    object.__setattr__(running.planning.municipality, "posts", posts)


def stated(running: House, case: UUID) -> list[str]:
    return [kind_of(one.fact).ja for one in running.planning.log.history(case)]


def test_examined_by_the_section_decided_by_the_deputy_and_seen_by_the_holder(
    by_post: House,
) -> None:
    case = by_post.received()
    proposed(by_post, case, drafter="both")
    at = f"/cases/{case}"
    outside = Browser(by_post, "kimura").send(f"{at}/review", {"passes": "yes"})
    assert "審査する職位にありません" in outside.words
    early = Browser(by_post, "kimura").send(f"{at}/decision", {"grantings-0-number": "西福第12号"})
    assert early.status == 422
    assert "審査がまだ済んでいません" in early.words
    Browser(by_post, "sato").record(f"{at}/review", {"passes": "yes", "opinion": "適当"})
    Browser(by_post, "kimura").record(f"{at}/decision", {"grantings-0-number": "西福第12号"})
    assert stated(by_post, case)[-3:] == ["起案の審査", "支援決定", "プラン決定"]
    assert "決裁 保健福祉課長" in Browser(by_post, "yamamoto").open(at).words


def test_a_deputy_says_why_and_the_holder_looks_afterwards(by_post: House) -> None:
    case = by_post.received()
    proposed(by_post, case, drafter="both")
    loaded(by_post, UNEXAMINED)
    at = f"/cases/{case}"
    proposed_anew = {"opinion": "期間を改めて適当と認める"}
    Browser(by_post, "sato").record(f"{at}/proposal", proposed_anew)
    numbered = {"grantings-0-number": "西福第21号"}
    deputy = Browser(by_post, "both")
    page = deputy.open(f"{at}/decision")
    assert "保健福祉課長の代決です" in page.words
    assert "代決の理由を選んでください" in deputy.send(f"{at}/decision", numbered).words
    deputy.record(f"{at}/decision", numbered | {"deputy_ground": "absent"})
    assert stated(by_post, case)[-3:] == ["支援決定", "プラン決定", "代決"]
    by_post.caught_up()
    holder = Browser(by_post, "kimura")
    assert "後閲待ち 1件" in holder.open("/").words
    assert "保健福祉課長代理" in holder.open("/deputised").words
    assert "後閲する" in holder.open(at).words
    assert "後閲する" not in deputy.open(at).words
    holder.record(f"{at}/seen", {})
    by_post.caught_up()
    assert "後閲を待っているものはありません" in holder.open("/deputised").words


def test_f27_who_decides_what_is_read_on_a_page_by_day(by_post: House) -> None:
    page = Browser(by_post, "yamamoto").open("/posts").words
    assert "支援決定 保健福祉課長" in page
    assert "保健福祉課長代理" in page
    assert "支給決定 役割が「決裁者」の人" in page
    assert "kimura" in page
    before = Browser(by_post, "yamamoto").open("/posts?on=R9.4.1").words
    assert "kimura" not in before
    assert "ueda" in before
    assert Browser(by_post, "yamamoto").get("/posts?on=四月").status == 200


def test_f27_a_notice_is_sent_with_a_proof_and_its_arrival_is_added(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}"
    proposed(running, case)
    Browser(running, "kimura").record(f"{at}/decision", {"grantings-0-number": "西福第41号"})
    version = next(
        one.version
        for one in running.planning.log.history(case)
        if isinstance(one.fact, SupportDecided)
    )
    officer = Browser(running, "sato")
    assert "西福第41号 未発送" in officer.open(at).words
    page = f"{at}/notices/{version}/dispatch"
    bare = officer.send(page, {"manner": "simple_registered"})
    assert "引受番号を入れてください" in bare.words
    typed = {"manner": "simple_registered", "tracking": "123-45-67890-1"}
    early = officer.send(page, typed | {"dispatched_on": "R8.5.1"})
    assert early.status == 422
    officer.record(page, typed)
    running.on(date(2026, 5, 9))
    officer = Browser(running, "sato")
    assert officer.open(page).form["tracking"] == "123-45-67890-1"
    assert officer.send(page, {"delivered_on": "R8.5.10"}).status == 422
    officer.record(page, {"delivered_on": "R8.5.9"})
    shown = officer.open(at).words
    assert "R8.5.7 簡易書留" in shown
    assert "R8.5.9に到達" in shown
    assert stated(running, case).count("通知書の発送") == 2
    assert officer.get(f"{at}/notices/1/dispatch").status == 404
    assert Browser(running, "yamamoto").get(page).status == 403


def test_whoever_drafted_is_offered_neither_examination_nor_decision(running: House) -> None:
    case = running.received()
    drafter = proposed(running, case, drafter="both")
    offered = drafter.open(f"/cases/{case}").text
    assert f"/cases/{case}/review" not in offered
    assert f"/cases/{case}/decision" not in offered
    other = Browser(running, "kimura").open(f"/cases/{case}").text
    assert f"/cases/{case}/review" in other
    assert f"/cases/{case}/decision" in other


def test_the_notices_bear_number_period_reasons_and_instruction(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}"
    proposed(running, case)
    decider = Browser(running, "kimura")
    refusal = {"number": "西福第30号", "citation": "要綱第5条", "reasons": "要件を満たさない"}
    decider.record(f"{at}/refusal", refusal)
    version = len(running.planning.log.history(case))
    paper = decider.open(f"{at}/notices/{version}").words
    for word in (
        "支援不決定通知書",
        "西福第30号",
        "要綱第5条",
        "要件を満たさない",
        "3か月以内",
        "暫定",
    ):
        assert word in paper
    assert decider.get(f"{at}/notices/1").status == 404
    assert f"/notices/{version}" in decider.open(at).text
    granted = running.received()
    proposed(running, granted)
    typed = {"grantings-0-number": "西福第31号", "grantings-0-conditions": "月1回の面談"}
    decider.record(f"/cases/{granted}/decision", typed)
    version = len(running.planning.log.history(granted)) - 1
    paper = decider.open(f"/cases/{granted}/notices/{version}").words
    for word in (
        "支援決定通知書",
        "西福第31号",
        "令和8年6月1日から令和8年8月31日まで",
        "月1回の面談",
    ):
        assert word in paper
