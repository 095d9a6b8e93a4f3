"""The deliveries of a case, by number."""

from dataclasses import dataclass, replace

from events.contract import Event
from events.contract.delivery import DeliveryWithdrawn, ServiceDelivered


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One time; `withdrawn` where it was recorded by mistake."""

    given: ServiceDelivered
    withdrawn: DeliveryWithdrawn | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """Delivery number n stands at place n − 1."""

    every: tuple[Delivery, ...] = ()

    @property
    def valid(self) -> tuple[ServiceDelivered, ...]:
        """Those that were not withdrawn."""
        return tuple(one.given for one in self.every if one.withdrawn is None)

    def delivery(self, number: int) -> Delivery | None:
        """The delivery of that number, None for a number that was never given."""
        return self.every[number - 1] if 1 <= number <= len(self.every) else None


def evolve(state: Deliveries | None, fact: Event) -> Deliveries:
    """The deliveries after one more fact."""
    deliveries = state or Deliveries()
    match fact:
        case ServiceDelivered():
            return Deliveries(every=(*deliveries.every, Delivery(given=fact)))
        case DeliveryWithdrawn(delivery_no=number) if deliveries.delivery(number) is not None:
            place = number - 1
            new = replace(deliveries.every[place], withdrawn=fact)
            return Deliveries(every=(*deliveries.every[:place], new, *deliveries.every[number:]))
    raise ValueError(f"{type(fact).__name__} is no fact of a case's deliveries")
