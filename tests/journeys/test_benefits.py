"""A grant from the application to its end through the pages of benefits, by the people whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import kind_of
from events.contract.exporting import FileForm, GrantsExported
from events.host.address import Address
from services.benefits import months
from services.benefits.grant import stream_of
from tests.benefits.house import Browser, House, house
from tests.benefits.people import (
    APPLICATION,
    CHECKED,
    ITEM,
    applied,
    committed,
    evidenced,
    paid,
    proposed,
    reviewed,
)
from tests.journeys.case_pages import case_pages

ARRIVED = date(2026, 11, 2)


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(ARRIVED)
        yield made


def stated(running: House, case: UUID, number: int = 1) -> list[str]:
    history = running.benefits.log.history(stream_of(case, number))
    return [kind_of(one.fact).ja for one in history]


def test_an_honest_life_from_application_to_the_last_payment(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    for number, month in enumerate(("2026-11", "2026-12", "2027-01"), 1):
        paid(running, at, month, number)
    Browser(running, "sato").record(f"{at}/end", {})

    money = ["支出命令", "支出命令の審査", "給付支給"]
    before = ["支給申請", "支給起案", "審査", "支給決定", "支出負担行為"]
    duty = ["求職活動等の報告", "求職活動等の確認"]
    months_done = [*money, *duty, *money, *duty, *money]
    assert stated(running, case) == [*before, *months_done, "支給終了"]
    page = Browser(running, "yamamoto").open(at)
    for words in ("37,000円", "福生第101号", ITEM, "支給終了", "3／3か月", "92,000円"):
        assert words in page.words, words
    person = running.benefits.log.history(stream_of(case, 1))[0].fact.person  # type: ignore[attr-defined]
    taken = running.benefits.log.history(months.stream_of(person))
    assert [one.fact.month for one in taken] == ["2026-11", "2026-12", "2027-01"]  # type: ignore[attr-defined]


def test_whose_turn_it_is_sees_it_on_the_worklist_and_in_the_file(running: House) -> None:
    case = running.received()
    at = reviewed(running, case)
    running.caught_up()
    assert at in Browser(running, "kimura").open("/").text
    assert at not in Browser(running, "fujii").open("/").text
    clerk = Browser(running, "sato")
    listed = clerk.client.get("/benefits/worklist.csv?step=decide")
    assert listed.content.startswith(b"\xef\xbb\xbf")
    assert "決裁" in listed.text
    assert clerk.client.get("/benefits/worklist.xlsx?step=all").content.startswith(b"PK")
    log = running.benefits.log
    *_, stated = log.read_rows(log.reading.page(log.reading.head() - 2))
    assert isinstance(stated.fact, GrantsExported)
    assert (stated.fact.form, stated.context.role) == (FileForm.EXCEL, "municipal_officer")
    decider = Browser(running, "kimura")
    assert "/benefits/worklist.csv" not in decider.open("/").text
    assert decider.client.get("/benefits/worklist.csv").status_code == 403
    assert clerk.get("/worklist.pdf").status == 404


def test_an_overdue_correction_comes_first_and_can_be_refused(running: House) -> None:
    waiting = applied(running, running.received())
    running.on(date(2026, 11, 3))
    late = running.received()
    changes = {"arrived_on": "R8.11.3", "missing": ["income"], "due_on": "R8.11.17"}
    at = applied(running, late, income_yen="", **changes)
    running.on(date(2026, 11, 17))
    clerk = Browser(running, "sato")
    assert clerk.send(f"{at}/proposal", CHECKED).status == 422
    running.on(date(2026, 11, 18))
    clerk = Browser(running, "sato")
    text = clerk.open("/?step=all").text
    assert text.index(at) < text.index(waiting)
    assert "1日超過" in text
    clerk.record(f"{at}/proposal", CHECKED)
    Browser(running, "mori").record(f"{at}/review", {})
    Browser(running, "kimura").record(f"{at}/refusal", {"number": "福生第110号"})
    assert stated(running, late)[-1] == "不支給決定"
    page = Browser(running, "yamamoto").open(at)
    assert "世帯全員の収入の証明" in page.words
    assert "行政手続法7条" in page.words


def test_an_answered_correction_leads_to_a_new_proposal(running: House) -> None:
    case = running.received()
    at = proposed(running, case)
    Browser(running, "yamamoto").record(f"{at}/correction", {"income_yen": "８０，０００"})
    assert Browser(running, "mori").get(f"{at}/review").status == 404
    officer = Browser(running, "sato")
    page = officer.open(f"{at}/proposal")
    assert "80,000円" in page.words
    run = {"hindered-0-first_on": "R8.10.20", "hindered-0-last_on": "R8.10.1"}
    refused = officer.send(f"{at}/proposal", CHECKED | run)
    assert refused.status == 422
    assert "終わりの日が、始まりの日より前です" in refused.words
    assert refused.form["hindered-0-last_on"] == "R8.10.1"
    officer.record(f"{at}/proposal", CHECKED | run | {"hindered-0-last_on": "R8.10.31"})


@pytest.mark.slow
@pytest.mark.parametrize(
    ("login", "page"),
    [
        ("yamamoto", "proposal"),
        ("yamamoto", "decision"),
        ("sato", "decision"),
        ("kimura", "proposal"),
        ("kimura", "commitment"),
        ("sato", "commitment"),
        ("fujii", "decision"),
        ("fujii", "months/2026-11/pass"),
        ("yoshikawa", "months/2026-11/order"),
        ("yoshikawa", "months/2026-11/payment"),
        ("kimura", "later/stop"),
        ("sato", "later/decision"),
        ("yamamoto", "later/change"),
        ("kimura", "months/2026-11/evidence"),
    ],
)
def test_what_a_role_does_not_do_is_forbidden(running: House, login: str, page: str) -> None:
    at = applied(running, running.received())
    answer = Browser(running, login).get(f"{at}/{page}")
    assert answer.status == 403
    posted = Browser(running, login).post(f"{at}/{page}", {"command_id": str(uuid4())})
    assert posted.status == 403


def test_a_case_of_another_ward_is_not_there(running: House) -> None:
    case = running.received()
    at = applied(running, case)
    stranger = Browser(running, "kita")
    for path in (f"/cases/{case}", f"/cases/{case}/panel", f"/cases/{case}/quote", at):
        assert stranger.get(path).status == 404, path
    assert at not in stranger.open("/?step=all").text
    assert Browser(running, "sato").get(f"/cases/{case}/grants/2").status == 404


def test_the_drafter_neither_reviews_nor_decides(running: House) -> None:
    case = running.received()
    at = proposed(running, case, drafter="both")
    both = Browser(running, "both")
    refused = both.send(f"{at}/review", {})
    assert refused.status == 422
    assert "起案者本人は審査できません" in refused.words
    Browser(running, "mori").record(f"{at}/review", {})
    refused = both.send(f"{at}/decision", {"number": "福生第1号"})
    assert refused.status == 422
    assert "起案者本人は決裁できません" in refused.words
    assert refused.form["number"] == "福生第1号"
    assert stated(running, case) == ["支給申請", "支給起案", "審査"]


def test_the_person_who_ordered_does_not_pass(running: House) -> None:
    at = committed(running, running.received())
    purse = Browser(running, "purse")
    purse.record(f"{at}/months/2026-11/order", {"order_no": "支-1"})
    refused = purse.send(f"{at}/months/2026-11/pass", {})
    assert refused.status == 422
    assert "支出命令を出した本人は審査できません" in refused.words


def test_an_approval_of_a_proposal_that_changed_is_refused_and_shows_the_new_one(
    running: House,
) -> None:
    case = running.received()
    at = reviewed(running, case)
    decider = Browser(running, "kimura")
    seen = decider.open(f"{at}/decision").form | {"number": "福生第5号"}
    Browser(running, "sato").record(f"{at}/proposal", CHECKED | {"first_month": "2026-12"})
    Browser(running, "mori").record(f"{at}/review", {})
    overtaken = decider.post(f"{at}/decision", seen)
    assert overtaken.status == 409
    assert "先に別の記録がありました" in overtaken.words
    assert "令和8年12月分から3か月" in overtaken.words
    stale = decider.post(f"{at}/decision", overtaken.form | {"approved": seen["approved"]})
    assert stale.status == 422
    assert "起案が変わりました" in stale.words
    assert decider.post(f"{at}/decision", stale.form).status == 303


def test_a_month_is_paid_once_per_person_whichever_grant(running: House) -> None:
    person = uuid4()
    first = committed(running, running.received(person=person), "福生第1号")
    second = committed(running, running.received(person=person), "福生第2号")
    clerk = Browser(running, "fujii")
    clerk.record(f"{first}/months/2026-11/order", {"order_no": "支-1"})
    refused = clerk.send(f"{second}/months/2026-11/order", {"order_no": "支-2"})
    assert refused.status == 422
    assert "一人一月一回" in refused.words
    assert refused.form["order_no"] == "支-2"
    unseen = clerk.send(f"{first}/months/2026-12/order", {"order_no": "支-3"})
    assert unseen.status == 422
    assert "求職活動等の確認がまだです" in unseen.words
    evidenced(running, first, "2026-11")
    clerk.record(f"{first}/months/2026-12/order", {"order_no": "支-3"})


def test_two_clerks_at_the_same_moment_take_a_month_once(running: House) -> None:
    person = uuid4()
    grants = [committed(running, running.received(person=person), f"福生第{n}号") for n in range(2)]
    clerks = [Browser(running, "fujii") for _ in grants]
    forms = [
        clerk.open(f"{at}/months/2026-11/order").form | {"order_no": f"支-{n}"}
        for n, (clerk, at) in enumerate(zip(clerks, grants, strict=True))
    ]
    start = Barrier(2)

    def send(n: int) -> int:
        start.wait()
        return clerks[n].post(f"{grants[n]}/months/2026-11/order", forms[n]).status

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, range(2)))
    assert answers[0] == 303
    assert answers[1] in {409, 422}
    taken = running.benefits.log.history(months.stream_of(person))
    assert len(taken) == 1
    assert sorted(
        sum(kind_of(one.fact).ja == "支出命令" for one in running.benefits.log.history(stream))
        for stream in (taken[0].fact.grant, *_others(running, grants, taken[0].fact.grant))  # type: ignore[attr-defined]
    ) == [0, 1]


def _others(running: House, grants: list[str], winner: UUID) -> list[UUID]:
    streams = [stream_of(UUID(at.split("/")[2]), 1) for at in grants]
    return [stream for stream in streams if stream != winner]


def test_a_double_click_is_one_order(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    clerk = Browser(running, "fujii")
    form = clerk.open(f"{at}/months/2026-11/order").form | {"order_no": "支-1"}
    for _ in range(2):
        assert clerk.post(f"{at}/months/2026-11/order", form).status == 303
    assert stated(running, case).count("支出命令") == 1


def test_an_application_sent_twice_is_one_grant(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    form = counsellor.open(f"/cases/{case}/application").form | APPLICATION
    first = counsellor.post(f"/cases/{case}/application", form)
    running.caught_up()
    again = counsellor.post(f"/cases/{case}/application", form)
    assert (first.status, again.status) == (303, 303)
    assert "/grants/1" in again.response.headers["location"]
    assert stated(running, case, 2) == []


def test_figures_of_a_quote_become_the_application(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    asked = counsellor.open(f"/cases/{case}/quote").form
    assert "あと" in counsellor.open(f"/cases/{case}/quote").words
    figures = {
        "cause_on": "R8.9.30",
        "income_yen": "１２０，０００",
        "rent_yen": "52000",
        "savings_yen": "300000",
    }
    answer = counsellor.post(f"/cases/{case}/quote", asked | figures)
    assert answer.status == 200
    assert "24,000円" in answer.words
    fragment = counsellor.client.post(
        f"/benefits/cases/{case}/quote", data=asked | figures, headers={"hx-request": "true"}
    )
    assert "24,000円" in fragment.text
    assert "<html" not in fragment.text
    begun = counsellor.post(f"/cases/{case}/quote/application", asked | figures)
    assert begun.status == 303
    path = begun.response.headers["location"].removeprefix("/benefits")
    form = counsellor.open(path).form
    assert form["income_yen"] == "１２０，０００"
    assert counsellor.post(path.partition("?")[0], form).status == 303
    assert running.benefits.log.reading.head() == 1


def test_a_quote_says_what_cannot_be_read_and_needs_no_case(running: House) -> None:
    anybody = Browser(running, "kimura")
    form = anybody.open("/quote").form | {"income_yen": "たくさん", "household_size": "60"}
    answer = anybody.post("/quote", form)
    assert "数字で入力してください" in answer.words
    beyond = anybody.post("/quote", form | {"income_yen": "1"})
    assert "表にありません" in beyond.words
    twelve = anybody.post("/quote", form | {"income_yen": "1", "household_size": "12"})
    assert "算式による" in twelve.words
    assert "暫定" in twelve.words
    assert running.benefits.log.reading.head() == 0


def test_a_quote_counts_income_by_item_and_knows_the_stage(running: House) -> None:
    case = running.received()
    counsellor = Browser(running, "yamamoto")
    asked = counsellor.open(f"/cases/{case}/quote").form | {
        "cause_on": "R8.9.30",
        "rent_yen": "52000",
        "savings_yen": "300000",
        "items-employment_yen": "110000",
        "items-self_employment_yen": "50000",
        "items-expenses_yen": "40000",
        "items-child_allowance_yen": "15000",
    }
    first = counsellor.post(f"/cases/{case}/quote", asked)
    for words in ("24,000円", "収入に入れないもの: 児童手当 15,000円", "120,000円"):
        assert words in first.words, words
    begun = counsellor.post(f"/cases/{case}/quote/application", asked)
    path = begun.response.headers["location"].removeprefix("/benefits")
    assert counsellor.open(path).form["income_yen"] == "120000"

    late = {"cause_on": "R6.10.1", "runs": "20、29"}
    assert "期間外です" in counsellor.post(f"/cases/{case}/quote", asked | late).words
    ill = counsellor.post(f"/cases/{case}/quote", asked | late | {"runs": "４５日"})
    assert "求職できなかった45日を加え" in ill.words
    assert "24,000円" in ill.words
    strange = counsellor.post(f"/cases/{case}/quote", asked | {"runs": "一年"})
    assert "「45、60」のように" in strange.words


def test_a_quote_of_an_extension_and_of_a_new_grant(running: House) -> None:
    anybody = Browser(running, "kimura")
    home = anybody.open("/quote").form | {
        "income_yen": "90000",
        "rent_yen": "40000",
        "savings_yen": "0",
    }
    extend = home | {"stage": "extension_2", "first_application_on": "R8.5.1"}
    again = anybody.post("/quote", extend | {"months_paid": "6"})
    assert "延長（2回目）として3か月を延長できます" in again.words
    assert "40,000円" in again.words
    assert "上限に達しています" in anybody.post("/quote", extend | {"months_paid": "9"}).words
    new = home | {
        "stage": "repayment",
        "cause_on": "R8.9.30",
        "ground": "work_reduced",
        "last_paid_on": "R7.11.10",
    }
    unsaid = anybody.post("/quote", new | {"ground": ""})
    assert "原因の事情 を入れると" in unsaid.words
    early = anybody.post("/quote", new)
    assert "申請できるのは2026年12月から" in early.words
    assert "要件を満たしません" in early.words
    allowed = anybody.post("/quote", new | {"last_paid_on": "R7.10.10"})
    assert "再支給の要件に当たります" in allowed.words


def test_a_quote_of_a_move(running: House) -> None:
    anybody = Browser(running, "kimura")
    form = anybody.open("/quote/moving").form | {
        "destination": "茅ヶ崎市",
        "fell_on": "R8.8.1",
        "costs-transport_of_goods_yen": "90000",
        "costs-key_money_yen": "80000",
        "costs-deposit_yen": "70000",
        "rent_before_yen": "60000",
        "rent_after_yen": "40000",
        "others_before_yen": "50000",
        "others_after_yen": "50000",
    }
    open_yet = anybody.post("/quote/moving", form)
    assert "まだ支給できません" in open_yet.words
    confirmed = form | {"confirmed": "yes"}
    answer = anybody.post("/quote/moving", confirmed)
    for words in ("支給の見込み", "123,000円", "170,000円", "対象にならないもの: 敷金"):
        assert words in answer.words, words
    part = anybody.client.post(
        "/benefits/quote/moving", data=confirmed, headers={"hx-request": "true"}
    )
    assert "<html" not in part.text
    unknown = anybody.post("/quote/moving", confirmed | {"destination": "どこか市"})
    assert "転居先の家賃の上限" in unknown.words
    before = anybody.post("/quote/moving", confirmed | {"arrived_on": "R7.3.31"})
    assert "令和7年4月1日以後" in before.words
    assert running.benefits.log.reading.head() == 0


def test_a_program_asks_cases_and_learns_which_value_is_wrong(running: House) -> None:
    client = Browser(running, "kimura").client
    case = {
        "programme": "rent_subsidy",
        "application_date": "2025-05-10",
        "standard_amount": 84_000,
        "rent": 45_000,
        "rent_cap": 53_700,
        "household_income": 90_050,
        "municipal_rule": {"amount_round_up_to": 100},
    }
    plain = {"accept": "application/json"}
    answer = client.post("/benefits/quote/cases", json={"cases": [case]}, headers=plain)
    assert answer.status_code == 200
    assert answer.json()["cases"][0]["monthly_amount"] == 39_000
    for sent, path in (({**case, "rent": "9876"}, "rent"), ({"input": 1}, "input")):
        refused = client.post("/benefits/quote/cases", json=sent, headers=plain)
        assert refused.headers["content-type"] == "application/problem+json"
        assert path in refused.text
        assert "9876" not in refused.text
    many = client.post(
        "/benefits/quote/cases", json=[{**case, "rent": "9876"}, case], headers=plain
    )
    wrong, right = many.json()["cases"]
    assert (wrong["refused"]["field"], right["monthly_amount"]) == ("rent", 39_000)
    assert "9876" not in many.text
    broken = client.post(
        "/benefits/quote/cases", content="{", headers=plain | {"content-type": "application/json"}
    )
    assert broken.status_code == 422
    assert running.benefits.log.reading.head() == 0


def test_a_stop_leaves_the_ordered_month_payable(running: House) -> None:
    case = running.received()
    at = committed(running, case)
    Browser(running, "fujii").record(f"{at}/months/2026-11/order", {"order_no": "支-1"})
    stop = {"last_month": "2026-11", "reason": "moved_out", "reasons": "転居したため"}
    clerk = Browser(running, "sato")
    unasked = clerk.send(f"{at}/later/stop", stop)
    assert unasked.status == 422
    assert "先に本人に説明を求める" in unasked.words
    clerk.record(f"{at}/later/stop", stop | {"unasked": "本人からの申出による"})
    assert "起案した方は審査できません" in clerk.open(f"{at}/later/review").words
    Browser(running, "mori").record(f"{at}/later/review", {})
    Browser(running, "kimura").record(f"{at}/later/decision", {"number": "福生第120号"})
    assert stated(running, case)[-2:] == ["支給中止の決定", "支給中止"]
    Browser(running, "yoshikawa").record(f"{at}/months/2026-11/pass", {})
    Browser(running, "fujii").record(f"{at}/months/2026-11/payment", {"paid_on": "R8.11.2"})
    assert Browser(running, "fujii").get(f"{at}/months/2026-12/order").status == 404
    assert stated(running, case)[-1] == "給付支給"
    running.caught_up()
    assert at not in Browser(running, "sato").open("/?step=all").text


def test_a_second_application_of_a_case_is_a_grant_of_its_own(running: House) -> None:
    case = running.received()
    first, second = applied(running, case), applied(running, case)
    assert (first[-1], second[-1]) == ("1", "2")
    words = Browser(running, "yamamoto").open(f"/cases/{case}").words
    assert "第1回" in words
    assert "第2回" in words
    panel = Browser(running, "yamamoto").open(f"/cases/{case}/panel")
    assert "支給起案待ち" in panel.words


def test_the_stream_of_an_export_is_no_case(running: House) -> None:
    running.received()
    running.caught_up()
    clerk = Browser(running, "sato")
    assert clerk.client.get("/benefits/worklist.csv?step=all").status_code == 200
    log = running.benefits.log
    [exported] = log.read_rows(log.reading.page(log.reading.head() - 1))
    assert isinstance(exported.fact, GrantsExported)
    paths = case_pages(clerk.client.app, "benefits")
    assert paths
    for path in paths:
        found = {
            Browser(running, login).client.get(path.format(case=exported.stream)).status_code
            for login in ("sato", "yamamoto", "kimura")
        }
        assert 404 in found, path
        assert found <= {403, 404}, path
