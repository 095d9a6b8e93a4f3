"""Who may do what: one table of roles, wards from dated assignments, and `Requires` for every route."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from fastapi import Depends, Request

from events.contract import EVERY_GROUP, OVER_THE_BUS, Group
from events.host import cookie, partner_tokens
from events.host.answers import Forbidden, Missing, MustChangePassword, NotSignedIn

CASE_WORK: Final = frozenset(
    {
        "case.read",
        "identity.read",
        "consultation.receive",
        "contact.record",
        "draft.keep",
        "report.read",
        "report.drill",
        "status.read",
        "account.self",
        "account.password",
        "absence.plan",
    }
)
COUNSELLING: Final = CASE_WORK | {
    "case.triage",
    "identity.judge",
    "use.apply",
    "assessment.record",
    "plan.draft",
    "plan.agree",
    "service.record",
    "community.record",
    "plan.evaluate",
    "benefit.receive",
    "transfer.request",
    "concern.record",
    "paper.record",
}
OWN_ACCOUNT: Final = "account.self"
OWN_PASSWORD: Final = "account.password"  # noqa: S105 - a permission
"""All that is open to somebody who signed in with a one-time secret."""
EVERYBODY: Final = frozenset({"status.read", OWN_ACCOUNT, OWN_PASSWORD})

PERMISSIONS: Final[dict[str, frozenset[str]]] = {
    "counsellor": COUNSELLING | {"conference.hold", "case.close"},
    "chief_counsellor": COUNSELLING
    | {"conference.hold", "case.close", "export.make", "council.record", "register.keep"}
    | {"case.supervise", "record.check", "transfer.answer"},
    "employment_support_worker": CASE_WORK | {"service.record"},
    "budget_adviser": CASE_WORK | {"service.record"},
    "learning_coordinator": CASE_WORK | {"service.record", "community.record"},
    "municipal_officer": CASE_WORK
    | {
        "conference.hold",
        "decision.draft",
        "decision.review",
        "benefit.receive",
        "benefit.draft",
        "benefit.review",
        "payee.read",
    }
    | {"key.destroy", "export.make", "concern.record", "council.record", "register.keep"}
    | {"paper.record"}
    | {"case.supervise", "record.check", "transfer.answer"},
    "decision_maker": EVERYBODY
    | {
        "case.read",
        "identity.read",
        "decision.review",
        "decision.decide",
        "plan.confirm",
        "benefit.review",
        "benefit.decide",
        "payee.read",
        "key.destroy",
        "draft.keep",
        "report.read",
        "report.drill",
        "checkpoint.print",
        "ledger.renew",
    },
    "payment_clerk": EVERYBODY
    | {"case.read", "identity.read", "payment.order", "payment.confirm", "draft.keep"}
    | {"payee.read"},
    "treasury_officer": EVERYBODY
    | {"case.read", "payment.release", "payment.confirm", "payee.read", "draft.keep"},
    "accounting_manager": EVERYBODY | {"case.read", "payment.pass", "payee.read", "draft.keep"},
    "city_headquarters": EVERYBODY
    | {"case.read", "report.read", "report.drill", "export.make", "checkpoint.print"},
    "auditor": EVERYBODY
    | {"case.read", "report.read", "report.drill", "export.make", "audit.read", "checkpoint.print"},
    "system_administrator": EVERYBODY | {"account.manage", "checkpoint.print", "ledger.renew"},
    "migration": COUNSELLING
    | {"conference.hold", "case.close", "decision.draft", "decision.decide", "plan.confirm"}
    | {"benefit.draft", "benefit.review", "benefit.decide"}
    | {"payment.order", "payment.pass", "payment.release", "payment.confirm", "payee.read"},
    "partner_desk": frozenset({partner_tokens.TELL}),
}
"""Role → what it may do (people.md §4; assumed defaults, 暫定)."""

ROLES_JA: Final = {
    "counsellor": "相談支援員",
    "chief_counsellor": "主任相談支援員",
    "employment_support_worker": "就労支援員",
    "budget_adviser": "家計改善支援員",
    "learning_coordinator": "学習支援コーディネーター",
    "municipal_officer": "市担当者",
    "decision_maker": "決裁者",
    "payment_clerk": "支払担当",
    "treasury_officer": "出納員",
    "accounting_manager": "会計管理者",
    "city_headquarters": "市本庁",
    "auditor": "監査",
    "system_administrator": "システム管理",
    "migration": "移行",
    "partner_desk": "連携先の窓口",
}

OPENS: Final[dict[str, frozenset[Group]]] = {
    "identity.read": EVERY_GROUP,
    "payment.pass": frozenset({Group.IDENTITY, Group.MONEY}),
    "payment.release": frozenset({Group.IDENTITY, Group.MONEY}),
    "audit.read": frozenset({Group.MONEY}),
}
"""Permission → what it opens of a case besides what every table may hold (people.md R4; assumed, 暫定).

