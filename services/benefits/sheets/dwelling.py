"""2-1 入居予定住宅, 2-2 入居住宅: filled in by the agent or landlord; 住居確保報告書 after moving in."""

from events.host.paper_form import BLANK_DAY, Block, Line, PaperForm
from services.benefits.screens.grant_file import GrantFile
from services.benefits.sheets.parts import (
    EDITION,
    applicant,
    household_of,
    marks_of,
    number_of,
    payee_of,
    yen,
)


def new_dwelling_notice(file: GrantFile | None = None) -> PaperForm:
    """2-1: the dwelling somebody without a home is to move into."""
    return PaperForm(
        code="2-1",
        title="入居予定住宅に関する状況通知書",
        edition=EDITION,
        blocks=(
            *(() if file else (applicant(),)),
            Block(
                title="入居予定の住宅（不動産媒介業者等が記入）",
                lines=(
                    Line(label="名称・部屋番号"),
                    Line(label="所在地", rows=2),
                    Line(label="家賃（月）", value=yen(None), half=True),
                    Line(label="共益費など", value=yen(None), half=True),
                    Line(label="入居予定日", value=BLANK_DAY, half=True),
                    Line(label="契約期間", value="　　　年　　か月", half=True),
                    Line(
                        label="契約の種類",
                        ticks=(
                            ("普通建物賃貸借", False), ("定期建物賃貸借", False), ("その他", False),
                        ),
                    ),
                    Line(label="初期費用", value="敷金・礼金・仲介手数料など　　　　　　　　円"),
                ),
            ),
            _account(None),
        ),
        declared="入居を希望する方に、上の住宅を紹介し、契約の見込みであることを通知します。",
        signed=("媒介業者",),
        number=number_of(file, "2-1"),
        marks=marks_of(file),
    )  # fmt: skip


def dwelling_notice(file: GrantFile | None = None) -> PaperForm:
    """2-2: the dwelling somebody lives in."""
    return PaperForm(
        code="2-2",
        title="入居住宅に関する状況通知書",
        edition=EDITION,
        blocks=(
            *(() if file else (applicant(),)),
            Block(
                title="入居している住宅（貸主・管理会社等が記入）",
                lines=(
                    Line(label="名称・部屋番号"),
                    Line(label="所在地", rows=2),
                    Line(label="家賃（月）", value=yen(household_of(file).rent_yen), half=True),
                    Line(label="共益費など", value=yen(None), half=True),
                    Line(label="入居日", value=BLANK_DAY, half=True),
                    Line(label="契約の終わり", value=BLANK_DAY, half=True),
                    Line(
                        label="家賃の滞納",
                        ticks=(("なし", False), ("ある", False)),
                        value="　　か月分　　　　　　　円　",
                    ),
                    Line(label="立退きの求め", ticks=(("なし", False), ("ある", False))),
                ),
            ),
            _account(file),
        ),
        declared="上の方が入居している住宅の状況について、通知します。",
        signed=("貸主等",),
        number=number_of(file, "2-2"),
        marks=marks_of(file),
    )


def move_in_report(file: GrantFile | None = None) -> PaperForm:
    """住居確保報告書: by whoever had no home, within the days the municipality sets."""
    return PaperForm(
        code="",
        title="住居確保報告書",
        edition="各市要綱の住居確保報告書 による",
        blocks=(
            *(() if file else (applicant(),)),
            Block(
                title="確保した住居",
                lines=(
                    Line(label="所在地", rows=2),
                    Line(label="入居した日", value=BLANK_DAY, half=True),
                    Line(label="家賃（月）", value=yen(household_of(file).rent_yen), half=True),
                    Line(
                        label="添える書類",
                        ticks=(("賃貸借契約書の写し", False), ("新しい住所の住民票の写し", False)),
                    ),
                ),
            ),
        ),
        declared="住居を確保し、入居しましたので報告します。",
        signed=("本人",),
        number=number_of(file, "move-in"),
        marks=marks_of(file),
    )


def _account(file: GrantFile | None) -> Block:
    account = payee_of(file)
    return Block(
        title="家賃の振込先",
        lines=(
            Line(label="口座名義", value=account.name, half=True),
            Line(label="金融機関", value=account.bank, half=True),
            Line(label="支店", value=account.branch, half=True),
            Line(label="種別・番号", value=account.account, half=True),
        ),
    )
