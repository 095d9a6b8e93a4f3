"""A form from the first key to the record: sent twice, overtaken, refused, without a database, too late."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg.types.json import Jsonb

from events.host.accounts import Account
from events.log.unstored import Busy, Unavailable
from tests.events.host.conftest import HTML, House

CASE = "5b0f3e0c-6f2d-4f0e-9d6c-7a2f1c0b5e12"
STORY = "家賃を二か月滞納している。髙𠮷さんの紹介。"


def filled(**changes: str) -> dict[str, str]:
    return {
        "command_id": str(uuid4()),
        "draft_id": str(uuid4()),
        "received_on": "R8.11.20",
        "channel": "office_visit",
        "story": STORY,
    } | changes


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    return found[1] if found else ""


def told(browser: TestClient, case: str = CASE) -> int:
    return browser.get(f"/intake/cases/{case}", headers={"Accept": "application/json"}).json()[
        "told"
    ]


def test_a_form_is_recorded_and_its_draft_is_gone(house: House):
    browser = house.sign_in("counsellor")
    sent = filled()
    keep = f"/intake/drafts/{sent['draft_id']}?form=new&area=271063&at=/intake/new"
    assert browser.post(keep, data=sent | {"draft_sequence": "1"}).status_code == 200
    answer = browser.post(f"/intake/cases/{CASE}", data=sent)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/cases/{CASE}")
    assert told(browser) == 1
    assert browser.get(f"/intake/new?draft={sent['draft_id']}").status_code == 404


def test_a_double_click_is_one_command(house: House):
    browser = house.sign_in("counsellor")
    sent = filled(expected_version="0")
    answers = [browser.post(f"/intake/cases/{CASE}", data=sent) for _ in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert told(browser) == 1


def test_a_slip_brings_the_page_back_with_everything_typed(house: House):
    browser = house.sign_in("counsellor")
    sent = filled(received_on="平成40年1月1日")
    answer = browser.post(f"/intake/cases/{CASE}", data=sent)
    assert answer.status_code == 422
    assert "平成は31年4月30日までです。" in answer.text
    assert STORY in answer.text
    assert hidden(answer.text, "command_id") == sent["command_id"], "nothing was stored under it"


def test_a_refusal_stands_beside_its_field_or_above_the_form(house: House):
    browser = house.sign_in("counsellor")
    beside = browser.post(f"/intake/cases/{CASE}", data=filled(received_on="R8.11.22"))
    assert beside.status_code == 422
    assert 'id="f-received_on-error"' in beside.text
    above = browser.post(f"/intake/cases/{CASE}", data=filled(story=f"断る {STORY}"))
    assert above.status_code == 422
    assert "この内容は受け付けられません。" in above.text
    assert STORY in above.text


def test_a_stale_form_gets_409_with_its_text_what_came_between_and_a_new_command(house: House):
    first, second = house.sign_in("counsellor"), house.sign_in("counsellor")
    first.post(f"/intake/cases/{CASE}", data=filled())
    drawn = second.get(f"/intake/cases/{CASE}/contact")
    assert hidden(drawn.text, "expected_version") == "1"
    assert first.post(
        f"/intake/cases/{CASE}/contact", data=filled(expected_version="1")
    ).is_redirect
    mine = filled(expected_version="1", story="同じときに書いた長い文")
    answer = second.post(f"/intake/cases/{CASE}/contact", data=mine)
    assert answer.status_code == 409
    assert "同じときに書いた長い文" in answer.text
    assert "令和8年11月20日（2026-11-20） 相談受付" in answer.text
    assert hidden(answer.text, "command_id") != mine["command_id"]
    assert hidden(answer.text, "expected_version") == "2"
    draft = second.get(f"/intake/cases/{CASE}/contact?draft={mine['draft_id']}")
    assert "同じときに書いた長い文" in draft.text, "kept as a draft as well"
    again = mine | {
        "command_id": hidden(answer.text, "command_id"),
        "expected_version": hidden(answer.text, "expected_version"),
    }
    assert second.post(f"/intake/cases/{CASE}/contact", data=again).is_redirect
    assert told(second) == 3


def test_a_form_that_names_no_version_is_stale_and_never_recorded_unseen(house: House):
    first, second = house.sign_in("counsellor"), house.sign_in("counsellor")
    first.post(f"/intake/cases/{CASE}", data=filled())
    for version in ({}, {"expected_version": ""}, {"expected_version": "なし"}):
        mine = filled(story="版のない長い文") | version
        answer = second.post(f"/intake/cases/{CASE}/contact", data=mine)
        assert answer.status_code == 409
        assert "版のない長い文" in answer.text
        assert hidden(answer.text, "command_id") != mine["command_id"]
        assert hidden(answer.text, "expected_version") == "1"
    assert told(second) == 1


def given(house: House, account: Account, **changed: object) -> None:
    """The account holds this instead, and the minute in which the old may still count is over."""
    with psycopg.connect(house.address.conninfo()) as session:
        session.execute(
            "update host.account set roles = jsonb_build_array(roles -> 0 || %s) where account_id = %s",
            [Jsonb(changed), account.account],
        )
    house.clock.pass_(minutes=2)


def test_a_ward_taken_away_while_somebody_types_loses_no_text(house: House):
    account = house.account("counsellor")
    browser = house.signed_in(account)
    browser.post(f"/intake/cases/{CASE}", data=filled())
    mine = filled(expected_version="1", story="担当を外れる前に書いた文")
    given(house, account, wards=["271110"])
    answer = browser.post(f"/intake/cases/{CASE}/contact", data=mine)
    assert answer.status_code == 404
    assert "担当を外れる前に書いた文" in answer.text
    assert "いまは記録できません" in answer.text
    assert hidden(answer.text, "command_id") == mine["command_id"]
    given(house, account, role="auditor", wards=["271063"])
    assert told(browser) == 1
    again = browser.post(f"/intake/cases/{CASE}/contact", data=mine)
    assert (again.status_code, "担当を外れる前に書いた文" in again.text) == (403, True)
    machine = browser.post(
        f"/intake/cases/{CASE}/contact", data=mine, headers={"Accept": "application/json"}
    )
    assert "担当を外れる前に書いた文" not in machine.text


def test_a_draft_that_was_overtaken_says_so_when_it_is_opened(house: House):
    browser = house.sign_in("counsellor")
    browser.post(f"/intake/cases/{CASE}", data=filled())
    mine = filled(expected_version="1", draft_sequence="1")
    where = f"form=contact&area=271063&case={CASE}&at=/intake/cases/{CASE}/contact"
    assert browser.post(f"/intake/drafts/{mine['draft_id']}?{where}", data=mine).status_code == 200
    browser.post(f"/intake/cases/{CASE}/contact", data=filled(expected_version="1"))
    page = browser.get(f"/intake/cases/{CASE}/contact?draft={mine['draft_id']}")
    assert "下書きのあとに別の記録がありました" in page.text
    assert STORY in page.text


@pytest.mark.parametrize(
    ("fault", "words"), [(Busy, "下書きとして保存"), (Unavailable, "下書きとして保存")]
)
def test_when_the_log_cannot_take_it_the_text_is_kept_as_a_draft(
    house: House, monkeypatch: pytest.MonkeyPatch, fault: type[Exception], words: str
):
    browser = house.sign_in("counsellor")
    sent = filled()
    with refusing(house, fault):
        answer = browser.post(f"/intake/cases/{CASE}", data=sent)
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert words in answer.text
    assert STORY in answer.text
    assert hidden(answer.text, "command_id") == sent["command_id"]
    assert STORY in browser.get(f"/intake/new?draft={sent['draft_id']}").text
    assert browser.post(f"/intake/cases/{CASE}", data=sent).is_redirect


@contextmanager
def refusing(house: House, fault: type[Exception]) -> Iterator[None]:
    log = house.runtime.log

    def refuse(*_: object) -> None:
        raise fault("full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(log, "append", refuse)
        yield


@contextmanager
def without_database(house: House) -> Iterator[None]:
    """Nobody gets in and everybody is thrown out, as when the server has gone."""
    name = house.address.dbname
    with psycopg.connect(house.address.named("postgres").conninfo(), autocommit=True) as session:
        session.execute(f"alter database {name} with allow_connections false")
        session.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name]
        )
        try:
            yield
        finally:
            session.execute(f"alter database {name} with allow_connections true")


@contextmanager
def full_disk(house: House, *tables: str) -> Iterator[None]:
    """PostgreSQL answers 53100 (disk full) to every insert into these tables."""
    with psycopg.connect(house.address.conninfo(), autocommit=True) as session:
        session.execute(
            "create function public.full_disk() returns trigger language plpgsql as $$ begin raise"
            " exception 'could not extend file: No space left on device' using errcode = '53100';"
            " end $$"
        )
        for table in tables:
            session.execute(
                f"create trigger full_disk before insert on {table}"
                " for each row execute function public.full_disk()"
            )
        yield
        session.execute("drop function public.full_disk() cascade")


def test_a_full_disk_stores_nothing_and_keeps_the_text_as_a_draft(house: House):
    browser = house.sign_in("counsellor")
    sent = filled()
    with full_disk(house, "intake.command"):
        answer = browser.post(f"/intake/cases/{CASE}", data=sent)
    assert answer.status_code == 503
    assert "下書きとして保存しました" in answer.text
    assert STORY in answer.text
    assert "No space left" not in answer.text
    assert house.runtime.log.reading.head() == 0
    assert browser.post(f"/intake/cases/{CASE}", data=sent).is_redirect
    assert told(browser) == 1


def test_a_disk_too_full_even_for_the_draft_leaves_the_text_on_the_page(house: House):
    browser = house.sign_in("counsellor")
    sent = filled()
    with full_disk(house, "intake.command", "intake_desk.draft"):
        answer = browser.post(f"/intake/cases/{CASE}", data=sent)
        saving = browser.post(
            f"/intake/drafts/{sent['draft_id']}?form=new&area=271063&at=/intake/new",
            data=sent,
            headers={"Accept": "application/json"},
        )
    assert answer.status_code == 503
    assert "下書きとして保存しました" not in answer.text
    assert "この画面に残っています" in answer.text
    assert STORY in answer.text
    assert browser.get("/intake/new").status_code == 200, "reading goes on"
    assert saving.status_code == 503, "the browser shows 未保存 and tries again"
    assert browser.post(f"/intake/cases/{CASE}", data=sent).is_redirect


def test_without_a_database_the_text_stays_on_a_page_that_can_send_it_again(
    house: House, monkeypatch: pytest.MonkeyPatch
):
    browser = house.sign_in("counsellor")
    browser.get("/intake/new")
    sent = filled()
    with without_database(house):
        answer = browser.post(f"/intake/cases/{CASE}", data=sent)
        status = browser.get("/status")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert "下書きとして保存しました" not in answer.text, "that would be untrue"
    assert "この画面に残っています" in answer.text
    assert STORY in answer.text
    assert hidden(answer.text, "command_id") == sent["command_id"]
    assert status.status_code == 200
    assert "応答がありません" in status.text
    again = {
        name: hidden(answer.text, name)
        for name in [*sent, "drawn_for"]
        if hidden(answer.text, name)
    }
    assert browser.post(f"/intake/cases/{CASE}", data=again).is_redirect
    assert told(browser) == 1


def test_a_machine_without_a_database_gets_a_problem(house: House):
    browser = house.sign_in("counsellor")
    browser.get("/intake/new")
    with without_database(house):
        answer = browser.get(f"/intake/cases/{CASE}", headers={"Accept": "application/json"})
    assert answer.status_code == 503
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:problem:unavailable"


def test_a_form_sent_after_the_sign_in_ran_out_is_kept_on_the_page_and_for_its_owner(house: House):
    account = house.account("counsellor")
    browser = house.signed_in(account)
    house.clock.pass_(minutes=20)
    sent = filled()
    answer = browser.post(f"/intake/cases/{CASE}", data=sent)
    assert answer.status_code == 401
    assert STORY in answer.text
    assert 'target="_blank"' in answer.text
    again = sent | {"drawn_for": hidden(answer.text, "drawn_for")}
    assert again["drawn_for"] == str(account.account)
    other = house.sign_in("counsellor")
    refused = other.post(f"/intake/cases/{CASE}", data=again)
    assert refused.status_code == 409
    assert "別の方がログインしています" in refused.text
    owner = house.signed_in(account)
    assert owner.post(f"/intake/cases/{CASE}", data=again).is_redirect
    assert told(owner) == 1


def test_a_password_is_never_put_on_such_a_page(house: House):
    browser = house.browser()
    answer = browser.post(
        "/account/password", data={"password": "geheim-geheim", "command_id": ""}, headers=HTML
    )
    assert "geheim" not in answer.text


def test_a_day_on_which_the_ward_did_not_exist_is_refused_with_the_text(house: House):
    browser = house.sign_in("counsellor")
    answer = browser.post(f"/intake/cases/{CASE}", data=filled(received_on="2010/4/1"))
    assert answer.status_code == 422
    assert "その日に、その市・区はありません" in answer.text
    assert STORY in answer.text


def test_a_form_without_a_command_id_is_refused(house: House):
    browser = house.sign_in("counsellor")
    answer = browser.post(f"/intake/cases/{CASE}", data={"story": STORY})
    assert answer.status_code == 422
    assert STORY not in answer.text


def test_a_form_brought_back_changed_and_sent_again_is_never_taken_for_recorded(house: House):
    browser = house.sign_in("counsellor")
    sent = filled(expected_version="0")
    assert browser.post(f"/intake/cases/{CASE}", data=sent).status_code == 303
    again = browser.post(f"/intake/cases/{CASE}", data=sent | {"story": "書き直した文章"})
    assert again.status_code == 409
    assert "書き直した文章" in again.text
    assert hidden(again.text, "command_id") != sent["command_id"]
    assert told(browser) == 1


def test_the_whole_text_of_a_command_too_long_for_one_entry_is_refused_with_its_text(house: House):
    browser = house.sign_in("counsellor")
    answer = browser.post(f"/intake/cases/{CASE}", data=filled(story="あ" * 11_000))
    assert answer.status_code == 422
    assert "長すぎます" in answer.text
    assert "あ" * 11_000 in answer.text


def test_the_same_decision_as_json(house: House):
    browser = house.sign_in("counsellor")
    body = {"received_on": "2026-11-20", "channel": "telephone", "story": STORY}
    headers = {"Accept": "application/json", "Idempotency-Key": str(uuid4()), "If-Match": '"0"'}
    answers = [
        browser.post(f"/intake/cases/{CASE}/receptions", json=body, headers=headers)
        for _ in range(2)
    ]
    assert [a.status_code for a in answers] == [200, 200]
    assert answers[0].json() == answers[1].json(), "the same receipt, hash included"
    receipt = answers[0].json()
    assert receipt["position"] == 1
    assert len(receipt["leaf"]) == 64
    assert receipt["origin"].endswith("/intake")
    stale = browser.post(
        f"/intake/cases/{CASE}/receptions",
        json=body,
        headers=headers | {"Idempotency-Key": str(uuid4())},
    )
    assert stale.status_code == 409
    assert stale.json()["type"] == "urn:problem:overtaken"


def test_bad_json_names_the_field_and_the_rule_and_never_the_value(house: House):
    browser = house.sign_in("counsellor")
    body = {"received_on": "昨日", "channel": "090-1234-5678", "story": STORY}
    headers = {"Accept": "application/json", "Idempotency-Key": str(uuid4())}
    answer = browser.post(f"/intake/cases/{CASE}/receptions", json=body, headers=headers)
    assert answer.status_code == 422
    assert {f["name"] for f in answer.json()["fields"]} == {"received_on", "channel"}
    for value in ("昨日", "090", STORY):
        assert value not in answer.text
