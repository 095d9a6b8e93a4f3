"""Facts of 一回ごとの提供: every time a service of the plan was given, and toward which objective.

They stand in a stream of their own beside the thirteen steps.
"""

from datetime import date
from uuid import UUID

from events.contract.codes import FORM_3, Service
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event
from events.contract.tasks import Effect


@event("planning.service-delivered", ja="支援の提供", basis=FORM_3, occurred="delivered_on")
class ServiceDelivered(Event):
    """Once given. `objective_no` counts the 短期目標 of plan `plan_no` from 1; 0 = toward none of them."""

    delivered_on: Clear[date]
    person: Clear[UUID]
    delivery_no: Clear[int]
    plan_no: Clear[int]
    service: Clear[Service]
    objective_no: Clear[int]
    minutes: Clear[int]
    effect: Clear[Effect]
    note: Narrative[str]


@event("planning.delivery-withdrawn", ja="支援の提供の取消", basis=FORM_3, occurred="withdrawn_on")
class DeliveryWithdrawn(Event):
    """Recorded by mistake: the entry stays and is shown struck through."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    delivery_no: Clear[int]
    reason: Narrative[str]