Who passes or releases a payment sees payee and amounts; an auditor sees the amounts, under the pseudonym.
"""

MUNICIPAL_ONLY: Final = frozenset(
    {
        "decision.draft",
        "decision.review",
        "decision.decide",
        "plan.confirm",
        "benefit.draft",
        "benefit.review",
        "benefit.decide",
        "payment.order",
        "payment.pass",
        "payment.release",
        "payment.confirm",
        "payee.read",
        "key.destroy",
        "ledger.renew",
    }
)
"""A contractor never holds these, whatever roles are combined (people.md §4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """A role in some wards for some days (`until` inclusive). `wards` are six-digit area codes.

    `contract` is empty for the municipality's own staff; `operator` is the body that employs. `title` = what the
    municipality calls the role, empty for the product's own word.
    """

    role: str
    wards: frozenset[str]
    office: str
    operator: str
    contract: str = ""
    title: str = ""
    since: date
    until: date | None = None

    @property
    def ja(self) -> str:
        """What people read."""
        return self.title or ROLES_JA.get(self.role, "")

    def in_force(self, day: date) -> bool:
        """Whether the assignment holds on that day, until 24:00 Japanese time of its last one."""
        return self.since <= day and (self.until is None or day <= self.until)

    def grants(self, permission: str) -> bool:
        """Whether its role may do that, for this employer."""
        municipal = not self.contract or permission not in MUNICIPAL_ONLY
        return municipal and permission in PERMISSIONS.get(self.role, frozenset())


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A signed-in person with the assignments of today. `person` is the pseudonym the record names.

    `login` names the account in the lists of the municipality; a machine has none.
    """

    account: UUID
    person: UUID
    name: str = field(repr=False)
    roles: tuple[Assignment, ...]
    demo: bool = False
    login: str = field(default="", repr=False)

    @property
    def wards(self) -> frozenset[str]:
        """Every area code in some assignment."""
        return frozenset[str]().union(*(held.wards for held in self.roles))

    def may(self, permission: str, area: str | None = None) -> bool:
        """Whether some assignment grants it, there if an area is named."""
        return self.acting(permission, area) is not None

    def acting(self, permission: str, area: str | None = None) -> Assignment | None:
        """The assignment under which the person does that, the first one that fits."""
        return next(
            (
                held
                for held in self.roles
                if held.grants(permission) and (area is None or area in held.wards)
            ),
            None,
        )

    def opens(self, area: str) -> frozenset[Group]:
        """The groups of facts that the person may read of a case there."""
        held = (groups for permission, groups in OPENS.items() if self.may(permission, area))
        return OVER_THE_BUS.union(*held)

    def wards_for(self, permission: str) -> frozenset[str]:
        """The area codes where the person may do that."""
        granted: Iterable[Assignment] = (h for h in self.roles if h.grants(permission))
        return frozenset[str]().union(*(held.wards for held in granted))


class Requirement:
    """What a route demands; FastAPI calls it before the route, and the tests look for it."""

    def __init__(self, permission: str, scope: str | None) -> None:
        if not any(permission in held for held in PERMISSIONS.values()):
            raise ValueError(f"no role holds {permission}")
        self.permission = permission
        self.scope = scope

    def __call__(self, request: Request) -> Staff:
        """The person, if the permission and the ward are there; puts both on `request.state`."""
        staff = signed_in(request, self.permission)
        if not staff.may(self.permission):
            raise Forbidden
        area = None
        if self.scope is not None:
            area = request.app.state.area_of(_case(request, self.scope))
            if area is None or not staff.may(self.permission, area):
                raise Missing
        request.state.permission = self.permission
        request.state.area = area
        return staff


def signed_in(request: Request, permission: str) -> Staff:
    """Who is signed in on this connection. Raises NotSignedIn or MustChangePassword."""
    runtime = request.app.state.runtime
    if permission == partner_tokens.TELL:
        return _partner(request)
    brought = cookie.token(request)
    living = runtime.sign_in.who(brought, runtime.clock()) if brought else None
    if living is None:
        request.state.lapsed = runtime.sign_in.owner(brought) if brought else None
        raise NotSignedIn
    if living.must_change and permission != OWN_PASSWORD:
        raise MustChangePassword
    staff: Staff = living.staff
    request.state.staff = staff
    return staff


def _partner(request: Request) -> Staff:
    """The partner desk whose token came along: a program, never a browser's cookie."""
    runtime, token = request.app.state.runtime, partner_tokens.brought(request)
    staff: Staff | None = runtime.sign_in.partner(token, runtime.clock()) if token else None
    if staff is None:
        raise NotSignedIn
    request.state.staff = staff
    return staff


def _case(request: Request, scope: str) -> UUID:
    try:
        return UUID(str(request.path_params[scope]))
    except ValueError:
        raise Missing from None


def Requires(permission: str, *, scope: str | None = None) -> Any:  # noqa: N802 - reads like Depends
    """`dependencies=[Requires("plan.draft", scope="case")]`.

    `scope` names the path parameter whose case must lie in the wards where the person may do that;
    else the answer is the same 404 as for a case that does not exist.
    """
    return Depends(Requirement(permission, scope))
