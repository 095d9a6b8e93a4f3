"""From the triage to the application, two people at once, who sees what, and the same by program."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from python_calamine import CalamineWorkbook

from events.contract import Open
from events.contract.codes import ClosureReason
from events.contract.exporting import ExportedList, FieldGroup, FileForm, ReceptionsExported
from events.contract.planning import CaseClosed
from events.host.auth import Assignment, Staff
from events.host.desk import Desk
from events.log.unstored import Unavailable
from events.testing import postgres
from tests.intake.installation import (
    MINATO,
    NISHI,
    Browser,
    Counter,
    Page,
    counter,
    somebody,
)
from tests.journeys.case_pages import case_pages

TODAY = "R8.11.21"


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("intake")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


@pytest.fixture(scope="module")
def elsewhere(office: Counter) -> Browser:
    return office.sign_in("counsellor", MINATO, name="港 太郎")


@pytest.fixture(scope="module")
def chief(office: Counter) -> Browser:
    return office.sign_in("chief_counsellor", name="主任 花子")


@pytest.fixture(scope="module")
def auditor(office: Counter) -> Browser:
    return office.sign_in("auditor", NISHI, name="監査 花子")


def first(office: Counter, case: UUID):
    return office.runtime.log.history(case)[0].fact


def number(office: Counter, case: UUID) -> str:
    return f"2026-{office.runtime.log.history(case)[0].position:05d}"


def acting(role: str) -> Staff:
    held = Assignment(
        role=role,
        wards=frozenset({NISHI}),
        office="nishi",
        operator="city",
        since=date(2020, 4, 1),
    )
    return Staff(account=uuid4(), person=uuid4(), name="x", roles=(held,))


# だれのケースか


def test_the_case_page_shows_how_to_reach_the_person(office, browser, auditor):
    case = browser.receive(
        phone="０６－１２３４－５６７８",
        address="西区新町一丁目",
        email_state="declined",
        sex="male",
    )
    page = browser.open(f"/intake/cases/{case}")
    for told in ("06-1234-5678", "西区新町一丁目", "回答拒否", "男性"):
        assert told in page
    assert "06-1234-5678" not in auditor.open(f"/intake/cases/{case}")


def test_other_services_may_ask_whom_a_case_concerns(office, browser, auditor, elsewhere):
    case = browser.receive(name="髙橋 𠮷次郎", kana="タカハシ ヨシジロウ", born_on="S55.3.2")
    at = f"/intake/cases/{case}/who"
    line = browser.get(at).text
    assert "<strong>髙橋 𠮷次郎</strong>" in line
    assert "昭和55年3月2日生" in line
    assert "<html" not in line
    assert "髙橋" not in auditor.get(at).text
    assert elsewhere.get(at).status_code == 404


# 振り分けから利用申込まで


def test_triage_and_application_with_a_paper_that_must_be_completed(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    lacking = browser.send(
        f"{at}/application",
        browser.open(f"{at}/application"),
        medium="counter",
        missing=["signature"],
    )
    assert lacking.headers["location"].endswith("said=correction")
    page = browser.open(at)
    assert "補正待ち" in page
    assert "署名、個人情報の取扱いへの同意" in page
    complete = browser.send(
        f"{at}/application", browser.open(f"{at}/application"), medium="counter",
        consent_handling="yes", consent_sharing="yes",
    )  # fmt: skip
    assert complete.headers["location"].endswith("said=applied")
    assert office.facts(case)[1:] == [
        "UseApplicationArrived", "CorrectionAsked", "UseApplicationArrived", "CaseTriaged", "UseAppliedFor",
    ]  # fmt: skip
    page = browser.open(at)
    assert "支援中" in page
    assert "同意あり" in page
    assert f'href="{at}/application"' not in page


def test_a_referral_carries_its_basis_in_the_envelope(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}/referral"
    form = browser.open(at)
    typed = {"target": "food_bank", "reason": "三日食べていない"}
    refused = browser.send(at, form, **typed)
    assert refused.status_code == 422
    assert "三日食べていない" in refused.text
    assert browser.send(at, form, basis="emergency", **typed).status_code == 303
    assert office.runtime.log.history(case)[1].context.basis == "emergency"


def test_an_ended_case_takes_no_new_help_and_keeps_what_was_typed(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    ended = browser.send(
        f"{at}/triage", browser.open(f"{at}/triage"), triage="information_only",
        reason="減免の窓口を案内した",
    )  # fmt: skip
    assert ended.status_code == 303
    answer = browser.send(
        f"{at}/emergency", browser.open(f"{at}/emergency"), help="food_aid", note="米を渡した"
    )
    assert answer.status_code == 422
    assert "受付の段階で終わっています" in Page(answer.text).note
    assert "米を渡した" in answer.text
    page = browser.open(at)
    assert "再相談として受け付ける" in page
    assert browser.send(f"{at}/contacts", page, content="その後の様子").status_code == 303


def test_a_case_that_planning_closed_is_over_at_the_counter_too(office, browser):
    case = browser.receive()
    close(office, case)
    assert "再相談として受け付ける" in browser.open(f"/intake/cases/{case}")
    at = f"/intake/cases/{case}/emergency"
    answer = browser.send(at, browser.open(at), help="food_aid")
    assert answer.status_code == 422
    assert "終結しています" in Page(answer.text).note
    assert number(office, case) in browser.open("/intake/?stage=closed")


def close(office: Counter, case: UUID) -> None:
    fact = CaseClosed(
        closed_on=date(2026, 11, 21),
        person=first(office, case).person,
        reason=ClosureReason.MOVED,
        contact_attempts=0,
        note=Open(first(office, case).person, ""),
    )
    state(office.planning, "chief_counsellor", "case.close", case, fact)
    position = office.planning.log.reading.head()
    assert office.runtime.tables.wait_for("worklist", "planning", position, 5)


def state(runtime, role, permission, case, fact):
    """One fact, as somebody of that role."""
    Desk.for_machine(runtime, acting(role), permission).carry_out(
        lambda _, __: 1, lambda _, __: [fact], None,
        stream=case, case=case, area=NISHI, command_id=uuid4(), expected=None,
    )  # fmt: skip


def test_contacts_are_added_in_the_page_and_the_timeline_can_be_narrowed(office, browser):
    case = browser.receive(story="はじめの話")
    at = f"/intake/cases/{case}"
    for n in range(4):
        page = browser.open(at)
        sent = browser.send(
            f"{at}/contacts", page, content=f"連絡その{n}", next_contact_on="R8.12.5"
        )
        assert sent.status_code == 303
    assert "R8.12.5" in browser.open("/intake/")
    only = browser.open(f"{at}?show=contacts").text
    assert "連絡その3" in only
    assert "はじめの話" not in only
    assert "連絡その3" not in browser.open(f"{at}?show=steps")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"content": ""}, "content"),
        ({"content": "x", "contacted_on": "R8.11.22"}, "contacted_on"),
        ({"content": "x", "next_contact_on": "R8.11.20"}, "next_contact_on"),
        ({"content": "x", "minutes": "2000"}, "minutes"),
    ],
)
def test_a_slip_in_the_page_is_named_there(office, browser, typed, field):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    answer = browser.send(f"{at}/contacts", browser.open(at), **typed)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert office.facts(case) == ["ConsultationReceived"]


def test_somebody_who_was_not_there_needs_no_words(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    assert browser.send(f"{at}/contacts", browser.open(at), absent="yes").status_code == 303
    assert "（不在）" in browser.open(at)


# 二人が同時に


def test_the_second_of_two_sees_what_came_between_and_keeps_the_text(office, browser):
    case = browser.receive()
    other = office.sign_in(name="井上 健一")
    at = f"/intake/cases/{case}"
    mine = browser.open(f"{at}/triage")
    assert other.send(f"{at}/contacts", other.open(at), content="折り返し電話").status_code == 303
    typed = {"triage": "referred", "reason": "生活保護の窓口に同行する",
             "target": "public_assistance_counter", "basis": "consent", "uncovered": "口頭の同意"}  # fmt: skip
    answer = browser.send(f"{at}/triage", mine, **typed)
    again = Page(answer.text)
    assert answer.status_code == 409
    assert "先に別の記録がありました" in again.note
    assert "支援経過記録" in again.note
    assert {name: again.fields[name] for name in typed} == typed
    assert again.fields["command_id"] != mine.fields["command_id"]
    assert again.fields["expected_version"] == "2"
    assert office.facts(case) == ["ConsultationReceived", "ContactRecorded"]
    assert browser.send(f"{at}/triage", again).status_code == 303
    assert office.facts(case)[2:] == ["CaseTriaged", "ReferralMade", "UnrecordedConsentReliedOn"]


def test_who_writes_at_the_same_case_is_shown(office, browser):
    case = browser.receive()
    other = office.sign_in(name="井上 健一")
    form = other.open(f"/intake/cases/{case}/triage")
    save = form.text.split('data-draft-url="')[1].split('"')[0].replace("&amp;", "&")
    assert other.client.post(save, data=form.fields | {"draft_sequence": "1"}).status_code == 200
    assert "井上 健一" in browser.open(f"/intake/cases/{case}")


def test_the_same_triage_pressed_thrice_is_answered_and_stored_once(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}/triage"
    form = browser.open(at)
    assert [browser.send(at, form, triage="support").status_code for _ in range(3)] == [303] * 3
    assert office.facts(case) == ["ConsultationReceived", "CaseTriaged"]


# 誰が何を


def test_another_ward_gets_the_answer_of_a_case_that_does_not_exist(browser, elsewhere):
    case = browser.receive()
    for path in ("", "/triage", "/referral", "/emergency", "/application", "/identity"):
        there = elsewhere.get(f"/intake/cases/{case}{path}")
        nowhere = elsewhere.get(f"/intake/cases/{uuid4()}{path}")
        assert (there.status_code, there.text) == (404, nowhere.text)
    for path in ("/contacts", "/triage", "/identity", "/application"):
        data = {"command_id": str(uuid4())}
        assert elsewhere.client.post(f"/intake/cases/{case}{path}", data=data).status_code == 404
    assert str(case) not in elsewhere.open("/intake/")


def test_who_may_not_read_names_sees_the_case_without_them(office, browser, auditor):
    one = somebody()
    case = browser.receive(name=one.name, kana=one.kana, born_on="S30.1.1", story="秘密の話")
    shown = auditor.open(f"/intake/cases/{case}")
    assert f'<h1 class="person">ケース {number(office, case)}</h1>' in shown
    assert "氏名と生年月日は開示できません" in shown
    listed = auditor.open("/intake/")
    assert number(office, case) in listed
    for page in (shown, listed):
        assert not any(word in page for word in (one.name, one.kana, "秘密の話", "昭和30年"))
    assert auditor.get("/intake/consultations/new").status_code == 403
    assert auditor.get(f"/intake/cases/{case}/triage").status_code == 403
    found = auditor.client.post("/intake/search", data={"sought": one.kana})
    assert number(office, case) not in found.text


def test_a_name_is_looked_for_by_post(office, browser, elsewhere):
    one = somebody()
    case = browser.receive(name=one.name, kana=one.kana, phone=one.phone)
    family = one.kana.split()[0]
    other = elsewhere.receive(kana=f"{family} ジロウ")
    for sought in (one.name.replace("髙", "高"), family, one.phone[-9:]):
        found = browser.client.post("/intake/search", data={"sought": sought}).text
        assert str(case) in found
        assert "ジロウ" not in found
    found = browser.client.post("/intake/search", data={"sought": family}).text
    assert f"港区　受付番号 {number(office, other)}" in found
    nobody = browser.client.post("/intake/search", data={"sought": somebody().kana})
    assert "見つかりません" in nobody.text


def test_no_address_takes_a_personal_word(office):
    personal = {"name", "kana", "born_on", "phone", "address", "email", "sought", "story"}
    intake = next(r.app for r in office.app.routes if getattr(r, "path", "") == "/intake")
    for route in intake.routes:
        dependant = getattr(route, "dependant", None)
        asked = {field.alias for field in dependant.query_params} if dependant else set()
        assert not asked & personal, route.path


def test_the_worklist_shows_the_urgent_first_and_filters_by_codes(browser):
    ordinary, urgent = str(browser.receive()), str(browser.receive(urgency="same_day"))
    text = browser.open("/intake/").text
    assert text.index(urgent) < text.index(ordinary)
    only = browser.open("/intake/?stage=triage&urgency=same_day").text
    assert urgent in only
    assert ordinary not in only
    assert urgent not in browser.open(f"/intake/?ward={MINATO}").text
    assert browser.get("/intake/?stage=nonsense").status_code == 200
    assert browser.get("/intake/?page=0").status_code == 422


def test_the_list_leaves_as_csv_and_excel_that_no_sheet_runs(
    office, browser, chief, auditor, tmp_path
):
    one = somebody()
    case = browser.receive(name='=HYPERLINK("x")', kana=one.kana, urgency="same_day")
    data = chief.get("/intake/export.csv?urgency=same_day").content
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    mine = next(row for row in rows if row["受付番号"] == number(office, case))
    assert mine["氏名"] == '\'=HYPERLINK("x")'
    assert (mine["受付日"], mine["状態"]) == ("2026-11-21", "振り分け待ち")
    book = Path(tmp_path) / "list.xlsx"
    book.write_bytes(chief.get("/intake/export.xlsx?urgency=same_day").content)
    sheet = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert [list(mine.values())] == [row for row in sheet if row[0] == mine["受付番号"]]
    nameless = auditor.get("/intake/export.csv").content.decode("utf-8-sig")
    assert number(office, case) in nameless
    assert one.kana not in nameless


def test_an_export_is_stated_before_the_file_leaves_and_says_no_name(
    office, browser, chief, auditor
):
    case = str(browser.receive(urgency="same_day"))
    before = office.runtime.log.reading.head()
    lines = chief.get("/intake/export.csv?stage=").content.decode("utf-8-sig").splitlines()
    auditor.get("/intake/export.xlsx?ward=" + NISHI)
    rows = office.runtime.log.reading.page(before)
    named, nameless = office.runtime.log.read_rows(rows)
    assert isinstance(named.fact, ReceptionsExported)
    assert named.fact.rows == len(lines) - 1 > 0
    assert (named.fact.listed, named.fact.form) == (ExportedList.RECEPTIONS, FileForm.CSV)
    assert named.fact.groups == (FieldGroup.CLEAR, FieldGroup.IDENTITY)
    assert named.fact.wards == (NISHI,)
    assert (named.context.role, named.context.area) == ("chief_counsellor", NISHI)
    assert nameless.fact.groups == (FieldGroup.CLEAR,)
    assert nameless.context.role == "auditor"
    assert named.context.actor != nameless.context.actor
    assert named.case != UUID(case)
    assert chief.get("/intake/export.pdf").status_code == 404
    assert office.runtime.log.reading.head() == before + 2


def test_whoever_may_not_export_sees_no_link_and_is_refused(office, browser, chief):
    browser.receive()
    assert "/intake/export.csv" in chief.open("/intake/").text
    assert "/intake/export.csv" not in browser.open("/intake/").text
    before = office.runtime.log.reading.head()
    assert browser.get("/intake/export.csv").status_code == 403
    assert browser.get("/intake/export.xlsx").status_code == 403
    assert office.runtime.log.reading.head() == before


def test_without_a_log_that_takes_the_fact_no_file_leaves(office, chief, monkeypatch):
    def away(*_: object) -> None:
        raise Unavailable

    monkeypatch.setattr(office.runtime.log, "execute", away)
    answer = chief.get("/intake/export.csv")
    assert answer.status_code == 503
    assert "受付番号" not in answer.text


def test_facts_of_before_the_system_are_marked(office, browser):
    case, other = browser.receive(), uuid4()
    fact = replace(first(office, case), person=other)
    state(office.runtime, "migration", "consultation.receive", other, fact)
    assert "移行" in browser.open(f"/intake/cases/{other}").text.split("</h1>")[1][:600]
    assert "移行" not in browser.open(f"/intake/cases/{case}").text.split("<main")[1]
    assert "<strong>移行</strong>" in browser.open(f"/intake/cases/{other}/sheets/consent")
    assert "移行" not in browser.open(f"/intake/cases/{case}/sheets/consent")


# 機械から


def api(browser: Browser, case: UUID, path: str, body, key=None, version=None):
    headers = {"Accept": "application/json", "Idempotency-Key": str(key or uuid4())}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    return browser.client.post(f"/intake/api/cases/{case}/{path}", json=body, headers=headers)


def test_a_program_states_the_same_decisions(office, browser):
    case, key = uuid4(), uuid4()
    body = {
        "ward": NISHI,
        "received_on": "2026-11-20",
        "channel": "online",
        "story": "申込サイトから",
    }
    stored = api(browser, case, "consultation", body, key=key)
    assert stored.status_code == 200
    assert api(browser, case, "consultation", body, key=key).json() == stored.json()
    assert api(
        browser, case, "triage", {"decided_on": "2026-11-21", "triage": "support"}
    ).is_success
    applied = {"applied_on": "2026-11-21", "consent_handling": True}
    assert api(browser, case, "application", applied).is_success
    assert office.facts(case) == ["ConsultationReceived", "CaseTriaged", "UseAppliedFor"]
    shown = browser.client.get(f"/intake/api/cases/{case}", headers={"Accept": "application/json"})
    assert shown.headers["etag"] == '"3"'
    assert shown.json()["applied_on"] == "2026-11-21"


def test_a_program_cannot_choose_its_today_and_gets_problems_without_values(browser):
    case = browser.receive()
    body = {"decided_on": "2026-11-22", "triage": "support", "today": "2026-12-31"}
    refused = api(browser, case, "triage", body)
    assert refused.status_code == 422
    assert refused.headers["content-type"].startswith("application/problem+json")
    assert refused.json()["type"].endswith("future-day")
    wrong = api(browser, case, "triage", {"decided_on": "秘密", "triage": "so-so"})
    assert wrong.status_code == 422
    assert "秘密" not in wrong.text
    assert "decided_on" in wrong.text


def test_the_number_of_attempts_is_the_citys_and_never_typed(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}/triage"
    typed = {"triage": "discontinued", "unreachable": "yes", "reason": "x", "attempts_needed": "0"}
    assert browser.send(at, browser.open(at), **typed).status_code == 422
    body = {"decided_on": "2026-11-21", "triage": "discontinued", "reason": "x"}
    forged = body | {"unreachable": True, "attempts_needed": 0}
    assert api(browser, case, "triage", forged).json()["type"].startswith("urn:problem:")
    assert office.facts(case) == ["ConsultationReceived"]


def test_a_stale_version_is_answered_409_and_stores_nothing(office, browser):
    case = browser.receive()
    body = {"contacted_on": "2026-11-21", "method": "telephone", "content": "x"}
    assert api(browser, case, "contacts", body, version=1).is_success
    assert api(browser, case, "contacts", body | {"content": "y"}, version=1).status_code == 409
    assert office.facts(case) == ["ConsultationReceived", "ContactRecorded"]


@pytest.mark.parametrize("version", [None, 0, 1, 2])
def test_a_program_learns_nothing_of_another_wards_case_by_receiving_under_its_id(
    browser, elsewhere, version
):
    case = browser.receive()
    new = {"ward": MINATO, "received_on": "2026-11-20", "channel": "online", "story": "x"}
    assert api(elsewhere, case, "consultation", new, version=version).status_code == 404
    again = new | {"previous_case": str(case)}
    assert api(elsewhere, uuid4(), "consultation", again).status_code == 404


@pytest.mark.parametrize("story", ["half a \ud842", "NUL \x00"])
def test_a_program_cannot_state_what_no_page_could_show(browser, story):
    new = {"ward": NISHI, "received_on": "2026-11-20", "channel": "online", "story": story}
    answer = browser.client.post(
        f"/intake/api/cases/{uuid4()}/consultation",
        content=json.dumps(new),
        headers={
            "Accept": "application/json",
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid4()),
        },
    )
    assert answer.status_code == 422
    assert answer.json()["fields"][0]["name"] == "story"


def test_a_program_of_another_ward_finds_nothing(browser, elsewhere):
    case = browser.receive()
    body = {"contacted_on": "2026-11-21", "method": "telephone", "content": "x"}
    assert api(elsewhere, case, "contacts", body).status_code == 404
    new = {"ward": NISHI, "received_on": "2026-11-20", "channel": "online", "story": "x"}
    assert api(elsewhere, uuid4(), "consultation", new).status_code == 422


def test_the_stream_of_an_export_is_no_case(office, browser, chief, auditor):
    """Its facts bear an area too, which alone opens nothing."""
    browser.receive()
    chief.get("/intake/export.csv")
    [exported] = office.runtime.log.read_rows(
        office.runtime.log.reading.page(office.runtime.log.reading.head() - 1)
    )
    assert isinstance(exported.fact, ReceptionsExported)
    officer = office.sign_in("municipal_officer")
    paths = case_pages(office.app, "intake")
    assert len(paths) >= 8
    for path in paths:
        found = {
            one.get(path.format(case=exported.stream)).status_code
            for one in (browser, chief, officer, auditor)
        }
        assert 404 in found, path
        assert found <= {403, 404}, path
    sent = {"command_id": str(uuid4()), "note": "x"}
    answer = browser.client.post(f"/intake/cases/{exported.stream}/contacts", data=sent)
    assert answer.status_code == 404
