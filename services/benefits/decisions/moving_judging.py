"""転居費用補助 by the rules: every requirement with its finding, and the figures."""

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from events.contract import wareki
from events.contract.benefits import Found
from events.contract.benefits_moving import CostLine, MovingCost, MovingFigures
from events.contract.codes import HardshipCause
from events.contract.deciding import Refused
from events.contract.sealed import Open, Sealed
from services.benefits.decisions.document import Document
from services.benefits.moving import Moving
from services.benefits.programmes.calendar_month import words as month_words
from services.benefits.programmes.housing_security.amount import MunicipalRule, threshold
from services.benefits.programmes.housing_security.claim import Claim
from services.benefits.programmes.housing_security.findings import income, overlap, savings, stated
from services.benefits.programmes.housing_security.moving import Budget, Cost, in_time, moving
from services.benefits.programmes.housing_security.standards import Standard

T = TypeVar("T")
RULE_VERSION: Final = "housing-security-moving 2026-11-22"
ACT: Final = "法3条3項2号"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMoving:
    """What the examiner checked. `standard`: of the home lived in; `cap_yen`: of the destination, from `cap_row`."""

    today: date
    drafted_on: date
    drafter: UUID
    standard: Standard | None
    rule: MunicipalRule
    cap_yen: int | None = None
    cap_row: str = ""
    fell_markedly: bool = False
    main_earner: bool = False
    no_overlap: bool = False
    no_gang_member: bool = False
    no_earlier: bool = False


@dataclass(frozen=True, slots=True)
class MovingJudged:
    """Every requirement, and the figures."""

    findings: tuple[Found, ...]
    figures: MovingFigures

    @property
    def grants(self) -> bool:
        """All met, and something to pay."""
        return all(one.met for one in self.findings) and self.figures.total_yen > 0


def judged_moving(state: Moving, command: DraftMoving) -> MovingJudged:
    """What the rules say of the application as it stands."""
    if state.asked is not None and not state.complete:
        if command.drafted_on <= state.asked.due_on:
            raise Refused(
                "correction-open",
                "補正がまだ済んでいません。補正を記録するか、期限の経過後に不支給を起案してください。",
            )
        return _unanswered(state)
    if command.standard is None:
        raise Refused("no-standard", "基準額と家賃の上限が、この自治体の表にありません。")
    if not command.cap_yen:
        raise Refused(
            "no-cap",
            "転居先の家賃の上限が表にありません。上限額を入れてください。",
            field="cap_yen",
        )
    claim, table = _claim(state, command), command.standard
    limit = threshold(table.base_amount_yen, claim.rent_yen, table.rent_cap_yen, command.rule)
    return MovingJudged(
        _findings(state, command, claim, table, limit),
        _figures(state, command, claim, table, limit, cap_yen=command.cap_yen),
    )


def _figures(
    state: Moving, command: DraftMoving, claim: Claim, table: Standard, limit: int, *, cap_yen: int
) -> MovingFigures:
    """The costs within the cap of the destination."""
    applied = state.application
    named = {Cost(line.kind.value): line.yen for line in _read(applied.costs)}
    found = moving(named, cap_yen, applied.arrived_on)
    return MovingFigures(
        cap_yen=cap_yen,
        cap_row=command.cap_row,
        limit_yen=found.limit_yen,
        eligible_yen=found.eligible_yen,
        total_yen=found.total_yen,
        paid=tuple(
            CostLine(kind=MovingCost.stored(kind.value), yen=yen)
            for kind, yen in found.paid.items()
        ),
        excluded=tuple(MovingCost.stored(kind.value) for kind in found.excluded),
        base_amount_yen=table.base_amount_yen,
        income_yen=claim.income_yen,
        threshold_yen=limit,
        table_row=table.row,
        rule_version=RULE_VERSION,
    )


