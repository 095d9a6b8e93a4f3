"""The chief gives cases to workers, advises, and checks what was recorded; names stand on the lists."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from events.contract.codes import ContactMethod
from events.host.names import Named
from events.testing import postgres
from services.intake.decisions import RecordContact, record_contact
from tests.conftest import Servers
from tests.planning.house import KITA, NISHI, Browser, House, house
from tests.planning.people import assessed

MAY_7, MAY_28 = date(2026, 5, 7), date(2026, 5, 28)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    standing.on(MAY_7)
    return standing


def number_of(running: House, case: UUID) -> str:
    return re.findall(
        r"受付番号 (\d{4}-\d{5})",
        Browser(running, "inoue").open(f"/cases/{case}/supervision").words,
    )[0]


def assigned(running: House, case: UUID, login: str = "yamamoto", **typed: str) -> None:
    worker = {"worker": str(running.persons[login]), **typed}
    Browser(running, "inoue").record(f"/cases/{case}/supervision/worker", worker)
    running.caught_up()


def test_a_case_is_given_to_somebody_and_stands_among_their_own(running: House) -> None:
    case, other = running.received(), running.received()
    assigned(running, case)
    number, another = number_of(running, case), number_of(running, other)
    mine = Browser(running, "yamamoto").open("/?step=all&mine=yes").words
    assert number in mine
    assert another not in mine
    counted = re.compile(r"アセスメント (\d+)")
    every = Browser(running, "yamamoto").open("/?step=all").words
    own, all_of_them = counted.search(mine), counted.search(every)
    assert own and all_of_them
    assert int(own[1]) < int(all_of_them[1]), "the counts beside the steps are of the same cases"
    page = Browser(running, "yamamoto").open(f"/cases/{case}/supervision").words
    assert "山本 直子 R8.5.7から" in page


def test_whoever_takes_over_is_said_why(running: House) -> None:
    case = running.received()
    assigned(running, case)
    answer = Browser(running, "inoue").send(
        f"/cases/{case}/supervision/worker", {"worker": str(running.persons["inoue"])}
    )
    assert answer.status == 422
    assert "担当を替える理由を一言書いてください" in answer.words
    assigned(running, case, "inoue", reason="家庭訪問が増えたため")
    page = Browser(running, "yamamoto").open(f"/cases/{case}/supervision").words
    assert "井上 健一 山本 直子 家庭訪問が増えたため" in page


def test_only_the_chief_decides_and_only_staff_of_the_ward_are_chosen(running: House) -> None:
    case = running.received()
    assert Browser(running, "yamamoto").get(f"/cases/{case}/supervision/worker").status == 403
    outsider = {"worker": str(running.persons["kita"])}
    answer = Browser(running, "inoue").send(f"/cases/{case}/supervision/worker", outsider)
    assert "この区を担当する職員から選んでください" in answer.words


def test_the_load_of_each_worker_is_counted(running: House) -> None:
    case = running.received()
    assigned(running, case)
    running.tried_in_vain(case)
    page = Browser(running, "inoue").open("/workload")
    cells = re.search(r"山本 直子<br>.*?</tr>", page.text, re.DOTALL)
    assert cells
    numbers = [
        int(n) for n in re.findall(r'class="number" data-label="[^"]+">(\d+)<', cells.group())
    ]
    assert numbers[0] >= 1
    assert numbers[-2] >= 1
    assert "担当の決まっていないケース" in page.words
    assert Browser(running, "yamamoto").get("/workload").status == 403


def test_advice_is_given_and_answered_once(running: House) -> None:
    case = running.received()
    at = f"/cases/{case}/supervision"
    Browser(running, "inoue").record(f"{at}/advice", {"words": "家主との話を先に"})
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{at}/advice/1", {"words": "家主に電話した"})
    page = counsellor.open(at).words
    assert "家主との話を先に" in page
    assert "家主に電話した" in page
    again = counsellor.send(f"{at}/advice/1", {"words": "もう一度"})
    assert "この助言への対応は記録済みです" in again.words


def waiting(running: House, case: UUID) -> list[str]:
    """The ids of the records of a case on the chief's list."""
    page = Browser(running, "inoue").open("/checks").text
    rows = re.findall(r'name="record" value="([^"]+)".*?/cases/([0-9a-f-]{36})#', page, re.DOTALL)
    return [record for record, of in rows if of == str(case)]


def checked(running: House, records: list[str], outcome: str, note: str = "") -> None:
    chief = Browser(running, "inoue")
    typed = chief.open("/checks").form | {"record": records, "outcome": outcome, "note": note}
    assert chief.post("/checks", typed).status == 303


def test_several_records_are_checked_at_once_and_say_so(running: House) -> None:
    case = running.received()
    running.tried_in_vain(case)
    Browser(running, "yamamoto").record(
        f"/cases/{case}/assessment", {"issues": ["economic_hardship"]}
    )
    running.caught_up()
    records = waiting(running, case)
    assert len(records) == 2
    checked(running, records, "confirmed")
    assert waiting(running, case) == []
    page = Browser(running, "yamamoto").open(f"/cases/{case}/supervision").words
    assert page.count("確認済 井上 健一 R8.5.7") == 2


