"""The library's mapper seam: our codec instead of module paths, transcoders and its cipher."""

from collections.abc import Sequence
from uuid import UUID

from eventsourcing.domain import DomainEventProtocol
from eventsourcing.persistence import JSONTranscoder, Mapper, StoredEvent

from events.contract import kind_of
from events.log.codec import Codec
from events.log.recorded import Recorded


class ContractMapper(Mapper[UUID]):
    """Wire name as topic, canonical entry as state."""

    def __init__(self, codec: Codec, service: str) -> None:
        super().__init__(JSONTranscoder())
        self.codec = codec
        self._service = service

    def to_stored_command(self, command: Sequence[Recorded]) -> list[StoredEvent]:
        """The stored events of one command; the last carries the signature over all of them."""
        return [
            StoredEvent(recorded.stream, recorded.version, kind_of(recorded.fact).wire, data)
            for recorded, data in zip(command, self.codec.encode(command), strict=True)
        ]

    def to_stored_event(self, domain_event: DomainEventProtocol[UUID]) -> StoredEvent:
        """A command of one fact."""
        if not isinstance(domain_event, Recorded):
            raise TypeError("only recorded facts are stored")
        return self.to_stored_command([domain_event])[0]

    def to_domain_event(self, stored_event: StoredEvent) -> Recorded:
        """The fact of a stored event; its position is not part of it."""
        return self.codec.decode(stored_event.state, source=self._service)
