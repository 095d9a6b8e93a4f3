"""The fact that a 支援会議 (法9条) spoke of somebody who is a case already. It stands in the case."""

from datetime import date
from uuid import UUID

from events.contract.concern_codes import ARTICLE_9, CouncilHost, CouncilOutcome
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event


@event(
    "intake.case-discussed",
    ja="支援会議での協議(相談中の方)",
    basis=ARTICLE_9,
    occurred="discussed_on",
    provisional=True,
)
class CaseDiscussed(Event):
    """The part of the minutes about this person. `council` = stream of the meeting, `host` who convened it.

    `shared` = what the members told each other, shown in the minutes only; `roles` = who does what.
    """

    discussed_on: Clear[date]
    person: Clear[UUID]
    council: Clear[UUID]
    host: Clear[CouncilHost]
    outcome: Clear[CouncilOutcome]
    next_on: Clear[date | None]
    shared: Narrative[str]
    roles: Narrative[str]
