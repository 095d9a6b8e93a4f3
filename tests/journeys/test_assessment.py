"""The assessment in full over HTTP: sheet, household, issues, strengths, benefits, readiness, and the plan they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.codes import ObservedChange
from events.contract.independence import OF_CHANGE
from events.testing import postgres
from tests.conftest import Servers
from tests.planning.circumstances import SHEET, checks, told
from tests.planning.house import Browser, House, house
from tests.planning.people import plan_form, proposed

RECEIVED = date(2026, 5, 7)


@pytest.fixture(scope="module")
def standing(servers: Servers) -> Iterator[House]:
    template = servers.office
    with postgres.copied(template) as address, house(address) as made, TestClient(made.app):
        yield made


@pytest.fixture
def running(standing: House) -> House:
    """One house for all these tests; each works on cases of its own, from the same day on."""
    standing.on(RECEIVED)
    return standing


def test_the_case_page_shows_chain_household_benefits_and_readiness(running: House) -> None:
    case = running.received()
    counsellor = told(running, case)
    assert f"/planning/cases/{case}/circumstances" in counsellor.open(f"/cases/{case}").text
    shown = counsellor.open(f"/cases/{case}/circumstances").words
    for words in (
        "契約が終わり、収入が半分になった",
        "課題1 経済的困窮",
        "分納を話し合い、家計を一緒に見る",
        "本人と一致した",
        "本人とまだ共有していません",
        "社会的な原因・経済的な原因",
        "運転免許がある",
        "3人",
        "ひとり親",
        "精神障害者保健福祉手帳",
        "これから申請：就学援助",
        "R8.5.20まで",
        "社会生活自立を広げる",
    ):
        assert words in shown, words


def test_every_item_of_the_sheet_keeps_why_it_has_no_answer(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/assessment", SHEET)
    sheet = counsellor.open(f"/cases/{case}/assessments/1").words
    assert "債務 回答拒否" in sheet
    assert "手帳 不明" in sheet
    assert "離職後年数 未聴取" in sheet
    assert "滞納 家賃、電気・ガス・水道" in sheet
    assert "聴き取り 12／24項目" in sheet
    again = counsellor.open(f"/cases/{case}/assessment").form
    assert again["rent_yen"] == "48,000"
    assert again["debts_yen_state"] == "declined"
    assert again["arrears"] == ["rent", "utilities"]
    both = counsellor.send(f"/cases/{case}/assessment", {"arrears": ["none", "rent"]})
    assert both.status == 422
    assert "「なし」とほかの項目が両方選ばれています" in both.words


def test_two_sittings_side_by_side_mark_what_changed_in_words(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/assessment", SHEET)
    running.on(date(2026, 6, 1))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/assessment", {"work": "working", "own_income_yen": "120000"})
    page = counsellor.open(f"/cases/{case}/assessments")
    assert page.text.count("compare__mark") == 2
    assert "就労状況 変わった 求職中(無職) 就労中" in page.words
    assert "本人の月収 変わった 82,000円 120,000円" in page.words
    same = counsellor.open(f"/cases/{case}/assessments?before=2&after=2")
    assert "compare__mark" not in same.text
    assert counsellor.get(f"/cases/{case}/assessments/3").status == 404


def test_the_household_is_shown_as_of_a_day(running: House) -> None:
    case = running.received()
    told(running, case)
    running.on(date(2026, 7, 1))
    counsellor = Browser(running, "yamamoto")
    at = f"/cases/{case}/household"
    counsellor.record(f"{at}/1/change", {"activity": "junior_high_school"})
    counsellor.record(f"{at}/2/attributes/care_need/end", {"ended_on": "R8.6.20"})
    counsellor.record(f"{at}/2/leaving", {"reason": "facility"})
    now, then = counsellor.open(at), counsellor.open(f"{at}?on=R8.6.1")
    assert "令和8年7月1日の世帯（2人）" in now.words
    assert "中学生" in now.words.partition("世帯の経過")[0]
    before = then.words.partition("世帯の経過")[0]
    assert "令和8年6月1日の世帯（3人）" in before
    assert "小学生" in before
    assert "要介護・要支援" in before
    assert "山本 みどり" in before
    assert "78歳くらい" in before
    assert "回答拒否" in before
    assert "2人" not in before
    assert "世帯員2。入所・入院" in now.words
    unread = counsellor.open(f"{at}?on=いつか")
    assert "aria-invalid" in unread.text


def test_a_member_is_entered_with_birth_or_age_and_never_both(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    both = {"relationship": "child", "born_on": "H26.5.10", "age": "11"}
    refused = counsellor.send(f"/cases/{case}/household/new", both)
    assert refused.status == 422
    assert "どちらか一つ" in refused.words
    assert refused.form["age"] == "11"


def test_an_issue_goes_from_the_workers_eye_to_agreement_to_its_end(running: House) -> None:
    case = running.received()
    counsellor = told(running, case)
    at = f"/cases/{case}/issues"
    counsellor.record(f"{at}/2/talk", {"agreed": "no", "response": "困っていない"})
    assert "本人はまだ課題と考えていない" in counsellor.open(at).words
    running.on(date(2026, 5, 20))
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"{at}/2/talk", {"agreed": "yes", "response": "少し話してみたい"})
    counsellor.record(f"{at}/2/state", {"state": "working"})
    counsellor.record(f"{at}/2/analysis", {"cause": "転居で友人と離れた"})
    wordless = counsellor.send(f"{at}/2/state", {"state": "resolved"})
    assert wordless.status == 422
    counsellor.record(f"{at}/2/state", {"state": "resolved", "reason": "集まりに毎週通っている"})
    page = counsellor.open(at).words
    assert "落ち着いた課題 課題2 社会的孤立" in page
    for words in (
        "困っていない",
        "少し話してみたい",
        "転居で友人と離れた",
        "集まりに毎週通っている",
    ):
        assert words in page
    assert counsellor.get(f"{at}/9/talk").status == 404


def test_objectives_are_attached_to_open_issues_and_measures_to_independence(
    running: House,
) -> None:
    case = running.received()
    counsellor = told(running, case)
    counsellor.record(f"/cases/{case}/completion", {"direction": "家計と仕事"})
    at = f"/cases/{case}/plan"
    offered = counsellor.open(at)
    assert "課題1 経済的困窮" in offered.words
    assert "これから申請： 就学援助" in offered.words
    assert "社会生活自立を広げる" in offered.words
    linked = {
        "objectives-0-issues": ["1", "2"],
        "measures-0-independence": ["economic"],
        "employment_reason": "子どもが学校にいる時間に働きたい",
    }
    unknown = counsellor.send(at, plan_form(**linked | {"objectives-0-issues": ["7"]}))
    assert unknown.status == 422
    assert "いま取り組む課題にありません" in unknown.words
    counsellor.record(at, plan_form(**linked))
    page = counsellor.open(f"/cases/{case}").words
    assert "目標1 課題1・課題2。経済的自立・日常生活自立" in page
    assert "就労目標あり。子どもが学校にいる時間に働きたい" in page
    again = counsellor.open(at).form
    assert again["objectives-0-issues"] == ["1", "2"]
    assert again["measures-0-independence"] == "economic"
    counsellor.record(at, {})
    stated = [kind_of(one.fact).ja for one in running.planning.log.history(case)]
    assert stated.count("プランと課題の結び付け") == 1
    counsellor.record(at, {"objectives-0-issues": ["1"]})
    stated = [kind_of(one.fact).ja for one in running.planning.log.history(case)]
    assert stated[-1] == "プランと課題の結び付け"
    assert stated.count("プラン(案)策定") == 1
    form = counsellor.open(f"/cases/{case}/plans/1").words
    assert "課題1" in form
    assert "課題2" not in form
    assert "子どもが学校にいる時間に働きたい" in form
    assert "子どもが学校にいる時間に働きたい" in counsellor.open(f"/cases/{case}/readiness").words


def test_what_waits_for_an_application_stands_on_the_due_list_until_it_is_made(
    running: House,
) -> None:
    case = running.received()
    counsellor = told(running, case)
    running.caught_up()
    due = counsellor.open("/applications")
    assert f"/planning/cases/{case}/benefits" in due.text
    running.on(date(2026, 5, 21))
    counsellor = Browser(running, "yamamoto")
    assert "超過" in counsellor.open(f"/cases/{case}/benefits").words
    row = checks(counsellor, case)["school_expenses"]
    kept = counsellor.send(
        f"/cases/{case}/benefits/check", {f"{row}-result": "applied", f"{row}-note": "学校へ提出"}
    )
    assert kept.status == 422
    assert "期日は「これから申請」のときに入れてください" in kept.words
    counsellor.record(
        f"/cases/{case}/benefits/check",
        {f"{row}-result": "applied", f"{row}-due_on": "", f"{row}-note": "学校へ提出"},
    )
    running.caught_up()
    assert f"/planning/cases/{case}/benefits" not in counsellor.open("/applications").text
    page = counsellor.open(f"/cases/{case}/benefits").words
    assert "就学援助 申請した。学校へ提出" in page
    assert page.count("児童扶養手当") == 2


def test_only_people_who_work_on_a_case_read_its_circumstances(running: House) -> None:
    case = running.received()
    told(running, case)
    clerk = Browser(running, "oonishi")
    for page in ("circumstances", "issues", "household", "benefits", "readiness", "assessments"):
        words = Browser(running, "kita").get(f"/cases/{case}/{page}")
        assert words.status == 404, page
    assert clerk.get(f"/cases/{case}/issues/new").status == 403


def test_records_beside_the_plan_never_overtake_it(running: House) -> None:
    case = running.received()
    counsellor = told(running, case)
    counsellor.record(f"/cases/{case}/completion", {"direction": "家計と仕事"})
    typing = counsellor.open(f"/cases/{case}/plan").form | plan_form()
    other = Browser(running, "inoue")
    other.record(f"/cases/{case}/issues/1/state", {"state": "working"})
    other.record(f"/cases/{case}/readiness/new", {"stage": "employment", "reason": "準備ができた"})
    assert counsellor.post(f"/cases/{case}/plan", typing).status == 303


def test_every_change_one_may_tick_says_its_kind_of_independence(running: House) -> None:
    case = running.received()
    proposed(running, case)
    running.on(date(2026, 5, 8))
    Browser(running, "kimura").record(
        f"/cases/{case}/decision", {"grantings-0-number": "西福第12号"}
    )
    page = Browser(running, "yamamoto").open(f"/cases/{case}/evaluation").words
    assert "住まいの確保・安定 日常生活自立" in page
    assert "就労収入が増加 経済的自立" in page
    assert "一般就労開始(継続的) 経済的自立・社会生活自立" in page
    assert set(OF_CHANGE) == set(ObservedChange)
