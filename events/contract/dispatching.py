"""The fact that a notice left the office: when, by which way, and what proves it."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event
from events.contract.planning import APPROVAL


@code_list("通知書の渡し方", basis=APPROVAL, provisional=True)
class DispatchManner(Code):
    """How a notice reached the person."""

    IN_PERSON = "in_person", "窓口・訪問で手渡し"
    ORDINARY_MAIL = "ordinary_mail", "普通郵便"
    SPECIFIC_RECORD = "specific_record", "特定記録郵便"
    SIMPLE_REGISTERED = "simple_registered", "簡易書留"
    DELIVERY_CERTIFIED = "delivery_certified", "配達証明(書留)"

    @property
    def tracked(self) -> bool:
        """Whether the post gives a number for it."""
        return self not in {DispatchManner.IN_PERSON, DispatchManner.ORDINARY_MAIL}


@event(
    "planning.notice-dispatched",
    ja="通知書の発送",
    basis=APPROVAL,
    occurred="dispatched_on",
    provisional=True,
)
class NoticeDispatched(Event):
    """The notice of the decision that is record number `notice` of the case, document number `number`.

    `delivered_on` = the day it is known to have arrived; a later statement of the same dispatch adds it.
    """

    dispatched_on: Clear[date]
    person: Clear[UUID]
    notice: Clear[int]
    number: Clear[str]
    manner: Clear[DispatchManner]
    delivered_on: Clear[date | None]
    tracking: Narrative[str]
