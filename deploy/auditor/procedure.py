"""The lawful order of V2: what may follow what, and four eyes. The table is `transitions.toml`, beside this file."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Fact = dict[str, Any]
TABLE = tomllib.loads((Path(__file__).parent / "transitions.toml").read_text("utf-8"))
TELLS, RULES = TABLE["tells"], TABLE["rules"]
PROPOSALS = {  # who proposes: the field that names the person
    "decision-drafted": "drafter",
    "grant-drafted": "drafter",
    "later-drafted": "drafter",
    "moving-drafted": "drafter",
    "stay-extension-proposed": "drafter",
    "key-destruction-proposed": "proposer",
    "recheck-proposed": "drafter",
    "supplement-opened": "drafter",
    "overpayment-found": "finder",
    "batch-proposed": "proposer",
    "payee-account-changed": "clerk",
    "moving-account-stated": "clerk",
}
APPROVERS = ("decider", "checker", "releaser")
SEEN_ELSEWHERE = {  # `approved` names what another stream holds, or what was decided already
    "payment-corrected",
    "recheck-carried-out",
    "deputy-decision-seen",
    "grant-deputy-decision-seen",
}
ORDERS = {"payment-ordered", "moving-ordered", "supplement-ordered"}
AGAIN = {"order-reissued", "one-off-reissued"}
PASSES = {"order-passed", "moving-order-passed", "supplement-passed"}


def paid_for(fact: Fact) -> str:
    """What an order pays: a month, a cost of a move, "" for a supplement."""
    return str(fact.get("month", fact.get("cost", fact.get("part", ""))))


def matter(name: str, fact: Fact) -> str:
    """Accounts are stated and checked beside whatever else is proposed in their stream."""
    return f"account {fact.get('cost', '')}" if "-account-" in name else ""


class Stream:
    """What stands after the facts so far. Plan number 1 may always be drafted."""

    def __init__(self) -> None:
        self.version, self.plan, self.proposals = 0, 1, dict[str, tuple[str, str, str]]()
        self.marks, self.orderers = {"plan#1"}, dict[str, set[str]]()

    def follows(self, kind: str, fact: Fact) -> bool:
        """Whether the fact may stand here; then it does."""
        self.plan = max(self.plan, fact.get("plan_no", 0))
        plan = fact.get("plan_no", self.plan)
        ends = {
            "#": f"#{plan}",
            "^": f"#{plan + 1}",
            "~": f"#{plan - 1}",
            "@": f"@{paid_for(fact)}",
        }
        ends["%"] = f"#{plan} {fact.get('service')}"
        name = kind.split(".")[1]
        told = f"{name}={fact.get(TELLS.get(name, ''))}"
        rule = RULES.get(told) or RULES.get(name) or RULES.get(kind, "none")
        for way in rule.split(" | "):
            words = [word[:-1] + ends.get(word[-1], word[-1]) for word in way.split()]
            needs = {word for word in words if word[0] not in "!+-"}
            if needs <= self.marks and not self.marks & {
                word[1:] for word in words if word[0] == "!"
            }:
                self.marks -= {word[1:] for word in words if word[0] == "-"}
                self.marks |= {word[1:] for word in words if word[0] == "+"}
                return True
        return False

    def eyes(self, kind: str, fact: Fact, actor: str, leaf: str) -> Iterator[str]:
        """Four eyes: proposed by one person, decided by another, who saw that very proposal."""
        name = kind.split(".")[1]
        slot = matter(name, fact)
        if name in PROPOSALS:
            read = fact.get("result", leaf) if name == "recheck-proposed" else leaf
            self.proposals[slot] = read, actor, str(fact.get(PROPOSALS[name]))
        yield from self.approved(name, slot, fact, actor)
        _, proposer, drafter = self.proposals.get(slot, ("", "", ""))
        looked = name in {"grant-reviewed", "later-reviewed", "moving-reviewed"}
        if looked and (fact["reviewer"] == drafter or actor == proposer):
            yield "起案者本人が審査しています / reviewed by who proposed"
        if name == "ledger-renewed":
            two = [fact[who].replace("-", "") for who in ("proposer", "confirmer")]
            if two[0] == two[1] or two[1] != actor:
                yield "台帳の更新を、提案した本人が確かめています / renewed by who proposed"
        part = paid_for(fact)
        if name in ORDERS:
            self.orderers[part] = {fact["orderer"]}
        elif name in AGAIN:
            self.orderers.setdefault(part, set()).add(fact["orderer"])
        if name in PASSES and fact["reviewer"] in self.orderers.get(part, ()):
            yield "命令した本人が審査しています / passed by who ordered"

    def approved(self, name: str, slot: str, fact: Fact, actor: str) -> Iterator[str]:
        """What was approved is what was proposed here, and by another person."""
        if "approved" not in fact or name in SEEN_ELSEWHERE:
            return
        proposed, proposer, drafter = self.proposals.get(slot, ("", "", ""))
        mine = str(fact.get("drafter", fact.get("proposer", drafter)))
        if fact["approved"] != proposed or mine != drafter:
            yield "承認された起案が、ここにある起案と違います / approved another proposal"
        approver = next((fact[who] for who in APPROVERS if who in fact), "")
        if approver in {drafter, proposer} or actor in {drafter, proposer}:
            yield "起案者本人が決裁しています / decided by who proposed"
