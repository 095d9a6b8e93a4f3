"""1-1 支給申請書: blank, or with what was typed from the paper that arrived."""

from events.contract import opened
from events.contract.benefits import ApplicationSubmitted, Household
from events.contract.codes import GrantKind, HardshipCause
from events.host.paper_form import Block, Line, PaperForm, Table, day, said, ticked
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

DECLARED = (
    "生活困窮者自立支援法による住居確保給付金の支給を申請します。記載した内容は事実と違いありません。"
    "審査に必要な範囲で、市が関係機関に報告を求め、書類の提出を求めることに同意します。"
)


def application(file: GrantFile | None = None) -> PaperForm:
    """The application of one grant."""
    applied = file.grant.application if file else None
    return PaperForm(
        code="1-1",
        title="住居確保給付金支給申請書",
        edition=EDITION,
        blocks=(
            *(() if file else (applicant(),)),
            _asked(applied, household_of(file)),
            _means(household_of(file)),
            *(() if file else (_members(),)),
            _dwelling(applied),
            _payee(file),
            _reception(applied),
        ),
        declared=DECLARED,
        signed=("申請者",),
        number=number_of(file, "1-1"),
        marks=marks_of(file),
    )


def _asked(applied: ApplicationSubmitted | None, home: Household) -> Block:
    left_on = opened(applied.cause_on, None) if applied else None
    size = f"{home.size} 人" if home.size else "　　　人"
    return Block(
        title="申請の内容",
        lines=(
            Line(label="種類", ticks=ticked(GrantKind, applied.kind if applied else None)),
            Line(
                label="申請の原因", ticks=ticked(HardshipCause, applied.cause if applied else None)
            ),
            Line(label="離職等の日", value=day(left_on), half=True),
            Line(label="世帯人数", value=size, half=True),
        ),
    )


def _means(home: Household) -> Block:
    return Block(
        title="世帯の収入と資産（申請した月）",
        lines=(
            Line(label="収入（月）", value=yen(home.income_yen), half=True),
            Line(label="金融資産", value=yen(home.savings_yen), half=True),
            Line(label="家賃（月）", value=yen(home.rent_yen), half=True),
            Line(label="共益費など", value="（家賃に含めません）", half=True),
        ),
    )


def _dwelling(applied: ApplicationSubmitted | None) -> Block:
    choices = (("住居を失うおそれがある", False), ("住居を失っている", False))
    now = Line(
        label="いまの状況",
        ticks=() if applied else choices,
        value=said(applied.dwelling) if applied else "",
        rows=2,
    )
    return Block(title="住居の状況", lines=(now,))


def _reception(applied: ApplicationSubmitted | None) -> Block:
    arrived, medium = (applied.arrived_on, applied.medium.ja) if applied else (None, "")
    return Block(
        title="受付",
        office=True,
        lines=(
            Line(label="到達日", value=day(arrived), half=True),
            Line(label="届き方", value=medium, half=True),
        ),
    )


def _members() -> Table:
    return Table(
        title="世帯の状況",
        heads=("氏名", "続柄", "生年月日", "職業・学校", "収入（月）"),
        blank=3,
        widths=(3, 1, 2, 2),
    )


def _payee(file: GrantFile | None) -> Block:
    account = payee_of(file)
    return Block(
        title="振込先（貸主・管理会社）",
        lines=(
            Line(label="口座名義", value=account.name, half=True),
            Line(label="金融機関", value=account.bank, half=True),
            Line(label="支店", value=account.branch, half=True),
            Line(label="種別・番号", value=account.account, half=True),
        ),
    )