def _findings(
    state: Moving, command: DraftMoving, claim: Claim, table: Standard, limit: int
) -> tuple[Found, ...]:
    """Every requirement in the order of the form."""
    return (
        _in_time(state),
        stated(
            command.fell_markedly,
            "収入の著しい減少",
            "世帯の収入が著しく減った(著しいかどうかの基準は定めがなく、審査する人が判断)",
            ACT,
        ),
        stated(
            command.main_earner, "主たる生計維持者", "申請月に世帯の生計を主として維持していた", ACT
        ),
        income(claim, table, limit, command.rule),
        savings(claim, table),
        overlap(claim),
        stated(command.no_gang_member, "暴力団員でない", "世帯に暴力団員がいない", ACT),
        stated(
            command.no_earlier,
            "前の転居費用補助",
            "受けたことがない、または受け終えた月の翌月から1年を過ぎている",
            ACT,
        ),
        _budget(state),
    )


def _claim(state: Moving, command: DraftMoving) -> Claim:
    home = _read(state.application.household)
    size, yen, savings_yen, rent = home.size, home.income_yen, home.savings_yen, home.rent_yen
    if size is None or yen is None or savings_yen is None or rent is None:
        raise Refused("figures-missing", "申請の世帯人数・収入・資産・家賃がそろっていません。")
    return Claim(
        arrived_on=state.application.arrived_on,
        cause=HardshipCause.INCOME_LOSS,
        cause_on=state.application.arrived_on,
        household_size=size,
        income_yen=yen,
        savings_yen=savings_yen,
        rent_yen=rent,
        main_earner=command.main_earner,
        housing_at_risk=True,
        seeking_work=True,
        no_overlap=command.no_overlap,
        no_gang_member=command.no_gang_member,
    )


def _in_time(state: Moving) -> Found:
    applied = state.application
    fell_in: str = _read(applied.fell_in)
    met = in_time(fell_in, applied.arrived_on)
    sentence = (
        f"収入が減った月 {month_words(fell_in)} から2年以内の申請で"
        f"{'す' if met else 'はありません'}(到達日 {wareki.long(applied.arrived_on)})。"
    )
    return Found(requirement="収入減からの期間", met=met, sentence=sentence, citation=ACT)


def _budget(state: Moving) -> Found:
    requirement = "家計の見地からの転居の必要"
    if state.found is None:
        sentence = "家計改善支援等による確認がまだありません。"
        return Found(requirement=requirement, met=False, sentence=sentence, citation=ACT)
    told_budget = _read(state.found.budget)
    budget = Budget(
        rent_before_yen=told_budget.rent_before_yen,
        rent_after_yen=told_budget.rent_after_yen,
        others_before_yen=told_budget.others_before_yen,
        others_after_yen=told_budget.others_after_yen,
    )
    before = budget.rent_before_yen + budget.others_before_yen
    after = budget.rent_after_yen + budget.others_after_yen
    met = state.found.needed and budget.eased
    sentence = (
        f"月の支出は {before:,}円から {after:,}円に{'下がります' if budget.eased else '下がりません'}。"
        f"{wareki.long(state.found.found_on)}の確認では、転居が必要"
        f"{'で、費用をまかなえません' if state.found.needed else 'とは認められていません'}。"
    )
    return Found(requirement=requirement, met=met, sentence=sentence, citation=ACT)


def _unanswered(state: Moving) -> MovingJudged:
    assert state.asked is not None  # noqa: S101 - asked and not complete
    lacking = "、".join(Document.stored(name).ja for name in state.asked.missing)
    ground = Found(
        requirement="申請書類の補正",
        met=False,
        sentence=f"補正の期限 {wareki.long(state.asked.due_on)} までに届いていません: {lacking}。",
        citation="行政手続法7条",
    )
    return MovingJudged((ground,), NO_FIGURES)


NO_FIGURES: Final = MovingFigures(
    cap_yen=0,
    cap_row="",
    limit_yen=0,
    eligible_yen=0,
    total_yen=0,
    paid=(),
    excluded=(),
    base_amount_yen=0,
    income_yen=0,
    threshold_yen=0,
    table_row="",
    rule_version=RULE_VERSION,
)
"""Of an application that was never examined."""


def _read(sealed: Sealed[T]) -> T:
    if isinstance(sealed, Open):
        return sealed.value
    raise Refused("not-readable", "申請の内容を開けません。権限または保存期間を確認してください。")
