"""A person comes to the counter: received with nearly nothing, told apart from others, and nothing typed is lost."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import pytest

from events.contract import DECLINED, NOT_ASKED, UNKNOWN
from events.contract.codes import Origin, Sameness, TargetClass, Urgency
from events.host.procedure import Procedure
from events.testing import postgres
from tests.intake.installation import MINATO, Browser, Counter, Page, counter, somebody

NEW = "/intake/consultations/new"
SEND = "/intake/consultations"
RARE = "𠮷田\U000e0101 髙﨑"
"""A character beyond the basic plane, a variation selector, two variant forms."""


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
    return office.sign_in("counsellor", MINATO, name="井上 健一")


def first(office: Counter, case: UUID):
    return office.runtime.log.history(case)[0].fact


# 相談受付


def test_nearly_nothing_is_needed_and_rare_characters_are_kept(office, browser):
    case = browser.receive(
        name=RARE, kana="よしだ たかさき", born_on="s55.3.2", topics=["housing", "debt"]
    )
    assert first(office, case).name.value == RARE
    assert first(office, case).born_on.value == date(1980, 3, 2)
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


@pytest.mark.parametrize("kept", [*TargetClass, NOT_ASKED])
def test_f1_the_target_class_is_recorded_and_turns_nobody_away(office, browser, kept):
    typed = {"target_class": kept.value} if kept is not NOT_ASKED else {}
    case = browser.receive(**typed)
    assert first(office, case).target_class.value == kept
    page = browser.open(f"/intake/cases/{case}")
    told = page.text[page.text.index('id="told"') :]
    assert (kept.ja if kept is not NOT_ASKED else "未聴取") in told[told.index("対象区分") :]
    assert str(case) in browser.open("/intake/").text
    at = f"/intake/cases/{case}/triage"
    assert browser.send(at, browser.open(at), triage="support").status_code == 303


def test_a_visitor_is_another_person(office, browser):
    case = browser.receive(visitor_name="田中 母", visitor_relation="family")
    visitor = first(office, case).visitor
    assert visitor.value.name == "田中 母"
    assert visitor.subject != first(office, case).person


def test_a_case_of_today_asks_for_help_at_once_and_keeps_what_was_asked(office, browser):
    answer = browser.send(
        SEND, browser.open(NEW), channel="office_visit", urgency="same_day",
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
        ({"name": "田中\x07"}, "name", "制御文字"),
        ({"phone": "abc"}, "phone", "使えない文字"),
    ],
)
def test_a_slip_is_named_and_everything_typed_is_still_there(
    office, browser, typed, field, sentence
):
    page = browser.open(NEW)
    told = {
        "channel": "telephone",
        "story": "長い話のはじまり",
        "kana": "ヤマダ",
        "phone": "０６－１２３４－５６７８",
    }
    answer = browser.send(SEND, page, **(told | typed))
    again = Page(answer.text)
    assert answer.status_code == 422
    assert any(sentence in each for each in again.errors), again.errors
    assert f'href="#f-{field}"' in again
    kept = told | typed
    assert all(value in again for value in (kept["kana"], kept["phone"], kept["story"].strip()))
    assert office.facts(UUID(page.hidden["case"])) == []


def test_a_ward_of_other_people_is_refused(office, browser):
    page = browser.open(NEW)
    answer = browser.send(SEND, page, ward=MINATO, channel="telephone", story="x")
    assert answer.status_code == 422
    assert office.facts(UUID(page.hidden["case"])) == []


def test_a_reception_under_the_id_of_another_wards_case_is_told_nothing(elsewhere, browser):
    case = browser.receive()
    answer = elsewhere.send(
        NEW.removesuffix("/new"), elsewhere.open(NEW), story="x", case=str(case)
    )
    assert answer.status_code == 404
    assert "相談受付（" not in answer.text


def test_a_second_press_is_the_same_reception(office, browser):
    page, before = browser.open(NEW), office.runtime.log.reading.head()
    typed = {"channel": "telephone", "story": "電話が切れた"}
    answers = [browser.send(SEND, page, **typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert office.facts(UUID(page.hidden["case"])) == ["ConsultationReceived"]
    assert office.runtime.log.reading.head() == before + 1


def test_coming_back_is_a_new_case_that_knows_the_old_one(office, browser):
    one = somebody()
    old = browser.receive(name=one.name, kana=one.kana, phone=one.phone, born_on="S30.1.1")
    page = browser.open(f"{NEW}?previous={old}")
    assert page.fields["name"] == one.name
    assert page.fields["born_on"] == "S30.1.1"
    answer = browser.send(SEND, page, story="また困った")
    assert answer.status_code == 303
    fact = first(office, UUID(page.hidden["case"]))
    assert (fact.origin, fact.previous_case) == (Origin.RECONSULTATION, old)


def test_f32_the_city_settles_by_date_whether_coming_back_is_a_reconsultation(office, browser):
    old = browser.receive(received_on="R8.11.2")
    municipality = office.runtime.municipality
    before = municipality.procedures
    settled = (
        Procedure(since=date(2015, 4, 1), until=date(2026, 11, 9)),
        Procedure(since=date(2026, 11, 10), reconsultation=False),
    )
    object.__setattr__(municipality, "procedures", settled)
    try:
        for on, origin in (("R8.11.9", Origin.RECONSULTATION), ("R8.11.10", Origin.NEW)):
            page = browser.open(f"{NEW}?previous={old}")
            sent = browser.send(SEND, page, story="また困った", received_on=on)
            assert sent.status_code == 303
            fact = first(office, UUID(page.hidden["case"]))
            assert (fact.origin, fact.previous_case) == (origin, old)
    finally:
        object.__setattr__(municipality, "procedures", before)


def test_nobody_comes_back_to_a_case_of_another_ward(elsewhere, browser):
    old = browser.receive()
    assert elsewhere.get(f"{NEW}?previous={old}").status_code == 404
    page = elsewhere.open(NEW)
    answer = elsewhere.send(SEND, page, story="x", previous_case=str(old))
    assert answer.status_code == 404


# 重複


def test_a_candidate_appears_while_somebody_types(browser):
    one = somebody()
    browser.receive(name=one.name, kana=one.kana, born_on="S55.3.2")
    panel = browser.panel(name=one.name.replace("髙", "高"), kana=one.kana, born_on="S55.3.3")
    assert "<html" not in panel
    assert one.name in panel
    assert "カナが一致" in panel
    assert "生年月日が1か所違い" in panel
    assert "同じ方と思われる受付はありません" in browser.panel(kana=somebody().kana)


def test_without_javascript_the_button_shows_the_candidates_and_keeps_the_form(office, browser):
    one = somebody()
    browser.receive(name=one.name, kana=one.kana)
    page = browser.open(NEW)
    answer = browser.send(SEND, page, look="yes", kana=one.kana, story="途中まで")
    assert answer.status_code == 200
    assert "同じ方かもしれません" in answer.text
    assert "途中まで" in answer.text
    assert office.facts(UUID(page.hidden["case"])) == []


def test_of_another_ward_only_the_ward_and_the_number_are_shown(office, browser, elsewhere):
    one = somebody()
    case = elsewhere.receive(name=one.name, kana=one.kana, born_on="S55.3.2", phone=one.phone)
    panel = browser.panel(kana=one.kana, phone=one.phone)
    assert "港区の受付" in panel
    assert f"受付番号 2026-{office.runtime.log.history(case)[0].position:05d}" in panel
    assert not any(word in panel for word in (one.name, one.kana, "昭和55年", one.phone))
    assert "/intake/cases/" not in panel


def test_a_judgement_made_at_the_counter_is_a_fact(office, browser):
    one = somebody()
    old = browser.receive(name=one.name, kana=one.kana, born_on="S55.3.2")
    person = first(office, old).person
    case = browser.receive(
        name=one.name, kana=one.kana, born_on="S55.3.2", **{f"sameness-{person}": "same"}
    )
    judged = office.runtime.log.history(case)[1].fact
    assert (judged.candidate, judged.sameness, judged.score) == (person, Sameness.SAME, 80)
    assert str(old) in browser.open(f"/intake/cases/{case}")


def test_a_choice_survives_the_next_letter(office, browser):
    one = somebody()
    old = browser.receive(name=one.name, kana=one.kana)
    field = f"sameness-{first(office, old).person}"
    panel = browser.panel(kana=one.kana, **{field: "other"})
    assert f'name="{field}" value="other" checked' in panel


def test_who_was_not_judged_is_asked_about_next_and_the_answer_can_be_changed(office, browser):
    one = somebody()
    old = browser.receive(kana=one.kana)
    page = browser.open(NEW)
    answer = browser.send(SEND, page, channel="telephone", story="x", kana=one.kana)
    where = answer.headers["location"].split("?")[0]
    assert where.endswith("/identity")
    case, candidate = UUID(page.hidden["case"]), str(first(office, old).person)
    for sameness in ("undecided", "same", "other"):
        shown = browser.open(where)
        sent = browser.send(where, shown, candidate=candidate, sameness=sameness)
        assert sent.status_code == 303
    facts = [recorded.fact for recorded in office.runtime.log.history(case)][1:]
    assert [fact.sameness for fact in facts] == [Sameness.UNDECIDED, Sameness.SAME, Sameness.OTHER]
    assert "いまの判断：<strong>別の方" in browser.open(where)


def test_what_was_told_goes_into_the_known_case_instead(office, browser):
    old, page = browser.receive(kana=somebody().kana), browser.open(NEW)
    told = "家主から電話があったとのこと。"
    answer = browser.send(f"{SEND}/into/{old}", page, channel="telephone", story=told)
    assert answer.headers["location"] == f"/intake/cases/{old}?said=contact"
    assert office.facts(old) == ["ConsultationReceived", "ContactRecorded"]
    contact = office.runtime.log.history(old)[1].fact
    assert (contact.content.value, contact.reached) == (told, True)
    assert office.facts(UUID(page.hidden["case"])) == []


def test_nothing_told_is_no_record_in_the_known_case(office, browser):
    old, page = browser.receive(kana=somebody().kana), browser.open(NEW)
    answer = browser.send(f"{SEND}/into/{old}", page, story=" ", kana="ヤマダ")
    assert answer.status_code == 422
    assert 'href="#f-story"' in answer.text
    assert "ヤマダ" in answer.text
    assert office.facts(old) == ["ConsultationReceived"]


# 書きかけ


def kept(page: Page) -> str:
    """Where the page's form saves itself."""
    return page.text.split('data-draft-url="')[1].split('"')[0].replace("&amp;", "&")


