"""返還決定通知書, 納入通知書 and 督促状, drawn from what was recorded; nothing is typed again."""

from collections.abc import Callable
from typing import Final

from events.contract import opened, wareki
from events.contract.benefits_claims import (
    ClaimExtent,
    DemandIssued,
    ReminderIssued,
    RepaymentDecided,
)
from events.host.paper_form import Block, Line, PaperForm, Table, marks
from services.benefits.claim import Claim
from services.benefits.screens.claim_file import ClaimFile
from services.benefits.screens.wording import month_label

EDITION: Final = "各市 財務規則による文書(配置は暫定)"
LETTERS: Final[tuple[tuple[str, str, Callable[[Claim], bool]], ...]] = (
    ("decision", "返還決定通知書", lambda claim: claim.decided is not None),
    ("demand", "納入通知書", lambda claim: claim.demand is not None),
    ("reminder", "督促状", lambda claim: bool(claim.reminders)),
)
"""Name in the address, title, and whether it is there."""


def claim_letter(file: ClaimFile, name: str) -> PaperForm | None:
    """None where it has not been issued."""
    claim = file.claim
    if name == "decision" and claim.decided:
        return _decision(file, claim, claim.decided)
    if name == "demand" and claim.demand:
        return _demand(file, claim, claim.demand, "納入通知書")
    if name == "reminder" and claim.reminders:
        return _demand(file, claim, claim.reminders[-1], "督促状")
    return None


def _decision(file: ClaimFile, claim: Claim, made: RepaymentDecided) -> PaperForm:
    instruction = file.of.desk.runtime.municipality.instruction(made.decided_on)
    body = file.of.desk.runtime.municipality.body.name
    asks = made.extent is not ClaimExtent.NONE
    return PaperForm(
        code="通知",
        title="住居確保給付金の返還についての決定通知書",
        edition=EDITION,
        number=_number(file),
        marks=marks(file.recorded),
        blocks=(
            Block(
                title="決定",
                lines=(
                    Line(label="文書番号", value=made.number, half=True),
                    Line(label="決定の日", value=wareki.long(made.decided_on), half=True),
                    Line(
                        label="決定した者", value=f"{body} {made.post.removeprefix(body).strip()}"
                    ),
                    Line(label="内容", value=made.extent.ja, half=True),
                    Line(
                        label="返還する額",
                        value=_yen(claim.claimed_yen) if asks else "なし",
                        half=True,
                    ),
                    Line(label="根拠", value=made.citation),
                    Line(label="理由", value=opened(made.reasons, ""), rows=3),
                ),
            ),
            Table(
                title="過払いの月",
                heads=("月", "額"),
                rows=tuple(
                    (month_label(one.month), _yen(one.yen))
                    for one in opened(claim.found.months, ())
                ),
            ),
            Block(
                title="教示",
                lines=(
                    Line(label="審査請求", value=instruction.appeal.replace("{body}", body)),
                    Line(label="訴訟", value=instruction.lawsuit.replace("{body}", body)),
                ),
            ),
        ),
    )


def _demand(
    file: ClaimFile, claim: Claim, made: DemandIssued | ReminderIssued, title: str
) -> PaperForm:
    reminder = isinstance(made, ReminderIssued)
    said = (
        "納期限までに納入がありませんでした。下の期限までに納めてください。"
        if reminder
        else "下の金額を、納期限までに納めてください。"
    )
    return PaperForm(
        code="督促" if reminder else "納入",
        title=title,
        edition=EDITION,
        number=_number(file),
        marks=marks(file.recorded),
        blocks=(
            Block(
                title=title,
                lines=(
                    Line(label="文書番号", value=made.number, half=True),
                    Line(label="発行の日", value=wareki.long(made.issued_on), half=True),
                    Line(label="お願い", value=said),
                    Line(label="納める額", value=_yen(opened(made.amount_yen, 0)), half=True),
                    Line(label="納期限", value=wareki.long(made.due_on), half=True),
                    Line(label="会計年度", value=f"{claim.fiscal_year}年度", half=True),
                    Line(label="科目", value=claim.item, half=True),
                    Line(
                        label="債権",
                        value=f"住居確保給付金の返還金 {claim.fixed.kind.ja if claim.fixed else ''}",
                    ),
                ),
            ),
            Block(
                title="お困りのときは",
                lines=(
                    Line(
                        label="相談",
                        value="一度に納めることが難しいときは、分納や納期限についてご相談ください。",
                    ),
                ),
            ),
        ),
    )


def _number(file: ClaimFile) -> str:
    return f"{file.of.known.number}/第{file.of.number}回-{file.claim_no}"


def _yen(yen: int) -> str:
    return f"{yen:,}円"
