"""同意書: the handling of personal data, and, apart from it, sharing with named agencies until a day."""

from events.contract.code import Code
from events.contract.consent import ConsentContent, ConsentParty
from events.host.paper_form import BLANK_DAY, Block, Line, PaperForm, said
from services.intake.routes.case_file import CaseFile
from services.intake.sheets.marked import marked

EDITION = "生活困窮者自立支援法・個人情報の保護に関する法律による同意(様式は各市)"
HANDLED = (
    "相談と支援のために、上で選んだ情報を、選んだ相手に、期限まで伝えることに同意します。"
    "選ばなかった相手や情報、「提供しないもの」は伝えません。"
)
DECLARED = (
    "上のとおり、個人情報の取扱いと提供について説明を受け、しるしをつけた事項に同意します。"
    "この同意は、いつでも取り消すことができます。"
)


def consent(file: CaseFile | None = None) -> PaperForm:
    """Filled as far as the case tells who the person is; what is agreed to is ticked by hand."""
    fact = file.received if file else None
    return PaperForm(
        code="同意書",
        title="個人情報の取扱いに関する同意書",
        edition=EDITION,
        blocks=(
            Block(
                title="本人",
                lines=(
                    Line(label="氏名", value=said(fact.name) if fact else "", rows=2, half=True),
                    Line(label="生年月日", value=said(fact.born_on) if fact else "", half=True),
                    Line(label="住所", value=said(fact.address) if fact else "", rows=2),
                ),
            ),
            Block(
                title="同意する事項",
                lines=(
                    Line(
                        label="取扱い",
                        value="□ 相談と支援のために、聴き取った内容を記録し、利用すること",
                        rows=2,
                    ),
                    Line(
                        label="提供する相手",
                        value=f"{_boxes(ConsentParty)}（　　　　　　　　　　　　　　　　　　　　）",
                        rows=4,
                    ),
                    Line(
                        label="提供する内容",
                        value=_boxes(ConsentContent),
                        rows=2,
                    ),
                    Line(label="提供しないもの", rows=2),
                    Line(label="いつまで", value=f"□ 支援が終わるまで　□ {BLANK_DAY}まで"),
                ),
            ),
        ),
        declared=DECLARED,
        signed=("本人", "説明者"),
        number=f"{file.number}/C-{file.version}" if file else "",
        marks=marked(file),
    )


def _boxes(codes: type[Code]) -> str:
    """Empty boxes, to be ticked by hand."""
    return "　".join(f"□ {code.ja.removesuffix('(名前を書く)')}" for code in codes)
