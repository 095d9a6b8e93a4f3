"""To whom money goes, as the pages of accounts need it: a grant's payee, or that of one cost of a move."""

from dataclasses import dataclass
from uuid import UUID

from events.contract import opened
from events.contract.benefits_moving import MovingCost
from events.contract.benefits_one_off import MovingAccountStated
from events.contract.benefits_transfers import PayeeAccountChanged
from events.host.answers import Missing
from events.host.desk import Desk
from services.benefits.orders import Account, Accounts
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.moving_file import MovingFile, moving_file
from services.benefits.screens.timeline import capacity


@dataclass(frozen=True, slots=True)
class Standing:
    """The account that stands: leaf (hex) of its record and who typed it."""

    leaf: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Payee:
    """`applied`: name, bank with branch, account as the application has them; `cost` None for a grant."""

    file: GrantFile | MovingFile
    accounts: Accounts
    applied: tuple[str, str, str] | None
    cost: MovingCost | None = None

    @property
    def grant(self) -> GrantFile:
        """The grant whose payee it is."""
        assert isinstance(self.file, GrantFile)  # noqa: S101 - asked of a grant's payee alone
        return self.file

    @property
    def moving(self) -> MovingFile:
        """The move whose payee it is."""
        assert isinstance(self.file, MovingFile)  # noqa: S101 - asked of a move's payee alone
        return self.file

    @property
    def account(self) -> Account | None:
        """The last account stated."""
        return self.accounts[-1] if self.accounts else None

    @property
    def label(self) -> str:
        """Of what, where it is not the rent."""
        return f"（{self.cost.ja}）" if self.cost else ""

    @property
    def standing(self) -> Standing:
        """The record of the last account stated."""
        account = self.account
        for one in reversed(self.file.recorded):
            told = isinstance(one.fact, PayeeAccountChanged | MovingAccountStated)
            if account and told and one.fact == account.stated:
                return Standing(one.leaf, capacity(self.file.desk, one))
        return Standing()

    def form(self, name: str) -> str:
        """The name of a form of this payee."""
        return f"{name}-{self.cost.value}" if self.cost else name


def payee_of_grant(desk: Desk, case: UUID, number: int) -> Payee:
    """Missing (404) before the decision."""
    file = grant_file(desk, case, number)
    grant = file.grant
    if grant.decided is None:
        raise Missing
    told = opened(grant.application.payee, None)
    applied = (told.name, f"{told.bank}　{told.branch}".strip(), told.account) if told else None
    return Payee(file=file, accounts=grant.paying.accounts, applied=applied)


def payee_of_cost(desk: Desk, case: UUID, number: int, cost: str) -> Payee:
    """Missing (404) for a cost that was not granted."""
    file = moving_file(desk, case, number)
    moving = file.moving
    kind = next((one for one in moving.granted if one.value == cost), None)
    if kind is None:
        raise Missing
    told = next((p for p in opened(moving.application.payees, ()) if p.kind is kind), None)
    applied = (told.name, f"{told.bank}　{told.branch}".strip(), told.account) if told else None
    return Payee(file=file, accounts=moving.accounts.get(kind, ()), applied=applied, cost=kind)
