"""1-1A 申請時確認書: what the applicant was told and declares before the application is received."""

from typing import Final

from events.contract import opened
from events.contract.codes import GrantKind
from events.host.paper_form import Block, Line, PaperForm
from services.benefits.decisions.document import needed_for
from services.benefits.screens.grant_file import GrantFile
from services.benefits.sheets.parts import EDITION, marks_of, number_of

DECLARED_POINTS: Final = (
    "離職・廃業から2年以内（または休業等により収入が同程度まで減っている）",
    "離職等の前に（休業等では申請月に）、世帯の生計を主として維持していた",
    "申請月の世帯の収入と金融資産が、説明を受けた基準額以下である",
    "求職の申込みをし、誠実に常用就職を目指す（または自立に向けた計画に取り組む）",
    "国や自治体等の類似の給付を、世帯の誰も受けていない",
    "世帯の誰も暴力団員ではない",
)
TOLD_POINTS: Final = (
    "給付金は、貸主等の口座に市が直接振り込むこと",
    "毎月、相談・職業相談・応募などの状況を報告すること",
    "収入・家賃・住所・世帯が変わったときは届け出ること",
    "指示に従わないときや虚偽があったときは、中止や返還となること",
    "支給は原則3か月。延長は最後の月の末日までに申請すること",
)


def checklist(file: GrantFile | None = None) -> PaperForm:
    """To be ticked and signed by hand."""
    applied = file.grant.application if file else None
    kind = applied.kind if applied else GrantKind.RENT
    papers = needed_for(kind, opened(applied.cause, None) if applied else None)
    return PaperForm(
        code="1-1A",
        title="住居確保給付金申請時確認書",
        edition=EDITION,
        blocks=(
            Block(title="申請者が確認すること", lines=_points(DECLARED_POINTS)),
            Block(title="説明を受けたこと", lines=_points(TOLD_POINTS)),
            Block(
                title="添付する書類",
                lines=(Line(label="書類", ticks=tuple((one.ja, False) for one in papers), rows=5),),
            ),
        ),
        declared="上のことについて説明を受け、理解しました。確認した内容は事実と違いありません。",
        signed=("申請者", "説明した人"),
        number=number_of(file, "1-1A"),
        marks=marks_of(file),
    )


def _points(points: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(
        Line(label=f"{n}", value="", ticks=((point, False),)) for n, point in enumerate(points, 1)
    )
