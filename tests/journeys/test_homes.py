"""一時生活・居住支援, 見守り and 住まいの支援 through their pages."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.testing import postgres
from services.planning.programmes.stream import stream_of
from tests.conftest import Servers
from tests.planning.homes import a_room, moved_in
from tests.planning.house import Browser, House, house
from tests.planning.people import proposed

RECEIVED = date(2026, 5, 7)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(RECEIVED)
    return standing


def stated(running: House, stream: UUID) -> list[str]:
    return [kind_of(one.fact).ja for one in running.planning.log.history(stream)]


def line(browser: Browser, case: UUID) -> str:
    """What 住まいの期限 says of a case, as markup."""
    return browser.open("/homes/due").text.split(str(case))[1].split("</tr>")[0]


def test_a_stay_from_the_first_night_to_a_home(running: House) -> None:
    place, room = a_room(running)
    case = running.received()
    counsellor = moved_in(running, case, room)
    page = counsellor.open(f"/cases/{case}/shelter")
    assert "みなとホーム" in page.words
    assert "1 泊目 ／91泊" in page.words
    assert "結び付け待ち" in page.words
    board = counsellor.open("/shelter")
    assert "空き 1／2" in board.words
    assert f"/cases/{case}/shelter" in board.text
    running.on(date(2026, 5, 10))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/shelter/move", {"berth": f"{room}:2", "reason": "下段へ"})
    counsellor.record(
        f"/cases/{case}/shelter/goods", {"items": ["breakfast", "clothing"], "note": "Mサイズ"}
    )
    receipt = counsellor.open(f"/cases/{case}/shelter/receipt")
    assert "朝食、衣類" in receipt.words and "Mサイズ" in receipt.words
    running.on(date(2026, 6, 20))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(
        f"/cases/{case}/shelter/exit", {"reason": "home_found", "destination": "private_rental"}
    )
    running.caught_up()
    assert stated(running, stream_of(case, "shelter")) == [
        "入所", "居室の移動", "食事・物品の提供", "退所",
    ]  # fmt: skip
    assert stated(running, room) == [
        "居室の登録", "ベッドの利用開始", "ベッドの利用終了", "ベッドの利用開始", "ベッドの利用終了",
    ]  # fmt: skip
    assert "空き 2／2" in counsellor.open(place).words
    used = counsellor.open("/shelter/use").words
    assert "2026年5月" in used
    assert "空き 1／2" in counsellor.open("/shelter?on=R8.5.30").words


def test_two_persons_cannot_have_one_bed(running: House) -> None:
    _, room = a_room(running, beds=1)
    first, second = running.received(), running.received()
    moved_in(running, first, room)
    answer = Browser(running, "yamamoto").send(
        f"/cases/{second}/shelter/move-in",
        {"berth": f"{room}:1", "basis": "urgency", "began_on": "R8.5.7"},
    )
    assert answer.status == 422
    assert "別の方が使っています" in answer.words
    assert stated(running, stream_of(second, "shelter")) == []


def test_nor_when_two_counsellors_press_at_once(running: House) -> None:
    _, room = a_room(running, beds=1)
    cases = [running.received() for _ in range(4)]
    forms = []
    for case in cases:
        counsellor = Browser(running, "yamamoto")
        page = counsellor.open(f"/cases/{case}/shelter/move-in")
        typed = page.form | {"berth": f"{room}:1", "basis": "urgency"}
        forms.append((counsellor, case, typed))
    with ThreadPoolExecutor(4) as pool:
        answers = list(
            pool.map(lambda f: f[0].post(f"/cases/{f[1]}/shelter/move-in", f[2]).status, forms)
        )
    assert answers.count(303) == 1, answers
    assert set(answers) <= {303, 409, 422}
    assert stated(running, room).count("ベッドの利用開始") == 1
    began = [stated(running, stream_of(case, "shelter")) for case in cases]
    assert sorted(map(len, began)) == [0, 0, 0, 1]


def test_a_form_sent_twice_is_one_stay(running: House) -> None:
    _, room = a_room(running)
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    path = f"/cases/{case}/shelter/move-in"
    typed = counsellor.open(path).form | {"berth": f"{room}:1", "basis": "urgency"}
    assert [counsellor.post(path, typed).status for _ in range(2)] == [303, 303]
    assert stated(running, room).count("ベッドの利用開始") == 1


def test_without_a_decision_only_urgency_and_the_decision_is_linked_later(running: House) -> None:
    _, room = a_room(running)
    case = running.received()
    path = f"/cases/{case}/shelter"
    counsellor = Browser(running, "yamamoto")
    plain = {"berth": f"{room}:1", "basis": "income_test"}
    refused = counsellor.send(f"{path}/move-in", plain)
    assert refused.status == 422
    assert "支援決定がありません" in refused.words
    moved_in(running, case, room)
    assert str(case) in counsellor.open("/homes/due").text
    waiting = counsellor.send(f"{path}/link", {})
    assert waiting.status == 422
    proposed(running, case, services=["residential_support"])
    Browser(running, "kimura").record(
        f"/cases/{case}/decision", {"grantings-0-number": "西福第77号"}
    )
    counsellor.record(f"{path}/link", {})
    running.caught_up()
    assert "西福第77号（事後）" in counsellor.open(path).words
    assert counsellor.get(f"{path}/link").status == 404
    assert f"/cases/{case}/shelter" not in counsellor.open("/homes/due").text


def test_the_clock_rings_and_another_person_decides_the_extension(running: House) -> None:
    _, room = a_room(running)
    case = running.received()
    moved_in(running, case, room)
    path = f"/cases/{case}/shelter"
    running.on(date(2026, 7, 20))
    assert "あと" not in line(Browser(running, "yamamoto"), case)
    running.on(date(2026, 7, 25))
    counsellor = Browser(running, "yamamoto")
    assert "あと12日" in line(counsellor, case)
    beyond = counsellor.send(f"{path}/extension", {"until_on": "R8.11.7", "reason": "治療中"})
    assert beyond.status == 422 and "6か月を超えています" in beyond.words
    counsellor.record(f"{path}/extension", {"until_on": "R8.9.30", "reason": "治療中"})
    assert counsellor.get(f"{path}/extension-decision").status in {403, 404}
    Browser(running, "kimura").record(
        f"{path}/extension-decision", {"granted": "yes", "number": "西福第31号"}
    )
    running.caught_up()
    words = counsellor.open(path).words
    assert "R8.9.30" in words and "西福第31号 延長" in words


def test_who_proposed_an_extension_does_not_decide_it(running: House) -> None:
    _, room = a_room(running)
    case = running.received()
    moved_in(running, case, room)
    path = f"/cases/{case}/shelter/extension"
    Browser(running, "inoue").record(path, {"until_on": "R8.9.30", "reason": "治療中"})
    decider = Browser(running, "kimura")
    form = decider.open(f"{path}-decision").form | {"granted": "yes", "number": "西福第9号"}
    Browser(running, "inoue").record(path, {"until_on": "R8.9.15", "reason": "治療中"})
    overtaken = decider.post(f"{path}-decision", form)
    assert overtaken.status == 409
    stale = decider.post(f"{path}-decision", overtaken.form | {"granted": "yes", "number": "9"})
    assert stale.status == 422 and "起案が変わりました" in stale.words


def test_one_tap_gives_a_meal_once(running: House) -> None:
    _, room = a_room(running)
    case = running.received()
    counsellor = moved_in(running, case, room)
    page = counsellor.open(f"/cases/{case}/shelter").text
    hidden = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("command_id", "expected_version", "drawn_for", "issued_on")
    }
    path = f"/cases/{case}/shelter/goods"
    assert counsellor.post(path, hidden | {"items": "dinner"}).status == 303
    assert "夕食 は今日渡しました" in counsellor.open(f"/cases/{case}/shelter").words
    again = counsellor.send(path, {"items": ["dinner"]})
    assert again.status == 422 and "すでに記録しています" in again.words
    counsellor.record(
        f"/cases/{case}/shelter/goods-void", {"entry_no": "1", "reason": "別の方の分"}
    )
    counsellor.record(path, {"items": ["dinner"]})


def test_a_stay_recorded_by_mistake_frees_its_bed(running: House) -> None:
    _, room = a_room(running, beds=1)
    case, other = running.received(), running.received()
    counsellor = moved_in(running, case, room)
    counsellor.record(f"/cases/{case}/shelter/void", {"stay_no": "1", "reason": "別の方でした"})
    running.caught_up()
    moved_in(running, other, room)
    assert "まだ入所していません" in counsellor.open(f"/cases/{case}/shelter").words


def test_residents_are_listed_for_paper_with_names_for_whoever_may_read_them(
    running: House,
) -> None:
    _, room = a_room(running)
    case = running.received()
    counsellor = moved_in(running, case, room)
    assert f"/intake/cases/{case}/who" in counsellor.open("/shelter/residents").text
    stranger = Browser(running, "kita")
    assert str(case) not in stranger.open("/shelter/residents").text
    assert stranger.get(f"/cases/{case}/shelter").status == 404


def test_registers_are_kept_by_few(running: House) -> None:
    for path in ("/shelter/places/new", "/homes/providers/new"):
        assert Browser(running, "yamamoto").get(path).status == 403
        assert Browser(running, "inoue").get(path).status == 200
    place, room = a_room(running)
    assert Browser(running, "kita").get(place).status == 404
    case = running.received()
    moved_in(running, case, room)
    chief = Browser(running, "inoue")
    held = chief.send(f"/shelter/rooms/{room}/close", {})
    assert held.status == 422 and "利用の記録があります" in held.words
    assert chief.send(f"{place}/close", {}).status == 422
    assert chief.get(f"/shelter/rooms/{uuid4()}/close").status == 404


def test_the_use_of_the_places_leaves_as_a_file(running: House) -> None:
    a_room(running)
    chief = Browser(running, "inoue")
    csv = chief.client.get("/planning/shelter/use.csv")
    assert csv.status_code == 200
    assert "利用率(%)" in csv.content.decode("utf-8-sig")
    assert Browser(running, "yamamoto").get("/shelter/use.csv").status == 403


def test_somebody_is_looked_in_on_after_leaving(running: House) -> None:
    case = running.received()
    path = f"/cases/{case}/after-care"
    counsellor = Browser(running, "yamamoto")
    missing = counsellor.send(f"{path}/enrolment", {"target": "left_self_reliance_centre"})
    assert missing.status == 422 and "退所した日を入れてください" in missing.words
    counsellor.record(
        f"{path}/enrolment", {"target": "left_self_reliance_centre", "left_on": "R8.5.1"}
    )
    running.on(date(2026, 5, 25))
    running.caught_up()
    counsellor = Browser(running, "yamamoto")
    assert "4日超過" in counsellor.open("/homes/due").words
    counsellor.record(f"{path}/look-in", {"manner": "visit", "outcome": "absent"})
    page = counsellor.open(path).words
    assert "会えた 0 会えなかった 1" in page.replace("　", " ")
    counsellor.record(f"{path}/void", {"entry_no": "1", "reason": "別の日でした"})
    assert "4日超過" in counsellor.open(path).words
    counsellor.record(f"{path}/look-in", {"manner": "visit", "outcome": "met", "note": "元気"})
    assert "令和8年6月8日" in counsellor.open(path).words
    counsellor.record(f"{path}/end", {"reason": "settled"})
    running.caught_up()
    assert f"/cases/{case}/after-care" not in counsellor.open("/homes/due").text


@pytest.mark.parametrize("page", ["search", "viewing", "tenancy", "move-in", "loan"])
def test_a_provider_of_another_register_is_refused(running: House, page: str) -> None:
    case = running.received()
    path = f"/cases/{case}/housing"
    typed = {
        "place": "港町3丁目", "outcome": "candidate", "viewing_on": "R8.5.12", "due_on": "R8.5.31",
        "helps": ["emergency_contact"], "dwelling": "private_rental", "item": "bedding",
        "provider": str(uuid4()),
    }  # fmt: skip
    refused = Browser(running, "yamamoto").send(f"{path}/{page}", typed)
    assert refused.status == 422 and "台帳から事業者を選び直してください" in refused.words
    assert not running.planning.log.history(stream_of(case, "housing"))


def test_a_home_is_found_with_the_help_of_a_provider(running: House) -> None:
    chief = Browser(running, "inoue")
    named = {
        "name": "すまい支援みなと",
        "kind": "housing_support_corporation",
        "offers": "入居相談",
    }
    chief.record("/homes/providers/new", named)
    assert "すまい支援みなと" in chief.open("/homes/providers").words
    case = running.received()
    path = f"/cases/{case}/housing"
    counsellor = Browser(running, "yamamoto")
    form = counsellor.open(f"{path}/search")
    provider = form.text.split("すまい支援みなと")[0].rsplit('value="', 1)[1].split('"')[0]
    counsellor.record(
        f"{path}/search",
        {
            "place": "港町3丁目 1K",
            "rent_yen": "41,000",
            "outcome": "candidate",
            "provider": provider,
        },
    )
    counsellor.record(f"{path}/viewing", {"place": "港町3丁目 1K", "viewing_on": "R8.5.12"})
    running.on(date(2026, 5, 12))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{path}/viewing-result", {"entry_no": "2", "result": "applies"})
    counsellor.record(f"{path}/tenancy", {"helps": ["emergency_contact", "guarantee_company"]})
    counsellor.record(
        f"{path}/move-in", {"dwelling": "private_rental", "place": "港町3-1", "rent_yen": "41000"}
    )
    counsellor.record(f"{path}/loan", {"item": "bedding", "due_on": "R8.5.31"})
    running.on(date(2026, 6, 3))
    running.caught_up()
    counsellor = Browser(running, "yamamoto")
    assert "3日超過" in counsellor.open("/homes/due").words
    counsellor.record(f"{path}/return", {"entry_no": "5", "state": "good"})
    page = counsellor.open(path).words
    for said in ("家賃 41,000円", "申し込む", "緊急連絡先の確保", "問題なし", "すまい支援みなと"):
        assert said in page
    counsellor.record(f"{path}/void", {"entry_no": "4", "reason": "日付の誤り"})
    assert "取消" in counsellor.open(path).words
    clerk = Browser(running, "oonishi")
    assert clerk.get(f"{path}/search").status == 403
