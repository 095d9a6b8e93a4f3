"""Who may use a programme, by which way in, and until when. Pure; the same for the page and for the record."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from events.contract.benefits import Found
from events.contract.codes import Service
from events.contract.programme_eligibility import EligibilityBasis as Basis
from services.benefits.programmes import dated
from services.benefits.programmes.calendar_month import month_of, plus
from services.benefits.programmes.housing_security.standards import Standard

VALUES: Final = dated.load(Path(__file__).with_name("values.toml"))
RULE_VERSION: Final = "other-services 2026-11-22"
SHELTERS: Final = (Service.TEMPORARY_LIVING, Service.RESIDENTIAL_SUPPORT)
BUDGETS: Final = (Service.BUDGET_COUNSELLING, Service.BUDGET_IMPROVEMENT)
PROGRAMMES: Final = (*SHELTERS, Service.WORK_PREPARATION, *BUDGETS, Service.CHILD_LEARNING)
WAYS: Final[Mapping[Service, tuple[Basis, ...]]] = {
    **dict.fromkeys(SHELTERS, (Basis.MEANS, Basis.URGENT, Basis.LEFT_SHELTER)),
    Service.WORK_PREPARATION: (
        Basis.MEANS,
        Basis.MEANS_UNKNOWN,
        Basis.LIKELY_SOON,
        Basis.SPECIAL_PROTECTED,
    ),
    **dict.fromkeys(BUDGETS, (Basis.NEEDY, Basis.SPECIAL_PROTECTED)),
    Service.CHILD_LEARNING: (Basis.NEEDY, Basis.PROTECTED_CHILD),
}
"""The ways into each programme."""
ARTICLE: Final[Mapping[Service, str]] = {
    **dict.fromkeys(SHELTERS, "施行規則6条"),
    Service.WORK_PREPARATION: "施行規則4条",
    **dict.fromkeys(BUDGETS, "法3条5項"),
    Service.CHILD_LEARNING: "法3条7項",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """The household's income and savings, and its row of the table; None where not known. Yen."""

    standard: Standard | None = None
    income_yen: int | None = None
    savings_yen: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedProgramme:
    """One programme, one way in. `confirmed`: the office has seen what that way asks for."""

    programme: Service
    basis: Basis
    on: date
    begins_on: date
    no_home: bool = False
    confirmed: bool = False
    means: Means = Means()


@dataclass(frozen=True, slots=True)
class Judged:
    """Findings, and the clock: None = no limit of time is known."""

    findings: tuple[Found, ...]
    ends_on: date | None
    at_most_on: date | None
    provisional: bool

    @property
    def met(self) -> bool:
        """Whether the programme may be used."""
        return all(finding.met for finding in self.findings)


def judge(asked: AskedProgramme) -> Judged:
    """Every requirement of the way chosen. ValueError for a way that this programme does not have."""
    if asked.basis not in WAYS[asked.programme]:
        raise ValueError("not a way into this programme")
    return Judged(
        tuple(_findings(asked)),
        _clock(asked, "months"),
        _clock(asked, "months_at_most") or _clock(asked, "months"),
        provisional=_provisional(asked),
    )


def _findings(asked: AskedProgramme) -> Iterator[Found]:
    if asked.programme in SHELTERS and asked.basis is Basis.MEANS:
        yield _found(asked, "住居", asked.no_home, "住居がないことを確かめました", "住居があります")
    if asked.basis is Basis.MEANS:
        yield from _means(asked)
        return
    yield _found(
        asked,
        asked.basis.ja,
        asked.confirmed and asked.basis.valid_on(asked.on),
        "確かめました",
        "確かめられていません" if asked.basis.valid_on(asked.on) else "令和7年4月1日からです",
    )


def _means(asked: AskedProgramme) -> Iterator[Found]:
    table, means = asked.means.standard, asked.means
    if table is None or means.income_yen is None or means.savings_yen is None:
        yield _found(asked, "収入と資産", False, "", "世帯人数、収入、資産のどれかが分かりません")
        return
    limit = table.base_amount_yen + table.rent_cap_yen
    words = (
        f"世帯収入 {means.income_yen:,}円、基準額 {table.base_amount_yen:,}円 + "
        f"住宅扶助の限度額 {table.rent_cap_yen:,}円 = {limit:,}円"
    )
    met = means.income_yen <= limit
    yield _found(asked, "収入要件", met, f"{words}以下です", f"{words}を超えます")
    most = savings_limit(asked.programme, table.base_amount_yen, asked.on)
    words = f"金融資産 {means.savings_yen:,}円、上限 {most:,}円"
    met = means.savings_yen <= most
    yield _found(asked, "資産要件", met, f"{words}以下です", f"{words}を超えます")


def savings_limit(programme: Service, standard_yen: int, on: date) -> int:
    """6 × S; at most 1,000,000 for the shelter, without a ceiling for the preparation for work."""
    name = _group(programme)
    most = standard_yen * VALUES.on(f"{name}/savings_months", on)
    ceiling = f"{name}/savings_ceiling_yen"
    held = VALUES.entry(ceiling, on) if ceiling in VALUES.entries else None
    return min(most, held.value) if held else most


def _clock(asked: AskedProgramme, what: str) -> date | None:
    """The last day after so many months; after-care has no stay, and budgets and learning no limit."""
    name = f"{_group(asked.programme)}/{what}"
    if asked.basis is Basis.LEFT_SHELTER or name not in VALUES.entries:
        return None
    entry = VALUES.entry(name, asked.on)
    return _after(asked.begins_on, entry.value) if entry else None


def _after(begins_on: date, months: int) -> date:
    """The day before the same day so many months later (民法143条)."""
    month = plus(month_of(begins_on), months)
    try:
        following = date(int(month[:4]), int(month[5:]), begins_on.day)
    except ValueError:
        following = date.fromisoformat(f"{plus(month, 1)}-01")
    return following - timedelta(days=1)


def _provisional(asked: AskedProgramme) -> bool:
    table = asked.means.standard
    return asked.basis is not Basis.MEANS or bool(table and table.provisional)


def _group(programme: Service) -> str:
    return "residential_support" if programme in SHELTERS else programme.value


def _found(asked: AskedProgramme, name: str, met: bool, well: str, ill: str) -> Found:
    sentence = f"{well if met else ill}。"
    return Found(requirement=name, met=met, sentence=sentence, citation=ARTICLE[asked.programme])
