"""A provider's stream: 居住支援法人, 不動産店, 保証会社 and others; of no case."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.housing import HousingProviderEnded, HousingProviderRegistered
from events.contract.housing_codes import ProviderKind
from events.contract.kind import Event
from services.planning.decisions.guards import happened, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """An organisation, and whether it is still offered."""

    registered: HousingProviderRegistered
    ended: HousingProviderEnded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterProvider:
    """`designation` = 指定番号 of a 居住支援法人."""

    today: date
    registered_on: date
    kind: ProviderKind
    name: str
    telephone: str = ""
    designation: str = ""
    offers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndProvider:
    """No longer offered."""

    today: date
    ended_on: date


def evolve(state: Provider | None, fact: Event) -> Provider:
    """The provider after one more fact."""
    match fact:
        case HousingProviderRegistered():
            return Provider(registered=fact)
        case HousingProviderEnded() if state is not None:
            return Provider(registered=state.registered, ended=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of a provider here")


def register_provider(state: Provider | None, command: RegisterProvider) -> list[Event]:
    """A new one."""
    if state is not None:
        return []
    told(command.name, code="name-missing", ja="名称を入れてください。", field="name")
    happened(command.registered_on, today=command.today, field="registered_on")
    return [
        HousingProviderRegistered(
            registered_on=command.registered_on,
            kind=command.kind,
            name=command.name.strip(),
            telephone=command.telephone.strip(),
            designation=command.designation.strip(),
            offers=command.offers.strip(),
        )
    ]


def end_provider(state: Provider | None, command: EndProvider) -> list[Event]:
    """The end, once."""
    if state is None:
        raise Refused("no-such-provider", "この事業者はありません。")
    if state.ended is not None:
        return []
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=state.registered.registered_on,
        step="登録",
    )
    return [HousingProviderEnded(ended_on=command.ended_on)]
