"""Facts of the network (関係機関・団体): who there is, who works with whom, when they last spoke."""

from datetime import date
from uuid import UUID

from events.contract.codes import HOUSE
from events.contract.community_codes import OrganisationKind, TieKind
from events.contract.group import Clear, Identity, Narrative
from events.contract.kind import Event, event


@event("planning.organisation-listed", ja="団体の登録", basis=HOUSE, occurred="listed_on")
class OrganisationListed(Event):
    """An organisation of the network; its name is public, the person who answers is not."""

    listed_on: Clear[date]
    title: Clear[str]
    kind: Clear[OrganisationKind]
    contact: Identity[str]


@event("planning.organisation-changed", ja="団体の登録の変更", basis=HOUSE, occurred="changed_on")
class OrganisationChanged(Event):
    """The whole entry as it is from that day on."""

    changed_on: Clear[date]
    title: Clear[str]
    kind: Clear[OrganisationKind]
    contact: Identity[str]


@event("planning.organisation-contacted", ja="団体との連絡", basis=HOUSE, occurred="contacted_on")
class OrganisationContacted(Event):
    """The office and the organisation spoke."""

    contacted_on: Clear[date]
    note: Narrative[str]


@event("planning.organisation-tied", ja="つながりの記録", basis=HOUSE, occurred="tied_on")
class OrganisationTied(Event):
    """`other` = another organisation of the register; None = the office itself."""

    tied_on: Clear[date]
    other: Clear[UUID | None]
    tie: Clear[TieKind]


@event("planning.organisation-untied", ja="つながりの終わり", basis=HOUSE, occurred="untied_on")
class OrganisationUntied(Event):
    """All that the two did together has ended."""

    untied_on: Clear[date]
    other: Clear[UUID | None]
    reason: Narrative[str]


@event("planning.organisation-closed", ja="団体の登録の終わり", basis=HOUSE, occurred="closed_on")
class OrganisationClosed(Event):
    """It exists no more, or works with the office no more; its ties end with it."""

    closed_on: Clear[date]
    reason: Narrative[str]
