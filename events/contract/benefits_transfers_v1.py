"""The first form of a batch's lines, kept readable for ever: every line was a month of rent."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from events.contract.benefits_transfers import RULES
from events.contract.group import Clear
from events.contract.kind import Event, event, upcast
from events.contract.transfer_codes import PaidMatter


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLine:
    """One order in a batch: which grant, which month, under which number, for the how-manieth time."""

    grant: UUID
    case: UUID
    month: str
    order_no: str
    issue: int


@event("benefits.batch-filled", ja="振込のまとめへの追加", basis=RULES, occurred="filled_on")
class BatchFilledV1(Event):
    """Orders that came in together."""

    filled_on: Clear[date]
    number: Clear[str]
    lines: Clear[tuple[MonthLine, ...]]


@upcast("benefits.batch-filled.v1", "benefits.batch-filled.v2")
def _months_of_rent(body: dict[str, Any]) -> dict[str, Any]:
    """A month of rent is paid to the account stated at its grant."""
    return body | {"lines": [_line(line) for line in body["lines"]]}


def _line(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "matter": PaidMatter.RENT.value,
        "stream": line["grant"],
        "case": line["case"],
        "part": line["month"],
        "order_no": line["order_no"],
        "issue": line["issue"],
        "account_at": line["grant"],
    }
