"""状態: how far the tables are, what stopped, what waits for a witness, how much room is left."""

from datetime import timedelta

import psycopg
import pytest

from events.bus.reader import State, Status
from events.host import status
from events.host.lines import Health, Line
from events.host.status import Observer, Standing, of_disk, reading
from tests.events.host.conftest import House
from tests.events.host.test_forms import CASE, STORY, filled


def state(house: House, **given: object) -> State:
    base = {"service": "reporting", "source": "intake", "status": Status.FOLLOWING}
    return State(**{**base, "head": 10, "position": 10, **given})


def test_a_table_that_is_up_to_date_is_well_however_long_ago_that_was(house: House):
    long_ago = house.clock() - timedelta(days=3)
    assert reading(state(house, applied_at=long_ago), house.clock()).health is Health.WELL


@pytest.mark.parametrize(
    ("age", "health"),
    [
        (59, Health.WELL),
        (61, Health.WARNING),
        (14 * 60, Health.WARNING),
        (15 * 60 + 1, Health.ALARM),
    ],
)
def test_a_table_behind_its_log_warns_after_a_minute_and_alarms_after_fifteen(
    house: House, age: int, health: Health
):
    behind = state(house, position=4, applied_at=house.clock() - timedelta(seconds=age))
    found = reading(behind, house.clock())
    assert (found.health, found.lag) == (health, 6)


def test_a_reader_that_stopped_is_an_alarm_with_its_last_error(house: House):
    failed = state(house, status=Status.FAILED, error="intake の記録 5 件目を集計に反映できません")
    observer = Observer(house.around.settings.home, [], lambda: [failed], house.clock)
    standing = observer.standing()
    assert standing.health is Health.ALARM
    assert standing.health.code == 2
    assert "5 件目" in standing.readings[0].error


def test_little_room_on_the_disk_warns_and_very_little_alarms(house: House, monkeypatch):
    for free, health in (
        (3 * 1024**3, Health.WELL),
        (1024**3, Health.WARNING),
        (10**8, Health.ALARM),
    ):
        usage = type("Usage", (), {"free": free})
        monkeypatch.setattr(status.shutil, "disk_usage", lambda _, usage=usage: usage)
        assert of_disk(house.around.settings.home).health is health


def test_the_worst_line_decides():
    lines = (Line("a", "x"), Line("b", "x", Health.WARNING))
    assert Standing(at=None, lines=lines).health is Health.WARNING  # type: ignore[arg-type]
    assert Standing(at=None, lines=()).health is Health.WELL  # type: ignore[arg-type]


def test_the_page_and_the_machine_say_the_same(house: House):
    browser = house.sign_in("counsellor")
    browser.post(f"/intake/cases/{CASE}", data=filled())
    page = browser.get("/status")
    assert page.status_code == 200
    machine = browser.get("/status", headers={"Accept": "application/json"}).json()
    assert machine["health"] == "正常"
    for line in machine["lines"]:
        assert line["name"] in page.text
        assert line["value"] in page.text
    assert {"name": "受付の記録", "value": "1 件", "health": "正常"} in machine["lines"]


def test_a_damaged_key_is_a_warning_on_the_page_and_a_refusal_that_keeps_the_text(house: House):
    browser = house.sign_in("counsellor")
    browser.post(f"/intake/cases/{CASE}", data=filled())
    assert "開かない個人の鍵" not in browser.get("/status").text
    with psycopg.connect(house.address.conninfo()) as session:
        session.execute(
            "update keys.person_key set wrapped = set_byte(wrapped, 3, get_byte(wrapped, 3) # 1)"
        )
    house.runtime.keys.forget()
    refused = browser.post(f"/intake/cases/{CASE}", data=filled(expected_version="1"))
    assert refused.status_code == 503
    assert STORY in refused.text
    [line] = status.of_keys([house.runtime])
    assert (line.value, line.health) == ("1 本", Health.WARNING)
    observer = Observer(house.around.settings.home, [house.runtime], list, house.clock)
    assert line in observer.standing().lines


def test_somebody_without_a_role_does_not_see_it(house: House):
    assert house.browser().get("/status").status_code == 303
    assert house.sign_in("city_wizard").get("/status").status_code == 403


def test_the_first_page_leads_to_the_work_of_the_role(house: House):
    assert house.sign_in("counsellor").get("/").headers["location"] == "/intake/"
    assert house.sign_in("system_administrator").get("/").headers["location"] == "/status"
    elsewhere = house.sign_in("auditor").get("/").headers["location"]
    assert elsewhere == "/status", "reporting does not run here"


def test_the_navigation_offers_only_what_the_role_may_open(house: House):
    administrator = house.sign_in("system_administrator").get("/status").text
    assert 'href="/status"' in administrator
    assert 'href="/intake/"' not in administrator
    assert 'href="/intake/"' in house.sign_in("counsellor").get("/status").text
