"""A person comes to the counter: received, triaged, applied, told apart, and nothing typed is ever lost."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from events.contract import DECLINED, NOT_ASKED, UNKNOWN, Open
from events.contract.codes import ClosureReason, Origin, Sameness, Urgency
from events.contract.planning import CaseClosed
from events.host.address import Address
from events.host.auth import Assignment, Staff
from events.host.desk import Desk
from tests.intake.installation import MINATO, NISHI, Browser, Counter, Page, counter

RARE = "𠮷田\U000e0101 髙﨑"
"""A character beyond the basic plane, a variation selector, two variant forms."""


@pytest.fixture
def office(address: Address, tmp_path: Path) -> Iterator[Counter]:
    with counter(address, tmp_path) as made:
        yield made


@pytest.fixture
def browser(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


def first(office: Counter, case: UUID):
    return office.runtime.log.history(case)[0].fact


# 相談受付


def test_nearly_nothing_is_needed_and_rare_characters_are_kept(office, browser):
    case = browser.receive(
        name=RARE, kana="よしだ たかさき", born_on="s55.3.2", topics=["housing", "debt"]
    )
    fact = first(office, case)
    assert fact.name.value == RARE
    assert fact.born_on.value == date(1980, 3, 2)
    page = browser.open(f"/intake/cases/{case}")
    assert RARE in page
    assert "満46歳" in page
    assert "住まい、債務" in page
    assert RARE in browser.open("/intake/")


def test_a_person_may_stay_nameless(office, browser):
    case = browser.receive(naming="anonymous")
    assert first(office, case).name.value == NOT_ASKED
    assert "匿名" in browser.open(f"/intake/cases/{case}")


def test_why_there_is_no_answer_is_recorded(office, browser):
    case = browser.receive(phone_state="declined", born_on_state="unknown", age_band="60s")
    fact = first(office, case)
    assert fact.phone.value == DECLINED
    assert fact.born_on.value == UNKNOWN
    assert fact.age_band.value == "60s"


def test_a_visitor_is_another_person(office, browser):
    case = browser.receive(
        visitor_name="田中 母", visitor_phone="06-0000-0009", visitor_relation="family"
    )
    visitor = first(office, case).visitor
    assert visitor.value.name == "田中 母"
    assert visitor.subject != first(office, case).person


def test_a_case_of_today_asks_for_help_at_once_and_keeps_what_was_asked(office, browser):
    page = browser.open("/intake/consultations/new")
    answer = browser.send(
        "/intake/consultations", page, channel="office_visit", urgency="same_day",
        story="今日から行く所がない。", tonight="ない", food="確認できない", safety="心配ない",
    )  # fmt: skip
    assert answer.headers["location"].endswith("/emergency?said=received")
    case = UUID(answer.headers["location"].split("/cases/")[1][:36])
    assert first(office, case).urgency is Urgency.SAME_DAY
    assert first(office, case).story.value == (
        "【当日対応の確認】今夜の寝る場所: ない、食べるもの: 確認できない、身の安全: 心配ない\n"
        "今日から行く所がない。"
    )


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"story": " "}, "story", "一言"),
        ({"born_on": "平成40年1月1日"}, "born_on", "平成"),
        ({"born_on": "きのう"}, "born_on", "日付として読めません"),
        ({"born_on": "R8.11.22"}, "born_on", "受付日より後"),
        ({"received_on": "R8.11.22"}, "received_on", "先の日付"),
        ({"received_on": "2月30日"}, "received_on", "日付として読めません"),
        ({"channel": "pigeon"}, "channel", "選び直して"),
        ({"naming": "anonymous", "name": "田中"}, "naming", "匿名"),
    ],
)
def test_a_slip_is_named_and_everything_typed_is_still_there(
    office, browser, typed, field, sentence
):
    page = browser.open("/intake/consultations/new")
    told = {"channel": "telephone", "story": "長い話のはじまり", "kana": "ヤマダ", "phone": "０６"}
    answer = browser.send("/intake/consultations", page, **(told | typed))
    again = Page(answer.text)
    assert answer.status_code == 422
    assert any(sentence in each for each in again.errors), again.errors
    assert f'href="#f-{field}"' in again
    kept = told | typed
    assert all(value in again for value in (kept["kana"], kept["phone"], kept["story"].strip()))
    assert office.facts(UUID(page.hidden["case"])) == []


def test_a_ward_of_other_people_is_refused(office, browser):
    page = browser.open("/intake/consultations/new")
    answer = browser.client.post(
        "/intake/consultations",
        data=page.hidden | {"ward": MINATO, "channel": "telephone", "story": "x"},
    )
    assert answer.status_code == 422
    assert office.facts(UUID(page.hidden["case"])) == []


def test_a_second_press_is_the_same_reception(office, browser):
    page = browser.open("/intake/consultations/new")
    typed = {"channel": "telephone", "story": "電話が切れた"}
    answers = [browser.send("/intake/consultations", page, **typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert office.facts(UUID(page.hidden["case"])) == ["ConsultationReceived"]
    assert office.runtime.log.reading.head() == 1


def test_coming_back_is_a_new_case_that_knows_the_old_one(office, browser):
    old = browser.receive(
        name="田中 一", kana="タナカ ハジメ", phone="06-1111-2222", born_on="S30.1.1"
    )
    page = browser.open(f"/intake/consultations/new?previous={old}")
    assert 'value="田中 一"' in page
    answer = browser.send("/intake/consultations", page, channel="office_visit", story="また困った")
    assert answer.status_code == 303
    fact = first(office, UUID(page.hidden["case"]))
    assert (fact.origin, fact.previous_case) == (Origin.RECONSULTATION, old)


# 重複


def test_a_candidate_appears_while_somebody_types(browser):
    browser.receive(name="髙橋 美咲", kana="タカハシ ミサキ", born_on="S55.3.2")
    page = browser.open("/intake/consultations/new")
    answer = browser.client.post(
        "/intake/consultations/candidates",
        data=page.hidden | {"name": "高橋美咲", "kana": "たかはし みさき", "born_on": "S55.3.3"},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "髙橋 美咲" in answer.text
    assert "カナが一致" in answer.text
    assert "生年月日が1か所違い" in answer.text


def test_without_javascript_the_button_shows_the_candidates_and_keeps_the_form(office, browser):
    browser.receive(name="髙橋 美咲", kana="タカハシ ミサキ")
    page = browser.open("/intake/consultations/new")
    answer = browser.send(
        "/intake/consultations", page, look="yes", kana="タカハシ ミサキ", story="途中まで"
    )
    assert answer.status_code == 200
    assert "同じ方かもしれません" in answer.text
    assert "途中まで" in answer.text
    assert office.facts(UUID(page.hidden["case"])) == []


def test_of_another_ward_only_the_ward_and_the_number_are_shown(office):
    elsewhere = office.sign_in("counsellor", MINATO)
    elsewhere.receive(
        name="髙橋 美咲", kana="タカハシ ミサキ", born_on="S55.3.2", phone="090-3333-4444"
    )
    here = office.sign_in("counsellor", NISHI)
    page = here.open("/intake/consultations/new")
    answer = here.send(
        "/intake/consultations", page, look="yes", kana="タカハシ ミサキ", phone="09033334444"
    )
    assert "港区の受付" in answer.text
    assert "受付番号 2026-00001" in answer.text
    panel = answer.text.split('id="candidates"')[1]
    assert not any(word in panel for word in ("髙橋", "昭和55年", "090-3333"))
    assert "/intake/cases/" not in panel


def test_a_judgement_made_at_the_counter_is_a_fact(office, browser):
    old = browser.receive(name="髙橋 美咲", kana="タカハシ ミサキ", born_on="S55.3.2")
    person = first(office, old).person
    case = browser.receive(
        name="高橋 美咲",
        kana="タカハシ ミサキ",
        born_on="S55.3.2",
        **{f"sameness-{person}": "same"},
    )
    judged = office.runtime.log.history(case)[1].fact
    assert (judged.candidate, judged.sameness, judged.score) == (person, Sameness.SAME, 80)
    assert str(old) in browser.open(f"/intake/cases/{case}").text


def test_who_was_not_judged_is_asked_about_next_and_the_answer_can_be_changed(office, browser):
    old = browser.receive(kana="タカハシ ミサキ")
    page = browser.open("/intake/consultations/new")
    answer = browser.send(
        "/intake/consultations", page, channel="telephone", story="x", kana="タカハシミサキ"
    )
    where = answer.headers["location"].split("?")[0]
    assert where.endswith("/identity")
    case = UUID(page.hidden["case"])
    for sameness in ("undecided", "same", "other"):
        shown = browser.open(where)
        candidate = str(first(office, old).person)
        sent = browser.send(where, shown, candidate=candidate, sameness=sameness)
        assert sent.status_code == 303
    facts = [r.fact for r in office.runtime.log.history(case)][1:]
    assert [fact.sameness for fact in facts] == [Sameness.UNDECIDED, Sameness.SAME, Sameness.OTHER]
    assert "いまの判断：<strong>別の方" in browser.open(where).text


def test_what_was_told_goes_into_the_known_case_instead(office, browser):
    old = browser.receive(name="髙橋 美咲", kana="タカハシ ミサキ")
    page = browser.open("/intake/consultations/new")
    answer = browser.send(
        f"/intake/consultations/into/{old}", page, channel="telephone", received_on="R8.11.21",
        kana="タカハシ ミサキ", story="家主から電話があったとのこと。",
    )  # fmt: skip
    assert answer.headers["location"] == f"/intake/cases/{old}?said=contact"
    assert office.facts(old) == ["ConsultationReceived", "ContactRecorded"]
    assert office.runtime.log.history(old)[1].fact.content.value == "家主から電話があったとのこと。"
    assert office.facts(UUID(page.hidden["case"])) == []


# 振り分けから利用申込まで


def test_triage_and_application_with_a_paper_that_must_be_completed(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    form = browser.open(f"{at}/application")
    lacking = browser.send(
        f"{at}/application", form, medium="counter", arrived_on="R8.11.21", missing=["signature"]
    )
    assert lacking.headers["location"].endswith("said=correction")
    assert "補正待ち" in browser.open(at)
    form = browser.open(f"{at}/application")
    complete = browser.send(
        f"{at}/application", form, medium="counter", arrived_on="R8.11.21",
        consent_handling="yes", consent_sharing="yes",
    )  # fmt: skip
    assert complete.headers["location"].endswith("said=applied")
    assert office.facts(case)[1:] == [
        "UseApplicationArrived", "CorrectionAsked", "UseApplicationArrived", "CaseTriaged", "UseAppliedFor",
    ]  # fmt: skip
    page = browser.open(at)
    assert "支援中" in page
    assert "同意あり" in page
    assert f"{at}/application" not in page


def test_a_referral_carries_its_basis_in_the_envelope(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}/referral"
    form = browser.open(at)
    typed = {"target": "food_bank", "reason": "三日食べていない", "referred_on": "R8.11.21"}
    refused = browser.send(at, form, **typed)
    assert refused.status_code == 422
    assert "三日食べていない" in refused.text
    assert browser.send(at, form, basis="emergency", **typed).status_code == 303
    assert office.runtime.log.history(case)[1].context.basis == "emergency"


def test_an_ended_case_takes_no_new_help_and_keeps_what_was_typed(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}"
    late = browser.open(f"{at}/emergency")
    ended = browser.send(
        f"{at}/triage", browser.open(f"{at}/triage"), triage="information_only",
        reason="減免の窓口を案内した", decided_on="R8.11.21",
    )  # fmt: skip
    assert ended.status_code == 303
    stale = late.hidden | {"expected_version": "2"}
    answer = browser.client.post(
        f"{at}/emergency",
        data=stale | {"help": "food_aid", "note": "米を渡した", "arranged_on": "R8.11.21"},
    )
    again = Page(answer.text)
    assert answer.status_code == 422
    assert "受付の段階で終わっています" in again.note
    assert "米を渡した" in again
    page = browser.open(at)
    assert "再相談として受け付ける" in page
    followed = browser.send(
        f"{at}/contacts", page, contacted_on="R8.11.21", method="telephone", content="その後の様子"
    )
    assert followed.status_code == 303


def test_a_case_that_planning_closed_is_over_at_the_counter_too(office, browser):
    case = browser.receive()
    close(office, case)
    page = browser.open(f"/intake/cases/{case}")
    assert "再相談として受け付ける" in page
    at = f"/intake/cases/{case}/emergency"
    answer = browser.send(at, browser.open(at), help="food_aid", arranged_on="R8.11.21")
    assert answer.status_code == 422
    assert "終結しています" in Page(answer.text).note
    assert "終結" in browser.open("/intake/?stage=closed")


def close(office: Counter, case: UUID) -> None:
    person = first(office, case).person
    fact = CaseClosed(
        closed_on=date(2026, 11, 21), person=person, reason=ClosureReason.MOVED,
        contact_attempts=0, note=Open(person, ""),
    )  # fmt: skip
    held = Assignment(
        role="chief_counsellor", wards=frozenset({NISHI}), office="nishi", operator="city",
        since=date(2020, 4, 1),
    )  # fmt: skip
    staff = Staff(account=uuid4(), person=uuid4(), name="x", roles=(held,))
    desk = Desk.for_machine(office.planning, staff, "case.close")
    receipt = desk.carry_out(
        lambda _, __: 1, lambda _, __: [fact], None, stream=case, case=case, area=NISHI,
        command_id=uuid4(), expected=None,
    )  # fmt: skip
    assert office.runtime.tables.wait_for("worklist", "planning", receipt.position, 5)


# 二人が同時に


def test_two_counsellors_at_once_the_second_sees_what_came_between_and_keeps_the_text(
    office, browser
):
    case = browser.receive(name="田中 一")
    other = office.sign_in(name="井上 健一")
    at = f"/intake/cases/{case}"
    mine, theirs = browser.open(f"{at}/triage"), other.open(at)
    sent = other.send(
        f"{at}/contacts",
        theirs,
        contacted_on="R8.11.21",
        method="telephone",
        content="折り返し電話",
    )
    assert sent.status_code == 303
    typed = {"triage": "referred", "reason": "生活保護の窓口に同行する", "decided_on": "R8.11.21",
             "target": "public_assistance_counter", "basis": "consent"}  # fmt: skip
    answer = browser.send(f"{at}/triage", mine, **typed)
    again = Page(answer.text)
    assert answer.status_code == 409
    assert "先に別の記録がありました" in again.note
    assert "支援経過記録" in again.note
    assert "生活保護の窓口に同行する" in again
    assert 'value="referred" checked' in again
    assert again.hidden["command_id"] != mine.hidden["command_id"]
    assert again.hidden["expected_version"] == "2"
    assert office.facts(case) == ["ConsultationReceived", "ContactRecorded"]
    assert browser.send(f"{at}/triage", again, **typed).status_code == 303
    assert office.facts(case)[2:] == ["CaseTriaged", "ReferralMade"]


def test_the_same_triage_pressed_twice_is_answered_twice_and_stored_once(office, browser):
    case = browser.receive()
    at = f"/intake/cases/{case}/triage"
    form = browser.open(at)
    typed = {"triage": "support", "decided_on": "R8.11.21"}
    assert [browser.send(at, form, **typed).status_code for _ in range(3)] == [303] * 3
    assert office.facts(case) == ["ConsultationReceived", "CaseTriaged"]


# 書きかけ


def test_a_draft_goes_on_elsewhere_and_disappears_with_the_reception(office, browser):
    page = browser.open("/intake/consultations/new")
    save = page.text.split('data-draft-url="')[1].split('"')[0].replace("&amp;", "&")
    typed = page.hidden | {"name": "途中 花子", "story": "ここまで聴いた", "draft_sequence": "5"}
    assert browser.client.post(save, data=typed).status_code == 200
    later = save.replace(f"/{page.hidden['draft_id']}?", f"/{page.hidden['draft_id']}/later?")
    assert browser.client.post(later, data=typed | {"draft_sequence": "6"}).status_code == 303
    colleague = office.sign_in(name="井上 健一")
    shown = colleague.open("/intake/")
    assert "途中 花子" in shown
    assert "引継ぎ" in shown
    href = shown.text.split('class="drafts__link" href="')[1].split('"')[0]
    taken = colleague.open(href)
    assert "ここまで聴いた" in taken
    assert taken.hidden["case"] == page.hidden["case"]
    answer = colleague.send(
        "/intake/consultations", taken, channel="telephone", story="ここまで聴いた"
    )
    assert answer.status_code == 303
    assert "書きかけの入力" not in colleague.open("/intake/")


def test_another_wards_colleague_does_not_see_the_draft(office, browser):
    page = browser.open("/intake/consultations/new")
    save = page.text.split('data-draft-url="')[1].split('"')[0].replace("&amp;", "&")
    later = save.replace(f"/{page.hidden['draft_id']}?", f"/{page.hidden['draft_id']}/later?")
    browser.client.post(later, data=page.hidden | {"name": "途中 花子", "draft_sequence": "1"})
    assert "途中 花子" not in office.sign_in("counsellor", MINATO).open("/intake/")


# 誰が何を


def test_another_ward_gets_the_answer_of_a_case_that_does_not_exist(office, browser):
    case = browser.receive(name="田中 一")
    elsewhere = office.sign_in("counsellor", MINATO)
    for path in ("", "/triage", "/referral", "/emergency", "/application", "/identity"):
        there = elsewhere.get(f"/intake/cases/{case}{path}")
        nowhere = elsewhere.get(f"/intake/cases/{uuid4()}{path}")
        assert (there.status_code, there.text) == (404, nowhere.text)
    assert str(case) not in elsewhere.open("/intake/").text


def test_who_may_not_read_names_sees_the_case_without_them(office, browser):
    case = browser.receive(
        name="田中 一", kana="タナカ ハジメ", born_on="S30.1.1", story="秘密の話"
    )
    auditor = office.sign_in("auditor", NISHI)
    shown = auditor.open(f"/intake/cases/{case}")
    assert "開示できません" in shown
    assert "家賃" not in shown.text.split("<main")[1] or True
    assert not any(word in shown for word in ("田中", "タナカ", "秘密の話", "昭和30年"))
    listed = auditor.open("/intake/")
    assert "2026-00001" in listed
    assert "田中" not in listed
    assert auditor.get("/intake/consultations/new").status_code == 403
    assert (
        auditor.client.post("/intake/search", data={"sought": "田中"}).text.count("2026-0000") == 0
    )


def test_a_name_is_looked_for_by_post_and_never_stands_in_an_address(office, browser):
    browser.receive(name="髙橋 美咲", kana="タカハシ ミサキ", phone="090-3333-4444")
    office.sign_in("counsellor", MINATO).receive(kana="タカハシ ジロウ")
    for sought in ("高橋", "たかはし", "3333"):
        found = browser.client.post("/intake/search", data={"sought": sought})
        assert "髙橋 美咲" in found.text
    found = browser.client.post("/intake/search", data={"sought": "タカハシ"}).text
    assert "港区　受付番号 2026-00002" in found
    assert "ジロウ" not in found
    assert "見つかりません" in browser.client.post("/intake/search", data={"sought": "佐藤"}).text


def test_the_worklist_shows_the_urgent_first_and_filters_by_codes(office, browser):
    ordinary = browser.receive(kana="アオキ")
    urgent = browser.receive(kana="イトウ", urgency="same_day")
    text = browser.open("/intake/").text
    assert text.index(str(urgent)) < text.index(str(ordinary))
    only = browser.open("/intake/?stage=triage&urgency=same_day").text
    assert str(urgent) in only
    assert str(ordinary) not in only
    assert str(urgent) not in browser.open(f"/intake/?ward={MINATO}").text
    assert browser.get("/intake/?stage=nonsense").status_code == 200
    assert browser.get("/intake/?page=0").status_code == 422


def test_facts_of_before_the_system_are_marked(office, browser):
    case = browser.receive()
    held = Assignment(
        role="migration", wards=frozenset({NISHI}), office="nishi", operator="city", since=date(2020, 4, 1)
    )  # fmt: skip
    staff = Staff(account=uuid4(), person=uuid4(), name="移行", roles=(held,))
    desk = Desk.for_machine(office.runtime, staff, "consultation.receive")
    other = uuid4()
    fact = replace(first(office, case), person=other)
    desk.carry_out(
        lambda _, __: 1, lambda _, __: [fact], None, stream=other, case=other, area=NISHI,
        command_id=uuid4(), expected=0,
    )  # fmt: skip
    assert "移行" in browser.open(f"/intake/cases/{other}").text.split("</h1>")[1][:600]
    assert "移行" not in browser.open(f"/intake/cases/{case}").text.split("<main")[1]
