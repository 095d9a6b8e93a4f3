"""The items of 帳票【2】 as form, print, comparison and completeness take them: one line per item."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, Final

from events.contract import Open, Unanswered
from events.contract.assessment_codes import (
    Arrears,
    DisabilityCertificate,
    Education,
    HealthInsurance,
    Marital,
    PensionStanding,
    ReceivedBenefit,
    SinceLeavingWork,
    Taxation,
)
from events.contract.code import Code
from events.contract.codes import Dwelling, FieldState, HealthState, PublicAssistance, Work
from events.contract.planning import AssessmentRecorded
from events.host.filters import choices, sealed, yen


class Style(Enum):
    """How an item is asked and printed."""

    CODE = "code"
    CODES = "codes"
    NUMBER = "number"
    YEN = "yen"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Item:
    """`name` is the field of the fact and of the form; `unit` follows a number."""

    name: str
    label: str
    style: Style
    codes: type[Code] | None = None
    unit: str = ""
    hint: str = ""

    @property
    def short(self) -> str:
        """The label without what stands in brackets."""
        return self.label.partition("（")[0]

    def options(self, day: date) -> list[tuple[str, str]]:
        """The codes the sheet of that day offers."""
        return choices(self.codes, on=day) if self.codes else []

    def said(self, fact: AssessmentRecorded) -> str:
        """The answer in words, or why there is none."""
        value = getattr(fact, self.name)
        answer = value.value if isinstance(value, Open) else None
        if isinstance(answer, tuple):
            return "、".join(code.ja for code in answer) or "記載なし"
        if isinstance(answer, int):
            return yen(answer) if self.style is Style.YEN else f"{answer}{self.unit}"
        return sealed(value)

    def answered(self, fact: AssessmentRecorded) -> bool:
        """Whether there is an answer (未聴取, 回答拒否 and 不明 are none)."""
        value = getattr(fact, self.name)
        return isinstance(value, Open) and not isinstance(value.value, Unanswered)

    def asked(self, fact: AssessmentRecorded) -> bool:
        """Whether it was asked, with whatever success."""
        value = getattr(fact, self.name)
        if not isinstance(value, Open) or not isinstance(value.value, Unanswered):
            return True
        return value.value.state is not FieldState.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Section:
    """A block of the sheet."""

    id: str
    title: str
    items: tuple[Item, ...]


C, M, N, Y, T = Style.CODE, Style.CODES, Style.NUMBER, Style.YEN, Style.TEXT
NONE_TOO: Final = "ないときは「なし」"

SECTIONS: Final = (
    Section(
        "home",
        "世帯と住まい",
        (
            Item("household_size", "世帯人員（本人を含む）", N, unit="人"),
            Item("children_count", "子の人数", N, unit="人"),
            Item("marital", "婚姻", C, Marital),
            Item("dwelling", "住居", C, Dwelling),
            Item("rent_yen", "家賃・ローンの月額", Y),
            Item("relations", "家族や人とのつながり", T),
        ),
    ),
    Section(
        "work",
        "仕事と学び",
        (
            Item("work", "就労状況", C, Work),
            Item("since_leaving_work", "離職後年数", C, SinceLeavingWork),
            Item("education", "最終学歴", C, Education),
            Item("work_history", "職歴・資格・免許", T),
        ),
    ),
    Section(
        "health",
        "健康と障害",
        (
            Item("health", "健康", C, HealthState),
            Item("health_insurance", "健康保険", C, HealthInsurance),
            Item("certificates", "手帳", M, DisabilityCertificate, hint=NONE_TOO),
            Item("treatment", "病気・通院・服薬", T),
        ),
    ),
    Section(
        "money",
        "収入と支払い",
        (
            Item("own_income_yen", "本人の月収", Y),
            Item("monthly_income_yen", "世帯の月収", Y),
            Item("savings_yen", "預貯金", Y),
            Item("debts_yen", "債務", Y),
            Item("public_assistance", "生活保護", C, PublicAssistance),
            Item("pension", "年金", C, PensionStanding),
            Item("taxation", "住民税の課税状況", C, Taxation),
            Item("benefits", "受けている公的給付", M, ReceivedBenefit, hint=NONE_TOO),
            Item("arrears", "滞納", M, Arrears, hint=NONE_TOO),
        ),
    ),
    Section("wish", "これから", (Item("wishes", "本人の望む暮らし", T),)),
)

ITEMS: Final = tuple(item for section in SECTIONS for item in section.items)


@dataclass(frozen=True, slots=True)
class Completeness:
    """`asked` of `all` items were asked; `missing` names the others, in the order of the sheet."""

    asked: int
    all: int
    missing: tuple[str, ...]


def completeness(fact: AssessmentRecorded) -> Completeness:
    """How far the sheet has come; shown, never a condition."""
    missing = tuple(item.label for item in ITEMS if not item.asked(fact))
    return Completeness(len(ITEMS) - len(missing), len(ITEMS), missing)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of one sitting, or of two side by side."""

    label: str
    before: str
    after: str

    @property
    def differs(self) -> bool:
        """Whether the two sittings say something else."""
        return self.before != self.after


def side_by_side(
    before: AssessmentRecorded, after: AssessmentRecorded
) -> list[tuple[str, list[Line]]]:
    """Two sittings by section, issues and stories included."""
    blocks = [
        (s.title, [Line(i.label, i.said(before), i.said(after)) for i in s.items]) for s in SECTIONS
    ]
    told = zip(_told(before), _told(after), strict=True)
    return [*blocks, ("課題と話されたこと", [Line(a[0], a[1], b[1]) for a, b in told])]


def sheet(fact: AssessmentRecorded) -> list[tuple[str, list[tuple[str, str]]]]:
    """One sitting by section: label and answer."""
    blocks = [(s.title, [(i.label, i.said(fact)) for i in s.items]) for s in SECTIONS]
    return [*blocks, ("課題と話されたこと", list(_told(fact)))]


def as_typed(fact: AssessmentRecorded) -> dict[str, str | list[str]]:
    """The answers of a sitting under the names of the form's fields; what may not be read stays empty.

    未聴取 stays empty too, which means the same: whoever hears it now only has to type it.
    """
    typed: dict[str, str | list[str]] = {}
    for item in ITEMS:
        value = getattr(fact, item.name)
        answer = value.value if isinstance(value, Open) else None
        if isinstance(answer, Unanswered):
            if answer.state is not FieldState.NOT_ASKED:
                typed[f"{item.name}_state"] = answer.state.value
        elif isinstance(answer, tuple):
            typed[item.name] = [code.value for code in answer]
        elif answer is not None:
            typed[item.name] = f"{answer:,}" if item.style is Style.YEN else _text(answer)
    return typed


def _text(answer: Any) -> str:
    return str(answer.value) if isinstance(answer, Code) else str(answer)


def _told(fact: AssessmentRecorded) -> Iterator[tuple[str, str]]:
    issues: Sequence[Code] | None = fact.issues.value if isinstance(fact.issues, Open) else None
    named = "記載なし" if issues is not None else sealed(fact.issues)
    yield "課題と特性", "、".join(issue.ja for issue in issues or ()) or named
    yield "背景と経過", sealed(fact.background)
    yield "本人と世帯の強み", sealed(fact.strengths)
