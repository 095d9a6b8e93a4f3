"""From a sign heard of somebody to a case: concerns, councils, partner desks' programs, and who may see them."""

import csv
import io
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from events.contract.exporting import ExportedList, ReceptionsExported
from events.host import accounts, partner_tokens
from events.host.accounts import Account
from events.host.auth import Assignment
from events.testing import postgres
from services.intake.key_destroyer import KeyDestroyer
from services.intake.routes.notices import concern_of
from tests.intake.installation import (
    HERE,
    MINATO,
    NISHI,
    Browser,
    Counter,
    Page,
    counter,
    somebody,
)

NEW = "/intake/concerns/new"
NEW_CASE = "/intake/consultations/new"
GAS = "p-gas"


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder: Path = tmp_path_factory.mktemp("before")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


@pytest.fixture(scope="module")
def chief(office: Counter) -> Browser:
    return office.sign_in("chief_counsellor", name="主任 花子")


@pytest.fixture(scope="module")
def elsewhere(office: Counter) -> Browser:
    return office.sign_in("chief_counsellor", MINATO, name="港 太郎")


def note(browser: Browser, **typed: Any) -> UUID:
    """A concern typed at the counter; its id."""
    told = {"told": "検針のとき応答がない", "source": "neighbour", "basis": "danger"}
    answer = browser.send("/intake/concerns", browser.open(NEW), **(told | typed))
    assert answer.status_code == 303, Page(answer.text).errors
    return UUID(answer.headers["location"].split("/concerns/")[1][:36])


def do(browser: Browser, concern: UUID, step: str, **typed: Any) -> Response:
    at = f"/intake/concerns/{concern}/{step}"
    return browser.send(at, browser.open(at), **typed)


# 受付から確認まで


def test_a_concern_is_noted_triaged_and_looked_into(office, browser):
    concern = note(browser, name="髙橋 𠮷次郎", address="西区新町一丁目", urgency="soon")
    page = browser.open(f"/intake/concerns/{concern}")
    assert "髙橋 𠮷次郎" in page
    assert "検針のとき応答がない" in page
    assert "見立て待ち" in page
    done = do(browser, concern, "triage", handling="look_into", next_on="R8.11.25", note="訪問する")
    assert done.status_code == 303
    do(browser, concern, "look", method="visit_or_accompaniment", outcome="absent")
    page = browser.open(f"/intake/concerns/{concern}")
    for words in ("確認中", "訪問・連絡して確かめる", "不在・つながらなかった", "当日"):
        assert words in page
    assert office.facts(concern) == ["ConcernNoted", "ConcernTriaged", "ConcernLookedInto"]


def test_a_slip_is_named_and_what_was_typed_stays(browser):
    answer = browser.send("/intake/concerns", browser.open(NEW), told="姿を見ない")
    assert answer.status_code == 422
    assert any("どこからの知らせか" in one for one in Page(answer.text).errors)
    assert "姿を見ない" in answer.text


def test_a_concern_is_seen_in_its_ward_only_and_by_who_keeps_concerns(office, browser, elsewhere):
    concern = note(browser)
    at = f"/intake/concerns/{concern}"
    assert elsewhere.get(at).status_code == 404
    assert elsewhere.get(f"{at}/triage").status_code == 404
    for role in ("auditor", "budget_adviser", "city_headquarters"):
        assert office.sign_in(role, NISHI).get(at).status_code == 403
    assert browser.get(f"/intake/cases/{concern}").status_code == 404
    assert browser.get(f"{at}/nothing").status_code == 404


def test_the_list_shows_what_is_overdue_and_no_name(office, browser):
    concern = note(browser, name="名無野 権兵衛", urgency="same_day", noted_on="R8.11.10")
    number = f"K2026-{office.runtime.log.history(concern)[0].position:05d}"
    page = browser.open("/intake/concerns?ward=" + NISHI)
    line = page.text.split(number)[1].split("</tr>")[0]
    assert "過ぎています" in line
    assert "11日たちました" in line
    assert "名無野" not in page
    do(browser, concern, "end", reason="no_need", note="旅行だった")
    assert number not in browser.open("/intake/concerns")
    assert number in browser.open("/intake/concerns?standing=ended&source=neighbour")
    assert number not in browser.open("/intake/concerns?standing=ended&source=school")


