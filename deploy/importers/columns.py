"""The columns of the template: heading, group, what to write, an example. docs/import.md is made from them."""

from dataclasses import dataclass
from typing import Final

from events.contract.code import Code
from events.contract.codes import (
    AgeBand,
    AgreementManner,
    Channel,
    ClosureReason,
    ConsultationTopic,
    Issue,
    Naming,
    ReferralTarget,
    Route,
    Service,
    Sex,
    TargetClass,
    Triage,
    Urgency,
    VisitorRelation,
)
from services.intake.decisions import SharingBasis

DAY: Final = "日付(R6.5.7、令和6年5月7日、2024/5/7 など)"
YES_NO: Final = "はい・いいえ"
SEVERAL: Final = "いくつでも(「、」か「;」で区切る)"
STATES: Final = "分からないときは 未聴取・回答拒否・不明"


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `codes` = the list whose labels may be written."""

    heading: str
    group: str
    note: str
    example: str = ""
    required: bool = False
    codes: type[Code] | None = None


RECEPTION, TRIAGE, APPLICATION = "相談受付", "振り分け", "利用申込"
ASSESSMENT, PLAN, CLOSURE = "アセスメント", "プラン(案)", "終結"

COLUMNS: Final = (
    Column("移行元番号", RECEPTION, "元の台帳の番号。同じ番号は一度だけ取り込む", "H30-0012"),
    Column("区", RECEPTION, "区の名前か6桁の番号。区が一つの自治体では空でよい", "西区"),
    Column("受付日", RECEPTION, DAY, "R6.5.7", required=True),
    Column("受付方法", RECEPTION, "一つ", "来所", required=True, codes=Channel),
    Column("氏名", RECEPTION, f"外字・異体字もそのまま。{STATES}", "寄添 花子"),
    Column("カナ", RECEPTION, STATES, "ヨリソイ ハナコ"),
    Column("氏名の別", RECEPTION, "空は本名(氏名がなければ匿名)", "本名", codes=Naming),
    Column("性別", RECEPTION, STATES, "女性", codes=Sex),
    Column("生年月日", RECEPTION, f"{DAY}。{STATES}", "S55.3.2"),
    Column("年代", RECEPTION, "生年月日がないときだけ", "", codes=AgeBand),
    Column("住所", RECEPTION, STATES, "見本市西区一丁目"),
    Column("電話", RECEPTION, STATES, "06-0000-0000"),
    Column("メール", RECEPTION, STATES),
    Column("来談者の氏名", RECEPTION, "本人でない方が来たときだけ"),
    Column("来談者の電話", RECEPTION, ""),
    Column("来談者の関係", RECEPTION, "", codes=VisitorRelation),
    Column("相談経路", RECEPTION, STATES, "本人(来所)", codes=Route),
    Column("対象区分", RECEPTION, STATES, codes=TargetClass),
    Column("緊急度", RECEPTION, "空は通常", "早めの対応", codes=Urgency),
    Column("相談内容", RECEPTION, SEVERAL, "住まい、収入・生活費", codes=ConsultationTopic),
    Column("主な相談内容", RECEPTION, SEVERAL, "住まい", codes=ConsultationTopic),
    Column(
        "相談の記録",
        RECEPTION,
        "聞き取った内容。相談内容と記録のどちらかは必要",
        "家賃を2か月滞納している。",
    ),
    Column("振り分け結果", TRIAGE, "空は振り分け前", Triage.SUPPORT.ja, codes=Triage),
    Column("振り分け日", TRIAGE, f"{DAY}。空は受付日", "R6.5.8"),
    Column("振り分けの理由", TRIAGE, "情報提供・つなぎ・中断で終わるときは必要"),
    Column("つなぎ先", TRIAGE, "つないだときだけ", codes=ReferralTarget),
    Column("情報提供の根拠", TRIAGE, "つないだときだけ", codes=SharingBasis),
    Column("利用申込日", APPLICATION, DAY, "R6.5.8"),
    Column("取扱いへの同意", APPLICATION, YES_NO, "はい"),
    Column("提供への同意", APPLICATION, YES_NO, "はい"),
    Column("アセスメント日", ASSESSMENT, DAY, "R6.5.15"),
    Column("課題", ASSESSMENT, SEVERAL, "経済的困窮、住まい不安定", codes=Issue),
    Column("アセスメント完了日", ASSESSMENT, DAY, "R6.5.20"),
    Column("支援の方向性", ASSESSMENT, "課題がないときは、その理由", "家賃の支払いを立て直す"),
    Column("プラン作成日", PLAN, DAY, "R6.5.27"),
    Column("プランの始まり", PLAN, f"{DAY}。空は作成日", "R6.6.1"),
    Column("プランの終わり", PLAN, DAY, "R6.11.30"),
    Column("支援サービス", PLAN, SEVERAL, "住居確保給付金", codes=Service),
    Column("就労目標", PLAN, YES_NO, "はい"),
    Column("長期目標", PLAN, "", "家賃を毎月払えるようになる"),
    Column("プラン同意日", PLAN, DAY, "R6.5.27"),
    Column("同意の方法", PLAN, "空は署名", "署名", codes=AgreementManner),
    Column("終結日", CLOSURE, DAY),
    Column(
        "終結理由", CLOSURE, "決定と評価を経たプランがないと選べない理由がある", codes=ClosureReason
    ),
    Column("終結の記録", CLOSURE, ""),
)

HEADINGS: Final = tuple(column.heading for column in COLUMNS)
KEY: Final = "受付日"
REPORTED: Final = ("行", "取り込めなかった理由")
"""First columns of the list of refused rows; passed over when that list is imported again."""
SAMPLE_NUMBER: Final = "記入例"
"""移行元番号 of the example in the template; such a line is never imported."""


def described() -> str:
    """The columns as the table of docs/import.md; a test keeps the document fresh."""
    rows = ["| 列 | まとまり | 必須 | 書くこと | 記入例 |", "| --- | --- | --- | --- | --- |"]
    for column in COLUMNS:
        must = "必須" if column.required else ""
        codes = "、".join(code.ja for code in column.codes) if column.codes else ""
        written = "。".join(part for part in (column.note, codes) if part)
        rows.append(
            f"| {column.heading} | {column.group} | {must} | {written} | {column.example} |"
        )
    return "\n".join(rows)
