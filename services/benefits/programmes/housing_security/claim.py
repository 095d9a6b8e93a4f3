"""What a household asks for, as the examiner has it: the input of every requirement."""

from dataclasses import dataclass
from datetime import date

from events.contract.codes import HardshipCause
from services.benefits.programmes.housing_security.income_items import Counted
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was paid before: of the same grant (extension, resumption) or of the latest one (re-grant).

    Months are `YYYY-MM`; "" where there is none.
    """

    months_paid: int = 0
    first_application_on: date | None = None
    last_application_on: date | None = None
    last_paid_month: str = ""
    suspended_from: str = ""
    special_regrant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What an application says, and what the examiner has checked. Yen; `cause_on` last day of work.

    `runs_days`: each run of days in which illness, child care or the like forbade the search for work.
    `hindered_days`: the same as one sum, where only the sum is known. `counted`: the items behind `income_yen`.
    `self_employed`: chooses the business consultation instead of the search for work (E9), in `grant_month`.
    """

    arrived_on: date
    cause: HardshipCause
    cause_on: date
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    main_earner: bool
    housing_at_risk: bool
    seeking_work: bool
    no_overlap: bool
    no_gang_member: bool
    hindered_days: int = 0
    runs_days: tuple[int, ...] = ()
    stage: Stage = Stage.FIRST
    ground: Ground | None = None
    own_fault: bool | None = None
    age: int | None = None
    self_employed: bool = False
    grant_month: int = 1
    training_allowance: bool = False
    counted: Counted | None = None
    before: Before = Before()

    @property
    def runs(self) -> tuple[int, ...]:
        """The runs of days, the sum as one where nothing finer is known."""
        return self.runs_days or ((self.hindered_days,) if self.hindered_days else ())