def test_who_may_not_be_found_is_handed_over_on_a_basis_and_comes_back(office, browser):
    concern = note(browser)
    refused = do(browser, concern, "handover", target="community_care", note="介護が先")
    assert refused.status_code == 422
    done = do(
        browser, concern, "handover", target="community_care", note="介護が先", basis="consent"
    )
    assert done.status_code == 303
    assert office.runtime.log.history(concern)[1].context.basis == "consent"
    assert "ほかにつないだ" in browser.open(f"/intake/concerns/{concern}")
    assert do(browser, concern, "reopening", note="断られて戻った").status_code == 303
    assert "確認中" in browser.open(f"/intake/concerns/{concern}")


# 相談へ


def test_a_concern_becomes_a_case_and_nothing_is_typed_twice(office, browser):
    one = somebody()
    concern = note(
        browser, source="", partner=GAS, name=one.name, kana=one.kana, phone=one.phone,
        address="西区北堀江", told="ガスが止まった", noted_on="R8.11.11", urgency="soon",
    )  # fmt: skip
    do(
        browser,
        concern,
        "look",
        method="visit_or_accompaniment",
        outcome="met",
        note="三日食べていない",
    )
    page = browser.open(f"/intake/consultations/new?concern={concern}")
    fields = page.fields
    assert (fields["name"], fields["kana"], fields["phone"]) == (one.name, one.kana, one.phone)
    assert (fields["route"], fields["urgency"]) == ("agency_introduction", "soon")
    assert fields["channel"] == "home_visit"
    assert fields["address"] == "西区北堀江"
    assert "ガスが止まった" in fields["story"]
    assert "三日食べていない" in fields["story"]
    sent = browser.send("/intake/consultations", page)
    assert sent.status_code == 303, Page(sent.text).errors
    case = UUID(sent.headers["location"].split("/cases/")[1][:36])
    assert office.facts(case) == ["ConsultationReceived", "ConcernTakenUp"]
    assert office.facts(concern)[-1] == "ConcernLinked"
    shown = browser.open(f"/intake/cases/{case}")
    assert "気がかりからの受付" in shown
    assert "見本ガス" in shown
    assert "10日" in shown
    assert f"/intake/concerns/{concern}" in shown
    assert f"/intake/cases/{case}" in browser.open(f"/intake/concerns/{concern}")
    again = browser.send("/intake/consultations", page)
    assert again.status_code == 303
    assert office.facts(concern).count("ConcernLinked") == 1


def test_a_concern_of_another_case_starts_no_second_one(office, browser):
    concern = note(browser)
    page = browser.open(f"/intake/consultations/new?concern={concern}")
    other = browser.open(f"/intake/consultations/new?concern={concern}")
    assert browser.send("/intake/consultations", page).status_code == 303
    before = office.runtime.log.reading.head()
    refused = browser.send("/intake/consultations", other)
    assert refused.status_code == 422
    assert "すでに別の相談につながっています" in refused.text
    assert office.runtime.log.reading.head() == before


def test_who_is_known_already_is_offered_and_linked(office, browser):
    one = somebody()
    case = browser.receive(name=one.name, kana=one.kana, phone=one.phone)
    concern = note(browser, name=one.name, kana=one.kana, phone=one.phone)
    page = browser.open(f"/intake/concerns/{concern}")
    assert "すでに相談に来ている方かもしれません" in page
    assert page.fields["case"] == str(case)
    assert browser.send(f"/intake/concerns/{concern}/link", page).status_code == 303
    assert "相談につながった" in browser.open(f"/intake/concerns/{concern}")
    assert office.facts(case) == ["ConsultationReceived"]


def test_what_a_reception_finds_known_is_written_there_and_the_concern_is_linked(office, browser):
    case = browser.receive()
    concern = note(browser, told="裏の家の灯りがつかない")
    page = browser.open(f"/intake/consultations/new?concern={concern}")
    sent = browser.send(f"/intake/consultations/into/{case}", page)
    assert sent.status_code == 303
    assert office.facts(case) == ["ConsultationReceived", "ContactRecorded"]
    assert office.facts(concern)[-1] == "ConcernLinked"


# 返事


def test_a_reply_within_consent_is_printed_without_the_persons_name(browser):
    concern = note(
        browser, source="", partner=GAS, name="佐藤 一郎", reference="G-7788", reply_wanted="yes"
    )
    assert "返事" in browser.open(f"/intake/concerns/{concern}")
    refused = do(browser, concern, "reply", scope="receipt_only", text="入院中です")
    assert refused.status_code == 422
    assert do(browser, concern, "reply", scope="receipt_only").status_code == 303
    told = "ご本人と話し、支援を始めました"
    assert do(browser, concern, "reply", scope="consent", text=told).status_code == 303
    first = browser.open(f"/intake/concerns/{concern}/replies/1")
    second = browser.open(f"/intake/concerns/{concern}/replies/2")
    assert "お知らせを受け取りました" in first
    for words in ("見本ガス", "G-7788", told):
        assert words in second
    assert "佐藤" not in second
    assert browser.get(f"/intake/concerns/{concern}/replies/3").status_code == 404


