"""What the examiner had checked on the papers, read from the findings of a decision: a recheck never guesses it."""

import re
from collections.abc import Sequence
from typing import Final

from events.contract.benefits import Found

STATED: Final = {
    "主たる生計維持者": "main_earner",
    "住居の喪失・そのおそれ": "housing_at_risk",
    "求職活動等": "seeking_work",
    "類似給付との重複なし": "no_overlap",
    "暴力団員でない": "no_gang_member",
}
"""Requirement as found → what the examiner says of it."""
_HINDERED: Final = re.compile(r"求職できなかった([0-9]+)日")


def stated_as(findings: Sequence[Found]) -> dict[str, bool]:
    """Each as the decision found it; one the decision does not name counts as seen."""
    found = {finding.requirement: finding.met for finding in findings}
    return {name: found.get(requirement, True) for requirement, name in STATED.items()}


def hindered_days(findings: Sequence[Found]) -> int:
    """Days added to the two years, as the decision's sentence names them."""
    said = (_HINDERED.search(finding.sentence) for finding in findings)
    return next((int(match[1]) for match in said if match), 0)
