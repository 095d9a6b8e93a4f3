"""Facts of 足りない資源: one ticket per thing that was missing, each its own stream and its own case."""

from datetime import date
from uuid import UUID

from events.contract.codes import HOUSE
from events.contract.community_codes import ResourceTheme, ShortageOutcome, ShortageSource
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event


@event(
    "planning.resource-shortage-reported",
    ja="足りない資源の報告",
    basis=HOUSE,
    occurred="reported_on",
)
class ResourceShortageReported(Event):
    """`from_case`: the case that needed it; None where it came from a meeting or from elsewhere."""

    reported_on: Clear[date]
    theme: Clear[ResourceTheme]
    source: Clear[ShortageSource]
    from_case: Clear[UUID | None]
    words: Narrative[str]


@event(
    "planning.resource-shortage-taken-up",
    ja="足りない資源への着手",
    basis=HOUSE,
    occurred="taken_up_on",
)
class ResourceShortageTakenUp(Event):
    """Somebody works on it; said again whenever there is something new."""

    taken_up_on: Clear[date]
    words: Narrative[str]


@event(
    "planning.resource-shortage-settled",
    ja="足りない資源の結果",
    basis=HOUSE,
    occurred="settled_on",
)
class ResourceShortageSettled(Event):
    """`resource` = the entry of the directory it led to; None where it was given up."""

    settled_on: Clear[date]
    outcome: Clear[ShortageOutcome]
    resource: Clear[UUID | None]
    words: Narrative[str]
