"""Work beside the cases through the pages: directory, shortages, network, publicity, training, block meetings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from events.testing import postgres
from services.planning.screens.community.registers import REGISTERS
from tests.conftest import Servers
from tests.planning.community import begun
from tests.planning.house import Browser, House, house

RECEIVED = date(2026, 6, 1)
LATER = date(2027, 1, 15)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(RECEIVED)
    return standing


def a_resource(worker: Browser, title: str, **typed: str) -> str:
    given = {"title": title, "theme": "food_goods", "vacancy": "open", "contact": "担当 中村"}
    return begun(worker, "resources", given | typed)


@pytest.mark.parametrize("register", [register.path for register in REGISTERS])
def test_a_register_without_a_line_that_fits_says_so(running: House, register: str) -> None:
    running.received()
    running.caught_up()
    worker = Browser(running, "yamamoto")
    assert "別のことばで絞る" in worker.open(f"/community/{register}?word=どこにもない").words


def test_a_resource_used_in_a_case_is_counted_in_the_directory(running: House) -> None:
    worker, case = Browser(running, "yamamoto"), running.received()
    path = a_resource(worker, "西区フードバンク", capacity="30", wards="271063")
    entry = path.rpartition("/")[2]
    at = f"/cases/{case}/resources"
    typed = {"resource": entry, "result": "pending", "note": "米5kg"}
    worker.record(f"{at}/use", typed)
    worker.record(f"{at}/result?entry=1", {"result": "helped"})
    running.caught_up()
    assert "役に立った" in worker.open(at).words
    assert "使ったケース 1件 1件 役に立った" in worker.open(path).words
    assert "1件 うち役に立った 1件" in worker.open("/community/resources").words
    worker.record(f"{at}/void?entry=1", {"reason": "別の方の記録"})
    running.caught_up()
    assert "まだ使われていません" in worker.open(path).words


def test_a_stale_resource_is_due_until_it_is_confirmed(running: House) -> None:
    worker = Browser(running, "yamamoto")
    path = a_resource(worker, "夜間の居場所")
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    assert "夜間の居場所" in worker.open("/community").words
    assert "要確認" in worker.open("/community/resources?word=夜間").words
    worker.record(f"{path}/confirmation", {"vacancy": "full", "note": "満員"})
    running.caught_up()
    assert "夜間の居場所" not in worker.open("/community").words
    assert "空きなし" in worker.open(path).words
    picks = worker.client.get("/planning/community/resources/picks.json?word=夜間").json()
    assert [(one["title"], one["stale"]) for one in picks] == [("夜間の居場所", False)]
    assert "夜間の居場所" in worker.open("/community/resources/picks?theme=food_goods").words
    assert "夜間の居場所" not in worker.open("/community/resources/picks?theme=work").words


def test_a_shortage_of_a_case_ends_with_a_resource(running: House) -> None:
    worker, case = Browser(running, "yamamoto"), running.received()
    new = worker.open(f"/community/shortages/new?case={case}")
    typed = {"theme": "transport", "words": "夜の送迎がない"}
    answer = worker.post("/community/shortages/new", new.form | typed)
    path = answer.response.headers["location"].partition("?")[0].removeprefix("/planning")
    running.caught_up()
    assert "移動・外出" in worker.open(f"/cases/{case}/resources").words
    assert "未着手" in worker.open("/community/shortages").words
    worker.record(f"{path}/work", {"words": "社協と相談した"})
    led = a_resource(worker, "夜間送迎の会", theme="transport")
    refused = worker.send(f"{path}/outcome", {"outcome": "created"})
    assert refused.status == 422
    settled = {"outcome": "created", "resource": led.rpartition("/")[2]}
    worker.record(f"{path}/outcome", settled)
    running.caught_up()
    page = worker.open("/community/shortages").words
    assert "移動・外出 0件 1件 0件" in page
    assert "夜間送迎の会" in page
    assert worker.send(f"{path}/work", {"words": "もう一度"}).status == 422


def test_a_case_of_another_ward_cannot_be_named(running: House) -> None:
    case = running.received()
    stranger = Browser(running, "kita")
    new = stranger.open(f"/community/shortages/new?case={case}")
    typed = {"theme": "work", "words": "短時間の仕事"}
    assert stranger.post("/community/shortages/new", new.form | typed).status == 422


def test_the_network_is_a_map_and_the_same_as_a_table(running: House) -> None:
    worker = Browser(running, "yamamoto")
    one = begun(worker, "network", {"title": "西区社協", "kind": "welfare_council"})
    other = begun(worker, "network", {"title": "ひまわり食堂", "kind": "npo"})
    worker.record(f"{one}/tie", {"other": other.rpartition("/")[2], "tie": "joint_work"})
    worker.record(f"{one}/tie", {"other": "", "tie": "referral"})
    worker.record(f"{one}/contact", {"note": "月に一度会うことにした"})
    running.caught_up()
    page = worker.open("/community/network")
    assert page.text.count('class="network__node') == 2
    assert page.text.count('class="network__tie') == 2
    assert "西区社協 ひまわり食堂 一緒に支援する R8.6.1" in page.words
    assert "R8.4から3か月 2件" in page.words
    assert "西区社協 一緒に支援する" in worker.open(other).words
    worker.record(f"{one}/untie", {"other": "", "reason": "担当が替わった"})
    running.caught_up()
    assert worker.open("/community/network").text.count('class="network__tie') == 1
    running.on(LATER)
    assert "しばらく連絡なし" in Browser(running, "yamamoto").open("/community/network").words


def test_publicity_is_set_beside_the_routes_before_and_after(running: House) -> None:
    running.on(date(2026, 5, 25))
    running.received()
    running.on(date(2026, 6, 10))
    worker = Browser(running, "yamamoto")
    typed = {"medium": "flyer", "title": "夏のちらし", "copies": "5,000", "cost_yen": "32,000"}
    path = begun(worker, "publicity", typed | {"audience": ["young", "residents"]})
    running.caught_up()
    page = worker.open(path).words
    assert "費用 32,000円" in page
    assert "数え終わっていません" in page
    assert "未聴取" in page
    assert "部数・人数の計 5,000" in worker.open("/community/publicity").words


def test_training_is_checked_against_the_role(running: House) -> None:
    worker = Browser(running, "yamamoto")
    person = str(running.persons["yamamoto"])
    typed = {
        "kind": "national",
        "title": "国の養成研修",
        "minutes": "1200",
        "staff": [person],
        "course": "counsellor",
        "follow_up_on": "R8.6.20",
        "attending-0-of": "npo",
        "attending-0-people": "3",
    }
    path = begun(worker, "learning", typed)
    assert "NPO・ボランティア 3人" in worker.open(path).words
    assert "相談支援員養成研修" in worker.open("/community/learning").words
    before = worker.open("/community/learning").words.count("未修了")
    worker.record(f"{path}/certificate", {"staff": person, "number": "第12号"})
    running.caught_up()
    assert worker.open("/community/learning").words.count("未修了") == before - 1
    running.on(date(2026, 6, 20))
    worker = Browser(running, "yamamoto")
    assert "出席した方に連絡する日" in worker.open("/community").words
    worker.record(f"{path}/follow-up", {"note": "紹介が2件あった"})
    running.caught_up()
    assert "出席した方に連絡する日" not in worker.open("/community").words


def test_block_meetings_fall_short_at_the_end_of_the_year(running: House) -> None:
    worker = Browser(running, "yamamoto")
    typed = {"role": "attendee", "topic": "case_study", "title": "第1回"}
    begun(worker, "block-meetings", typed)
    begun(
        worker,
        "activities",
        {"activity": "making_places", "title": "カフェ", "people": "12", "minutes": "90"},
    )
    running.caught_up()
    assert "ブロック会議 西区" not in worker.open("/community").words
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    page = worker.open("/community").words
    assert "年度末までに あと3回の参加と企画・講師あと1回".replace(" ", "") in page.replace(" ", "")
    assert "西区：年度末までに足りません" in worker.open("/community/block-meetings").words
    assert "12人" in worker.open("/community/activities").words


def test_everybody_reads_and_only_those_who_record_record(running: House) -> None:
    chief = Browser(running, "inoue")
    path = a_resource(chief, "見守り隊", theme="watching_over")
    clerk = Browser(running, "kimura")
    assert clerk.get(path).status == 200
    assert clerk.get(f"{path}/change").status == 403
    stranger = Browser(running, "kita")
    assert stranger.get(path).status == 200
    assert stranger.get(f"{path}/change").status == 404
    assert stranger.get(f"/community/resources/{UUID(int=5)}").status == 404
    listed = chief.client.get("/planning/community/resources/list.csv")
    assert "見守り隊" in listed.content.decode("utf-8-sig")
    assert "中村" not in listed.text


def test_an_entry_taken_back_is_listed_apart(running: House) -> None:
    worker = Browser(running, "yamamoto")
    path = begun(worker, "publicity", {"medium": "web", "title": "誤って入れた"})
    worker.record(f"{path}/withdrawal", {"reason": "別の区の周知だった"})
    running.caught_up()
    assert "別の区の周知だった" in worker.open(path).words
    assert "終わったもの・取り消したもの" in worker.open("/community/publicity").words


def test_f82_a_ward_has_one_policy_in_versions_and_says_who_convenes_the_council(
    running: House,
) -> None:
    worker = Browser(running, "inoue")
    first = {"ward": "271063", "words": "夜の居場所を二か所", "council_host": "ward_centre"}
    path = begun(worker, "policies", first)
    running.caught_up()
    again = worker.send("/community/policies/new", first)
    assert again.status == 422
    assert "この区の方針はもうあります" in again.text
    assert worker.open(f"{path}/revision").form["words"] == "夜の居場所を二か所"
    early = {"words": "送迎をつくる", "council_host": "city", "on": "R8.5.1"}
    assert worker.send(f"{path}/revision", early).status == 422
    worker.record(f"{path}/revision", early | {"on": "R8.6.1"})
    running.caught_up()
    page = worker.open(path).words
    assert "支援会議の主催 市本庁" in page
    assert "夜の居場所を二か所" in page
    assert page.count("井上 健一") >= 2
    listed = worker.open("/community/policies").words
    assert "西区 第2版" in listed
    assert "市本庁" in listed
    assert Browser(running, "kita").get(f"{path}/revision").status == 404
