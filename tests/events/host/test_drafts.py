"""Drafts: whole forms, newest wins, sealed, theirs alone until handed over, gone after the record."""

import psycopg
import pytest

from tests.events.host.conftest import House
from tests.events.host.test_forms import CASE, STORY, filled, hidden
from tests.events.host.toy import NANIWA, NISHI

JSON = {"Accept": "application/json"}


def where(draft: str, **changes: str) -> str:
    given = {"form": "new", "area": NISHI, "at": "/intake/new"} | changes
    return f"/intake/drafts/{draft}?" + "&".join(f"{k}={v}" for k, v in given.items())


def keep(browser, sent: dict, number: int, **changes: str):
    data = sent | {"draft_sequence": str(number)}
    return browser.post(where(sent["draft_id"], **changes), data=data, headers=JSON)


def test_a_draft_is_answered_with_its_time_and_comes_back_with_every_letter(house: House):
    browser = house.sign_in("counsellor")
    sent = filled(received_on="平成40", story="  書きかけ\n二行目 ")
    answer = keep(browser, sent, 1)
    assert answer.json() == {"saved_at": "10:00:00", "sequence": 1}
    page = browser.get(f"/intake/new?draft={sent['draft_id']}")
    assert "平成40" in page.text
    assert "  書きかけ\n二行目 " in page.text
    assert hidden(page.text, "draft_id") == sent["draft_id"]


def test_an_older_save_never_overwrites_a_newer_one(house: House):
    browser = house.sign_in("counsellor")
    sent = filled(story="新しい")
    assert keep(browser, sent, 2).status_code == 200
    assert keep(browser, sent | {"story": "古い"}, 1).status_code == 409
    assert keep(browser, sent | {"story": "同じ番号"}, 2).status_code == 409
    assert "新しい" in browser.get(f"/intake/new?draft={sent['draft_id']}").text


def test_a_draft_is_sealed_in_the_database(house: House):
    browser = house.sign_in("counsellor")
    keep(browser, filled(), 1)
    with psycopg.connect(house.address.conninfo()) as session:
        row = session.execute(
            "select draft::text, body, owner_name_sealed from intake_desk.draft d, "
            "lateral (select d::text as draft) t"
        ).fetchone()
    stored = row[0].encode() + bytes(row[1]) + bytes(row[2])
    for secret in (STORY, "試験 花子"):
        assert secret.encode() not in stored
        assert secret.encode().hex().encode() not in stored


def test_somebody_elses_draft_is_not_there_until_it_is_handed_over_in_the_same_ward(house: House):
    mine, colleague, elsewhere = (
        house.sign_in("counsellor"), house.sign_in("counsellor"), house.sign_in("counsellor", NANIWA),
    )  # fmt: skip
    sent = filled()
    keep(mine, sent, 1)
    page = f"/intake/new?draft={sent['draft_id']}"
    assert colleague.get(page).status_code == 404
    assert keep(colleague, sent, 5).status_code == 409
    later = where(sent["draft_id"]).replace("?", "/later?")
    put_aside = mine.post(later, data=sent | {"draft_sequence": "2"})
    assert put_aside.headers["location"] == "/intake/"
    assert STORY in colleague.get(page).text
    assert elsewhere.get(page).status_code == 404
    assert keep(colleague, sent | {"story": "引き継いだ"}, 3).status_code == 200
    assert mine.get(page).status_code == 404, "now it is the colleague's"


def test_the_ward_list_shows_own_drafts_and_those_handed_over(house: House):
    account, other = house.account("counsellor"), house.account("counsellor")
    mine, theirs = house.signed_in(account), house.signed_in(other)
    own, given, private = filled(), filled(), filled()
    keep(mine, own, 1)
    keep(theirs, private, 1)
    theirs.post(where(given["draft_id"]).replace("?", "/later?"), data=given)
    listed = house.runtime.drafts.list_for(account.account, {NISHI}, house.clock())
    assert {str(d.draft_id) for d in listed} == {own["draft_id"], given["draft_id"]}
    assert house.runtime.drafts.list_for(account.account, {NANIWA}, house.clock())[0].owner_name


