"""補正依頼書: what is lacking, by when, and what follows (行政手続法7条)."""

from events.contract import wareki
from events.contract.benefits import BenefitCorrectionAsked
from events.contract.benefits_papers import NoticeKind
from services.benefits.decisions.document import Document
from services.benefits.grant import Grant
from services.benefits.notices.notice import Notice
from services.benefits.notices.of_decisions import asked_for


def of_correction(grant: Grant, fact: BenefitCorrectionAsked) -> Notice:
    """The defects, one a line."""
    lacking = tuple(Document.stored(name).ja for name in fact.missing)
    return Notice(
        kind=NoticeKind.CORRECTION_REQUEST,
        operative=f"{asked_for(grant)}は、次の点が足りません。行政手続法第7条により、期限までに補正してください。",
        lines=(
            *((f"補正するもの {n}", ja) for n, ja in enumerate(lacking, 1)),
            ("補正の期限", wareki.long(fact.due_on)),
            ("補正の方法", "下記の窓口へお持ちいただくか、郵送してください。"),
        ),
        notes=(
            f"申請は{wareki.long(grant.application.arrived_on)}に受け付けています。申請の日は変わりません。",
            "依頼の日から補正された日までの日数は、審査の標準処理期間に含めません。",
            "期限までに補正がないときは、要件を確かめられないため、支給しない決定をすることがあります。",
            "期限までにそろえるのが難しいときは、早めに窓口へご相談ください。",
        ),
    )
