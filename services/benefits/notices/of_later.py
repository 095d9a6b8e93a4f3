"""Letters of what is decided while a grant runs: extension, change, suspension, resumption, stop."""

from events.contract import kind_of, wareki
from events.contract.benefits_life import (
    AmountChanged,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    Later,
    LaterRefused,
    StopDecided,
)
from events.contract.benefits_papers import NoticeKind
from services.benefits.grant import Grant
from services.benefits.notices.notice import Notice, Reason, read, yen
from services.benefits.notices.of_decisions import NAME, last_month, period, to_payee
from services.benefits.screens.wording import month_label

Lines = tuple[tuple[str, str], ...]


def of_later(grant: Grant, fact: Later) -> Notice:
    """To the person. Whatever is refused, paused or stopped names its facts and their provision."""
    kind, operative, lines = _said(grant, fact)
    decided = ("決定の日", f"{wareki.long(fact.decided_on)}（決定番号 {fact.number}）")
    return Notice(
        kind=kind,
        operative=operative,
        lines=(*lines, decided),
        reasons=_reasons(fact),
        contestable=True,
    )


def of_later_to_payee(grant: Grant, fact: Later) -> Notice | None:
    """To the landlord or agent, where the payment changes; None where it does not."""
    match fact:
        case GrantExtended():
            return to_payee(grant, "お支払いする月を次のとおり延ばします。", _months(fact))
        case AmountChanged():
            return to_payee(
                grant,
                "お支払いする額を次のとおり変えます。",
                (
                    ("支払う額", f"月額 {_monthly(fact)}"),
                    ("変わる月", f"{month_label(fact.first_month)}から"),
                ),
            )
        case GrantSuspended():
            return to_payee(
                grant,
                "お支払いを次のとおりしばらく止めます。",
                (("支払う最後の月", last_month(grant, fact.last_month)),),
            )
        case GrantResumed():
            return to_payee(grant, "お支払いを次のとおり再び始めます。", _months(fact))
        case StopDecided():
            return to_payee(
                grant,
                "お知らせしていた家賃の支払を、次のとおり終わります。",
                (("支払う最後の月", last_month(grant, fact.last_month)),),
            )
    return None


def _said(  # noqa: PLR0911 - one arm per kind
    grant: Grant, fact: Later
) -> tuple[NoticeKind, str, Lines]:
    match fact:
        case GrantExtended():
            return (
                NoticeKind.EXTENSION,
                f"{NAME}の支給期間を、次のとおり延長することに決定しましたので、通知します。",
                (("支給額", f"月額 {_monthly(fact)}"), ("延長する期間", _months(fact)[1][1])),
            )
        case ExtensionRefused():
            return (
                NoticeKind.EXTENSION_REFUSAL,
                f"申請のありました{NAME}の支給期間の延長については、次の理由により認めないことに決定しましたので、通知します。",
                (("すでに決定した期間", "変わりません"),),
            )
        case AmountChanged():
            return (
                NoticeKind.CHANGE,
                f"{NAME}の支給額を、次のとおり変更することに決定しましたので、通知します。",
                (
                    ("変更後の支給額", f"月額 {_monthly(fact)}"),
                    ("変更する月", f"{month_label(fact.first_month)}から"),
                    ("変更の理由の別", fact.ground.ja),
                ),
            )
        case GrantSuspended():
            return (
                NoticeKind.SUSPENSION,
                f"{NAME}の支給を、次のとおり中断することに決定しましたので、通知します。",
                (
                    ("中断の前に支給する最後の月", last_month(grant, fact.last_month)),
                    ("再開を申し出る期限", wareki.long(fact.resume_by)),
                ),
            )
        case GrantResumed():
            return (
                NoticeKind.RESUMPTION,
                f"中断していた{NAME}の支給を、次のとおり再開することに決定しましたので、通知します。",
                (("支給額", f"月額 {_monthly(fact)}"), ("再開後の期間", _months(fact)[1][1])),
            )
        case StopDecided():
            return (
                NoticeKind.STOP,
                f"{NAME}の支給を、次のとおり中止することに決定しましたので、通知します。",
                (
                    ("支給する最後の月", last_month(grant, fact.last_month)),
                    ("中止の理由の別", fact.reason.ja),
                ),
            )
        case LaterRefused():
            return (
                NoticeKind.CHANGE_REFUSAL,
                f"申請のありました{fact.matter.ja}については、次の理由により認めないことに決定しましたので、通知します。",
                (("すでに決定した内容", "変わりません"),),
            )
    raise ValueError(f"{type(fact).__name__} has no letter")


def _months(fact: GrantExtended | GrantResumed) -> Lines:
    return (
        ("支払う額", f"月額 {_monthly(fact)}"),
        ("支払う月", period(fact.first_month, fact.months)),
    )


def _monthly(fact: Later) -> str:
    return yen(read(fact.figures).monthly_yen)


def _reasons(fact: Later) -> tuple[Reason, ...]:
    """The words of the decision; a provision of its own where one was named, else that of its kind."""
    provision = getattr(fact, "citation", "") or kind_of(fact).basis
    told = (line.strip() for line in read(fact.reasons).splitlines())
    return tuple(Reason(fact=line, provision=provision) for line in told if line)
