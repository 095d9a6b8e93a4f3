"""The pages of a grant go on when everything sealed about it is shredded (T-E3)."""

from datetime import date

import pytest
from fastapi.testclient import TestClient

from events.host.address import Address
from tests.benefits.house import Browser, house
from tests.benefits.people import committed, paid
from tests.keys.city import Pages, destroy

PEOPLE = ("yamamoto", "sato", "kimura", "fujii")


@pytest.mark.slow
def test_every_page_of_a_grant_bears_it(address: Address) -> None:
    with house(address) as made, TestClient(made.app):
        made.on(date(2026, 11, 2))
        case = made.received()
        at = committed(made, case)
        paid(made, at, "2026-11")
        made.caught_up()
        first = [f"/benefits{at}".replace("/benefits/benefits", "/benefits")]
        first += [f"/benefits/cases/{case}", "/benefits/"]
        before = walked(made, first)
        assert any("37,000円" in text for text in before.texts.values())
        destroy(address)
        made.benefits.keys.forget()
        after = walked(made, first)
        assert after.failed == before.failed
        assert any("消去済み" in t or "－" in t for t in after.texts.values())
        assert not any("ミナト カンリ" in text for text in after.texts.values())


def walked(made, first: list[str]) -> Pages:
    found = Pages(None)  # type: ignore[arg-type]
    for login in PEOPLE:
        one = Pages(Browser(made, login).client)
        one.walk([path for path in first if path.startswith("/benefits")], most=60)
        found.texts |= {f"{login} {path}": text for path, text in one.texts.items()}
        found.failed += [(f"{login} {path}", status) for path, status in one.failed]
    assert len(found.texts) > len(PEOPLE)
    return found
