"""What a command takes from the service, never from a person or a program: who, in which post, from which state."""

from typing import Any

from events.contract.codes import DecisionForm
from events.host.capacity import acting, post_of
from events.host.capacity import capacity_of as _capacity_of
from events.host.posts import Capacity, Matter
from services.planning.screens.case_file import CaseFile


def capacity_of(file: CaseFile, matter: Matter) -> Capacity | None:
    """In which post this person decides there today; None for somebody who does not."""
    return _capacity_of(file.desk, "decision.decide", matter, file.known.area)


def matter_of(file: CaseFile) -> Matter:
    """What the standing 起案 asks for."""
    proposal = file.plan.proposal if file.plan else None
    confirms = proposal is not None and proposal.form is DecisionForm.CONFIRMATION
    return Matter.CONFIRMATION if confirms else Matter.SUPPORT_DECISION


def reviewing_post(file: CaseFile) -> str:
    """In which post this person examines the standing 起案; "" for somebody who does not."""
    desk, area = file.desk, file.known.area
    if not file.may("decision.review"):
        return ""
    posts = desk.runtime.municipality.posts
    rule = posts.rule(matter_of(file), area, file.today)
    if rule is None or not rule.reviewers:
        return post_of(desk, area)
    return posts.reviewing(desk.staff.login, matter_of(file), area, file.today)


def reviews_needed(file: CaseFile, matter: Matter) -> int:
    """How many must have examined a draft before it is decided."""
    rule = file.desk.runtime.municipality.posts.rule(matter, file.known.area, file.today)
    return len(rule.reviewers) if rule else 0


def standing_leaf(file: CaseFile) -> str:
    """Leaf hash of the 起案 that stands, empty where none does."""
    return file.proposal.leaf if file.proposal else ""


def known(file: CaseFile, matter: Matter | None = None) -> dict[str, Any]:
    """Every field of a command that the service fills, by name. `matter`: what is decided, if anything."""
    desk = file.desk
    decided = matter or matter_of(file)
    capacity = capacity_of(file, decided)
    procedure = desk.runtime.municipality.procedure(file.today)
    return {
        "today": file.today,
        "person": file.known.person,
        "applied_on": file.known.applied_on,
        "needs_decision": file.needs_decision,
        "drafter": desk.staff.person,
        "decider": desk.staff.person,
        "reviewer": desk.staff.person,
        **acting(capacity),
        "reviews_needed": reviews_needed(file, decided),
        "standing": standing_leaf(file),
        "contact_attempts": file.known.attempts,
        "minimum_attempts": procedure.contact_attempts,
        "conference_evaluation_required": procedure.conference_evaluation,
    }
