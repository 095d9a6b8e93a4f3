"""What this municipality has settled about paying, as the decisions take it."""

from datetime import date

from events.contract.transfer_codes import AccountKind
from events.host.dated import Mark
from events.host.desk import Desk
from events.host.municipality import Municipality
from services.benefits.bank_file import KINDS, Remitter
from services.benefits.fiscal import FiscalRule, YearEnd
from services.benefits.grant import PROGRAMME
from services.benefits.treasury import FileMapping


def fiscal_rule(desk: Desk) -> FiscalRule:
    """Closing days and the attribution of months, of this day."""
    city = desk.runtime.municipality
    item = city.budget_item(PROGRAMME, desk.today)
    ends = tuple(
        YearEnd(
            fiscal_year=row.fiscal_year,
            commit_until=row.commit_until,
            order_until=row.order_until,
            pay_until=row.pay_until,
            provisional=row.mark not in {Mark.SURE, Mark.SECONDARY},
        )
        for row in city.closings
    )
    return FiscalRule(ends=ends, by_month=bool(item and item.by_month))


def item_text(desk: Desk) -> str:
    """款・項・目・節 of today; empty where none is registered."""
    item = desk.runtime.municipality.budget_item(PROGRAMME, desk.today)
    return item.text if item else ""


def item_code(desk: Desk, on: date) -> str:
    """The item as the city's 財務会計 has it on that day."""
    item = desk.runtime.municipality.budget_item(PROGRAMME, on)
    return item.code if item else ""


def remitter(desk: Desk, on: date) -> Remitter | None:
    """振込依頼人 on that day; None where the file does not name one."""
    return remitter_of(desk.runtime.municipality, on)


def remitter_of(city: Municipality, on: date) -> Remitter | None:
    """As the municipality file has it."""
    row = city.remitter(on)
    if row is None:
        return None
    kind = next((kind for kind, code in KINDS.items() if code == row.kind), AccountKind.CURRENT)
    return Remitter(
        code=row.code,
        name_kana=row.name_kana,
        bank_code=row.bank_code,
        bank_kana=row.bank_kana,
        branch_code=row.branch_code,
        branch_kana=row.branch_kana,
        kind=kind,
        number=row.number,
    )


def mapping(desk: Desk, on: date) -> FileMapping | None:
    """The columns of the city's 財務会計 on that day; None where the file does not name them."""
    row = desk.runtime.municipality.treasury_file(on)
    if row is None:
        return None
    return FileMapping(
        encoding=row.encoding,
        heads=row.heads,
        columns=row.columns,
        answer=row.answer,
        statuses=row.statuses,
    )
