"""The papers of a case, folded from the stream beside it."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID, uuid5

from events.contract.kind import Event
from events.contract.scanning import PaperScanned

STREAM: Final = "intake/papers"


def papers_of(case: UUID) -> UUID:
    """The stream of a case's papers."""
    return uuid5(case, STREAM)


@dataclass(frozen=True, slots=True)
class Papers:
    """In the order of their numbers, which begin with 1."""

    scans: tuple[PaperScanned, ...] = ()

    @property
    def replaced(self) -> dict[int, int]:
        """Number of a paper → number of the one that stands for it now."""
        return {scan.replaces: scan.scan_no for scan in self.scans if scan.replaces is not None}


def evolve(state: Papers | None, fact: Event) -> Papers:
    """The state after `fact`."""
    state = state or Papers()
    if isinstance(fact, PaperScanned):
        return replace(state, scans=(*state.scans, fact))
    raise ValueError(f"{type(fact).__name__} is no paper")
