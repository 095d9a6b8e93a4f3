"""専決規程 as dated data: posts, who holds them, and which post decides which matter, by date.

The right follows the post on that day; persons take posts by the personnel list (人事異動, usually 1 April).
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from events.contract.money_approving import MoneyMatter
from events.host.dated import Dated, Mark


class Matter(StrEnum):
    """What is decided by post."""

    @property
    def ja(self) -> str:
        """What people read."""
        return _MATTERS_JA[self]

    SUPPORT_DECISION = "support_decision"
    CONFIRMATION = "confirmation"
    SUPPORT_REFUSAL = "support_refusal"
    GRANT_DECISION = "grant_decision"
    GRANT_REFUSAL = "grant_refusal"
    REPAYMENT = "repayment"
    CLAIM_FIXING = "claim_fixing"
    DEFERRAL = "deferral"
    WRITE_OFF = "write_off"
    CORRECTION = "correction"
    SUPPLEMENT = "supplement"


_MATTERS_JA: Final = {
    Matter.SUPPORT_DECISION: "支援決定",
    Matter.CONFIRMATION: "プランの確認",
    Matter.SUPPORT_REFUSAL: "支援不決定",
    Matter.GRANT_DECISION: "支給決定",
    Matter.GRANT_REFUSAL: "不支給決定",
    Matter.REPAYMENT: MoneyMatter.REPAYMENT.ja,
    Matter.CLAIM_FIXING: MoneyMatter.CLAIM_FIXING.ja,
    Matter.DEFERRAL: MoneyMatter.DEFERRAL.ja,
    Matter.WRITE_OFF: MoneyMatter.WRITE_OFF.ja,
    Matter.CORRECTION: MoneyMatter.CORRECTION.ja,
    Matter.SUPPLEMENT: MoneyMatter.SUPPLEMENT.ja,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Post(Dated):
    """職位: its name is what decisions bear."""

    code: str
    name: str
    mark: Mark = Mark.ASSUMED
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding(Dated):
    """Who holds a post; `login` names the account."""

    post: str
    login: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRule(Dated):
    """`post` decides the matter (wards empty = all); `deputies` stand in for it in their order.

    `reviewers`: posts that examine a draft before it is decided.
    """

    matter: Matter
    post: str
    deputies: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    wards: frozenset[str] = field(default_factory=frozenset)
    mark: Mark = Mark.ASSUMED
    source: str = ""


@dataclass(frozen=True, slots=True)
class Capacity:
    """In which post somebody decides. `holder` = the post that is stood in for, "" where it is one's own."""

    post: str
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Posts:
    """All rows of one municipality; without a rule for a matter nothing is known about its post."""

    posts: tuple[Post, ...] = ()
    holdings: tuple[Holding, ...] = ()
    rules: tuple[DecisionRule, ...] = ()

    def rule(self, matter: Matter, ward: str, day: date) -> DecisionRule | None:
        """The rule in force there on that day."""
        found = (
            rule
            for rule in self.rules
            if rule.matter is matter
            and rule.in_force(day)
            and (not rule.wards or ward in rule.wards)
        )
        return next(found, None)

    def capacity(self, login: str, matter: Matter, ward: str, day: date) -> Capacity | None:
        """As what this person decides the matter: in the post itself, as its deputy, or not at all."""
        rule = self.rule(matter, ward, day)
        if rule is None:
            return None
        held = self._held(login, day)
        if rule.post in held:
            return Capacity(self.name(rule.post, day))
        deputy = next((code for code in rule.deputies if code in held), None)
        return Capacity(self.name(deputy, day), self.name(rule.post, day)) if deputy else None

    def reviewing(self, login: str, matter: Matter, ward: str, day: date) -> str:
        """The name of the post in which this person examines drafts; "" for none."""
        rule = self.rule(matter, ward, day)
        held = self._held(login, day)
        codes = (code for code in (rule.reviewers if rule else ()) if code in held)
        return next((self.name(code, day) for code in codes), "")

    def held(self, login: str, day: date) -> frozenset[str]:
        """The names of the posts a person holds on that day."""
        return frozenset(self.name(code, day) for code in self._held(login, day))

    def name(self, code: str, day: date) -> str:
        """The post's name on that day; its code where no row holds."""
        rows = (post.name for post in self.posts if post.code == code and post.in_force(day))
        return next(rows, code)

    def _held(self, login: str, day: date) -> frozenset[str]:
        return frozenset(h.post for h in self.holdings if h.login == login and h.in_force(day))


def checked(
    posts: tuple[Post, ...], holdings: tuple[Holding, ...], rules: tuple[DecisionRule, ...]
) -> Posts:
    """Posts that are named exist; ValueError names the code."""
    known = {post.code for post in posts}
    named = {h.post for h in holdings} | {
        code for rule in rules for code in (rule.post, *rule.deputies, *rule.reviewers)
    }
    if named - known:
        raise ValueError(f"posts: unknown {', '.join(sorted(named - known))}")
    return Posts(posts, holdings, rules)
