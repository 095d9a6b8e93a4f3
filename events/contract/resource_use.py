"""Facts of 社会資源の利用: which resource of the directory a case used, and what came of it."""

from datetime import date
from uuid import UUID

from events.contract.codes import HOUSE
from events.contract.community_codes import ResourceResult
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event


@event("planning.resource-used", ja="社会資源の利用", basis=HOUSE, occurred="used_on")
class ResourceUsed(Event):
    """`resource` = its stream in the directory."""

    used_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    resource: Clear[UUID]
    result: Stat[ResourceResult]
    note: Narrative[str]


@event(
    "planning.resource-use-answered", ja="社会資源の利用の結果", basis=HOUSE, occurred="answered_on"
)
class ResourceUseAnswered(Event):
    """What came of use `of_no`; a later one takes its place."""

    answered_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[ResourceResult]
    note: Narrative[str]


@event(
    "planning.resource-use-withdrawn",
    ja="社会資源の利用の取消",
    basis=HOUSE,
    occurred="withdrawn_on",
)
class ResourceUseWithdrawn(Event):
    """Use `of_no` never was so; it stays readable."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    of_no: Clear[int]
    reason: Narrative[str]
