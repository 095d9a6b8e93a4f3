"""The lawful order of V2: what may follow what, and four eyes. The table is `transitions.toml`, beside this file."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Fact = dict[str, Any]
TABLE = tomllib.loads((Path(__file__).parent / "transitions.toml").read_text("utf-8"))
TELLS, RULES = TABLE["tells"], TABLE["rules"]
PROPOSALS = {
    "decision-drafted",
    "grant-drafted",
    "later-drafted",
    "moving-drafted",
    "key-destruction-proposed",
    "stay-extension-proposed",
}


class Stream:
    """What stands after the facts so far. Plan number 1 may always be drafted."""

    def __init__(self) -> None:
        self.version, self.plan, self.proposal = 0, 1, ("", "", "")
        self.marks, self.orderers = {"plan#1"}, dict[str, str]()

    def follows(self, kind: str, fact: Fact) -> bool:
        """Whether the fact may stand here; then it does."""
        self.plan = max(self.plan, fact.get("plan_no", 0))
        plan = fact.get("plan_no", self.plan)
        ends = {
            "#": f"#{plan}",
            "^": f"#{plan + 1}",
            "~": f"#{plan - 1}",
            "@": f"@{fact.get('month')}",
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
        proposed, proposer, drafter = self.proposal
        mine = str(fact.get("drafter", fact.get("proposer")))
        if name in PROPOSALS:
            self.proposal = leaf, actor, mine
        if "approved" in fact:
            if fact["approved"] != proposed or mine != drafter:
                yield "承認された起案が、ここにある起案と違います / approved another proposal"
            if fact["decider"] in {drafter, proposer} or actor in {drafter, proposer}:
                yield "起案者本人が決裁しています / decided by who proposed"
        looked = name in {"grant-reviewed", "later-reviewed", "moving-reviewed"}
        if looked and (fact["reviewer"] == drafter or actor == proposer):
            yield "起案者本人が審査しています / reviewed by who proposed"
        if name == "ledger-renewed":
            two = [fact[who].replace("-", "") for who in ("proposer", "confirmer")]
            if two[0] == two[1] or two[1] != actor:
                yield "台帳の更新を、提案した本人が確かめています / renewed by who proposed"
        paid_for = str(fact.get("month", fact.get("cost", "")))
        if name in {"payment-ordered", "moving-ordered"}:
            self.orderers[paid_for] = fact["orderer"]
        passed = name in {"order-passed", "moving-order-passed"}
        if passed and fact["reviewer"] == self.orderers.get(paid_for):
            yield "命令した本人が審査しています / passed by who ordered"
