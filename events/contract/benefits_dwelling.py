"""住居喪失者: from the application without a dwelling to the report that somebody has moved in (benefits.md 6.2)."""

from datetime import date
from uuid import UUID

from events.contract.benefits import Found, Household, Payee
from events.contract.group import Address, Clear, Identity, Money
from events.contract.kind import Event, event

PATH = "各市要綱(住居喪失者の手続)"


@event(
    "benefits.dwelling-lacking-stated",
    ja="住居喪失の申出",
    basis=PATH,
    occurred="stated_on",
    provisional=True,
)
class DwellingLackingStated(Event):
    """The applicant has no home: rent and payee come later, with the dwelling."""

    stated_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]


@event(
    "benefits.eligibility-confirmed",
    ja="対象者の確認",
    basis=PATH,
    occurred="confirmed_on",
    provisional=True,
)
class EligibilityConfirmed(Event):
    """Every requirement but the dwelling is met: the paper may be issued, up to `cap_yen`, until `valid_until`."""

    confirmed_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    valid_until: Clear[date]
    confirmer: Clear[UUID]
    table_row: Clear[str]
    cap_yen: Money[int]
    findings: Money[tuple[Found, ...]]


@event(
    "benefits.dwelling-notified", ja="入居予定住宅の通知", basis="様式2-1", occurred="notified_on"
)
class DwellingNotified(Event):
    """The agent's form 2-1: which dwelling, its rent, and who is to be paid."""

    notified_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    planned_on: Clear[date]
    rent_yen: Money[int]
    address: Address[str]
    payee: Identity[Payee]


@event("benefits.lease-shown", ja="賃貸借契約の確認", basis=PATH, occurred="shown_on")
class LeaseShown(Event):
    """The lease was seen: the household stands with the rent of that dwelling, from `lease_from`."""

    shown_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    lease_from: Clear[date]
    household: Money[Household]


@event(
    "benefits.move-in-reported",
    ja="住居確保報告",
    basis="各市要綱(入居後の報告)",
    occurred="reported_on",
    provisional=True,
)
class MoveInReported(Event):
    """住居確保報告書: the person lives there since `moved_in_on`."""

    reported_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    moved_in_on: Clear[date]
