"""Children's learning through the pages: family, tutors weighed, a day at a site by taps, child → tutor, files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.learning_site import LearningSessionHeld
from events.contract.tutoring import LearningSessionAttended
from events.host import accounts, passwords
from events.host.auth import Assignment
from events.testing import postgres
from services.planning.programmes.learning import NAME
from services.planning.programmes.learning.site import session_of
from services.planning.programmes.stream import stream_of
from tests.conftest import Servers
from tests.planning.house import NISHI, PASSWORD, Browser, House, house
from tests.planning.learning import SITE, TUTOR, checked, child, day, made, under_way

BEGUN = date(2026, 4, 1)
SATURDAY = date(2026, 4, 11)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as running, TestClient(running.app):
        yield running


@pytest.fixture
def running(standing: House) -> House:
    standing.on(BEGUN)
    return standing


@pytest.fixture(scope="module")
def family(standing: House) -> tuple[UUID, str, str]:
    return under_way(standing)


def test_the_family_page_tells_each_child(standing: House, family: tuple[UUID, str, str]) -> None:
    case, _, _ = family
    page = Browser(standing, "yamamoto").open(f"/cases/{case}/child-learning")
    assert "見本 ひなた" in page.words
    assert "数学をやり直して、行きたい高校に行く" in page.words
    assert "中学生 2年 不登校" in page.words
    assert "見本 春香" in page.words
    assert "入学・進学の費用・学校に行けない" in page.words
    assert "スクールソーシャルワーカー" in page.words
    assert f"/intake/cases/{case}/referral" in page.text
    assert "25日 休み" in page.words
    assert "25日 来た 昼食" in page.words
    shown = page.words.replace(" ", "")
    assert "令和8年5月" in shown


def test_tutors_are_ranked_with_reasons(standing: House, family: tuple[UUID, str, str]) -> None:
    case, _, _ = family
    page = Browser(standing, "yamamoto").open(f"/cases/{case}/child-learning/1/tutors")
    places = [page.words.index(f"見本 {name}") for name in ("春香", "冬子", "秋夫", "夏美")]
    assert places[0] < min(places[1:]), "the fitting one stands first"
    assert places[3] == max(places), "nobody is entrusted to an unchecked tutor"
    assert "算数・数学を教えられます" in page.words
    assert "年の近い人という希望に合います" in page.words
    assert "女性の講師という希望に合いません" in page.words
    assert "研修・誓約・身元確認が済んでいません" in page.words


def test_an_unchecked_tutor_is_refused_and_the_form_keeps_what_was_typed(running: House) -> None:
    worker = Browser(running, "yamamoto")
    site = made(worker, "/learning/sites", SITE | {"title": "第三会場"})
    unchecked = made(worker, "/learning/tutors", TUTOR | {"name": "見本 未確認"})
    case = running.received()
    child(worker, case, "見本 そら", site, home_visits="yes")
    at = f"/cases/{case}/child-learning/1"
    typed = {"tutor": unchecked.rsplit("/", 1)[-1], "reason": "近所に住んでいる"}
    refused = worker.send(f"{at}/match", typed)
    assert refused.status == 422
    assert "研修・誓約・身元確認が済んでいません。" in refused.alerts
    assert "近所に住んでいる" in refused.text
    checked(worker, unchecked)
    worker.record(f"{at}/match", typed)
    lesson = {"minutes": "60", "subjects": ["mathematics"], "note": "分数まで進んだ"}
    worker.record(f"/cases/{case}/child-learning/4/home-lesson", lesson)
    page = worker.open(f"/cases/{case}/child-learning")
    assert "家庭訪問 1回（1時間00分）" in page.words


def test_a_day_is_recorded_by_taps_and_corrected(running: House) -> None:
    worker = Browser(running, "yamamoto")
    site = made(worker, "/learning/sites", SITE | {"title": "出欠の会場"})
    case = running.received()
    child(worker, case, "見本 みお", site)
    child(worker, case, "見本 ゆい", site)
    running.caught_up()
    running.on(SATURDAY)
    worker = Browser(running, "yamamoto")
    day(worker, site, SATURDAY, {0: "came"})
    recorded = running.planning.log.history(stream_of(case, NAME))
    there = [one.fact for one in recorded if kind_of(one.fact).cls is LearningSessionAttended]
    assert [(one.answer.value, one.lunch) for one in there] == [("came", True)], "no tap, no record"  # type: ignore[attr-defined]
    running.caught_up()
    day(worker, site, SATURDAY, {0: "absent", 1: "came"})
    session = session_of(UUID(site.rsplit("/", 1)[-1]), SATURDAY)
    totals = [one.fact for one in running.planning.log.history(session)]
    counted = [one for one in totals if isinstance(one, LearningSessionHeld)]
    assert [(one.children, one.lunches, one.count_no) for one in counted] == [(1, 1, 1), (1, 1, 2)]
    running.caught_up()
    page = worker.open(f"{site}?month=2026-04")
    assert re.search(r"見本 みお.{0,120}○.{0,60}休み.{0,40}0回", page.words)
    assert "昼食 4食" in page.words
    assert "記録7を訂正" in worker.open(f"/cases/{case}/child-learning").words


def test_the_calendar_follows_the_rule_and_its_exceptions(running: House) -> None:
    worker = Browser(running, "yamamoto")
    site = made(worker, "/learning/sites", SITE | {"title": "暦の会場"})
    worker.record(f"{site}/cancelled-day", {"day": "R8.4.25", "reason": "place"})
    worker.record(f"{site}/added-day", {"day": "R8.4.18"})
    page = worker.open(f"{site}?month=2026-04")
    assert re.findall(r"days/(2026-04-\d\d)", page.text) == [
        "2026-04-11",
        "2026-04-18",
        "2026-04-25",
    ]
    assert "会場の都合" in page.words
    refused = worker.send(f"{site}/days/2026-04-11", {"activities": ["study"]})
    assert refused.status == 422, "a day to come is not recorded"


def test_a_child_becomes_a_tutor_with_both_histories(
    standing: House, family: tuple[UUID, str, str]
) -> None:
    case, _, tutor = family
    worker = Browser(standing, "yamamoto")
    worker.record(
        f"/cases/{case}/child-learning/1/become-tutor", {"tutor": tutor.rsplit("/", 1)[-1]}
    )
    standing.caught_up()
    assert "講師になった" in worker.open(f"/cases/{case}/child-learning").words
    assert "かつての利用者" in worker.open(tutor).words
    listed = worker.open("/learning").words
    assert re.search(r"ここらぽ 4日 11人 23食 1人 1人", listed)


def test_outcomes_and_the_end(running: House) -> None:
    worker = Browser(running, "yamamoto")
    site = made(worker, "/learning/sites", SITE | {"title": "成果の会場"})
    case = running.received()
    child(worker, case, "見本 れん", site)
    at = f"/cases/{case}/child-learning"
    worker.record(f"{at}/1/outcome", {"outcome": "wished_high_school", "note": "合格"})
    worker.record(f"{at}/1/end", {"reason": "reached"})
    running.caught_up()
    assert "希望する高校等へ進学" in worker.open("/learning").words
    assert "支援中の子どもはいません" in worker.open(at).words
    worker.record(f"{at}/4/withdrawal", {"reason": "別の子ども"})
    assert "取消" in worker.open(at).words


def test_lists_leave_as_files_without_names(standing: House, family: tuple[UUID, str, str]) -> None:
    chief = Browser(standing, "inoue")
    for path in ("children", "attendance", "tutors/list"):
        answer = chief.get(f"/learning/{path}.csv")
        assert answer.status == 200
        assert "見本 " not in answer.text
    assert "来た" in chief.get("/learning/attendance.csv").text
    assert Browser(standing, "yamamoto").get("/learning/children.csv").status == 403


def test_f64_a_learning_coordinator_keeps_learning_and_decides_no_plan(
    standing: House, family: tuple[UUID, str, str]
) -> None:
    held = Assignment(
        role="learning_coordinator", wards=frozenset({NISHI}), office="nishi",
        operator="minatoryo-nishi", contract="nishi-2015", since=date(2015, 4, 1),
    )  # fmt: skip
    account = accounts.Account(
        login="manabu", password_hash=passwords.hashed(PASSWORD), name="学 まなぶ", roles=(held,)
    )
    with psycopg.connect(standing.around.address.conninfo()) as session:
        accounts.insert(session, account)
    coordinator, case = Browser(standing, "manabu"), family[0]
    page = coordinator.open(f"/cases/{case}/child-learning")
    assert "学習支援コーディネーター" in page.words
    assert coordinator.get("/learning").status == 200
    assert coordinator.get(f"/cases/{case}/child-learning/1/tutors").status == 200
    for refused in ("plan", "proposal", "decision", "closure"):
        assert coordinator.get(f"/cases/{case}/{refused}").status == 403


def test_a_tutor_of_no_register_is_counted_at_no_day(running: House) -> None:
    worker = Browser(running, "yamamoto")
    site = made(worker, "/learning/sites", SITE | {"title": "講師の会場"})
    child(worker, running.received(), "見本 あお", site)
    running.caught_up()
    running.on(SATURDAY)
    worker = Browser(running, "yamamoto")
    typed = {"activities": ["study"], "children-0-answer": "came", "tutors": [str(uuid4())]}
    refused = worker.send(f"{site}/days/{SATURDAY.isoformat()}", typed)
    assert refused.status == 422 and "講師を選び直してください" in refused.words
    assert not running.planning.log.history(session_of(UUID(site.rsplit("/", 1)[-1]), SATURDAY))
