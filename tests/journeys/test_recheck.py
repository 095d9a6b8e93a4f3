"""給付の総点検 through the log and the pages: found, proposed, decided by another person, corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from events.contract import opened
from events.contract.benefits_recheck import CorrectionCause, PaymentCorrected
from events.host.address import Address
from events.log.many import execute_each
from events.log.unstored import Unavailable
from events.testing.grant_histories import CITY, Planted
from events.testing.incidents import INCIDENTS
from services.benefits.recheck_reading import Asked, Progress, recheck
from services.benefits.rechecking.line import Line
from services.benefits.rechecking.rulebook import Rulebook
from services.benefits.screens import long_work, recheck_correction
from tests.benefits.house import Browser, House, house
from tests.benefits.planting import plant

TSUKUBA = next(one for one in INCIDENTS if one.name == "tsukuba")
LOOKED = {"from_month": "", "to_month": "", "rules": ""}


@pytest.fixture
def running(address: Address) -> Iterator[House]:
    with house(address) as made, TestClient(made.app):
        made.on(date(2026, 11, 20))
        made.caught_up()
        yield made


def read(running: House, progress: Progress | None = None) -> list[Line]:
    asked = Asked(book=Rulebook(*CITY))
    return list(recheck(running.benefits.log, asked, progress or Progress()))


def corrections(running: House, planted: list[Planted]) -> list[PaymentCorrected]:
    log = running.benefits.log
    facts = [one.fact for grant in planted for one in log.history(grant.stream)]
    return [fact for fact in facts if isinstance(fact, PaymentCorrected)]


def looked(browser: Browser) -> str:
    answer = browser.post("/recheck/runs", LOOKED)
    assert answer.status == 303, answer.alerts
    at: str = answer.response.headers["location"].removeprefix("/benefits")
    return at


def test_a_wrong_rule_is_found_in_the_log_and_corrected_after_four_eyes(running: House) -> None:
    planted = TSUKUBA.planted(right=115)
    plant(running.benefits.log, planted)
    head = running.benefits.log.reading.head()
    progress = Progress()
    lines = read(running, progress)
    assert (progress.grants, len(lines)) == (120, 25)
    assert progress.payments == sum(
        type(fact).__name__ == "PaymentMade" for one in planted for fact in one.facts
    )
    assert sum(line.over_yen for line in lines) == 310_000

    officer = Browser(running, "sato")
    at = looked(officer)
    page = officer.open(at)
    for words in ("家賃の上限の代わりに実際の家賃を使用", "310,000円", "25件", "通知の案"):
        assert words in page.words, words
    assert running.benefits.log.reading.head() == head, "looking records nothing"

    proposed = officer.post(f"{at}/proposal", page.form)
    assert proposed.status == 303
    place = proposed.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    assert "決裁" not in officer.open(place).form
    running.caught_up()
    decider = Browser(running, "kimura")
    assert place in decider.open("/recheck").text
    answer = decider.send(place, {"number": "福生第301号"})
    assert answer.status == 303, answer.alerts
    made = corrections(running, planted)
    change = sum(opened(one.new_yen, 0) - opened(one.old_yen, 0) for one in made)
    assert (len(made), change) == (25, -310_000)
    assert {opened(one.cause, None) for one in made} == {CorrectionCause.RENT_AS_CAP}
    assert read(running) == [], "what was corrected is found no more"
    assert "訂正済み" in decider.open(place).words
    again = running.benefits.log.reading.head()
    assert officer.post(f"{at}/proposal", page.form).status == 303
    assert running.benefits.log.reading.head() == again


def test_who_proposed_does_not_decide_and_a_stale_result_is_refused(running: House) -> None:
    plant(running.benefits.log, TSUKUBA.planted(right=3))
    both = Browser(running, "both")
    at = looked(both)
    proposed = both.post(f"{at}/proposal", both.open(at).form)
    place = proposed.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    assert "起案した方と決裁する方は、別の人" in both.open(place).words
    decider = Browser(running, "kimura")
    form = decider.open(place).form | {"number": "福生第302号"}
    other = next(one for one in INCIDENTS if one.name == "hiratsuka")
    plant(running.benefits.log, other.planted(right=1))
    refused = decider.post(place, form)
    assert refused.status == 422
    assert "結果が変わりました" in refused.words


def proposal(running: House) -> str:
    officer = Browser(running, "sato")
    at = looked(officer)
    proposed = officer.post(f"{at}/proposal", officer.open(at).form)
    place: str = proposed.response.headers["location"].partition("?")[0]
    return place.removeprefix("/benefits")


def test_a_correction_cut_off_says_so_and_goes_on_where_it_stood(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = TSUKUBA.planted(right=0)
    plant(running.benefits.log, planted)
    running.caught_up()
    place = proposal(running)
    decider = Browser(running, "kimura")

    def cut_off(log: Any, tasks: Any) -> Iterator[Any]:
        yield from execute_each(log, islice(tasks, 2))
        raise Unavailable("the server was ended")

    with monkeypatch.context() as cut:
        cut.setattr(recheck_correction, "execute_each", cut_off)
        assert decider.send(place, {"number": "福生第303号"}).status == 503
    some = len(corrections(running, planted))
    assert 0 < some < 25
    running.caught_up()
    page = decider.open(place)
    assert "訂正が途中で止まっています" in page.words
    assert decider.post(place, page.form).status == 303
    assert len(corrections(running, planted)) == 25
    assert "訂正済み" in decider.open(place).words
    head = running.benefits.log.reading.head()
    assert decider.post(place, page.form).status == 303
    assert running.benefits.log.reading.head() == head, "pressed again: nothing more"


class Later:
    """A thread that runs when the test says so."""

    waiting: list[Callable[[], None]]

    def __init__(self, *, target: Callable[..., None], args: tuple[Any, ...], **_: Any) -> None:
        self.target, self.args = target, args

    def start(self) -> None:
        Later.waiting.append(lambda: self.target(*self.args))


def test_a_long_correction_runs_beside_the_request_and_once(
    running: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted = TSUKUBA.planted(right=0)
    plant(running.benefits.log, planted)
    running.caught_up()
    place = proposal(running)
    monkeypatch.setattr(long_work, "AT_ONCE", 0)
    monkeypatch.setattr(long_work, "Thread", Later)
    Later.waiting = []
    decider = Browser(running, "kimura")
    form = decider.open(place).form | {"number": "福生第304号"}
    first = decider.post(place, form)
    at = first.response.headers["location"].removeprefix("/benefits")
    assert at.startswith("/works/")
    assert "この画面を閉じても処理は続きます" in decider.open(at).words
    assert decider.post(place, form).response.headers["location"].endswith(at)
    page = decider.open(place)
    assert "いま訂正を進めています" in page.words
    assert "number" not in page.form
    assert corrections(running, planted) == []
    (work,) = Later.waiting
    work()
    assert len(corrections(running, planted)) == 25
    assert "済んだもの" in decider.open(at).words
    assert "訂正済み" in decider.open(place).words
    assert "残っていません" in decider.open(f"/works/{uuid4()}").words
    looking = decider.post("/recheck/runs", LOOKED).response.headers["location"]
    assert "支給を読みました" in decider.open(looking.removeprefix("/benefits")).words
    assert decider.get(f"/recheck/runs/{uuid4()}").status == 200


def test_only_those_who_examine_payments_may_look(running: House) -> None:
    assert Browser(running, "yamamoto").get("/recheck").status == 403
    assert Browser(running, "sato").open("/recheck").status == 200


def test_corrected_rules_are_tried_without_being_recorded(running: House) -> None:
    plant(running.benefits.log, TSUKUBA.planted(right=0)[:1])
    officer = Browser(running, "sato")
    bad = officer.post("/recheck/runs", LOOKED | {"rules": "[[values.unknown]]"})
    assert bad.status == 422
    assert "規則のファイルを読めません" in bad.words
    generous = (
        f'[[standards."{"/".join(CITY)}"]]\nfrom = 2015-04-01\nsource = "x"\nmark = "assumed"\n'
        "amounts = {1 = 84000}\nrent_cap = {1 = 60000}\n"
    )
    at = officer.post("/recheck/runs", LOOKED | {"rules": generous})
    place = at.response.headers["location"].removeprefix("/benefits")
    assert "違いのある支給はありません" in officer.open(place).words
    assert "修正した規則と、いま分かっている事実では" in officer.open(place).words
