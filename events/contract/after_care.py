"""Facts of 地域居住支援: who is looked after for a time in a home of their own, visits done and missed."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event

AFTER_CARE = "法3条6項2号・生活困窮者居住支援事業(地域居住支援)"


@code_list("地域居住支援の対象", basis=AFTER_CARE)
class AfterCareFor(Code):
    """Where the person came from."""

    LEFT_SELF_RELIANCE_CENTRE = "left_self_reliance_centre", "自立支援センター等を退所した方"
    LEFT_SHELTER = "left_shelter", "一時生活(居住)支援を終えた方"
    ISOLATED = "isolated", "居住に困難を抱え地域で孤立している方"


@code_list("見守りの方法", basis=AFTER_CARE, provisional=True)
class LookInManner(Code):
    """How somebody looked in."""

    VISIT = "visit", "訪問"
    TELEPHONE = "telephone", "電話"
    ACCOMPANIMENT = "accompaniment", "同行"
    OFFICE = "office", "来所"


@code_list("見守りの結果", basis=AFTER_CARE, provisional=True)
class LookInOutcome(Code):
    """Whether the person was met."""

    MET = "met", "会えた・話せた"
    ABSENT = "absent", "会えなかった"
    NOT_MADE = "not_made", "行けなかった"


@code_list("地域居住支援の終了の理由", basis=AFTER_CARE, provisional=True)
class AfterCareEnd(Code):
    """Why it ended."""

    SETTLED = "settled", "地域での生活が安定した"
    PERIOD_OVER = "period_over", "期間の満了"
    MOVED = "moved", "転居"
    OWN_WISH = "own_wish", "本人の申出"
    HANDED_OVER = "handed_over", "他機関へ引継ぎ"
    DIED = "died", "死亡"
    OTHER = "other", "その他"


@event(
    "planning.after-care-began",
    ja="地域居住支援の登録",
    basis=AFTER_CARE,
    occurred="began_on",
    provisional=True,
)
class AfterCareBegan(Event):
    """For a year at most (暫定). `every_days` between looks; `left_on` = day of leaving the place, if any."""

    began_on: Clear[date]
    person: Clear[UUID]
    enrolment_no: Clear[int]
    target: Stat[AfterCareFor]
    left_on: Clear[date | None]
    until_on: Clear[date]
    citation: Clear[str]
    every_days: Clear[int]
    next_on: Clear[date]
    aims: Narrative[str]


@event("planning.looked-in", ja="見守り", basis=AFTER_CARE, occurred="looked_in_on")
class LookedIn(Event):
    """One planned look, done or missed; `planned_on` = the day it was due, `next_on` the next one."""

    looked_in_on: Clear[date]
    person: Clear[UUID]
    enrolment_no: Clear[int]
    entry_no: Clear[int]
    planned_on: Clear[date]
    manner: Clear[LookInManner]
    outcome: Clear[LookInOutcome]
    next_on: Clear[date | None]
    note: Narrative[str]


@event(
    "planning.look-in-voided", ja="見守りの取消", basis="docs/decisions/0009", occurred="voided_on"
)
class LookInVoided(Event):
    """The entry was a slip; the day it answered is due again, as `next_on` says."""

    voided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    next_on: Clear[date | None]
    reason: Narrative[str]


@event("planning.after-care-ended", ja="地域居住支援の終了", basis=AFTER_CARE, occurred="ended_on")
class AfterCareEnded(Event):
    """Nobody looks in any longer."""

    ended_on: Clear[date]
    person: Clear[UUID]
    enrolment_no: Clear[int]
    reason: Stat[AfterCareEnd]
    note: Narrative[str]
