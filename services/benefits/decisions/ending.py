"""支給中止 and 支給終了."""

from dataclasses import dataclass
from datetime import date

from events.contract.benefits import GrantEnded, GrantStopped
from events.contract.codes import StopReason
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, month_named, running, told
from services.benefits.grant import Grant


@dataclass(frozen=True, slots=True, kw_only=True)
class StopGrant:
    """`last_month` (`YYYY-MM`) is the last one paid; `reasons` are told to the person."""

    today: date
    stopped_on: date
    last_month: str
    reason: StopReason
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndGrant:
    """All months were paid."""

    today: date
    ended_on: date


def stop_grant(state: Grant | None, command: StopGrant) -> list[Event]:
    """The grant stops; months after the last one can no longer be ordered."""
    before = state.stopped if state else None
    if before and (before.stopped_on, before.reason) == (command.stopped_on, command.reason):
        return []
    grant = running(state)
    assert grant.decided is not None  # noqa: S101 - running
    month_named(command.last_month, field="last_month")
    if not grant.payable or command.last_month >= grant.payable[-1]:
        raise Refused(
            "nothing-to-stop",
            "支給決定の最後の月まで支給するなら、中止にはなりません。",
            field="last_month",
        )
    later = [month for month in grant.months if month > command.last_month]
    if later:
        raise Refused(
            "already-ordered",
            "中止後の月に支出命令があります。先にその月の扱いを決めてください。",
            field="last_month",
        )
    told(
        command.reasons,
        code="reasons-missing",
        ja="理由を書いてください。中止の通知には理由の提示が必要です(行政手続法14条)。",
        field="reasons",
    )
    happened(
        command.stopped_on,
        today=command.today,
        field="stopped_on",
        not_before=grant.decided.decided_on,
        step="支給決定",
    )
    return [
        GrantStopped(
            stopped_on=command.stopped_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            last_month=command.last_month,
            reason=command.reason,
            reasons=Open(grant.person, command.reasons),
        )
    ]


def end_grant(state: Grant | None, command: EndGrant) -> list[Event]:
    """Only when every decided month was paid."""
    if state and state.ended:
        return []
    grant = running(state)
    paid = grant.paid
    assert grant.decided is not None  # noqa: S101 - running
    if not grant.settled:
        raise Refused("months-open", "まだ支給していない月があります。")
    if grant.life.extension is not None or grant.life.draft is not None:
        raise Refused("decision-open", "延長の申請または起案が残っています。先に決定してください。")
    suspended = grant.life.suspended
    if suspended is not None and command.ended_on <= suspended.resume_by:
        raise Refused(
            "may-resume", "再開できる期間の終わりまでは、支給を終了できません。", field="ended_on"
        )
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=max([payment.paid_on for payment in paid], default=grant.decided.decided_on),
        step="最後の給付支給",
    )
    return [
        GrantEnded(
            ended_on=command.ended_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            months_paid=len(paid),
        )
    ]
