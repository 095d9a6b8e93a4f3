"""Facts of who may use 居住支援, 就労準備支援, 家計改善支援 and 学習支援, and until when (施行規則4条-6条)."""

from datetime import date
from uuid import UUID

from events.contract.benefits import Found
from events.contract.code import Code, code_list
from events.contract.codes import REFORM_2025, Service
from events.contract.group import Clear, Money, Stat
from events.contract.kind import Event, event


@code_list("利用要件の根拠", basis="施行規則4条〜6条", provisional=True)
class EligibilityBasis(Code):
    """Which way somebody comes into a programme."""

    MEANS = "means", "収入と資産の基準"
    URGENT = "urgent", "緊急性があると市が認める"
    LEFT_SHELTER = "left_shelter", "施設等の退所者・孤立した人(地域居住支援)"
    MEANS_UNKNOWN = "means_unknown", "収入や資産を把握できない"
    LIKELY_SOON = "likely_soon", "基準に当たるおそれがある"
    SPECIAL_PROTECTED = "special_protected", "特定被保護者", REFORM_2025
    NEEDY = "needy", "生活困窮者(資力の基準なし)"
    PROTECTED_CHILD = "protected_child", "生活保護世帯の子ども"


@event(
    "benefits.programme-eligibility-judged",
    ja="事業の利用要件の判定",
    basis="法3条4項〜7項・施行規則4条〜6条",
    occurred="judged_on",
)
class ProgrammeEligibilityJudged(Event):
    """The requirements of one programme, judged. `begins_on` to `ends_on` is how long it may be used, `at_most_on`
    how far that may be extended; None: no limit of time is known. The latest per programme stands.
    """

    judged_on: Clear[date]
    person: Clear[UUID]
    programme: Clear[Service]
    basis: Stat[EligibilityBasis]
    met: Clear[bool]
    begins_on: Clear[date]
    ends_on: Clear[date | None]
    at_most_on: Clear[date | None]
    judge: Clear[UUID]
    rule_version: Clear[str]
    findings: Money[tuple[Found, ...]]
