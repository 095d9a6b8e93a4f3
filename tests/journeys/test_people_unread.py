"""Just after a start in a large city: pages answer while everybody received is still being read."""

from collections.abc import Iterator
from threading import Event as Flag
from threading import Thread
from types import SimpleNamespace

import pytest

from events.testing import postgres
from services.intake.person_index import PersonIndex
from tests.intake.installation import Counter, counter, somebody

READING = "これまでの受付を読み込んでいます"
NOBODY = "同じ方と思われる受付はありません"


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("unread")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


class Started:
    """An index that has just begun to read: it learns how long the log is at `go`."""

    def __init__(self, office: Counter) -> None:
        log = office.runtime.log
        self._come = Flag()
        held = SimpleNamespace(
            head=self._head, of_kinds=log.reading.of_kinds, stream=log.reading.stream
        )
        self._plain = log.reading
        slow = SimpleNamespace(storage=log.storage, reading=held, read_rows=log.read_rows)
        self.index = PersonIndex()
        self._thread = Thread(target=self.index.catch_up, args=[slow])
        self._thread.start()

    def _head(self) -> int:
        assert self._come.wait(60)
        return self._plain.head()

    def go(self) -> None:
        self._come.set()
        self._thread.join()


@pytest.fixture
def started(office: Counter) -> Iterator[Started]:
    intake = next(
        route.app for route in office.app.routes if getattr(route, "path", "") == "/intake"
    )
    before, made = intake.state.people, Started(office)
    intake.state.people = made.index
    yield made
    made.go()
    intake.state.people = before


def test_a_page_shows_whom_it_concerns_and_says_what_it_does_not_know(
    office: Counter, started: Started
) -> None:
    browser, who = office.sign_in(), somebody()
    case = browser.receive(name=who.name, kana=who.kana, phone=who.phone, address="港区1-1")
    assert not started.index.whole
    assert who.name in browser.open("/intake/").text
    assert "港区1-1" not in browser.open(f"/intake/cases/{case}").text
    panel = browser.panel(kana=who.kana)
    assert READING in panel
    assert NOBODY not in panel
    found = browser.client.post("/intake/search", data={"sought": who.name})
    assert READING in found.text
    for path in (f"/intake/cases/{case}/identity", "/intake/doubles"):
        answer = browser.get(path)
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "10"
    started.go()
    assert "港区1-1" in browser.open(f"/intake/cases/{case}").text
    panel = browser.panel(kana=who.kana)
    assert READING not in panel
    assert who.name in panel
    assert browser.get(f"/intake/cases/{case}/identity").status_code == 200
    again = browser.client.post("/intake/search", data={"sought": who.name})
    assert READING not in again.text
