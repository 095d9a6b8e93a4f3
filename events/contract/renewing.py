"""Facts of a ledger begun anew: what was lost of a log, who proposed and who confirmed that work goes on without it."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear
from events.contract.kind import Event, event

BASIS: Final = "Yorisoi の定め(台帳の更新)"


@code_list("記録が失われた原因", basis=BASIS)
class LossCause(Code):
    """Why an older backup had to be used. The details stand in the document that is named."""

    EQUIPMENT = "equipment", "機器の故障"
    DISASTER = "disaster", "災害"
    MISTAKE = "mistake", "操作の誤り"
    ATTACK = "attack", "攻撃・不正なアクセス"
    WITHOUT_WITNESS = "without_witness", "証人に届かない間に、古い控えから書き足した"


@code_list("証人が見た記録との一致", basis=BASIS)
class Agreement(Code):
    """How the entries that are left compare with what the witness saw."""

    PROVED = "proved", "残る全件が、証人の見た記録の初めの部分であることを証明済み"
    COSIGNED = "cosigned", "証人が署名した件数まで一致。その先は比べられない"
    DIFFERS = "differs", "一致する件数より先に、証人が見たものと違う記録がある"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRenewed(Event):
    """From here on the log is signed under `origin`. The fact stands right behind the entries that are left.

    `seen` = signed notes, verbatim: the newest a witness showed of each earlier origin. `kept` = entries
    left; `lost` = how many more the witness saw, `lost_since` = Japanese day of the last one left.
    `agreed` = the first so many are as witnesses signed them; `proof` = RFC 6962 consistency proof (base64)
    from `kept` to the last of `seen`, where it could be made. `document` = 文書番号 of the incident.
    """

    renewed_on: Clear[date]
    generation: Clear[int]
    origin: Clear[str]
    seen: Clear[tuple[str, ...]]
    kept: Clear[int]
    lost: Clear[int]
    lost_since: Clear[date]
    agreed: Clear[int]
    agreement: Clear[Agreement]
    proof: Clear[tuple[str, ...]]
    cause: Clear[LossCause]
    document: Clear[str]
    proposer: Clear[UUID]
    confirmer: Clear[UUID]


@event("intake.ledger-renewed", ja="受付の台帳の更新", basis=BASIS, occurred="renewed_on")
class IntakeLedgerRenewed(LedgerRenewed):
    """Of intake's log."""


@event("planning.ledger-renewed", ja="支援計画の台帳の更新", basis=BASIS, occurred="renewed_on")
class PlanningLedgerRenewed(LedgerRenewed):
    """Of planning's log."""


@event("benefits.ledger-renewed", ja="給付の台帳の更新", basis=BASIS, occurred="renewed_on")
class BenefitsLedgerRenewed(LedgerRenewed):
    """Of benefits' log."""


@event("reporting.ledger-renewed", ja="集計の台帳の更新", basis=BASIS, occurred="renewed_on")
class ReportingLedgerRenewed(LedgerRenewed):
    """Of reporting's log."""


RENEWED: Final[dict[str, type[LedgerRenewed]]] = {
    "intake": IntakeLedgerRenewed,
    "planning": PlanningLedgerRenewed,
    "benefits": BenefitsLedgerRenewed,
    "reporting": ReportingLedgerRenewed,
}
"""Service → its kind."""
