"""対象者証明書: for whoever has no home, to show when looking for one (present name not confirmed, 暫定)."""

from events.contract import wareki
from events.contract.benefits_dwelling import EligibilityConfirmed
from events.contract.benefits_papers import NoticeKind
from services.benefits.grant import Grant
from services.benefits.notices.notice import Notice, read, yen
from services.benefits.notices.of_decisions import NAME, asked_for


def of_eligibility(grant: Grant, fact: EligibilityConfirmed) -> Notice:
    """Cap and validity; neither income nor savings, since an agent reads it."""
    household = read(grant.application.household)
    return Notice(
        kind=NoticeKind.ELIGIBILITY,
        operative=f"{asked_for(grant)}について、上記の方は、住居を確保したときに{NAME}の支給の対象となる"
        "見込みの方であることを証明します。",
        lines=(
            ("世帯の人数", f"{household.size}人"),
            ("支給額の上限", f"月額 {yen(read(fact.cap_yen))}"),
            ("有効期限", f"{wareki.long(fact.valid_until)}まで"),
        ),
        notes=(
            "この証明書は、支給を約束するものではありません。住居の確保と契約の内容を確かめてから決定します。",
            "住居が見つかったときは、媒介業者等が書いた様式2-1を、有効期限までに窓口へ提出してください。",
            "家賃が上限を超えるときは、差額は自己負担になります。共益費、敷金、礼金などは対象になりません。",
            "入居したときは、住居確保報告書を期限までに提出してください。",
        ),
    )
