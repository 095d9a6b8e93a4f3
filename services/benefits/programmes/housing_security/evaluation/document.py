"""What `yorisoi benefits quote` reads: one input, one case, a list of either, or a whole file of cases.

Among many, a case that cannot be read says so in its place (`refused`) and the others are answered; alone it is
refused as a whole.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from events.contract.deciding import Refused
from services.benefits.programmes.housing_security.evaluation import evaluate
from services.benefits.programmes.housing_security.evaluation import reading as read
from services.benefits.programmes.housing_security.evaluation.part import Value

MOST_CASES = 1000


def answered(document: object) -> Value:
    """The answer in the shape of what was asked: an answer, or `{cases: […]}`. Refused with the path at fault."""
    read.walkable(document)
    if isinstance(document, list):
        return {"cases": _all(document)}
    held = read.table(document, "document")
    if "cases" in held:
        return {"cases": _all(read.items(held["cases"], "cases"))}
    return _case(held)


def changed(given: Mapping[str, Any], patch: Mapping[str, Any]) -> dict[str, Any]:
    """The input with the dotted paths of a check overwritten. A new day of application brings its month along."""
    made: dict[str, Any] = deepcopy(dict(given))
    for path, value in patch.items():
        place = made
        *above, name = path.split(".")
        for step in above:
            if not isinstance(place.get(step), dict):
                place[step] = {}
            place = place[step]
        place[name] = value
    for one, other in (
        ("application_date", "application_month"),
        ("application_month", "application_date"),
    ):
        if one in patch and other not in patch:
            made[other] = None
    return made


def _all(cases: Sequence[object]) -> list[Value]:
    if len(cases) > MOST_CASES:
        raise read.wrong("cases", f"一度に{MOST_CASES:,}件までです。")
    return [_one_of_many(case) for case in cases]


def refusals(answer: Value) -> list[str]:
    """A sentence for each case of a file that was refused: its place from 1, the path and the rule."""
    cases = answer.get("cases") if isinstance(answer, Mapping) else None
    if not isinstance(cases, Sequence):
        return []
    return [
        f"{number}件目 {case['refused']['detail']}"
        for number, case in enumerate(cases, 1)
        if "refused" in case
    ]


def _one_of_many(case: object) -> dict[str, Value]:
    try:
        return _case(read.table(case, "case"))
    except Refused as refusal:
        named = _named(case) if isinstance(case, Mapping) else {}
        return named | {"refused": _refused(refusal)}


def _refused(refusal: Refused) -> dict[str, Value]:
    return {"code": refusal.code, "field": refusal.field, "detail": refusal.ja}


def _named(held: Mapping[str, Any]) -> dict[str, Value]:
    """The id by which the asker knows the case again."""
    return {"id": held["id"]} if isinstance(held.get("id"), str | int) else {}


def _case(held: Mapping[str, Any]) -> dict[str, Value]:
    """A case answers with its id, the answer and its checks; a bare input with the answer alone."""
    if "input" not in held:
        return evaluate(held)
    given = read.table(held["input"], "input")
    answer = evaluate(given)
    made = _named(held) | answer
    checks = held.get("checks")
    if checks:
        listed = enumerate(read.items(checks, "checks"))
        made["checks"] = [_check(given, read.table(c, f"checks.{n}")) for n, c in listed]
    return made


def _check(given: Mapping[str, Any], check: Mapping[str, Any]) -> dict[str, Value]:
    patch = read.table(check.get("set", {}), "checks.set")
    wanted = read.table(check.get("expect", {}), "checks.expect")
    told: dict[str, Value] = {"set": dict(patch)}
    try:
        answer = evaluate(changed(given, patch))
    except Refused as refusal:
        return told | {"refused": _refused(refusal), "agrees": False}
    got = {name: answer.get(name) for name in wanted} if wanted else answer
    told |= {"expect": got}
    strange = answer.get("not_read")
    told |= {"not_read": strange} if strange else {}
    return told | ({"agrees": got == dict(wanted)} if wanted else {})