# 紹介された相談


def test_f79_who_was_introduced_without_a_concern_is_counted_by_desk_and_month(office, browser):
    case = browser.receive(introducer="p-zei", received_on="R8.11.12")
    assert office.facts(case) == ["ConsultationReceived", "ConsultationIntroduced"]
    assert "見本市税事務所（税の窓口）" in browser.open(f"/intake/cases/{case}")
    page = browser.open(NEW_CASE)
    told = {"channel": "telephone", "story": "x", "introducer": "p-zei", "introduced_by": "school"}
    assert browser.send("/intake/consultations", page, **told).status_code == 422
    later = browser.receive(received_on="R8.10.5")
    at = f"/intake/cases/{later}/introduction"
    assert browser.send(at, browser.open(at)).status_code == 422
    assert browser.send(at, browser.open(at), introduced_by="school").status_code == 303
    assert browser.open(at).fields["introduced_by"] == "school"
    assert browser.send(at, browser.open(at), introduced_by="landlord").status_code == 303
    chief = office.sign_in("chief_counsellor", name="主任 花子")
    file = chief.get("/intake/partners/export.csv?year=2026").content.decode("utf-8-sig")
    lines = {(row[0], row[1], row[2]): row[3:] for row in csv.reader(io.StringIO(file))}
    zei = lines["見本市税事務所", "税の窓口", "紹介された相談"]
    assert (zei[7], zei[-1]) == ("1", "1")
    assert lines["（登録のない方・窓口）", "家主・管理会社", "紹介された相談"][6] == "1"
    assert ("（登録のない方・窓口）", "学校・教育委員会", "紹介された相談") not in lines
    assert "気がかりを経ずに紹介された相談" in browser.open("/intake/partners?year=2026")


# 支援会議


def hold(chief: Browser, **typed: Any) -> UUID:
    page = chief.open("/intake/councils/new")
    attended = {
        "attended-0-organisation": "西区役所", "attended-0-name": "係長 井上",
        "attended-0-secrecy": "public_duty", "attended-1-organisation": "民生委員",
        "attended-1-name": "森 光子", "attended-1-secrecy": "pledged_now",
    }  # fmt: skip
    answer = chief.send("/intake/councils", page, **(attended | typed))
    assert answer.status_code == 303, Page(answer.text).errors
    return UUID(answer.headers["location"].split("/councils/")[1][:36])


def test_a_council_takes_up_several_concerns_on_one_page(office, browser, chief, elsewhere):
    one, two = note(browser, name="甲野 太郎"), note(browser, name="乙野 次郎")
    council = hold(chief, place="区役所三階")
    at = f"/intake/councils/{council}"
    for concern, shared in ((one, "水道の使用がない"), (two, "通帳が見つからない")):
        page = chief.open(at)
        sent = chief.send(
            f"{at}/items", page, concern=str(concern), shared=shared, outcome="approach",
            roles="民生委員が訪問", next_on="R8.11.30",
        )  # fmt: skip
        assert sent.status_code == 303, Page(sent.text).errors
    page = chief.open(at)
    for words in ("甲野 太郎", "乙野 次郎", "水道の使用がない", "誓約書を受け取った", "森 光子"):
        assert words in page
    assert "2件" in chief.open("/intake/councils")
    assert office.facts(one) == ["ConcernNoted", "ConcernDiscussed"]
    assert elsewhere.get(at).status_code == 404
    assert browser.get(at).status_code == 403


def test_what_a_council_shared_is_opened_with_a_reason_that_is_recorded(office, browser, chief):
    concern = note(browser)
    council = hold(chief)
    at = f"/intake/councils/{council}"
    chief.send(
        f"{at}/items", chief.open(at), concern=str(concern), shared="家賃を半年払っていない",
        outcome="approach", roles="相談員が訪問",
    )  # fmt: skip
    mine = f"/intake/concerns/{concern}"
    page = browser.open(mine)
    assert "相談員が訪問" in page
    assert "家賃を半年払っていない" not in page
    assert browser.send(f"{mine}/minutes", page, reason="").status_code == 422
    assert browser.send(f"{mine}/minutes", page, reason="訪問の前の確認").status_code == 303
    assert "家賃を半年払っていない" in browser.open(mine)
    assert office.facts(concern)[-1] == "CouncilMinutesOpened"
    assert "家賃を半年払っていない" not in chief.open(mine)
    office.clock.now += timedelta(days=1)
    try:
        tomorrow = office.sign_in(name="山本 直子")
        assert "家賃を半年払っていない" not in tomorrow.open(mine)
    finally:
        office.clock.now -= timedelta(days=1)


