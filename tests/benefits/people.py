"""What people do on the pages of benefits, up to the point a test begins at."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from events.contract import wareki
from services.benefits.grant import first_day, month_before
from tests.benefits.house import Browser, House

APPLICATION = {
    "arrived_on": "令和８年１１月２日",
    "medium": "counter",
    "cause": "left_work",
    "cause_on": "R8.9.30",
    "household_size": "１",
    "income_yen": "１００，０００",
    "savings_yen": "300,000円",
    "rent_yen": "４５０００",
    "payee_name": "ミナト カンリ",
    "payee_bank": "見本銀行",
    "payee_branch": "西支店",
    "payee_account": "普通 1234567",
    "dwelling": "西区の賃貸アパート。10月分の家賃から払えない",
}
CHECKED = {
    "main_earner": "yes",
    "housing_at_risk": "yes",
    "seeking_work": "yes",
    "no_overlap": "yes",
    "no_gang_member": "yes",
}
ITEM = "民生費・社会福祉費・生活困窮者自立支援費・扶助費"


def applied(house: House, case: UUID, login: str = "yamamoto", **changes: Any) -> str:
    """Received; the path of the grant."""
    browser = Browser(house, login)
    answer = browser.send(f"/cases/{case}/application", APPLICATION | changes)
    assert answer.status == 303, answer.alerts
    house.caught_up()
    path: str = answer.response.headers["location"].partition("?")[0].removeprefix("/benefits")
    return path


def proposed(house: House, case: UUID, *, drafter: str = "sato", **changes: Any) -> str:
    """Up to the 起案."""
    at = applied(house, case, **changes)
    Browser(house, drafter).record(f"{at}/proposal", CHECKED)
    return at


def reviewed(house: House, case: UUID, *, drafter: str = "sato", **changes: Any) -> str:
    """Up to the 審査."""
    at = proposed(house, case, drafter=drafter, **changes)
    Browser(house, "mori").record(f"{at}/review", {"opinion": "適当"})
    return at


def decided(house: House, case: UUID, number: str = "福生第101号", **changes: Any) -> str:
    """Up to the 支給決定."""
    at = reviewed(house, case, **changes)
    Browser(house, "kimura").record(f"{at}/decision", {"number": number})
    return at


def committed(house: House, case: UUID, number: str = "福生第101号", **changes: Any) -> str:
    """Up to the 支出負担行為."""
    at = decided(house, case, number, **changes)
    Browser(house, "fujii").record(f"{at}/commitment", {"item": ITEM})
    return at


ACTIVE = {"contacts": "４", "consultations": "2", "applications": "4"}


def evidenced(house: House, at: str, month: str) -> None:
    """The activity of a month reported in full and accepted; nothing where the grant does not ask for it."""
    if first_day(month) > house.today:
        house.on(first_day(month))
    page = f"{at}/months/{month}"
    if Browser(house, "yamamoto").get(f"{page}/activity").status == 200:
        Browser(house, "yamamoto").record(f"{page}/activity", ACTIVE)
        Browser(house, "sato").record(f"{page}/evidence", {})


def paid(house: House, at: str, month: str, number: int = 1) -> None:
    """One month from the evidence of the month before to the payment, within a day."""
    evidenced(house, at, month_before(month))
    clerk = Browser(house, "fujii")
    clerk.record(f"{at}/months/{month}/order", {"order_no": f"支-{number:04d}"})
    Browser(house, "yoshikawa").record(f"{at}/months/{month}/pass", {})
    clerk.record(f"{at}/months/{month}/payment", {"paid_on": wareki.short(house.today)})


def stages(house: House) -> dict[str, UUID]:
    """One case per stage, left on 2 December 2026; each has one grant."""
    names = ("none", "asked", "overdue", "fresh", "put", "refusing", "ready", "committed", "half")
    house.on(date(2026, 11, 2))
    cases = {name: house.received() for name in (*names, "done", "refused")}
    applied(house, cases["fresh"])
    late: dict[str, Any] = {
        "missing": ["income", "tenancy"],
        "due_on": "R8.11.16",
        "income_yen": "",
    }
    applied(house, cases["overdue"], **late)
    proposed(house, cases["put"])
    reviewed(house, cases["ready"], income_yen="120000", rent_yen="52000")
    for name in ("refusing", "refused"):
        reviewed(house, cases[name], income_yen="180000", savings_yen="900000")
    Browser(house, "kimura").record(
        f"/cases/{cases['refused']}/grants/1/refusal", {"number": "福生第104号"}
    )
    committed(house, cases["committed"])
    for number, name in enumerate(("half", "done"), 102):
        at = committed(house, cases[name], f"福生第{number}号")
        paid(house, at, "2026-11", number)
        if name == "done":
            paid(house, at, "2026-12", 200)
            paid(house, at, "2027-01", 201)
            Browser(house, "sato").record(f"{at}/end", {})
        else:
            evidenced(house, at, "2026-11")
            order = {"order_no": "支-0301"}
            Browser(house, "fujii").record(f"{at}/months/2026-12/order", order)
    house.on(date(2026, 12, 2))
    applied(house, cases["asked"], arrived_on="R8.12.1", missing=["income"], due_on="R8.12.16")
    house.caught_up()
    return cases
