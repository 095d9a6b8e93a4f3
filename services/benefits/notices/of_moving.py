"""転居費用補助: the decision and the refusal to the person, and to every payee what is paid to them."""

from events.contract import wareki
from events.contract.benefits import BenefitCorrectionAsked
from events.contract.benefits_moving import (
    MovingApplied,
    MovingDecided,
    MovingOrdered,
    MovingRefused,
)
from events.contract.benefits_papers import NoticeKind
from services.benefits.decisions.document import Document
from services.benefits.notices.notice import Notice, Reason, read, yen

NAME = "生活困窮者住居確保給付金（転居費用補助）"


def of_moving_grant(applied: MovingApplied, fact: MovingDecided) -> Notice:
    """To the person: the sum per kind, the limit, what is not covered."""
    figures = read(fact.figures)
    paid = tuple((line.kind.ja, yen(line.yen)) for line in figures.paid if line.yen)
    left_out = "、".join(kind.ja for kind in figures.excluded)
    return Notice(
        kind=NoticeKind.MOVING_GRANT,
        operative=f"{_asked(applied)}については、次のとおり支給することに決定しましたので、通知します。",
        lines=(
            ("支給額", yen(figures.total_yen)),
            *paid,
            *((("対象外の費用", left_out),) if left_out else ()),
            (
                "支給の上限",
                f"{yen(figures.limit_yen)}（転居先の家賃の上限 {yen(figures.cap_yen)}の3倍）",
            ),
            ("支給の方法", "費用の支払先の口座へ、直接振り込みます。"),
            ("決定の日", f"{wareki.long(fact.decided_on)}（決定番号 {fact.number}）"),
        ),
        notes=(
            "見積りの額が変わったときや、転居を取りやめるときは、すみやかに届け出てください。",
            "偽りその他不正の手段により支給を受けたときは、支給した額の全部又は一部を徴収することがあります。",
        ),
        contestable=True,
    )


def of_moving_refusal(applied: MovingApplied, fact: MovingRefused) -> Notice:
    """To the person: facts and provision."""
    words = (line.strip() for line in read(fact.reasons).splitlines())
    return Notice(
        kind=NoticeKind.MOVING_REFUSAL,
        operative=f"{_asked(applied)}については、次の理由により支給しないことに決定しましたので、通知します。",
        lines=(("決定の日", f"{wareki.long(fact.refused_on)}（決定番号 {fact.number}）"),),
        reasons=tuple(Reason(fact=line, provision=fact.citation) for line in words if line),
        contestable=True,
    )


def of_moving_to_payee(applied: MovingApplied, fact: MovingOrdered) -> Notice:
    """To the payee of one cost: what it is, the sum, the day; nothing else."""
    payee = next((one for one in read(applied.payees) if one.kind is fact.cost), None)
    return Notice(
        kind=NoticeKind.MOVING_TO_PAYEE,
        operative=f"下記の方の転居にかかる費用について、{NAME}により、次のとおりお支払いします。",
        lines=(
            ("費用", fact.cost.ja),
            ("支払う額", yen(read(fact.amount_yen))),
            ("支払の予定日", wareki.long(fact.due_on)),
            ("振込先", "お届けいただいた口座"),
        ),
        notes=(
            "費用がこの額を超えるときは、その差額をご本人からお受け取りください。",
            "支給の理由や世帯の状況についてのお問い合わせには、お答えできません。",
        ),
        to=(payee.name if payee else "") or "お支払先",
    )


def of_moving_correction(applied: MovingApplied, fact: BenefitCorrectionAsked) -> Notice:
    """補正依頼書 of the subsidy."""
    lacking = (Document.stored(name).ja for name in fact.missing)
    return Notice(
        kind=NoticeKind.CORRECTION_REQUEST,
        operative=f"{_asked(applied)}は、次の点が足りません。行政手続法第7条により、期限までに補正してください。",
        lines=(
            *((f"補正するもの {n}", ja) for n, ja in enumerate(lacking, 1)),
            ("補正の期限", wareki.long(fact.due_on)),
        ),
        notes=(
            "期限までに補正がないときは、要件を確かめられないため、支給しない決定をすることがあります。",
            "期限までにそろえるのが難しいときは、早めに窓口へご相談ください。",
        ),
    )


def _asked(applied: MovingApplied) -> str:
    return f"{wareki.long(applied.arrived_on)}に申請のありました{NAME}"