def test_f97_a_council_about_a_case_is_in_its_record_without_what_was_shared(
    office, browser, chief
):
    case = browser.receive(name="丙野 花子", story="家賃が払えない")
    number = f"2026-{office.runtime.log.history(case)[0].position:05d}"
    council = hold(chief)
    at = f"/intake/councils/{council}/cases"
    told = {"shared": "通帳を妹が持っている", "outcome": "approach", "roles": "民生委員が訪問"}
    unknown = chief.send(at, chief.open(at), number="2026-99999", **told)
    assert unknown.status_code == 422
    assert "通帳を妹が持っている" in unknown.text
    bare = chief.send(at, chief.open(at), **(told | {"number": number, "roles": ""}))
    assert "だれが何をするか" in " ".join(Page(bare.text).errors)
    sent = chief.send(at, chief.open(at), number=number, next_on="R8.11.30", **told)
    assert sent.status_code == 303, Page(sent.text).errors
    minutes = chief.open(f"/intake/councils/{council}")
    for words in ("丙野 花子", "通帳を妹が持っている", "民生委員が訪問"):
        assert words in minutes
    page = browser.open(f"/intake/cases/{case}")
    for words in ("支援会議での協議", "区保健福祉センター", "民生委員が訪問"):
        assert words in page
    assert "通帳を妹が持っている" not in page
    paper = browser.open(f"/intake/cases/{case}/sheets/contact-log")
    assert "訪問・連絡する" in paper
    assert "通帳を妹が持っている" not in paper
    assert browser.get(at).status_code == 403


def test_a_council_without_a_bound_member_is_not_recorded_and_stays_on_the_page(chief):
    page = chief.open("/intake/councils/new")
    answer = chief.send(
        "/intake/councils", page,
        **{"attended-0-organisation": "西区役所", "attended-0-name": "井上", "attended-0-secrecy": "public_duty",
           "attended-1-organisation": "電力会社", "attended-1-name": "木村"},
    )  # fmt: skip
    assert answer.status_code == 422
    assert "守秘のしかた" in " ".join(Page(answer.text).errors)
    assert "電力会社" in answer.text


# 連携先のプログラムから


def partner(office: Counter, desk: str = GAS, *wards: str) -> str:
    """A token of a partner desk, as `yorisoi partner add` makes one."""
    token, stored = partner_tokens.made()
    held = Assignment(
        role="partner_desk", wards=frozenset(wards or (NISHI,)), office=desk, operator=desk,
        since=date(2020, 4, 1),
    )  # fmt: skip
    login = f"{desk}-{uuid4().hex[:6]}"
    with psycopg.connect(office.address.conninfo()) as session:
        accounts.insert(
            session, Account(login=login, password_hash=stored, name=desk, roles=(held,))
        )
    return token


def tell(
    office: Counter, token: str, body: dict[str, Any], key: UUID | None = None, **headers: str
) -> Response:
    client = TestClient(office.app, base_url=HERE, client=("127.0.0.1", 50_000))
    return client.post(
        "/intake/api/notices",
        json=body,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": str(key or uuid4())}
        | headers,
    )


BODY = {"ward": NISHI, "basis": "danger", "told": "三か月滞納し、応答がない", "reference": "G-1"}


def test_a_partners_program_tells_and_the_time_to_triage_is_measured(office, browser):
    token, key = partner(office), uuid4()
    answer = tell(office, token, BODY, key)
    assert answer.status_code == 201
    assert set(answer.json()) == {"position", "command", "leaf", "origin", "at"}
    assert tell(office, token, BODY, key).json()["position"] == answer.json()["position"]
    at = f"/intake/concerns/{concern_of(key)}"
    page = browser.open(at)
    assert "見本ガス" in page
    assert "連携先の窓口" in page
    office.clock.now += timedelta(hours=5)
    try:
        later = office.sign_in(name="山本 直子")
        later.send(f"{at}/triage", later.open(f"{at}/triage"), handling="look_into")
        assert "当日（5時間）" in later.open(at)
    finally:
        office.clock.now -= timedelta(hours=5)


