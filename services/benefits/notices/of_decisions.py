"""支給決定通知書, 不支給決定通知書, 支給中止通知書 and what the payee is told of them."""

from typing import Final

from events.contract import wareki
from events.contract.benefits import GrantDecided, GrantRefused, GrantStopped, Payee
from events.contract.benefits_papers import NoticeKind
from events.contract.sealed import Sealed
from services.benefits.grant import Grant, month_before, months_from
from services.benefits.notices.notice import Notice, Reason, read, yen
from services.benefits.screens.wording import month_label

NAME: Final = "生活困窮者住居確保給付金"
STOP_PROVISION: Final = "支給の中止を定める各市要綱の規定"
DUTIES: Final = (
    "支給期間中は、求職活動などの状況を毎月報告してください。",
    "収入、家賃、住所、世帯の人数が変わったときは、すみやかに届け出てください。",
    "支給期間の延長を希望するときは、最後の支給月の末日までに申請してください。",
    "偽りその他不正の手段により支給を受けたときは、支給した額の全部又は一部を徴収することがあります。",
)
DIRECT: Final = "申請書に記載された貸主等の口座へ、直接振り込みます。"


def of_grant(grant: Grant, fact: GrantDecided) -> Notice:
    """To the person: what is granted, for how long, and how the amount came about."""
    basis = read(fact.basis)
    monthly = read(fact.monthly_yen)
    return Notice(
        kind=NoticeKind.GRANT,
        operative=f"{asked_for(grant)}については、次のとおり支給することに決定しましたので、通知します。",
        lines=(
            ("支給額", f"月額 {yen(monthly)}"),
            ("支給期間", period(fact.first_month, fact.months)),
            ("支給の方法", DIRECT),
            ("決定の日", f"{wareki.long(fact.decided_on)}（決定番号 {fact.number}）"),
            (
                "算定の基礎",
                "、".join(
                    f"{term} {yen(value)}"
                    for term, value in (
                        ("基準額", basis.base_amount_yen),
                        ("家賃", basis.rent_yen),
                        ("家賃の上限", basis.rent_cap_yen),
                        ("世帯収入", basis.income_yen),
                    )
                ),
            ),
            ("算定の方法", f"{basis.branch.ja}（施行規則11条）"),
        ),
        notes=DUTIES,
        contestable=True,
    )


def of_refusal(grant: Grant, fact: GrantRefused) -> Notice:
    """To the person: that nothing is granted, with the facts and the provision."""
    unmet = tuple(found for found in read(fact.findings) if not found.met)
    words = [line for line in read(fact.reasons).splitlines() if line.strip()]
    found_in_words = len(unmet) == len(words)
    reasons = tuple(
        Reason(fact=line, provision=unmet[n].citation if found_in_words else fact.citation)
        for n, line in enumerate(words)
    )
    return Notice(
        kind=NoticeKind.REFUSAL,
        operative=f"{asked_for(grant)}については、次の理由により支給しないことに決定しましたので、通知します。",
        lines=(("決定の日", f"{wareki.long(fact.refused_on)}（決定番号 {fact.number}）"),),
        reasons=reasons,
        contestable=True,
    )


def of_stop(grant: Grant, fact: GrantStopped) -> Notice:
    """To the person: the last month paid, and why."""
    return Notice(
        kind=NoticeKind.STOP,
        operative=f"{NAME}の支給を、次のとおり中止することに決定しましたので、通知します。",
        lines=(
            ("中止の日", wareki.long(fact.stopped_on)),
            ("支給する最後の月", last_month(grant, fact.last_month)),
            ("中止の理由の別", fact.reason.ja),
        ),
        reasons=tuple(
            Reason(fact=line, provision=STOP_PROVISION)
            for line in read(fact.reasons).splitlines()
            if line.strip()
        ),
        contestable=True,
    )


def of_grant_to_payee(grant: Grant, fact: GrantDecided) -> Notice:
    """To the landlord or agent: months and sum, nothing of income, cause or household."""
    return to_payee(
        grant,
        "次のとおり家賃の一部又は全部をお支払いします。",
        (
            ("支払う額", f"月額 {yen(read(fact.monthly_yen))}"),
            ("支払う月", period(fact.first_month, fact.months)),
        ),
    )


def of_stop_to_payee(grant: Grant, fact: GrantStopped) -> Notice:
    """To the landlord or agent: until which month rent is paid, without the reason."""
    return to_payee(
        grant,
        "お知らせしていた家賃の支払を、次のとおり終わります。",
        (("支払う最後の月", last_month(grant, fact.last_month)),),
    )


def to_payee(grant: Grant, sentence: str, lines: tuple[tuple[str, str], ...]) -> Notice:
    """A letter to whoever is paid."""
    return Notice(
        kind=NoticeKind.TO_PAYEE,
        operative=f"下記の方がお住まいの住宅の家賃について、{NAME}により、{sentence}",
        lines=(*lines, ("振込先", "お届けいただいた口座")),
        notes=(
            "家賃がこの額を超えるときは、その差額を入居者からお受け取りください。",
            "退去、家賃の変更があったときは、すみやかにお知らせください。",
            "支給の理由や世帯の状況についてのお問い合わせには、お答えできません。",
        ),
        to=payee_name(grant.application.payee),
    )


def payee_name(payee: Sealed[Payee]) -> str:
    """As it was given; Closed while the home is kept secret from this reader."""
    return read(payee).name or "貸主様"


def asked_for(grant: Grant) -> str:
    """The application in words."""
    arrived = wareki.long(grant.application.arrived_on)
    return f"{arrived}に申請のありました{NAME}（{grant.application.kind.ja}）"


def period(first_month: str, months: int) -> str:
    """令和8年11月分から令和9年1月分まで（3か月）."""
    last = months_from(first_month, months)[-1]
    return f"{month_label(first_month)}から{month_label(last)}まで（{months}か月）"


def last_month(grant: Grant, month: str) -> str:
    """The month, or that none is paid."""
    first = grant.decided.first_month if grant.decided else ""
    return "なし（支給しません）" if month == month_before(first) else month_label(month)
