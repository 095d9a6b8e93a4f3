"""F97: what a 支援会議 said before there was a case belongs to the case that the concern became."""

from datetime import date
from uuid import UUID

from events.bus.projection import replay
from events.contract import Event, Open, Shredded
from events.contract.case_in_council import CaseDiscussed
from events.contract.concern import ConcernDiscussed, ConcernLinked
from events.contract.concern_codes import CouncilHost, CouncilOutcome
from events.log.recorded import Recorded
from services.planning.projections.council_talks import COUNCIL_TALKS
from tests.events.log.examples import CONTEXT

CASE, CONCERN, PERSON, COUNCIL = (UUID(int=n) for n in (7, 8, 1, 2))
DAY = date(2026, 6, 1)
TALK = ConcernDiscussed(
    discussed_on=DAY, person=PERSON, council=COUNCIL, outcome=CouncilOutcome.WATCH, next_on=None,
    shared=Open(PERSON, "秘密"), roles=Open(PERSON, ""),
)  # fmt: skip
LINKED = ConcernLinked(linked_on=DAY, person=PERSON, case=CASE, known=False)


def said(stream: UUID, *facts: Event) -> list[Recorded]:
    return [
        Recorded(stream, version, stream, fact, CONTEXT, position=version, source="intake")
        for version, fact in enumerate(facts, 1)
    ]


def test_the_talk_about_a_concern_waits_for_its_case():
    (before,) = replay(COUNCIL_TALKS, said(CONCERN, TALK)).values()
    assert before.case_id is None
    (after,) = replay(COUNCIL_TALKS, said(CONCERN, TALK, LINKED)).values()
    assert (after.case_id, after.concern) == (CASE, True)
    assert [talk.outcome for talk in after.talks.values()] == [CouncilOutcome.WATCH]
    assert "秘密" not in repr(after)


def test_a_case_is_its_own_row_and_destroyed_keys_change_nothing():
    gone = Shredded("Narrative")
    fact = CaseDiscussed(
        discussed_on=DAY, person=PERSON, council=COUNCIL, host=CouncilHost.CITY,
        outcome=CouncilOutcome.NOTHING, next_on=None, shared=gone, roles=gone,
    )  # fmt: skip
    (row,) = replay(COUNCIL_TALKS, said(CASE, fact)).values()
    assert (row.case_id, row.talks[1].host) == (CASE, CouncilHost.CITY)