def test_one_key_is_one_notice_on_whatever_day_it_is_sent_again(office):
    token, key = partner(office), uuid4()
    first = tell(office, token, BODY, key)
    office.clock.now += timedelta(days=1)
    try:
        again = tell(office, token, BODY, key)
    finally:
        office.clock.now -= timedelta(days=1)
    assert (again.status_code, again.json()["leaf"]) == (201, first.json()["leaf"])
    other = tell(office, token, BODY | {"told": "別のこと"}, key)
    assert other.status_code == 409
    assert office.facts(concern_of(key)) == ["ConcernNoted"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ward": MINATO}, "ward"),
        ({"ward": ""}, "ward"),
        ({"basis": None}, "basis"),
        ({"told": ""}, "told"),
        ({"basis": "nobody_named", "name": "佐藤"}, "basis"),
        ({"noted_on": "2099-01-01"}, "noted_on"),
    ],
)
def test_what_a_program_tells_wrongly_is_named_and_never_repeated(office, changes, field):
    answer = tell(office, partner(office), BODY | changes)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert field in [one["name"].removeprefix("body.") for one in answer.json()["fields"]]
    assert "佐藤" not in answer.text


def test_a_desk_is_who_its_token_says_and_no_other(office, browser):
    answer = tell(office, partner(office, "p-zei"), BODY | {"partner": GAS, "source": "school"})
    [noted] = [r.fact for r in office.runtime.log.read() if r.position == answer.json()["position"]]
    assert (noted.partner, noted.source.value) == ("p-zei", "tax_desk")


def test_a_desk_that_is_not_registered_any_more_cannot_tell(office):
    assert tell(office, partner(office, "p-gone"), BODY).status_code == 422


def test_a_token_tells_and_reads_nothing(office, browser):
    token = partner(office)
    client = TestClient(office.app, base_url=HERE, client=("127.0.0.1", 50_000))
    bearer = {"Authorization": f"Bearer {token}"}
    for path in ("/intake/concerns", "/intake/", "/status", "/intake/api/notices"):
        assert client.get(path, headers=bearer).status_code in {401, 405}
    assert client.post("/sign-in", data={"login": GAS, "password": token}).status_code != 303


def test_without_a_living_token_nothing_is_told(office, browser):
    before = office.runtime.log.reading.head()
    assert tell(office, "no-such-token", BODY).status_code == 401
    signed_in = browser.client.post(
        "/intake/api/notices", json=BODY, headers={"Idempotency-Key": str(uuid4())}
    )
    assert signed_in.status_code in {401, 303}
    token = partner(office)
    with psycopg.connect(office.address.conninfo()) as session:
        session.execute(
            "update host.account set disabled_at = now() where password_hash = %s",
            [partner_tokens.stored(token)],
        )
    assert tell(office, token, BODY).status_code == 401
    assert office.runtime.log.reading.head() == before


# 消去


def test_the_keys_of_a_concern_end_by_four_eyes_and_take_the_informant_along(
    office, browser, chief
):
    officer = office.sign_in("municipal_officer", NISHI, name="市 太郎")
    decider = office.sign_in("decision_maker", NISHI, name="課長 次郎")
    concern = note(browser, name="消野 花子", informant="隣の消原")
    council = f"/intake/councils/{hold(chief)}"
    chief.send(
        f"{council}/items", chief.open(council), concern=str(concern), shared="灯りがつかない",
        outcome="watch",
    )  # fmt: skip
    assert "灯りがつかない" in chief.open(council)
    do(browser, concern, "end", reason="mistaken", note="別の家だった")
    at = f"/intake/concerns/{concern}/destruction"
    proposed = officer.send(
        f"{at}/proposal", officer.open(at), ground="suspension_of_use", number="西福第1号"
    )
    assert proposed.status_code == 303, Page(proposed.text).errors
    assert browser.get(at).status_code == 403
    listed = decider.open("/intake/destructions").text
    assert f'href="{at}"' in listed
    page = decider.open(at)
    leaf = page.text.split('name="approved" value="')[1][:64]
    decided = decider.send(f"{at}/decision", page, number="西福第2号", approved=leaf,
                           decided_on="R8.11.21")  # fmt: skip
    assert decided.status_code == 303, Page(decided.text).errors
    KeyDestroyer(office.runtime)()
    page = browser.open(f"/intake/concerns/{concern}")
    assert "消去済み" in page
    for gone in ("消野", "消原", "検針のとき応答がない"):
        assert gone not in page
    assert "灯りがつかない" not in chief.open(council)
    assert "消去済み" in chief.open(council)


