"""The papers of one grant, folded from the stream beside it: documents received, letters issued."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from events.contract.benefits_papers import DocumentReceived, NoticeIssued
from events.contract.kind import Event


@dataclass(frozen=True, slots=True)
class Papers:
    """In the order of recording; letters are numbered from 1."""

    documents: tuple[DocumentReceived, ...] = ()
    notices: tuple[NoticeIssued, ...] = ()

    @property
    def standing(self) -> dict[str, DocumentReceived]:
        """Neutral type → the paper received last."""
        return {one.document: one for one in self.documents}


def papers_of(grant: UUID) -> UUID:
    """The stream of a grant's papers, beside the grant's own."""
    return uuid5(grant, "papers")


def evolve(state: Papers | None, fact: Event) -> Papers:
    """The state after `fact`."""
    papers = state or Papers()
    match fact:
        case DocumentReceived():
            return replace(papers, documents=(*papers.documents, fact))
        case NoticeIssued():
            return replace(papers, notices=(*papers.notices, fact))
    raise ValueError(f"{type(fact).__name__} is no paper of a grant")
