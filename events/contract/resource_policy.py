"""Facts of a ward's policy on 資源開発: each version a whole statement, in force from its day, none ever lost."""

from datetime import date

from events.contract.codes import HOUSE
from events.contract.concern_codes import CouncilHost
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event


@event(
    "planning.resource-policy-stated",
    ja="区の資源開発の方針",
    basis=HOUSE,
    occurred="stated_on",
    provisional=True,
)
class ResourcePolicyStated(Event):
    """The first one of a ward, the area of its record. `council_host` = who convenes 支援会議 (法9条) there."""

    stated_on: Clear[date]
    council_host: Clear[CouncilHost]
    words: Narrative[str]


@event(
    "planning.resource-policy-revised",
    ja="区の資源開発の方針の改定",
    basis=HOUSE,
    occurred="stated_on",
    provisional=True,
)
class ResourcePolicyRevised(Event):
    """The next version; the former ones stay readable."""

    stated_on: Clear[date]
    council_host: Clear[CouncilHost]
    words: Narrative[str]