def test_the_years_of_a_concern_run_from_its_end_and_with_the_case_it_became(office, browser):
    over, running = (note(browser, name="年野 花子", noted_on=day) for day in ("R2.3.31", "R3.4.1"))
    for concern, day in ((over, "R2.3.31"), (running, "R3.4.1")):
        assert (
            do(browser, concern, "end", reason="mistaken", note="別の家", ended_on=day).status_code
            == 303
        )
    became = note(browser, name="続野 次郎", noted_on="R2.3.1")
    sent = browser.send(
        "/intake/consultations", browser.open(f"/intake/consultations/new?concern={became}")
    )
    assert sent.status_code == 303
    officer = office.sign_in("municipal_officer", NISHI, name="市 太郎")
    listed = officer.open("/intake/destructions")
    assert "保存年限を過ぎた気がかり" in listed
    assert f"/intake/concerns/{over}/destruction" in listed
    for other in (running, became):
        assert f"/intake/concerns/{other}/destruction" not in listed
    assert "年野" not in listed
    typed = {"ground": "retention_expired", "number": "西福第5号"}
    for concern, status in ((running, 422), (became, 422), (over, 303)):
        at = f"/intake/concerns/{concern}/destruction"
        assert officer.send(f"{at}/proposal", officer.open(at), **typed).status_code == status
    assert 'id="concerns-due"' not in officer.open("/intake/destructions")


def test_the_keys_of_a_case_take_those_of_its_concern_along(office, browser):
    concern = note(browser, name="続野 花子")
    page = browser.open(f"/intake/consultations/new?concern={concern}")
    sent = browser.send("/intake/consultations", page)
    case = UUID(sent.headers["location"].split("/cases/")[1][:36])
    officer = office.sign_in("municipal_officer", NISHI, name="市 太郎")
    decider = office.sign_in("decision_maker", NISHI, name="課長 次郎")
    at = f"/intake/cases/{case}/destruction"
    officer.send(f"{at}/proposal", officer.open(at), ground="suspension_of_use", number="西福第3号")
    page = decider.open(at)
    leaf = page.text.split('name="approved" value="')[1][:64]
    decided = decider.send(f"{at}/decision", page, number="西福第4号", approved=leaf,
                           decided_on="R8.11.21")  # fmt: skip
    assert decided.status_code == 303, Page(decided.text).errors
    KeyDestroyer(office.runtime)()
    assert "続野" not in browser.open(f"/intake/concerns/{concern}")


# 数と書き出し


def test_each_desk_is_counted_by_month(office, chief):
    one = note(chief, source="", partner="p-school", noted_on="R8.10.5")
    note(chief, source="", partner="p-school", noted_on="R8.11.5")
    page = chief.open(f"/intake/consultations/new?concern={one}")
    assert chief.send("/intake/consultations", page).status_code == 303
    rows = list(csv.DictReader(io.StringIO(
        chief.get("/intake/partners/export.csv?year=2026").content.decode("utf-8-sig")
    )))  # fmt: skip
    told, linked, _ = [row for row in rows if row["連携先"] == "見本教育委員会"]
    assert (told["10月"], told["11月"], told["計"]) == ("1", "1", "2")
    assert (linked["10月"], linked["11月"], linked["計"]) == ("0", "1", "1")
    assert "見本教育委員会" in chief.open("/intake/partners")
    assert "この年度の知らせはありません" in chief.open("/intake/partners?year=2020")


def test_the_list_leaves_as_a_file_without_names_and_the_export_is_a_fact(office, browser, chief):
    concern = note(chief, name="丙野 三郎", informant="隣の丁野")
    number = f"K2026-{office.runtime.log.history(concern)[0].position:05d}"
    answer = chief.get("/intake/concerns/export.csv?standing=")
    text = answer.content.decode("utf-8-sig")
    assert number in text
    assert "丙野" not in text
    assert "丁野" not in text
    stated = [r.fact for r in office.runtime.log.read() if isinstance(r.fact, ReceptionsExported)]
    assert stated[-1].listed is ExportedList.CONCERNS
    assert stated[-1].wards == (NISHI,)
    assert browser.get("/intake/concerns/export.csv").status_code == 403
    assert office.sign_in("auditor", NISHI).get("/intake/concerns/export.csv").status_code == 403
