"""Facts of a 支援調整会議 as a meeting: convened, its agenda of several cases, who came, what it concluded.

The meeting is a stream of its own. What it did with a plan stands in the stream of the case as well.
Words about the meeting itself are sealed for the meeting's own id, words about a case for its person.
"""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event
from events.contract.planning import CONFERENCE, Attended


@code_list("議題の目的", basis=CONFERENCE)
class AgendaPurpose(Code):
    """Why a case is on the agenda."""

    PLAN = "plan", "プランの協議"
    EVALUATION = "evaluation", "プラン終了時の評価"
    OTHER = "other", "情報の共有・検討"


@code_list("議題の結論", basis=CONFERENCE, provisional=True)
class Conclusion(Code):
    """What the meeting did with an item."""

    APPROVED = "approved", "了承"
    CONDITIONAL = "conditional", "条件付で了承"
    RETURNED = "returned", "差戻し"
    EVALUATED = "evaluated", "評価した"
    SHARED = "shared", "共有・検討した"


@event(
    "planning.conference-convened",
    ja="支援調整会議の招集",
    basis=CONFERENCE,
    occurred="convened_on",
)
class ConferenceConvened(Event):
    """Day, place and who is asked to come. A later one of the same meeting takes its place.

    `begins_at` is HH:MM of Japanese time, "" where it is not fixed. `hosted`: this office convenes;
    otherwise it takes part in the meeting of `host`.
    """

    convened_on: Clear[date]
    conference: Clear[UUID]
    meets_on: Clear[date]
    begins_at: Clear[str]
    hosted: Clear[bool]
    municipality_invited: Clear[bool]
    place: Narrative[str]
    host: Narrative[str]
    invited: Narrative[tuple[Attended, ...]]
    message: Narrative[str]


@event(
    "planning.conference-item-listed",
    ja="会議の議題への登録",
    basis=CONFERENCE,
    occurred="listed_on",
)
class ConferenceItemListed(Event):
    """A case on the agenda, with the draft of its plan that will be discussed (0 = none)."""

    listed_on: Clear[date]
    conference: Clear[UUID]
    item_no: Clear[int]
    case: Clear[UUID]
    person: Clear[UUID]
    purpose: Clear[AgendaPurpose]
    plan_no: Clear[int]
    draft_no: Clear[int]


@event(
    "planning.conference-item-withdrawn",
    ja="会議の議題の取下げ",
    basis=CONFERENCE,
    occurred="withdrawn_on",
)
class ConferenceItemWithdrawn(Event):
    """Taken off the agenda before it was discussed."""

    withdrawn_on: Clear[date]
    conference: Clear[UUID]
    item_no: Clear[int]


@event(
    "planning.conference-attended",
    ja="支援調整会議の出席",
    basis=CONFERENCE,
    occurred="held_on",
)
class ConferenceAttended(Event):
    """Who came. Municipal staff attend in principle; their absence has a reason. A later one corrects."""

    held_on: Clear[date]
    conference: Clear[UUID]
    municipality_present: Clear[bool]
    absence_reason: Narrative[str]
    attended: Narrative[tuple[Attended, ...]]


@event(
    "planning.conference-item-concluded",
    ja="会議の結論",
    basis=CONFERENCE,
    occurred="concluded_on",
)
class ConferenceItemConcluded(Event):
    """What became of an item. `minutes` only where no plan was judged: else they stand with the plan."""

    concluded_on: Clear[date]
    conference: Clear[UUID]
    item_no: Clear[int]
    person: Clear[UUID]
    plan_no: Clear[int]
    conclusion: Clear[Conclusion]
    minutes: Narrative[str]
