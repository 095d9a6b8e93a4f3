"""Facts on a person's own stream of months: released months, grants of other cities, answers to findings."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

ONE_A_MONTH = "一人一月一支給"
RE_GRANT = "施行規則16条"


@code_list("支給月を空けた理由", basis=ONE_A_MONTH, provisional=True)
class ReleaseReason(Code):
    """Why a month that was taken is free again."""

    ORDER_CANCELLED = "order_cancelled", "支出命令の取消し"
    TRANSFER_RETURNED = "transfer_returned", "組戻しのあと、出し直さない"


@code_list("他の自治体の支給を知ったわけ", basis=RE_GRANT, provisional=True)
class HowKnown(Code):
    """Who said so."""

    OWN_STATEMENT = "own_statement", "本人の申告"
    OTHER_CITY = "other_city", "支給した自治体の回答"
    PAPER = "paper", "決定通知書などの書面"


@code_list("給付の確認事項", basis="Yorisoi の定め(給付の重なりの確認)", provisional=True)
class FindingKind(Code):
    """What two records say of each other; a finding stops nothing by itself."""

    MONTH_TWICE = "month_twice", "同じ方の同じ月が二つの支給にある"
    TWO_EARNERS = "two_earners", "同じ住居に二人の生計維持者がいる"
    PUBLIC_ASSISTANCE = "public_assistance", "生活保護と支給が重なる"
    ONE_ACCOUNT = "one_account", "一つの口座に何人もの支給がある"


@code_list("確認事項への答え", basis="Yorisoi の定め(給付の重なりの確認)", provisional=True)
class FindingAnswer(Code):
    """What an officer found."""

    NO_CONCERN = "no_concern", "問題ない(理由を記録)"
    OTHER_PERSON = "other_person", "別の人だった"
    TO_STOP = "to_stop", "中止の手続に進む"
    TO_RECLAIM = "to_reclaim", "返還の手続に進む"
    ASKED = "asked", "本人・関係先に確かめている"


@event("benefits.month-released", ja="支給月の取消", basis=ONE_A_MONTH, occurred="released_on")
class MonthReleased(Event):
    """The month is free again; nothing was paid for it."""

    released_on: Clear[date]
    person: Clear[UUID]
    month: Clear[str]
    grant: Clear[UUID]
    reason: Clear[ReleaseReason]


@event(
    "benefits.grant-elsewhere-recorded",
    ja="他の自治体の支給の記録",
    basis=RE_GRANT,
    occurred="recorded_on",
    provisional=True,
)
class GrantElsewhereRecorded(Event):
    """Paid by another municipality, first to last month. It counts for the wait of one year (16条)."""

    recorded_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    first_month: Clear[str]
    last_month: Clear[str]
    months: Clear[int]
    known: Clear[HowKnown]
    municipality: Narrative[str]
    note: Narrative[str]


@event(
    "benefits.grant-elsewhere-counted",
    ja="他の自治体の月の算入",
    basis=RE_GRANT,
    occurred="decided_on",
    provisional=True,
)
class GrantElsewhereCounted(Event):
    """An officer decided whether its months count toward the nine (default: they do not)."""

    decided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    counted: Clear[bool]
    officer: Clear[UUID]
    reason: Narrative[str]


@event(
    "benefits.grant-elsewhere-voided",
    ja="他の自治体の支給の記録の取消",
    basis=RE_GRANT,
    occurred="voided_on",
    provisional=True,
)
class GrantElsewhereVoided(Event):
    """The entry was a slip."""

    voided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    reason: Narrative[str]


@event(
    "benefits.finding-answered",
    ja="給付の確認事項の回答",
    basis="Yorisoi の定め(給付の重なりの確認)",
    occurred="answered_on",
    provisional=True,
)
class FindingAnswered(Event):
    """What came of one finding; `subject` names it (a month, another pseudonym, a day)."""

    answered_on: Clear[date]
    person: Clear[UUID]
    finding: Clear[FindingKind]
    subject: Clear[str]
    answer: Clear[FindingAnswer]
    officer: Clear[UUID]
    note: Narrative[str]