def put_aside(browser: Browser, page: Page, **typed: str) -> None:
    later = kept(page).replace(f"/{page.hidden['draft_id']}?", f"/{page.hidden['draft_id']}/later?")
    answer = browser.client.post(later, data=page.fields | typed | {"draft_sequence": "9"})
    assert answer.status_code == 303


def test_a_draft_goes_on_elsewhere_and_disappears_with_the_reception(office, browser):
    page, one = browser.open(NEW), somebody()
    typed = {"name": one.name, "story": "ここまで聴いた"}
    saved = browser.client.post(kept(page), data=page.fields | typed | {"draft_sequence": "5"})
    assert saved.status_code == 200
    put_aside(browser, page, **typed)
    colleague = office.sign_in(name="井上 健一")
    shown = colleague.open("/intake/")
    assert one.name in shown
    assert "引継ぎ" in shown
    href = next(
        part.split('"')[0]
        for part in shown.text.split('class="drafts__link" href="')[1:]
        if one.name in part[:600]
    )
    taken = colleague.open(href)
    assert taken.fields["story"] == "ここまで聴いた"
    assert taken.fields["case"] == page.hidden["case"]
    assert colleague.send(SEND, taken).status_code == 303
    assert one.name not in colleague.open("/intake/").text.split("<table")[0]
    assert office.facts(UUID(page.hidden["case"])) == ["ConsultationReceived"]


