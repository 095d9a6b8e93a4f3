"""From the proposal to the deleted keys at the counter, with two people and a kill in between."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import psycopg
import pytest

from events.contract import Shredded
from events.host.address import Address
from services.intake.case_number import case_number
from services.intake.key_destroyer import KeyDestroyer
from services.intake.pseudonyms import destruction_of, person_of
from tests.intake.installation import Browser, Counter, Page, counter

NAME, STORY = "寄添 金糸雀", "カナリアの身の上話"


@pytest.fixture
def office(address: Address, tmp_path: Path) -> Iterator[Counter]:
    with counter(address, tmp_path) as made:
        yield made


def keys_of(address: Address, person: UUID) -> int:
    with psycopg.connect(address.conninfo()) as session:
        [(count,)] = session.execute(
            "select (select count(*) from keys.data_key where subject = %(p)s)"
            " + (select count(*) from keys.person_key where person = %(p)s)",
            {"p": person},
        ).fetchall()
    return int(count)


def test_two_people_end_the_keys_of_a_case(office: Counter, address: Address) -> None:
    nishi = office.sign_in()
    case = nishi.receive(name=NAME, kana="ヨリソイ カナリア", story=STORY, phone="090-0000-4321")
    other = nishi.receive(name="別の 人", kana="ベツノ ヒト", story="別の話")
    clerk = office.sign_in("municipal_officer")
    at = f"/intake/cases/{case}/destruction"
    page = clerk.open(at)
    assert '<option value="">選びません</option>' in page.text
    assert "最長<strong>31日" in page.text or "最長31日" in page.text

    refused = clerk.send(
        f"{at}/proposal", page, ground="retention_expired", number="西福第1号", entry=""
    )
    assert refused.status_code == 422
    assert "終結のあとに起案してください" in refused.text

    sent = clerk.send(
        f"{at}/proposal", page, ground="suspension_of_use", number="西福第1号", entry=""
    )
    assert sent.status_code == 303, Page(sent.text).note

    own = clerk.open(at)
    assert "消去を決定する" not in own.text
    chief = office.sign_in("decision_maker")
    proposal = chief.open(at)
    assert "消去を決定する" in proposal.text
    decision = {"decided_on": "R8.11.21", "number": "西福第2号"}
    leaf = office.runtime.log.history(destruction_of(case))[-1].leaf
    self_approved = clerk.send(f"{at}/decision", own, approved=leaf, **decision)
    assert self_approved.status_code == 422
    assert "起案した本人は決定できません" in self_approved.text
    stale = chief.send(f"{at}/decision", proposal, approved="0" * 64, **decision)
    assert stale.status_code == 422
    decided = chief.send(f"{at}/decision", proposal, approved=leaf, **decision)
    assert decided.status_code == 303, Page(decided.text).note

    assert office.facts(destruction_of(case)) == [
        "KeyDestructionProposed",
        "KeyDestructionDecided",
    ]
    KeyDestroyer(office.runtime)()
    assert keys_of(address, person_of(case)) == 0
    assert keys_of(address, person_of(other)) > 0
    office.runtime.keys.forget()
    fact = office.runtime.log.history(case)[0].fact
    event = office.runtime.log.history(destruction_of(case))[-1].event_id
    assert fact.name == Shredded(event, office.clock.now.date(), "suspension_of_use")  # type: ignore[attr-defined]

    for path in (f"/intake/cases/{case}", "/intake/?stage=", at, "/intake/destructions"):
        text = chief.open(path).text
        assert NAME not in text
        assert STORY not in text
    listed = chief.open("/intake/destructions").text
    number = case_number(office.runtime.log.history(case)[0])
    assert f'<a href="{at}">{number}</a>' in listed
    assert '<h1 class="person">ケース ' + number in chief.open(f"/intake/cases/{case}").text
    assert NAME not in nishi.get("/intake/export.csv?stage=").text
    found = nishi.client.post("/intake/search", data={"sought": "ヨリソイ"})
    assert "カナリア" not in found.text.replace('value="ヨリソイ"', "")
    assert "別の 人" in nishi.open(f"/intake/cases/{other}").text


def test_a_deletion_that_was_interrupted_is_done_later_and_only_once(
    office: Counter, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    nishi = office.sign_in()
    case = nishi.receive(name=NAME, story=STORY)
    clerk, chief = office.sign_in("municipal_officer"), office.sign_in("decision_maker")
    at = f"/intake/cases/{case}/destruction"
    clerk.send(
        f"{at}/proposal", clerk.open(at), ground="suspension_of_use", number="第1号", entry=""
    )
    [proposed] = office.runtime.log.history(destruction_of(case))
    killed = KeyDestroyer(office.runtime)
    monkeypatch.setattr(killed, "_forget_drafts", _killed)
    chief.send(
        f"{at}/decision",
        chief.open(at),
        approved=proposed.leaf,
        decided_on="R8.11.21",
        number="第2号",
    )
    with pytest.raises(KeyboardInterrupt):
        killed()
    assert keys_of(address, person_of(case)) > 0
    restarted = KeyDestroyer(office.runtime)
    assert restarted() == 1
    assert keys_of(address, person_of(case)) == 0
    office.runtime.keys.forget()
    nishi.send(
        f"/intake/cases/{case}/contacts", nishi.open(f"/intake/cases/{case}"), content="あとの連絡"
    )
    after = keys_of(address, person_of(case))
    assert after > 0
    assert KeyDestroyer(office.runtime)() == 0
    assert keys_of(address, person_of(case)) == after


def _killed(_: UUID) -> None:
    raise KeyboardInterrupt


def test_one_entry_about_the_wrong_person_goes_alone(office: Counter, address: Address) -> None:
    nishi = office.sign_in()
    case = nishi.receive(name=NAME, story=STORY)
    nishi.send(
        f"/intake/cases/{case}/contacts", nishi.open(f"/intake/cases/{case}"), content="隣の人の話"
    )
    wrong = office.runtime.log.history(case)[-1]
    clerk, chief = office.sign_in("municipal_officer"), office.sign_in("decision_maker")
    at = f"/intake/cases/{case}/destruction"
    sent = clerk.send(
        f"{at}/proposal",
        clerk.open(at),
        ground="wrong_person",
        number="第1号",
        entry=str(wrong.event_id),
    )
    assert sent.status_code == 303, Page(sent.text).note
    [proposed] = office.runtime.log.history(destruction_of(case))
    chief.send(
        f"{at}/decision",
        chief.open(at),
        approved=proposed.leaf,
        decided_on="R8.11.21",
        number="第2号",
    )
    KeyDestroyer(office.runtime)()
    office.runtime.keys.forget()
    text = nishi.open(f"/intake/cases/{case}").text
    assert "隣の人の話" not in text
    assert STORY in text
    assert NAME in text


def test_a_hold_stops_the_decision(office: Counter) -> None:
    case = office.sign_in().receive(name=NAME, story=STORY)
    clerk, chief = office.sign_in("municipal_officer"), office.sign_in("decision_maker")
    at = f"/intake/cases/{case}/destruction"
    clerk.send(
        f"{at}/proposal", clerk.open(at), ground="suspension_of_use", number="第1号", entry=""
    )
    [proposed] = office.runtime.log.history(destruction_of(case))
    drawn = chief.open(at)
    held = clerk.send(f"{at}/hold", clerk.open(f"{at}?act=hold"), reason="lawsuit", number="第3号")
    assert held.status_code == 303, Page(held.text).note
    assert "保全中" in chief.open(at).text
    fields = chief.open(at).fields | {"approved": proposed.leaf, "decided_on": "R8.11.21"}
    answer = chief.client.post(f"{at}/decision", data=fields | {"number": "第2号"})
    assert answer.status_code == 422
    assert "先に保全の解除" in answer.text
    assert drawn.fields
    lifted = clerk.send(f"{at}/lift", clerk.open(at), number="第4号")
    assert lifted.status_code == 303, Page(lifted.text).note
    assert "消去を決定する" in chief.open(at).text


def ended(browser: Browser, day: str, *, name: str) -> UUID:
    """A consultation that came and ended that day."""
    case = browser.receive(name=name, received_on=day)
    at = f"/intake/cases/{case}/triage"
    typed = {"triage": "information_only", "reason": "案内した", "decided_on": day}
    answer = browser.send(at, browser.open(at), **typed)
    assert answer.status_code == 303, Page(answer.text).errors
    return case


def test_the_years_of_a_case_are_over_on_the_first_of_april_and_no_day_before(
    office: Counter,
) -> None:
    nishi, clerk = office.sign_in(), office.sign_in("municipal_officer")
    case = ended(nishi, "R3.3.31", name=NAME)
    running = ended(nishi, "R3.4.1", name="別の 人")
    at = f"/intake/cases/{case}/destruction"
    typed = {"ground": "retention_expired", "number": "西福第1号", "entry": ""}
    before = datetime(2026, 3, 31, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo

    office.clock.now = before
    clerk = office.sign_in("municipal_officer")
    assert str(case) not in clerk.open("/intake/destructions").text
    refused = clerk.send(f"{at}/proposal", clerk.open(at), proposed_on="R8.3.31", **typed)
    assert refused.status_code == 422
    assert "保存年限は令和8年3月31日までです" in refused.text
    assert "西福第1号" in refused.text

    office.clock.now = before + timedelta(minutes=1)
    clerk = office.sign_in("municipal_officer")
    listed = clerk.open("/intake/destructions").text
    assert "保存年限を過ぎたケース" in listed
    assert str(case) in listed
    assert str(running) not in listed
    page = clerk.open(at)
    assert "保存年限: 令和8年3月31日まで（終結の年度の翌年度から5年間、暫定）" in page.text
    assert NAME not in listed
    sentence = clerk.send(
        f"{at}/proposal", page, proposed_on="R8.4.1", **typed | {"number": "母の件"}
    )
    assert sentence.status_code == 422
    assert "この欄は封をされません" in sentence.text
    sent = clerk.send(f"{at}/proposal", page, proposed_on="R8.4.1", **typed)
    assert sent.status_code == 303, Page(sent.text).errors
    assert 'id="due"' not in clerk.open("/intake/destructions").text
    late = f"/intake/cases/{running}/destruction"
    refused = clerk.send(f"{late}/proposal", clerk.open(late), proposed_on="R8.4.1", **typed)
    assert "保存年限は令和9年3月31日までです" in refused.text
