"""受付番号: what people say on the telephone instead of a name or an id."""

from events.contract.intake import ConsultationReceived
from events.log.recorded import Recorded


def case_number(received: Recorded) -> str:
    """2026-00123: year of the reception, and its place in the log, which no other case has."""
    assert isinstance(received.fact, ConsultationReceived)  # noqa: S101 - nothing else opens a case
    return f"{received.fact.received_on.year}-{received.position:05d}"