def test_what_was_returned_comes_back_when_it_was_mended(running: House) -> None:
    case = running.received()
    running.tried_in_vain(case)
    [record] = waiting(running, case)
    chief = Browser(running, "inoue")
    bare = chief.open("/checks").form | {"record": [record], "outcome": "returned"}
    refused = chief.post("/checks", bare)
    assert refused.status == 422
    assert "差し戻す理由を書いてください" in refused.words
    checked(running, [record], "returned", "電話の相手が分からない")
    at = f"/cases/{case}/supervision"
    counsellor = Browser(running, "yamamoto")
    assert "差戻し" in counsellor.open(at).words
    counsellor.record(f"{at}/records/{record}", {"note": "追記した"})
    running.caught_up()
    assert waiting(running, case) == [record]


def test_nobody_checks_what_they_wrote(running: House) -> None:
    case = running.received()
    Browser(running, "inoue").record(f"/cases/{case}/assessment", {"issues": ["economic_hardship"]})
    running.caught_up()
    assert waiting(running, case) == []
    assert "自分の記録" in Browser(running, "inoue").open("/checks").words


def test_a_list_bears_names_at_once_or_asks_for_all_of_them_together(running: House) -> None:
    case, elsewhere = running.received(), running.received(KITA)
    list_ = Browser(running, "yamamoto")
    asked = list_.open("/?step=all").text
    assert f'name="case" value="{case}"' in asked
    assert str(elsewhere) not in asked
    running.planning.names = lambda _, cases: {
        one: Named("桜井 はる", "サクライ ハル") for one in cases
    }
    try:
        drawn = list_.open("/?step=all")
    finally:
        running.planning.names = None
    assert "桜井 はる" in drawn.words
    assert "/intake/names" not in drawn.text


def test_whoever_stands_in_has_the_cases_among_their_own_until_the_last_day(running: House) -> None:
    running.on(date(2026, 9, 1))
    case = running.received()
    assigned(running, case, "inoue")
    number = number_of(running, case)
    chief = Browser(running, "inoue")
    days = {"since": "R8.9.2", "until": "R8.9.4", "cover": str(running.persons["yamamoto"])}
    chief.record("/absences/new", days)
    month = chief.open("/absences?month=2026-09")
    assert month.text.count("不在</span>") == 3
    assert "井上 健一 R8.9.2〜R8.9.4 山本 直子 担当のすべて" in month.words
    seen = {}
    for day in (1, 2, 4, 5):
        running.on(date(2026, 9, day))
        seen[day] = number in Browser(running, "yamamoto").open("/?step=all&mine=yes").words
    assert seen == {1: False, 2: True, 4: True, 5: False}


def test_an_absence_is_withdrawn_and_counts_no_longer(running: House) -> None:
    running.on(date(2026, 10, 1))
    worker = Browser(running, "yamamoto")
    worker.record("/absences/new", {"since": "R8.10.5", "until": "R8.10.6"})
    overlapping = worker.send("/absences/new", {"since": "R8.10.6", "until": "R8.10.9"})
    assert "すでに不在の予定があります" in overlapping.words
    page = worker.open("/absences?month=2026-10").text
    [form] = re.findall(
        r'action="/planning(/absences/[^"]+)".*?value="([0-9a-f-]{36})"', page, re.DOTALL
    )
    assert worker.post(form[0], {"command_id": form[1]}).status == 303
    assert "この月に不在の予定はありません" in worker.open("/absences?month=2026-10").words


def test_who_plans_no_absence_is_not_led_there(running: House) -> None:
    assert "/planning/absences" not in Browser(running, "kimura").open("/").text
    assert "/planning/absences" in Browser(running, "yamamoto").open("/").text


def test_nobody_but_the_chief_plans_the_absence_of_others(running: House) -> None:
    other = running.persons["inoue"]
    assert Browser(running, "yamamoto").get(f"/absences/new?worker={other}").status == 404
    outsider = running.persons["kita"]
    assert Browser(running, "inoue").get(f"/absences/new?worker={outsider}").status == 404


def test_f68_the_load_weighs_issues_and_hours_by_activity(running: House) -> None:
    case = running.received()
    assigned(running, case)
    chief = Browser(running, "inoue")
    before = weight(chief)
    assessed(running, case)
    for minutes in (30, 60):
        spoken = RecordContact(
            today=running.today, contacted_on=running.today, method=ContactMethod.INTERVIEW,
            content="話", minutes=minutes,
        )  # fmt: skip
        running._intake(case, NISHI, record_contact, spoken)
    running.caught_up()
    assert weight(chief) > before
    told = chief.open("/workload").words
    assert "活動別の時間（2026年5月）" in told
    assert ContactMethod.INTERVIEW.ja in told
    file = chief.client.get(f"/planning/workload/hours.csv?month={running.today:%Y-%m}")
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    mine = next(row for row in rows if row["職員"] == "山本 直子")
    assert int(mine[f"{ContactMethod.INTERVIEW.ja}(分)"]) >= 90
    assert "時間の書かれた記録はありません" in chief.open("/workload?month=2026-01").words
    assert chief.get("/workload?month=いつか").status == 200
    assert Browser(running, "sato").get("/workload/hours.csv").status == 200
    assert Browser(running, "yamamoto").get("/workload/hours.csv").status == 403


def weight(chief: Browser) -> int:
    line = re.search(r"山本 直子<br>.*?</tr>", chief.open("/workload").text, re.DOTALL)
    assert line
    found = re.search(r'data-label="課題の重さ">(\d+)<', line.group())
    assert found
    return int(found[1])
