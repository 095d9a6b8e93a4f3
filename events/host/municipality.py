"""One installation: its body, wards, offices, operators, contracts, populations, programmes and goals, by date."""

from dataclasses import dataclass, field
from datetime import date

from events.contract.benefits_papers import NoticeKind
from events.contract.concern_codes import ConcernSource
from events.contract.deciding import Refused
from events.host.areas import Area, Areas, Level
from events.host.bank_days import TransferDays, transfer_days_on
from events.host.benefit_practice import (
    BenefitPractice,
    NoticeForm,
    notice_form_on,
    practice_on,
)
from events.host.city_roles import CityRole
from events.host.dated import Dated, Mark
from events.host.goals import Goal
from events.host.linked_programmes import LinkedProgramme
from events.host.paying_out import BudgetItem, Closing, RemitterAccount, TreasuryFile
from events.host.posts import Posts
from events.host.procedure import Instruction, Procedure, instruction_on, procedure_on
from events.host.retention import Retention
from events.host.switchboard import Switchboard


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """受託者, or the municipality itself. A joint body (共同事業体) names its employers in `members`."""

    code: str
    name: str
    members: tuple[str, ...] = ()
    mark: Mark = Mark.SAMPLE
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Dated):
    """相談窓口. `wards` are area codes, empty = the whole body; `phone` and `hours` print on flyers."""

    code: str
    name: str
    place: str = ""
    phone: str = ""
    hours: str = ""
    wards: frozenset[str] = field(default_factory=frozenset)
    mark: Mark = Mark.SAMPLE
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Dated):
    """連携先の窓口: a desk or company that tells of concerns. `wards` are area codes, empty = the whole body."""

    code: str
    name: str
    kind: ConcernSource
    wards: frozenset[str] = field(default_factory=frozenset)
    mark: Mark = Mark.SAMPLE
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract(Dated):
    """委託契約: an operator runs programmes in wards; several wards are several counters of one contract."""

    code: str
    operator: str
    programmes: frozenset[str]
    wards: frozenset[str]
    mark: Mark = Mark.SAMPLE
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """住民基本台帳 total including foreign residents, the divisor of one area's rates in one fiscal year."""

    area: str
    fiscal_year: int
    population: int
    register_date: date
    mark: Mark = Mark.ASSUMED
    source: str = ""

    @property
    def deviates(self) -> bool:
        """Whether the register day is another than the usual one of that year (statistics.md §4): shown, allowed."""
        return self.register_date != usual_register_date(self.fiscal_year)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day on which the offices differ from the calendar of the nation: closed, or open by special law."""

    day: date
    name: str
    closed: bool = True


@dataclass(frozen=True, kw_only=True)
class Municipality:
    """Everything is asked on a day. Wards are area codes; a body without wards is its own only ward."""

    areas: Areas
    body: Area
    mark: Mark
    only_wards: frozenset[str]
    operators: tuple[Operator, ...]
    offices: tuple[Office, ...]
    contracts: tuple[Contract, ...]
    populations: tuple[Population, ...]
    switchboard: Switchboard
    goals: tuple[Goal, ...]
    days_off: tuple[DayOff, ...]
    posts: Posts = field(default_factory=Posts)
    procedures: tuple[Procedure, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    linked_programmes: tuple[LinkedProgramme, ...] = ()
    retentions: tuple[Retention, ...] = ()
    partners: tuple[Partner, ...] = ()
    city_roles: tuple[CityRole, ...] = ()
    budget_items: tuple[BudgetItem, ...] = ()
    closings: tuple[Closing, ...] = ()
    treasury_files: tuple[TreasuryFile, ...] = ()
    remitters: tuple[RemitterAccount, ...] = ()
    notice_forms: tuple[NoticeForm, ...] = ()
    benefit_practices: tuple[BenefitPractice, ...] = ()
    transfer_days: tuple[TransferDays, ...] = ()

    def procedure(self, day: date) -> Procedure:
        """What is settled about closing on that day; the assumed default where nothing is."""
        return procedure_on(self.procedures, day)

    def instruction(self, day: date) -> Instruction:
        """教示 on a notice of that day."""
        return instruction_on(self.instructions, day)

    def notice_form(self, notice: NoticeKind, day: date) -> NoticeForm:
        """The local form of a letter of 住居確保給付金 on that day."""
        return notice_form_on(self.notice_forms, notice, day)

    def practice(self, day: date) -> BenefitPractice:
        """What is settled for the papers of 住居確保給付金 on that day."""
        return practice_on(self.benefit_practices, day)

    def wards_on(self, day: date) -> tuple[Area, ...]:
        """The wards the installation serves that day, in the order of their codes."""
        wards = (row for row in self.areas.children(self.body, day) if row.level is Level.WARD)
        served = tuple(
            ward for ward in wards if not self.only_wards or ward.code in self.only_wards
        )
        return served or (self.areas.at(self.body.code, day),)

    def ward(self, code: str, day: date) -> Area:
        """The ward with that code; refuses (`unknown-area`) what this installation does not serve that day."""
        for ward in self.wards_on(day):
            if ward.code == code:
                return ward
        raise Refused(
            "unknown-area",
            "その日に担当する区ではありません。区を選び直してください。",
            field="ward",
        )

    def office(self, code: str) -> Office:
        """KeyError for a code the file does not know."""
        return {office.code: office for office in self.offices}[code]

    def offices_on(self, day: date, ward: str | None = None) -> tuple[Office, ...]:
        """The counters open that day, of one ward if asked."""
        held = (office for office in self.offices if office.in_force(day))
        return tuple(o for o in held if ward is None or not o.wards or ward in o.wards)

    def partner(self, code: str) -> Partner:
        """KeyError for a code the file does not know."""
        return {partner.code: partner for partner in self.partners}[code]

    def partners_on(self, day: date) -> tuple[Partner, ...]:
        """The partner desks registered that day, in the order of the file."""
        return tuple(partner for partner in self.partners if partner.in_force(day))

    def city_role(self, code: str, day: date) -> CityRole | None:
        """The municipality's own role of that code, on that day."""
        found = (row for row in self.city_roles if row.code == code and row.in_force(day))
        return next(found, None)

    def operator(self, code: str) -> Operator:
        """KeyError for a code the file does not know."""
        return {operator.code: operator for operator in self.operators}[code]

    def contract(self, code: str) -> Contract:
        """KeyError for a code the file does not know."""
        return {contract.code: contract for contract in self.contracts}[code]

    def contracts_on(
        self, day: date, ward: str | None = None, programme: str | None = None
    ) -> tuple[Contract, ...]:
        """The contracts in force that day, of one ward and one programme if asked."""
        held = (contract for contract in self.contracts if contract.in_force(day))
        there = (c for c in held if ward is None or ward in c.wards)
        return tuple(c for c in there if programme is None or programme in c.programmes)

    def population(self, area: str, fiscal_year: int) -> Population | None:
        """The divisor of that year; None = the rates of that year are not derivable."""
        found = (p for p in self.populations if (p.area, p.fiscal_year) == (area, fiscal_year))
        return next(found, None)

    def retention_of(self, ended_on: date) -> Retention | None:
        """How long a case that ended that day is kept; None = not set, and nothing may be destroyed for it."""
        return next((row for row in self.retentions if row.in_force(ended_on)), None)

    def budget_item(self, programme: str, day: date) -> BudgetItem | None:
        """The item a programme is paid from on that day; None where none is registered."""
        held = (row for row in self.budget_items if row.programme == programme)
        return next((row for row in held if row.in_force(day)), None)

    def treasury_file(self, day: date) -> TreasuryFile | None:
        """The mapping to the city's 財務会計 on that day."""
        return next((row for row in self.treasury_files if row.in_force(day)), None)

    def remitter(self, day: date) -> RemitterAccount | None:
        """The city at its bank on that day."""
        return next((row for row in self.remitters if row.in_force(day)), None)

    def transfer_rule(self, day: date) -> TransferDays:
        """Where a day of transfer moves on which banks rest, as settled on that day."""
        return transfer_days_on(self.transfer_days, day)

    def goals_of(self, area: str, fiscal_year: int) -> tuple[Goal, ...]:
        """The goals set for exactly this area in that year; the nation's are never lent to a body."""
        return tuple(g for g in self.goals if (g.area, g.fiscal_year) == (area, fiscal_year))


def usual_register_date(fiscal_year: int) -> date:
    """1 January before the year up to FY2020, 1 January of the year in which it starts from FY2021."""
    return date(fiscal_year - 1 if fiscal_year <= 2020 else fiscal_year, 1, 1)
