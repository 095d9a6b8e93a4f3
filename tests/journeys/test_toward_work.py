"""On the way to work through the pages: preparation, a group day, job search, linked programmes, training, register."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.exporting import ExportedList, PlansExported
from events.contract.work_preparation import ActivityAttended
from events.testing import postgres
from services.planning.programmes.stream import stream_of
from services.planning.programmes.work_preparation import NAME
from tests.conftest import Servers
from tests.planning.house import Browser, House, house

RECEIVED = date(2026, 6, 1)
LATER = date(2026, 7, 15)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(RECEIVED)
    return standing


def enrolled(running: House) -> UUID:
    """A case that uses 就労準備支援 from its reception on."""
    case = running.received()
    typed = {"stage": "daily_life", "objective": "朝起きられるようになりたい"}
    Browser(running, "yamamoto").record(f"/cases/{case}/work-preparation/enrolment", typed)
    running.caught_up()
    return case


def registered(running: House, title: str, **certificate: str) -> str:
    """The path of a workplace; with a certificate if its number is given."""
    worker = Browser(running, "yamamoto")
    typed = {
        "title": title,
        "work": ["cleaning"],
        "practice": ["experience"],
        "contact": "担当 中村",
    }
    answer = worker.send("/employment/places/new", typed)
    assert answer.status == 303, answer.alerts
    path = answer.response.headers["location"].partition("?")[0].removeprefix("/planning")
    if certificate:
        given = {"capacity": "1", "forms": ["not_employed", "employed"], "valid_from": "R8.4.1"}
        worker.record(f"{path}/certificate", given | certificate)
    return path


def test_a_use_is_told_on_its_page(running: House) -> None:
    case = enrolled(running)
    at = f"/cases/{case}/work-preparation"
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    there = {
        "activity": "outing",
        "attendance": "attended",
        "minutes": "90",
        "note": "公園まで歩いた",
    }
    worker.record(f"{at}/activity", there)
    worker.record(f"{at}/activity", there | {"activity": "light_work", "held_on": "R8.7.14"})
    worker.record(f"{at}/stage", {"stage": "social_life", "reason": "毎日通えた"})
    practised = {"skill": "mock_interview", "before": "2", "after": "4", "minutes": "45"}
    worker.record(f"{at}/skill", practised)
    page = worker.open(at)
    assert "参加の回数 2回 （うち外出・社会参加 1回）" in page.words
    assert 'aria-label="段階 2 から 4"' in page.text
    assert "朝起きられるようになりたい" in page.words
    assert "社会生活自立 R8.7.15から" in page.words
    assert "外出 出席 90分。公園まで歩いた" in page.words


def test_an_entry_taken_back_is_struck_through_and_not_counted(running: House) -> None:
    case = enrolled(running)
    at = f"/cases/{case}/work-preparation"
    worker = Browser(running, "yamamoto")
    there = {"activity": "outing", "attendance": "attended", "minutes": "90", "note": "別の方の日"}
    worker.record(f"{at}/activity", there)
    refused = worker.send(f"{at}/2/withdrawal", {"reason": ""})
    assert refused.status == 422
    worker.record(f"{at}/2/withdrawal", {"reason": "別の方の記録だった"})
    page = worker.open(at)
    assert "参加の回数 0回" in page.words
    assert "<del>外出 出席 90分。別の方の日</del>" in page.text
    assert worker.get(f"{at}/2/withdrawal").status == 404
    assert worker.get(f"{at}/99/withdrawal").status == 404


def test_a_week_of_life_rhythm_is_planned_and_recorded(running: House) -> None:
    case = enrolled(running)
    at = f"/cases/{case}/work-preparation"
    worker = Browser(running, "yamamoto")
    wrong = worker.send(f"{at}/rhythm", {"lines-0-at": "7:30", "lines-2-at": "25時"})
    assert wrong.status == 422
    assert "時刻を 7:30 のように入力してください。" in wrong.alerts
    assert "25時" in wrong.text
    worker.record(f"{at}/rhythm", {"lines-0-at": "7:30", "lines-2-at": "10時"})
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    days = {"days-6-got_up": "8:10", "days-6-kept": ["get_up", "go_out"], "days-3-kept": ["get_up"]}
    worker.record(f"{at}/rhythm-days", days)
    page = worker.open(at)
    assert "8:10 できたこと 2/2" in page.words
    assert "－ できたこと 1/2" in page.words
    assert "起床 7:30 （毎日）" in page.words
    assert worker.open(f"{at}/rhythm-days").words.count("記録済み") == 2


def test_a_group_day_puts_one_entry_into_each_ones_own_stream(running: House) -> None:
    first, second, third = (enrolled(running) for _ in range(3))
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    page = worker.open("/employment/day")
    rows = {
        case: n for n, case in enumerate(re.findall(r'name="roster" value="([^"]+)"', page.text))
    }
    typed = {"activity": "conversation", "minutes": "120"}
    typed |= {f"asked-{rows[str(first)]}-attendance": "attended"}
    typed |= {f"asked-{rows[str(second)]}-attendance": "late"}
    typed |= {f"asked-{rows[str(second)]}-minutes": "60", f"asked-{rows[str(second)]}-note": "笑顔"}
    form = page.form | typed
    answer = worker.post("/employment/day", form)
    assert answer.status == 303, answer.alerts
    assert "2人の出欠を記録しました。" in worker.open("/employment/day?noted=2").words
    again = worker.post("/employment/day", form)
    assert again.status == 303
    found = {case: attended(running, case) for case in (first, second, third)}
    assert [len(slots) for slots in found.values()] == [1, 1, 0]
    assert {slot.minutes for slot in found[first]} == {120}
    assert {slot.minutes for slot in found[second]} == {60}
    assert {s.occasion for s in found[first]} == {s.occasion for s in found[second]}


def test_a_group_day_with_one_slip_records_nobody_and_names_the_row(running: House) -> None:
    first, second = enrolled(running), enrolled(running)
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    worker.record(
        f"/cases/{second}/work-preparation/ending", {"result": "stopped", "ended_on": "R8.6.20"}
    )
    page = worker.open("/employment/day")
    rows = {
        case: n for n, case in enumerate(re.findall(r'name="roster" value="([^"]+)"', page.text))
    }
    form = page.form | {"activity": "conversation", "minutes": "120"}
    kept = {**form, f"asked-{rows[str(first)]}-attendance": "attended"}
    if str(second) not in rows:
        kept["roster"] = [*rows, str(second)]
        rows[str(second)] = len(rows)
        kept[f"asked-{rows[str(second)]}-case"] = str(second)
        kept[f"asked-{rows[str(second)]}-row"] = str(rows[str(second)])
    answer = worker.post(
        "/employment/day", {**kept, f"asked-{rows[str(second)]}-attendance": "attended"}
    )
    assert answer.status == 422
    assert any("期間の外" in alert for alert in answer.alerts)
    assert attended(running, first) == []
    nobody = worker.send("/employment/day", {"activity": "outing"})
    assert nobody.status == 422


def test_a_stranger_to_the_ward_sees_and_records_nothing(running: House) -> None:
    case = enrolled(running)
    number = Browser(running, "yamamoto").open("/employment").words
    assert (
        f"/cases/{case}/work-preparation" in Browser(running, "yamamoto").open("/employment").text
    )
    kita = Browser(running, "kita")
    assert str(case) not in kita.open("/employment").text
    assert kita.get(f"/cases/{case}/work-preparation").status == 404
    page = kita.open("/employment/day")
    assert str(case) not in page.text
    smuggled = {
        "activity": "outing",
        "asked-0-case": str(case),
        "asked-0-row": "0",
        "asked-0-attendance": "attended",
    }
    assert kita.post("/employment/day", page.form | smuggled).status == 404
    assert attended(running, case) == []
    assert number


def test_job_search_from_the_first_visit_to_the_answer(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/job-search"
    worker = Browser(running, "yamamoto")
    search = {"act": "hello_work_search", "note": "清掃を見た", "next_on": "R8.6.10"}
    worker.record(f"{at}/activity", search)
    applied = {"via": "hello_work", "post": "見本清掃 清掃員", "next_on": "R8.6.8"}
    worker.record(f"{at}/application", applied)
    worker.record(f"{at}/paper", {"paper": "cv", "text": "職歴 清掃3年"})
    worker.record(
        f"{at}/qualification", {"qualification": "普通自動車免許", "target_on": "R8.12.1"}
    )
    worker.record(f"{at}/2/interview", {"note": "落ち着いて話せた"})
    worker.record(f"{at}/2/result", {"result": "hired"})
    worker.record(f"{at}/4/qualification-result", {"result": "obtained"})
    page = worker.open(at)
    assert "応募 1件 （結果あり 1件）" in page.words
    assert "見本清掃 清掃員" in page.words
    assert "履歴書 第1版" in page.words
    assert "普通自動車免許" in page.words
    assert "職歴 清掃3年" in worker.open(f"{at}/paper").text
    refused = worker.get(f"{at}/1/result")
    assert refused.status == 404
    officer = Browser(running, "kimura").open(at)
    assert "取り消す" not in officer.words


def test_a_linked_programme_by_the_citys_own_file(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/linked-programmes"
    worker = Browser(running, "yamamoto")
    words = worker.open(f"{at}/request").words
    for name in (
        "生活保護受給者等就労自立促進事業",
        "総合就職サポート事業",
        "就労ファーストステップ",
    ):
        assert name in words
    asked = {"programme": "employment_support_window", "consent_on": "R8.6.1", "aim": "面接の練習"}
    worker.record(f"{at}/request", asked)
    worker.record(f"{at}/1/acceptance", {"in_charge": "先方 花子", "next_on": "R8.6.9"})
    heard = {"note": "週2回通所", "shared_back": "yes"}
    assert worker.send(f"{at}/1/progress", heard).status == 422
    worker.record(f"{at}/1/progress", heard | {"shared_back_on": "R8.6.1"})
    page = worker.open(at)
    assert "総合就職サポート事業" in page.words
    assert "先方 花子" in page.words
    assert "先方からの情報 同意 R8.6.1" in page.words
    running.caught_up()
    assert "1件" in worker.open("/employment").words
    worker.record(f"{at}/1/result", {"result": "employed"})
    assert "就職" in worker.open(at).words


def test_training_goes_to_a_certified_place_with_room(running: House) -> None:
    case, other = running.received(), running.received()
    path = registered(running, "見本清掃株式会社", number="大阪府第7号", valid_until="R8.7.31")
    place = path.rsplit("/", 1)[-1]
    at = f"/cases/{case}/certified-training"
    worker = Browser(running, "yamamoto")
    assert "見本清掃株式会社(定員1名、利用中・あっせん中0名)" in worker.open(f"{at}/proposal").words
    worker.record(f"{at}/proposal", {"place": place, "form": "not_employed", "reason": "近い"})
    running.caught_up()
    full = worker.send(
        f"/cases/{other}/certified-training/proposal", {"place": place, "form": "not_employed"}
    )
    assert "この事業所の定員はいっぱいです。" in full.alerts
    worker.record(f"{at}/1/visit", {"accompanied": "yes"})
    worker.record(f"{at}/1/begin", {"form": "not_employed", "review_on": "R8.6.20"})
    running.on(LATER)
    worker = Browser(running, "yamamoto")
    review = {"form": "employed", "note": "雇用型へ", "review_on": "R8.8.20"}
    worker.record(f"{at}/1/review", review)
    page = worker.open(at)
    assert "雇用型 （非雇用型から切替え）" in page.words
    running.caught_up()
    assert "見本清掃株式会社" in worker.open("/employment").words
    places = worker.open("/employment/places").words
    assert "まもなく切れます" in places
    assert "1／1名" in places
    running.on(date(2026, 8, 1))
    worker = Browser(running, "yamamoto")
    assert "期間切れ" in worker.open("/employment/places").words
    assert "見本清掃株式会社" not in worker.open(f"{at}/proposal").words
    worker.record(f"{at}/1/end", {"result": "ordinary_work"})
    running.caught_up()
    assert "0／1名" in worker.open("/employment/places").words


def test_a_workplace_is_changed_and_closed_and_its_contact_is_read_in_its_ward_only(
    running: House,
) -> None:
    path = registered(running, "見本農園", number="大阪府第9号")
    worker = Browser(running, "yamamoto")
    worker.record(
        f"{path}/change", {"title": "見本農園(みどり)", "practice": ["experience", "visit"]}
    )
    assert "担当 中村" in worker.open(path).words
    kita = Browser(running, "kita").open(path)
    assert "見本農園(みどり)" in kita.words
    assert "担当 中村" not in kita.words
    assert Browser(running, "kita").get(f"{path}/change").status == 404
    case = enrolled(running)
    at = f"/cases/{case}/work-preparation"
    typed = {
        "place": path.rsplit("/", 1)[-1],
        "form": "visit",
        "begins_on": "R8.6.1",
        "ends_on": "R8.6.1",
    }
    worker.record(f"{at}/practice", typed)
    worker.record(
        f"{at}/2/practice-result", {"result": "completed", "days": "1", "feedback": "静かだった"}
    )
    assert "見本農園(みどり)" in worker.open(at).words
    worker.record(f"{path}/certificate-end", {"reason": "返上"})
    worker.record(f"{path}/closure", {"reason": "廃業"})
    assert "登録終了" in worker.open("/employment/places").words
    assert "見本農園" not in worker.open(f"{at}/practice").words
    assert worker.send(f"{path}/change", {"title": "もう一度"}).status == 422
    assert worker.get(f"/employment/places/{uuid4()}").status == 404
    assert worker.get(f"{path}/nothing").status == 404


def test_lists_leave_as_files_and_the_fact_says_so(running: House) -> None:
    case = enrolled(running)
    there = {"activity": "outing", "attendance": "attended", "minutes": "90", "note": "秘密の一言"}
    Browser(running, "yamamoto").record(f"/cases/{case}/work-preparation/activity", there)
    running.caught_up()
    assert (
        Browser(running, "yamamoto").client.get("/planning/employment/support.csv").status_code
        == 403
    )
    officer = Browser(running, "sato").client
    support = officer.get("/planning/employment/support.csv")
    assert "日常生活自立" in support.text
    listed = officer.get("/planning/employment/attendance.csv")
    assert "外出" in listed.text
    assert "秘密の一言" not in listed.text
    assert officer.get("/planning/employment/places/list.xlsx").content.startswith(b"PK")
    log = running.planning.log
    *_, stated = log.read_rows(log.reading.page(log.reading.head() - 1))
    assert isinstance(stated.fact, PlansExported)
    assert stated.fact.listed is ExportedList.ATTENDANCE


def test_every_record_of_a_case_names_that_case(running: House) -> None:
    case = enrolled(running)
    stream = stream_of(case, NAME)
    (recorded,) = running.planning.log.history(stream)
    assert recorded.case == case
    assert kind_of(recorded.fact).ja == "就労準備支援の利用開始"
    page = Browser(running, "yamamoto").open(f"/cases/{case}")
    for name in ("就労準備支援", "認定就労訓練", "求職活動", "ハローワーク等の連携事業"):
        assert name in page.words


def attended(running: House, case: UUID) -> list[ActivityAttended]:
    history = running.planning.log.history(stream_of(case, NAME))
    return [one.fact for one in history if isinstance(one.fact, ActivityAttended)]
