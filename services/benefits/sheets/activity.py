"""参考様式9 求職活動状況報告書 of a month, and 6 常用就職届."""

from events.host.paper_form import BLANK_DAY, Block, Line, PaperForm, Table
from services.benefits.screens.grant_file import GrantFile
from services.benefits.sheets.parts import EDITION, applicant, marks_of, number_of, yen


def activity_report(file: GrantFile | None = None) -> PaperForm:
    """One month of job search: contacts with the office, job consultations, applications."""
    return PaperForm(
        code="参考様式9",
        title="求職活動状況報告書",
        edition=EDITION,
        blocks=(
            Block(
                title="報告する人と月",
                lines=(*(() if file else (Line(label="氏名"),)),
                       Line(label="月", value="　　　　年　　月分", half=True),
                       Line(label="報告の日", value=BLANK_DAY, half=True)),
            ),
            Table(title="自立相談支援機関との面談等（月4回以上）", heads=("日", "方法", "内容", "支援員の確認"),
                  blank=4, widths=(2, 2, 5)),
            Table(title="公共職業安定所の職業相談（月2回以上）", heads=("日", "安定所の名称", "内容", "確認印"),
                  blank=2, widths=(2, 3, 3)),
            Table(title="応募・面接（週1回以上）", heads=("日", "会社名・職種", "方法（書類・面接）", "結果"),
                  blank=4, widths=(2, 3, 3)),
        ),
        declared="この月の求職活動は、上のとおりです。",
        signed=("本人",),
        number=number_of(file, "activity"),
        marks=marks_of(file),
    )  # fmt: skip


def regular_employment(file: GrantFile | None = None) -> PaperForm:
    """常用就職届: a job without a term, or of six months and more; income is proved every month from then on."""
    return PaperForm(
        code="6",
        title="常用就職届",
        edition=EDITION,
        blocks=(
            *(() if file else (applicant(),)),
            Block(
                title="就職先",
                lines=(
                    Line(label="名称"),
                    Line(label="所在地", rows=2),
                    Line(label="電話", half=True),
                    Line(label="就職した日", value=BLANK_DAY, half=True),
                    Line(
                        label="雇用の期間",
                        ticks=(("期間の定めなし", False), ("6か月以上", False), ("6か月未満", False)),
                    ),
                    Line(label="仕事の内容", rows=2),
                    Line(label="給与（見込み）", value=f"月額　{yen(None)}", half=True),
                    Line(label="初めての給与", value=BLANK_DAY, half=True),
                    Line(
                        label="添える書類",
                        ticks=(("雇用契約書・労働条件通知書の写し", False), ("給与明細書の写し（毎月）", False)),
                    ),
                ),
            ),
        ),
        declared="常用就職しましたので届け出ます。今後は、毎月の収入を報告します。",
        signed=("本人",),
        number=number_of(file, "6"),
        marks=marks_of(file),
    )  # fmt: skip
