"""Facts of who is away and who stands in for them. Why somebody is away is nobody's record here."""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.group import Clear
from events.contract.kind import Event, event

COVER: Final = "自立相談支援事業の手引き(複数担当・引継ぎ)"


@event(
    "planning.absence-planned",
    ja="不在と代行",
    basis=COVER,
    occurred="stated_on",
    provisional=True,
)
class AbsencePlanned(Event):
    """`worker` is away from `since` to `until`, both included; it ends by itself. `cover` None = nobody named.

    `cases` = those the cover takes over, none = all that `worker` is in charge of. Rights stay what they are.
    """

    stated_on: Clear[date]
    worker: Clear[UUID]
    absence_no: Clear[int]
    since: Clear[date]
    until: Clear[date]
    cover: Clear[UUID | None]
    cases: Clear[tuple[UUID, ...]]


@event(
    "planning.absence-withdrawn",
    ja="不在の取消し",
    basis=COVER,
    occurred="withdrawn_on",
    provisional=True,
)
class AbsenceWithdrawn(Event):
    """The absence number `of_no` of this worker ended early or never came; it counts no longer."""

    withdrawn_on: Clear[date]
    worker: Clear[UUID]
    of_no: Clear[int]