def test_another_persons_open_draft_of_the_same_case_is_seen_for_ten_minutes(house: House):
    first, second = house.account("counsellor"), house.account("counsellor")
    browser = house.signed_in(first)
    browser.post(f"/intake/cases/{CASE}", data=filled())
    at = f"/intake/cases/{CASE}/contact"
    assert keep(browser, filled(), 1, form="contact", case=CASE, at=at).status_code == 200
    from uuid import UUID

    seen = house.runtime.drafts.others_at(UUID(CASE), second.account, house.clock())
    assert [d.owner_name for d in seen] == ["試験 花子"]
    assert not house.runtime.drafts.others_at(UUID(CASE), first.account, house.clock())
    house.clock.pass_(minutes=11)
    assert not house.runtime.drafts.others_at(UUID(CASE), second.account, house.clock())


@pytest.mark.parametrize(
    "changes",
    [
        {"area": NANIWA},
        {"case": "6f0f3e0c-6f2d-4f0e-9d6c-7a2f1c0b5e99"},
        {"at": "https://evil.example/"},
        {"at": "//evil.example/"},
        {"at": "/reporting/x"},
        {"at": "/intake/new?name=x"},
    ],
    ids=[
        "another ward",
        "no such case",
        "another site",
        "without scheme",
        "another service",
        "query",
    ],
)
def test_a_draft_cannot_be_put_where_it_does_not_belong(house: House, changes: dict):
    browser = house.sign_in("counsellor")
    assert keep(browser, filled(), 1, **changes).status_code == 404


def test_an_unknown_area_is_refused(house: House):
    assert keep(house.sign_in("counsellor"), filled(), 1, area="999999").status_code == 404


def test_the_sweep_deletes_what_was_recorded_and_what_expired_and_nothing_else(house: House):
    browser = house.sign_in("counsellor")
    recorded, old, kept = filled(), filled(), filled()
    for sent in (recorded, old):
        keep(browser, sent, 1)
    drafts = house.runtime.drafts
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drafts, "recorded", lambda *_: True)  # as if killed right after the commit
        browser.post(f"/intake/cases/{CASE}", data=recorded)
    assert drafts.delete_acknowledged(house.clock()) == 1
    house.clock.pass_(days=13)
    browser = house.sign_in("counsellor")
    keep(browser, kept, 1)
    house.clock.pass_(days=2)
    assert drafts.delete_acknowledged(house.clock()) == 1
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute("select draft_id from intake_desk.draft").fetchall()
    assert [str(draft) for (draft,) in rows] == [kept["draft_id"]]


def test_a_save_that_arrives_after_the_record_leaves_nothing_behind(house: House):
    browser = house.sign_in("counsellor")
    sent = filled()
    browser.post(f"/intake/cases/{CASE}", data=sent)
    assert keep(browser, sent, 9).status_code == 409
    assert browser.get(f"/intake/new?draft={sent['draft_id']}").status_code == 404


def test_an_expired_draft_is_not_there(house: House):
    account = house.account("counsellor")
    sent = filled()
    keep(house.signed_in(account), sent, 1)
    house.clock.pass_(days=14, minutes=1)
    page = house.signed_in(account).get(f"/intake/new?draft={sent['draft_id']}")
    assert page.status_code == 404


def test_a_draft_can_be_thrown_away_by_its_owner_only(house: House):
    mine, other = house.sign_in("counsellor"), house.sign_in("counsellor")
    sent = filled()
    keep(mine, sent, 1)
    path = f"/intake/drafts/{sent['draft_id']}/discard"
    assert other.post(path).status_code == 404
    assert mine.post(path).status_code == 303
    assert mine.get(f"/intake/new?draft={sent['draft_id']}").status_code == 404


def test_a_form_larger_than_any_form_is_refused(house: House):
    browser = house.sign_in("counsellor")
    assert keep(browser, filled(story="a" * 600_000), 1).status_code == 413


def test_without_sign_in_a_save_says_so(house: House):
    answer = keep(house.browser(), filled(), 1)
    assert answer.status_code == 401
    assert answer.json()["type"] == "urn:problem:not-signed-in"


def test_drafts_never_enter_the_record(house: House):
    keep(house.sign_in("counsellor"), filled(), 1)
    assert house.runtime.log.reading.head() == 0
