"""特定被保護者 (since 2025-04-01): whether somebody who receives 生活保護 may use programmes of this Act."""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event

BASIS: Final = "生活困窮者自立支援法3条4項・5項、生活保護法55条の11第1項(令和6年改正)"
REFORM: Final = date(2025, 4, 1)


@code_list("特定被保護者の確認", basis=BASIS, provisional=True)
class RecipientStanding(Code):
    """What the 福祉事務所 answered. Before the reform nobody could be one."""

    SPECIFIED = "specified", "特定被保護者に当たる", REFORM
    NOT_SPECIFIED = "not_specified", "当たらない", REFORM
    NO_RECIPIENT = "no_recipient", "保護を受けていない(廃止・停止)"


@event(
    "intake.recipient-standing-confirmed",
    ja="特定被保護者の確認",
    basis=BASIS,
    occurred="since_on",
    provisional=True,
)
class RecipientStandingConfirmed(Event):
    """Holds from `since_on` to `until` (None = until stated otherwise); a later statement takes over from its day.

    `confirmed_on` = when the 福祉事務所 was asked.
    """

    since_on: Clear[date]
    person: Clear[UUID]
    standing: Stat[RecipientStanding]
    until: Clear[date | None]
    confirmed_on: Clear[date]
    note: Narrative[str]
