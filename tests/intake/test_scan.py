"""書面の受領: numbered, replaced only by a further one, the same again is none."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from events.contract import Refused, fold
from events.contract.scanning import ImageForm, PaperKind
from services.intake.decisions import Image, ScanPaper, scan_paper
from services.intake.states.papers import Papers, evolve

PERSON, SEEN_BY = UUID(int=1 << 100), UUID(int=2 << 100)
IMAGE = Image(form=ImageForm.PNG, size=900, kept="aa" * 32, plain="bb" * 32, key="cc" * 32)
SCAN = ScanPaper(
    today=date(2026, 11, 21),
    person=PERSON,
    seen_by=SEEN_BY,
    image=IMAGE,
    received_on=date(2026, 11, 20),
    paper=PaperKind.LEASE,
    pages=3,
)
OTHER = replace(SCAN, image=replace(IMAGE, kept="dd" * 32, plain="ee" * 32))


def after(*commands: ScanPaper) -> Papers | None:
    facts = []
    for command in commands:
        facts += scan_paper(fold(evolve, facts), command)
    return fold(evolve, facts)


def test_papers_are_numbered_in_the_order_they_came() -> None:
    state = after(SCAN, OTHER)
    assert state is not None
    assert [scan.scan_no for scan in state.scans] == [1, 2]
    assert state.replaced == {}


def test_the_original_was_seen_by_who_says_so() -> None:
    [unseen] = scan_paper(None, SCAN)
    [seen] = scan_paper(None, replace(SCAN, original_seen=True))
    assert (unseen.original_seen_by, seen.original_seen_by) == (None, SEEN_BY)


def test_the_same_paper_again_is_no_further_one_even_under_another_key() -> None:
    again = replace(SCAN, image=replace(IMAGE, key="ff" * 32, kept="11" * 32))
    assert scan_paper(after(SCAN), again) == []
    assert len(scan_paper(after(SCAN), replace(again, original_seen=True))) == 1


def test_an_image_is_replaced_by_a_further_one_and_stays() -> None:
    state = after(SCAN, replace(OTHER, replaces=1))
    assert state is not None
    assert state.replaced == {1: 2}
    assert len(state.scans) == 2


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"received_on": date(2026, 11, 22)}, "future-day", "received_on"),
        ({"pages": 0}, "pages", "pages"),
        ({"pages": 201}, "pages", "pages"),
        ({"replaces": 3}, "no-such-paper", "replaces"),
        ({"replaces": 1}, "already-replaced", "replaces"),
    ],
)
def test_a_slip_is_refused_at_its_field(changes, code, field) -> None:
    state = after(SCAN, replace(OTHER, replaces=1))
    third = replace(SCAN, image=replace(IMAGE, plain="33" * 32))
    with pytest.raises(Refused) as refused:
        scan_paper(state, replace(third, **changes))
    assert (refused.value.code, refused.value.field) == (code, field)
