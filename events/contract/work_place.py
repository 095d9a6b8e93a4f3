"""Facts of 協力事業所 and 認定就労訓練事業所: a register of workplaces, each its own stream and its own case.

Names of bodies and certificates are public (都道府県の認定一覧); who answers the telephone is sealed.
"""

from datetime import date

from events.contract.codes import HOUSE
from events.contract.group import Address, Clear, Identity, Narrative
from events.contract.kind import Event, event
from events.contract.work_codes import TRAINING, PracticeForm, TrainingForm, WorkKind


@event("planning.work-place-registered", ja="事業所の登録", basis=HOUSE, occurred="registered_on")
class WorkPlaceRegistered(Event):
    """An employer who takes people for practice (`practice`) or training."""

    registered_on: Clear[date]
    title: Clear[str]
    work: Clear[tuple[WorkKind, ...]]
    practice: Clear[tuple[PracticeForm, ...]]
    contact: Identity[str]
    place: Address[str]


@event("planning.work-place-changed", ja="事業所の登録の変更", basis=HOUSE, occurred="changed_on")
class WorkPlaceChanged(Event):
    """The whole entry as it is from that day on."""

    changed_on: Clear[date]
    title: Clear[str]
    work: Clear[tuple[WorkKind, ...]]
    practice: Clear[tuple[PracticeForm, ...]]
    contact: Identity[str]
    place: Address[str]


@event(
    "planning.work-place-certified",
    ja="就労訓練事業所の認定",
    basis=TRAINING,
    occurred="certified_on",
    provisional=True,
)
class WorkPlaceCertified(Event):
    """The prefecture's certificate; a later one takes its place. `valid_until` None = no end is set."""

    certified_on: Clear[date]
    number: Clear[str]
    valid_from: Clear[date]
    valid_until: Clear[date | None]
    capacity: Clear[int]
    forms: Clear[tuple[TrainingForm, ...]]


@event(
    "planning.work-place-certificate-ended",
    ja="就労訓練事業所の認定の終わり",
    basis=TRAINING,
    occurred="ended_on",
    provisional=True,
)
class WorkPlaceCertificateEnded(Event):
    """Revoked or given back."""

    ended_on: Clear[date]
    reason: Narrative[str]


@event("planning.work-place-closed", ja="事業所の登録の終わり", basis=HOUSE, occurred="closed_on")
class WorkPlaceClosed(Event):
    """Takes nobody any more."""

    closed_on: Clear[date]
    reason: Narrative[str]
