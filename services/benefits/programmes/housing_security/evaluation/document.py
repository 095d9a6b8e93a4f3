"""What `yorisoi benefits quote` reads: one input, one case, a list of either, or a whole file of cases."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from services.benefits.programmes.housing_security.evaluation import evaluate
from services.benefits.programmes.housing_security.evaluation import reading as read
from services.benefits.programmes.housing_security.evaluation.part import Value

MOST_CASES = 1000


def answered(document: object) -> Value:
    """The answer in the shape of what was asked: an answer, or `{cases: […]}`. Refused with the path at fault."""
    if isinstance(document, Sequence) and not isinstance(document, str):
        return {"cases": _all(document)}
    held = read.table(document, "document")
    if "cases" in held:
        cases = held["cases"]
        if isinstance(cases, str) or not isinstance(cases, Sequence):
            raise read.wrong("cases", "リスト（[ ]）で指定してください。")
        return {"cases": _all(cases)}
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
    return [_case(read.table(case, f"cases.{number}")) for number, case in enumerate(cases)]


def _case(held: Mapping[str, Any]) -> dict[str, Value]:
    """A case answers with its id, the answer and its checks; a bare input with the answer alone."""
    if "input" not in held:
        return evaluate(held)
    given = read.table(held["input"], "input")
    answer = evaluate(given)
    named: dict[str, Value] = {"id": held["id"]} if "id" in held else {}
    made = named | answer
    checks = held.get("checks")
    if checks:
        if isinstance(checks, str) or not isinstance(checks, Sequence):
            raise read.wrong("checks", "リスト（[ ]）で指定してください。")
        made["checks"] = [_check(given, read.table(c, f"checks.{n}")) for n, c in enumerate(checks)]
    return made


def _check(given: Mapping[str, Any], check: Mapping[str, Any]) -> dict[str, Value]:
    patch = read.table(check.get("set", {}), "checks.set")
    wanted = read.table(check.get("expect", {}), "checks.expect")
    answer = evaluate(changed(given, patch))
    got = {name: answer.get(name) for name in wanted} if wanted else answer
    told: dict[str, Value] = {"set": dict(patch), "expect": got}
    return told | ({"agrees": got == dict(wanted)} if wanted else {})
