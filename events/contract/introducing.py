"""The fact that a desk brought somebody to the counter itself, without a 気がかり before."""

from datetime import date
from uuid import UUID

from events.contract.codes import FORM_1
from events.contract.concern_codes import ConcernSource
from events.contract.group import Clear
from events.contract.kind import Event, event


@event(
    "intake.consultation-introduced",
    ja="紹介元",
    basis=f"{FORM_1}(相談経路)",
    occurred="introduced_on",
    provisional=True,
)
class ConsultationIntroduced(Event):
    """Who introduced the person. `partner` = code of the partner desk, empty where none is registered.

    Counted in the month of `introduced_on`, the day of the reception. The last statement holds.
    """

    introduced_on: Clear[date]
    person: Clear[UUID]
    source: Clear[ConcernSource]
    partner: Clear[str]
