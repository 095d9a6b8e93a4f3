"""One figure of a report, counted fact by fact as its rule (indicators/*.toml) says."""

from typing import Any

Json = dict[str, Any]
SAME = {"residential_support": "temporary_living", "budget_counselling": "budget_improvement"}


class Cell:
    """One figure of a report: the counts of its rule, added up."""

    def __init__(self, rule: Json, areas: set[int], start: str, end: str) -> None:
        self.counts, self.areas, self.start, self.end = rule["count"], areas, start, end
        self.total, self.closed, self.persons = 0, 0, set[tuple[int, str]]()

    def take(self, kind: str, outcome: str, fact: Json, flags: Json) -> None:
        """One fact of the period and area."""
        for number, count in enumerate(self.counts):
            services = {SAME.get(service, service) for service in fact.get("services", [])}
            fits = count["kind"] == kind and count.get("outcome", outcome) == outcome
            fits &= (
                count.get("service") is None
                or SAME.get(count["service"], count["service"]) in services
            )
            wanted = count.get("where", {})
            if not fits or any(
                flags.get(flag) not in {value, None} for flag, value in wanted.items()
            ):
                continue
            if any(flags.get(flag) is None for flag in wanted):
                self.closed += 1
            elif "once_per" not in count:
                self.total += 1
            elif (number, fact["person"]) not in self.persons:
                self.persons.add((number, fact["person"]))
                self.total += 1
