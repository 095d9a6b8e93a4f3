"""Facts of a person of a running case who begins to receive 生活保護, and what the office did about it."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

BASIS = "法3条1項・令和6年改正(特定被保護者)"


@code_list("生活保護の開始への対応", basis=BASIS, provisional=True)
class AssistanceAnswer(Code):
    """What was decided with the person and the 福祉事務所; nothing closes by itself."""

    CLOSING = "closing", "終結の手続に進む"
    HANDED_OVER = "handed_over", "福祉事務所に引き継いだ"
    CONTINUED = "continued", "特定被保護者として支援を続ける"
    ENDED_AGAIN = "ended_again", "保護は廃止・取下げになった"


@event(
    "intake.public-assistance-started",
    ja="生活保護の開始",
    basis=BASIS,
    occurred="started_on",
    provisional=True,
)
class PublicAssistanceStarted(Event):
    """The person began to receive public assistance on that day; the case waits for an answer."""

    started_on: Clear[date]
    person: Clear[UUID]
    note: Narrative[str]


@event(
    "intake.public-assistance-answered",
    ja="生活保護の開始への対応",
    basis=BASIS,
    occurred="answered_on",
    provisional=True,
)
class PublicAssistanceAnswered(Event):
    """The task that the beginning raised is done."""

    answered_on: Clear[date]
    person: Clear[UUID]
    answer: Clear[AssistanceAnswer]
    note: Narrative[str]