def test_another_wards_colleague_does_not_see_the_draft(browser, elsewhere):
    page, one = browser.open(NEW), somebody()
    put_aside(browser, page, name=one.name)
    assert one.name in browser.open("/intake/")
    assert one.name not in elsewhere.open("/intake/")


def test_who_cannot_go_on_with_a_draft_does_not_see_its_name(office, browser):
    one = somebody()
    put_aside(browser, browser.open(NEW), name=one.name)
    for role in ("accounting_manager", "payment_clerk", "decision_maker"):
        assert one.name not in office.sign_in(role).open("/intake/")


def test_an_own_draft_is_thrown_away(browser):
    page, one = browser.open(NEW), somebody()
    put_aside(browser, page, name=one.name)
    answer = browser.client.post(f"/intake/drafts/{page.hidden['draft_id']}/discard")
    assert answer.status_code == 303
    assert one.name not in browser.open("/intake/")


# 重複の見直し


def test_what_was_left_for_later_comes_first_and_goes_once_it_is_judged(office, browser):
    known = browser.receive(
        name="宮本 静", kana="ミヤモト シズカ", born_on="s31.4.5", topics=["housing"]
    )
    again = browser.receive(
        name="宮本 静", kana="ミヤモト シヅカ", born_on="s31.4.5", topics=["debt"]
    )
    row = f"/intake/cases/{again}/identity"
    assert row in browser.open("/intake/doubles")
    person = first(office, known).person
    browser.send(row, browser.open(row), candidate=str(person), sameness="undecided")
    assert "あとで判断" in browser.open("/intake/doubles")
    browser.send(row, browser.open(row), candidate=str(person), sameness="same")
    assert row not in browser.open("/intake/doubles")


def test_of_many_namesakes_none_is_proposed_until_more_is_known(office, browser):
    for day in range(1, 6):
        browser.receive(kana="オオタ ユウジ", born_on=f"s40.6.{day + 10}", topics=["housing"])
    form = {"kana": "オオタ ユウジ"}
    page = browser.panel(**form)
    assert "同じ名前の受付が5件あります" in page
    assert "sameness-" not in page
    page = browser.panel(**form, born_on="s40.6.12")
    assert "sameness-" in page
