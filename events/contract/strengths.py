"""Facts of the strengths (強み) of the person, the household and the surroundings."""

from datetime import date
from uuid import UUID

from events.contract.assessment_codes import StrengthOf
from events.contract.codes import FORM_2
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event


@event(
    "planning.strength-noted", ja="強みの把握", basis=FORM_2, occurred="noted_on", provisional=True
)
class StrengthNoted(Event):
    """What support can build on; numbered densely in its case."""

    noted_on: Clear[date]
    person: Clear[UUID]
    strength_no: Clear[int]
    holder: Stat[StrengthOf]
    words: Narrative[str]


@event(
    "planning.strength-withdrawn",
    ja="強みの取下げ",
    basis=FORM_2,
    occurred="withdrawn_on",
    provisional=True,
)
class StrengthWithdrawn(Event):
    """It no longer holds, or never did."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    strength_no: Clear[int]
    reason: Narrative[str]
