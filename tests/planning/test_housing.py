"""住まいの支援: entries by number, viewings with one result, things lent that come back once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from events.contract import fold, housing
from events.contract.codes import Dwelling
from events.contract.housing_codes import (
    LentGoods,
    ReturnedState,
    SearchOutcome,
    TenancyHelp,
    ViewingResult,
)
from events.testing.scenario import Scenario
from services.planning.programmes.housing import finding, lending, viewing, voiding
from services.planning.programmes.housing.search import evolve

PERSON = UUID(int=1)
TODAY = date(2026, 6, 20)
DAY = timedelta(days=1)
SEARCH = finding.RecordSearch(
    today=TODAY, person=PERSON, searched_on=TODAY, place="港町 1K", outcome=SearchOutcome.CANDIDATE
)
ARRANGE = viewing.ArrangeViewing(
    today=TODAY, person=PERSON, arranged_on=TODAY, viewing_on=TODAY + DAY, place="港町 1K"
)
HOLD = viewing.HoldViewing(
    today=TODAY + DAY, person=PERSON, entry_no=1, held_on=TODAY + DAY, result=ViewingResult.APPLIES
)
LEND = lending.LendGoods(
    today=TODAY, person=PERSON, lent_on=TODAY, item=LentGoods.BEDDING, due_on=TODAY + 30 * DAY
)
BACK = lending.ReturnGoods(
    today=TODAY, person=PERSON, entry_no=1, returned_on=TODAY, state=ReturnedState.GOOD
)
VOID = voiding.VoidHousingEntry(today=TODAY, person=PERSON, entry_no=1, reason="誤り")
case = Scenario(evolve)


def after(facts, decision, command):
    return (*facts, *decision(fold(evolve, facts), command))


def test_entries_are_numbered_over_all_kinds():
    facts = after((), finding.record_search, SEARCH)
    facts = after(facts, viewing.arrange_viewing, ARRANGE)
    facts = after(facts, lending.lend_goods, LEND)
    assert [fact.entry_no for fact in facts] == [1, 2, 3]
    waiting = [noted.entry_no for noted in fold(evolve, facts).noted if noted.waits]
    assert waiting == [2, 3]


def test_a_viewing_has_one_result():
    facts = after((), viewing.arrange_viewing, ARRANGE)
    held = after(facts, viewing.hold_viewing, HOLD)
    case.given(*held).when(viewing.hold_viewing, HOLD).then()
    other = replace(HOLD, result=ViewingResult.REFUSED)
    case.given(*held).when(viewing.hold_viewing, other).refused("already-held")
    case.given().when(viewing.hold_viewing, HOLD).refused("no-such-viewing")


def test_a_thing_comes_back_once():
    facts = after((), lending.lend_goods, LEND)
    back = after(facts, lending.return_goods, BACK)
    case.given(*back).when(lending.return_goods, BACK).then()
    later = replace(BACK, today=TODAY + DAY, returned_on=TODAY + DAY)
    case.given(*back).when(lending.return_goods, later).refused("already-returned")
    searched = after((), finding.record_search, SEARCH)
    case.given(*searched).when(lending.return_goods, BACK).refused("no-such-loan")


@pytest.mark.parametrize(
    ("decision", "command", "code"),
    [
        (finding.record_search, replace(SEARCH, place=" "), "place-missing"),
        (finding.record_search, replace(SEARCH, searched_on=TODAY + DAY), "future-day"),
        (viewing.arrange_viewing, replace(ARRANGE, viewing_on=TODAY - DAY), "viewing-earlier"),
        (lending.lend_goods, replace(LEND, due_on=TODAY - DAY), "due-earlier"),
        (voiding.void_housing_entry, VOID, "no-such-entry"),
        (
            finding.help_tenancy,
            finding.HelpTenancy(today=TODAY, person=PERSON, helped_on=TODAY, helps=()),
            "help-missing",
        ),
    ],
)
def test_what_is_refused(decision, command, code):
    case.given().when(decision, command).refused(code)


def test_what_was_taken_back_waits_for_nothing_and_stays_to_be_read():
    facts = after((), lending.lend_goods, LEND)
    back = after(facts, voiding.void_housing_entry, VOID)
    (noted,) = fold(evolve, back).noted
    assert noted.voided and not noted.waits
    case.given(*back).when(voiding.void_housing_entry, VOID).then()
    case.given(*back).when(lending.return_goods, BACK).refused("no-such-loan")


def test_moving_in_is_recorded_once_per_day_and_help_keeps_its_kinds():
    moved = finding.RecordMovedIn(
        today=TODAY, person=PERSON, moved_on=TODAY, dwelling=Dwelling.PRIVATE_RENTAL
    )
    facts = after((), finding.record_moved_in, moved)
    case.given(*facts).when(finding.record_moved_in, moved).then()
    twice = (TenancyHelp.DOCUMENTS, TenancyHelp.DOCUMENTS)
    helped = finding.HelpTenancy(today=TODAY, person=PERSON, helped_on=TODAY, helps=twice)
    (fact,) = finding.help_tenancy(None, helped)
    assert isinstance(fact, housing.TenancyHelped)
    assert fact.helps.value == (TenancyHelp.DOCUMENTS,)
