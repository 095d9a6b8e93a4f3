"""【1】相談受付・申込票: what was told at the reception, and the application the person signs."""

from events.contract import wareki
from events.contract.codes import Channel, ConsultationTopic, Sex
from events.contract.intake import ConsultationReceived
from events.contract.sealed import Open
from events.host.paper_form import BLANK_DAY, Block, Line, PaperForm, day, said, ticked
from services.intake.routes.case_file import CaseFile
from services.intake.sheets.marked import marked

EDITION = "厚生労働省「自立相談支援機関使用標準様式」【1】相談受付・申込票 による"
DECLARED = (
    "個人情報の取扱規程に同意し、自立相談支援機関による継続した支援の利用を申し込みます。"
    "　□ 支援に必要な範囲で、関係機関に情報を提供することに同意します。"
)


def use_application(file: CaseFile | None = None) -> PaperForm:
    """Filled from the case, or blank."""
    fact = file.received if file else None
    return PaperForm(
        code="【1】",
        title="相談受付・申込票",
        edition=EDITION,
        blocks=(
            Block(title="受付", office=True, lines=_reception(fact)),
            Block(title="本人", lines=_person(fact)),
            Block(title="来談者(本人と異なる場合)", lines=_visitor(fact)),
            Block(
                title="相談したいこと(○はあてはまるものすべて、◎はいちばん主なもの)",
                lines=_told(fact),
            ),
            Block(title="申込の受付", office=True, lines=_applied(file)),
        ),
        declared=DECLARED,
        signed=("本人", "受付者"),
        number=f"{file.number}/1-{file.version}" if file else "",
        marks=marked(file),
    )


def _reception(fact: ConsultationReceived | None) -> tuple[Line, ...]:
    return (
        Line(label="受付日", value=day(fact.received_on if fact else None), half=True),
        Line(label="受付者", half=True),
        Line(label="受付方法", ticks=ticked(Channel, fact.channel if fact else None)),
    )


def _person(fact: ConsultationReceived | None) -> tuple[Line, ...]:
    if fact is None:
        return (
            Line(label="ふりがな", half=True),
            Line(label="性別", ticks=ticked(Sex), half=True),
            Line(label="氏名", rows=2, half=True),
            Line(label="生年月日", value=f"{BLANK_DAY}（　　歳）", half=True),
            Line(label="住所", rows=2),
            Line(label="電話", half=True),
            Line(label="メール", half=True),
        )
    return (
        Line(label="ふりがな", value=said(fact.kana), half=True),
        Line(label="性別", ticks=ticked(Sex, fact.sex), half=True),
        Line(label="氏名", value=said(fact.name), rows=2, half=True),
        Line(label="生年月日", value=said(fact.born_on), half=True),
        Line(label="住所", value=said(fact.address), rows=2),
        Line(label="電話", value=said(fact.phone), half=True),
        Line(label="メール", value=said(fact.email), half=True),
    )


def _visitor(fact: ConsultationReceived | None) -> tuple[Line, ...]:
    visitor = fact.visitor if fact else None
    if isinstance(visitor, Open) and visitor.value is not None:
        came = visitor.value
        return (
            Line(label="氏名", value=came.name, half=True),
            Line(label="関係", value=came.relation.ja, half=True),
            Line(label="電話", value=came.phone),
        )
    closed = "" if visitor is None or isinstance(visitor, Open) else said(visitor)
    return (
        Line(label="氏名", value=closed, half=True),
        Line(label="関係", half=True),
        Line(label="電話"),
    )


def _told(fact: ConsultationReceived | None) -> tuple[Line, ...]:
    topics = ticked(ConsultationTopic, fact.topics if fact else None)
    main = fact.main_topics if fact else None
    chosen = main.value if isinstance(main, Open) else ()
    names = {topic.ja for topic in chosen}
    shown = tuple((f"◎{ja}" if ja in names else ja, on) for ja, on in topics)
    return (
        Line(label="相談内容", ticks=shown, rows=3),
        Line(label="相談したいこと・希望", value=said(fact.story) if fact else "", rows=5),
    )


def _applied(file: CaseFile | None) -> tuple[Line, ...]:
    if file is None or file.state.applied_on is None:
        return (
            Line(label="申込日", value=BLANK_DAY, half=True),
            Line(label="関係機関への提供", value="□ 同意あり　□ 同意なし", half=True),
        )
    sharing = "同意あり" if file.state.consent_sharing else "同意なし"
    return (
        Line(label="申込日", value=wareki.long(file.state.applied_on), half=True),
        Line(label="関係機関への提供", value=sharing, half=True),
    )
