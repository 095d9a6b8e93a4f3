"""A case goes on in another ward: asked, previewed, accepted; what was not chosen is not seen; paper for others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from uuid import UUID

import pytest

from events.contract.codes import Origin
from events.contract.intake import ConsultationReceived
from events.testing import postgres
from services.intake.states.transfer import case_of, stream_of
from tests.intake.installation import MINATO, Browser, Counter, Page, counter, somebody


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("transfer")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def sender(office: Counter) -> Browser:
    return office.sign_in(name="山本 直子")


@pytest.fixture(scope="module")
def receiver(office: Counter) -> Browser:
    return office.sign_in("chief_counsellor", MINATO, name="港 主任")


def words(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def contacted(browser: Browser, case: UUID, content: str) -> None:
    at = f"/intake/cases/{case}"
    typed = {"content": content, "method": "telephone", "contacted_on": "R8.11.21"}
    assert browser.send(f"{at}/contacts", browser.open(at), **typed).status_code == 303


def asked(browser: Browser, case: UUID, **typed: object) -> None:
    told = {"to_area": MINATO, "basis": "consent", "reason": "港区へ転居", "items": ["reception"]}
    at = f"/intake/cases/{case}/transfer"
    answer = browser.send(at, browser.open(at), **(told | typed))
    assert answer.status_code == 303, Page(answer.text).errors


def test_the_other_ward_sees_what_was_chosen_and_nothing_else(
    office: Counter, sender: Browser, receiver: Browser
) -> None:
    who = somebody()
    case = sender.receive(
        name=who.name, kana=who.kana, story="家賃が払えない", phone="06-1234-5678"
    )
    contacted(sender, case, "元夫のことで相談")
    asked(sender, case)
    at = f"/intake/transfers/{case}/1"
    assert at in receiver.open("/intake/transfers").text
    before = receiver.open(at).text
    assert "相談受付のときの内容" in before
    assert "港区へ転居" in before
    assert "家賃が払えない" not in before
    taken = receiver.send(at, receiver.open(at), accepts="yes")
    new = UUID(taken.headers["location"].rpartition("/")[2])
    assert new == case_of(case, 1)
    after = receiver.open(at).text
    assert "家賃が払えない" in after
    assert "元夫のことで相談" not in after
    page = receiver.open(f"/intake/cases/{new}").text
    assert who.name in page
    assert "06-1234-5678" not in page
    assert receiver.get(f"/intake/cases/{case}").status_code == 404
    assert sender.get(f"/intake/cases/{new}").status_code == 404
    assert "終結してください" in words(sender.open(at).text)
    [fact] = [r.fact for r in office.runtime.log.history(new)][:1]
    assert isinstance(fact, ConsultationReceived)
    assert (fact.origin, fact.previous_case) == (Origin.TRANSFER_WITHIN, case)


def test_a_repeated_acceptance_begins_no_second_case(
    office: Counter, sender: Browser, receiver: Browser
) -> None:
    case = sender.receive(name=somebody().name)
    asked(sender, case)
    at = f"/intake/transfers/{case}/1"
    page = receiver.open(at)
    first = receiver.send(at, page, accepts="yes")
    second = receiver.send(at, page, accepts="yes")
    assert first.status_code == 303
    assert second.status_code in {303, 404}
    assert office.facts(case_of(case, 1)).count("ConsultationReceived") == 1
    stated = [type(r.fact).__name__ for r in office.runtime.log.history(stream_of(case))]
    assert stated == ["TransferRequested", "TransferAccepted"]


def test_a_ward_that_declines_says_why_and_another_may_be_asked(
    sender: Browser, receiver: Browser
) -> None:
    case = sender.receive(name=somebody().name)
    asked(sender, case)
    at = f"/intake/transfers/{case}/1"
    bare = receiver.send(at, receiver.open(at), accepts="no")
    assert Page(bare.text).errors == ["理由・一言：受け入れない理由を書いてください。"]
    assert receiver.send(at, receiver.open(at), accepts="no", note="転居前").status_code == 303
    asked(sender, case)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"to_body": "見本市"}, "どちらか一つにしてください"),
        ({"to_area": "271063"}, "いまの区とは別の区"),
        ({"items": []}, "引き継ぐ項目を選んでください"),
        ({"reason": ""}, "移管の理由を書いてください"),
    ],
)
def test_a_request_that_lacks_something_is_refused(
    sender: Browser, typed: dict[str, object], sentence: str
) -> None:
    case = sender.receive(name=somebody().name)
    at = f"/intake/cases/{case}/transfer"
    told = {"to_area": MINATO, "basis": "consent", "reason": "転居", "items": ["reception"]}
    answer = sender.send(at, sender.open(at), **(told | typed))
    assert answer.status_code == 422
    assert any(sentence in error for error in Page(answer.text).errors)


def test_another_municipality_gets_a_letter_and_its_answer_is_recorded(sender: Browser) -> None:
    who = somebody()
    case = sender.receive(name=who.name, address="中央1-2-3")
    asked(sender, case, to_area="", to_body="見本市 生活支援課", items=["reception"])
    letter = words(sender.open(f"/intake/cases/{case}/transfer/1/letter").text)
    assert "見本市 生活支援課 御中" in letter.replace("　", " ")
    assert who.name in letter
    assert "中央1-2-3" not in letter
    at = f"/intake/transfers/{case}/1"
    assert sender.send(at, sender.open(at), accepts="yes", note="受入れの連絡").status_code == 303
    assert "受入れ" in words(sender.open(at).text)


def test_a_third_ward_learns_nothing(office: Counter, sender: Browser) -> None:
    case = sender.receive(name=somebody().name)
    asked(sender, case)
    third = office.sign_in("chief_counsellor", "271080", name="別の区")
    assert third.get(f"/intake/transfers/{case}/1").status_code == 404
    assert str(case) not in third.open("/intake/transfers").text


def test_names_for_lists_are_told_where_they_may_be_read(
    sender: Browser, receiver: Browser
) -> None:
    who = somebody()
    case = sender.receive(name=who.name, kana=who.kana)
    asking = {"data": {"case": [str(case)]}}
    inside = sender.client.post("/intake/names", headers={"HX-Request": "true"}, **asking).text
    assert f"[data-name='{case}']" in inside
    assert who.name in inside
    assert who.name in sender.client.post("/intake/names", **asking).text
    assert who.name not in receiver.client.post("/intake/names", **asking).text


def test_a_hand_over_sheet_is_ones_own_or_the_chiefs(office: Counter, sender: Browser) -> None:
    other = "00000000-0000-4000-8000-0000000000aa"
    assert sender.get(f"/intake/workers/{other}/handover").status_code == 404
    chief = office.sign_in("chief_counsellor", name="主任 花子")
    assert "引き継ぐケースはありません" in chief.open(f"/intake/workers/{other}/handover").text
