"""住居喪失者: eligible up to the cap → form 2-1 → lease → (起案 with that rent) → moved in."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from events.contract.benefits import Household, Payee
from events.contract.benefits_dwelling import (
    DwellingNotified,
    EligibilityConfirmed,
    LeaseShown,
    MoveInReported,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, running, told, undecided
from services.benefits.decisions.proposing import DraftGrant, judged
from services.benefits.dwelling import Dwelling
from services.benefits.grant import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmEligibility(DraftGrant):
    """What the examiner checked, as for a 起案; `drafted_on` is the day. The paper holds for `valid_days`."""

    valid_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotifyDwelling:
    """Form 2-1. `paper_first`: the paper must hold on the day. `payee_person` = pseudonym of the payee."""

    today: date
    notified_on: date
    planned_on: date
    rent_yen: int
    address: str
    payee_person: UUID
    payee_name: str
    payee_bank: str
    payee_branch: str
    payee_account: str
    paper_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLease:
    """The lease as it was seen: its rent is what is granted."""

    today: date
    shown_on: date
    lease_from: date
    rent_yen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMoveIn:
    """住居確保報告書."""

    today: date
    reported_on: date
    moved_in_on: date


def confirm_eligibility(state: Grant | None, command: ConfirmEligibility) -> list[Event]:
    """All requirements with the rent at the cap; a new confirmation takes the place of an expired one."""
    grant, dwelling = _lacking(state)
    found = judged(grant, command)
    against = [one for one in found.findings if not one.met]
    if against:
        raise Refused(
            "not-eligible",
            f"要件を満たさないため証明書は出せません({against[0].requirement})。不支給を起案してください。",
        )
    assert command.standard is not None  # noqa: S101 - judged with it
    made = EligibilityConfirmed(
        confirmed_on=command.drafted_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        valid_until=command.drafted_on + timedelta(days=command.valid_days),
        confirmer=command.drafter,
        table_row=command.standard.row,
        cap_yen=Open(grant.person, command.standard.rent_cap_yen),
        findings=Open(grant.person, found.findings),
    )
    if made == dwelling.confirmed:
        return []
    _day(grant, command.drafted_on, command.today, "drafted_on")
    return [made]


def notify_dwelling(state: Grant | None, command: NotifyDwelling) -> list[Event]:
    """The dwelling; another one may be named until the decision."""
    grant, dwelling = _lacking(state)
    payee = Payee(
        name=command.payee_name,
        bank=command.payee_bank,
        branch=command.payee_branch,
        account=command.payee_account,
    )
    made = DwellingNotified(
        notified_on=command.notified_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        planned_on=command.planned_on,
        rent_yen=Open(grant.person, command.rent_yen),
        address=Open(grant.person, command.address),
        payee=Open(command.payee_person, payee),
    )
    if made == dwelling.notified:
        return []
    if command.paper_first and not dwelling.valid_on(command.notified_on):
        raise Refused(
            "paper-missing",
            "対象者証明書がないか、有効期限が過ぎています。先に対象者の確認をしてください。",
            field="notified_on",
        )
    told(command.address, code="address-missing", ja="所在地を入れてください。", field="address")
    _rent(command.rent_yen)
    _day(grant, command.notified_on, command.today, "notified_on")
    return [made]


def show_lease(state: Grant | None, command: ShowLease) -> list[Event]:
    """From here on the application stands with this rent and can be drafted."""
    grant, dwelling = _lacking(state)
    if dwelling.notified is None:
        raise Refused("not-notified", "先に入居予定住宅の通知(2-1)を記録してください。")
    household = grant.application.household
    if not isinstance(household, Open):
        raise Refused(
            "not-readable", "申請の内容を開けません。権限または保存期間を確認してください。"
        )
    stands: Household = replace(household.value, rent_yen=command.rent_yen)
    made = LeaseShown(
        shown_on=command.shown_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        lease_from=command.lease_from,
        household=Open(grant.person, stands),
    )
    if made == dwelling.lease:
        return []
    _rent(command.rent_yen)
    happened(
        command.shown_on,
        today=command.today,
        field="shown_on",
        not_before=dwelling.notified.notified_on,
        step="入居予定住宅の通知",
    )
    return [made]


def report_move_in(state: Grant | None, command: ReportMoveIn) -> list[Event]:
    """After the decision, once."""
    before = state.dwelling.moved_in if state and state.dwelling else None
    if before and (before.reported_on, before.moved_in_on) == (
        command.reported_on,
        command.moved_in_on,
    ):
        return []
    grant = running(state)
    if grant.dwelling is None or grant.dwelling.lease is None:
        raise Refused("not-homeless", "住居喪失者の申請ではありません。")
    if before is not None:
        raise Refused("already-reported", "住居確保報告はすでに記録されています。")
    happened(command.reported_on, today=command.today, field="reported_on")
    happened(
        command.moved_in_on,
        today=command.reported_on,
        field="moved_in_on",
        not_before=grant.dwelling.lease.lease_from,
        step="契約の始まり",
    )
    return [
        MoveInReported(
            reported_on=command.reported_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            moved_in_on=command.moved_in_on,
        )
    ]


def _lacking(state: Grant | None) -> tuple[Grant, Dwelling]:
    grant = undecided(state)
    if grant.dwelling is None:
        raise Refused("not-homeless", "住居喪失者の申請ではありません。")
    if grant.proposal is not None:
        raise Refused(
            "already-proposed", "すでに起案があります。変えるときは、先に補正を記録してください。"
        )
    return grant, grant.dwelling


def _day(grant: Grant, day: date, today: date, field: str) -> None:
    happened(
        day,
        today=today,
        field=field,
        not_before=grant.application.arrived_on,
        step="支給申請の到達",
    )


def _rent(rent_yen: int) -> None:
    if rent_yen < 1:
        raise Refused("no-rent", "家賃を入れてください。", field="rent_yen")
