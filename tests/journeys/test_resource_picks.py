"""F23: strengths and measures name resources of 社会資源台帳, picked and not typed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.testing import postgres
from tests.conftest import Servers
from tests.planning.community import begun
from tests.planning.house import Browser, House, house
from tests.planning.people import assessed, plan_form

RECEIVED = date(2026, 6, 1)
HERE = {"theme": "food_goods", "vacancy": "open", "contact": "担当 中村"}


@pytest.fixture(scope="module")
def running(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        made.on(RECEIVED)
        yield made


def entry(worker: Browser, title: str, **typed: str) -> str:
    return begun(worker, "resources", {"title": title, **HERE, **typed}).rpartition("/")[2]


def test_f23_a_strength_is_picked_from_the_directory_and_leads_to_it(running: House) -> None:
    worker, case = Browser(running, "yamamoto"), running.received()
    near, far = entry(worker, "見本フードバンク"), entry(worker, "港区の会", wards="271071")
    running.caught_up()
    at = f"/cases/{case}/issues"
    form = worker.open(f"{at}/strengths/new").words
    assert "見本フードバンク（食料・日用品・空きあり）" in form
    assert "港区の会" not in form
    assert worker.send(f"{at}/strengths/new", {"resource": far}).status == 422
    worker.record(f"{at}/strengths/new", {"resource": near, "words": "月に一度、話し相手になる"})
    page = worker.open(at)
    assert f"/planning/community/resources/{near}" in page.text
    assert "まわりの人・地域" in page.words
    assert "見本フードバンク 月に一度、話し相手になる" in page.words
    assert worker.send(f"{at}/strengths/new", {}).status == 422


def test_f23_a_measure_of_the_plan_names_who_carries_it(running: House) -> None:
    case = running.received()
    worker = assessed(running, case)
    place = entry(worker, "朝のひろば", theme="place_to_be")
    running.caught_up()
    made = plan_form(**{"measures-0-resource": place})
    worker.record(f"/cases/{case}/plan", made)
    assert "朝のひろば" in worker.open(f"/cases/{case}").words
    assert "朝のひろば" in worker.open(f"/cases/{case}/plans/1").words
    assert "朝のひろば" in worker.open(f"/cases/{case}/agreement").words
    assert worker.open(f"/cases/{case}/plan").form["measures-0-resource"] == place
    again = worker.send(f"/cases/{case}/plan", {"measures-0-resource": str(case)})
    assert again.status == 422
    assert "台帳から資源を選び直してください" in again.words
    begun_here = f"/community/resources/{place}/closure"
    worker.record(begun_here, {"reason": "閉所"})
    running.caught_up()
    assert "朝のひろば（居場所・交流・登録終了）" in worker.open(f"/cases/{case}/plan").words
    worker.record(f"/cases/{case}/plan", {"measures-0-resource": ""})
    assert "朝のひろば" not in worker.open(f"/cases/{case}/plans/1").words
