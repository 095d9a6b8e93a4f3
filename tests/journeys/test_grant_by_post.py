"""支給決定 by post through the pages: by the same dated table as 支援決定, by a deputy, seen by the holder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.host.posts import DecisionRule, Holding, Matter, Post, Posts
from events.testing import postgres
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import reviewed
from tests.conftest import Servers

SINCE = date(2026, 4, 1)
POSTS = Posts(
    posts=(
        Post(since=SINCE, code="chief", name="生活福祉課長"),
        Post(since=SINCE, code="deputy", name="生活福祉課長代理"),
    ),
    holdings=(
        Holding(since=SINCE, post="chief", login="kimura"),
        Holding(since=SINCE, post="deputy", login="both"),
    ),
    rules=tuple(
        DecisionRule(since=SINCE, matter=matter, post="chief", deputies=("deputy",))
        for matter in (Matter.GRANT_DECISION, Matter.GRANT_REFUSAL)
    ),
)


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        municipality = made.benefits.municipality
        before = municipality.posts
        object.__setattr__(municipality, "posts", POSTS)
        yield made
        object.__setattr__(municipality, "posts", before)


def test_f27_a_deputy_decides_a_grant_with_a_ground_and_the_holder_looks_afterwards(
    running: House,
) -> None:
    case = running.received()
    at = reviewed(running, case)
    deputy = Browser(running, "both")
    page = deputy.open(f"{at}/decision")
    assert "生活福祉課長の代決です" in page.words
    bare = deputy.send(f"{at}/decision", {"number": "福生第201号"})
    assert bare.status == 422
    assert "代決の理由を選んでください" in bare.words
    grave = {"number": "福生第201号", "deputy_ground": "absent", "extraordinary": "yes"}
    assert "代決できません" in deputy.send(f"{at}/decision", grave).words
    deputy.record(f"{at}/decision", {"number": "福生第201号", "deputy_ground": "absent"})
    stated = [kind_of(r.fact).ja for r in running.benefits.log.history(stream_of(case, 1))]
    assert stated[-2:] == ["支給決定", "支給決定等の代決"]
    running.caught_up()
    holder = Browser(running, "kimura")
    assert "後閲待ち 1件" in holder.open("/").words
    assert "生活福祉課長代理" in holder.open("/deputised").words
    assert "後閲する" not in deputy.open(at).words
    assert deputy.send(f"{at}/seen", {}).status == 422
    assert "後閲する" in holder.open(at).words
    holder.record(f"{at}/seen", {})
    running.caught_up()
    assert "後閲を待っているものはありません" in holder.open("/deputised").words


def test_f27_who_holds_the_post_decides_in_its_name_and_others_do_not(running: House) -> None:
    case = running.received()
    at = reviewed(running, case)
    typed = {"number": "福生第202号"}
    moved = Posts(POSTS.posts, POSTS.holdings[1:], POSTS.rules)
    municipality = running.benefits.municipality
    object.__setattr__(municipality, "posts", moved)
    try:
        answer = Browser(running, "kimura").send(f"{at}/decision", typed)
        assert answer.status == 422
        assert "職位にありません" in answer.words
    finally:
        object.__setattr__(municipality, "posts", POSTS)
    Browser(running, "kimura").record(f"{at}/decision", typed)
    assert "生活福祉課長" in Browser(running, "kimura").open(at).words
