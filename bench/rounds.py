"""Rounds and ratios: baseline and variants interleaved, order shuffled; a ratio is a median of paired ratios."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Measured:
    """One run of one variant. `rate` in `unit`; `latency_ms` where it was timed per command."""

    rate: float
    latency_ms: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gate:
    """`at_least` (or `at_most`) times the baseline, or an absolute limit where there is no baseline."""

    at_least: float | None = None
    at_most: float | None = None

    def verdict(self, values: Sequence[float]) -> str:
        """met / missed only if the whole range says so, else unclear."""
        low, high = min(values), max(values)
        if self.at_least is not None:
            return (
                "met" if low >= self.at_least else "missed" if high < self.at_least else "unclear"
            )
        limit = self.at_most or 0.0
        return "met" if high <= limit else "missed" if low > limit else "unclear"

    def __str__(self) -> str:
        return f"≥ {self.at_least}×" if self.at_least is not None else f"≤ {self.at_most}"


@dataclass(slots=True)
class Line:
    """One printed row."""

    program: str
    variant: str
    unit: str
    baseline: str = ""
    gate: Gate | None = None
    goal: str = ""
    rounds: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    latencies: list[Mapping[str, float]] = field(default_factory=list)

    @property
    def judged(self) -> Sequence[float]:
        """What the gate looks at: ratios, or the rounds where there is no baseline."""
        return self.ratios or self.rounds

    def as_json(self) -> dict[str, Any]:
        """The row of `--json` (performance.md §10.4)."""
        return {
            "goal": self.goal,
            "program": self.program,
            "variant": self.variant,
            "unit": self.unit,
            "rounds": [round(value, 3) for value in self.rounds],
            "median": round(median(self.rounds), 3),
            "baseline": self.baseline,
            "ratios": [round(value, 3) for value in self.ratios],
            "gate": {"rule": str(self.gate), "verdict": self.gate.verdict(self.judged)}
            if self.gate
            else None,
            "latency_ms": self.latencies[len(self.latencies) // 2] if self.latencies else None,
        }


@dataclass(frozen=True, slots=True)
class Variant:
    """`run()` measures once; `baseline` names the variant of the same round it is divided by.

    `goal` is the row of performance.md §9 that this figure answers.
    """

    name: str
    run: Callable[[], Measured]
    baseline: str = ""
    gate: Gate | None = None
    unit: str = "events/s"
    goal: str = ""


def interleaved(
    program: str, variants: Sequence[Variant], rounds: int, told: Callable[[str], None]
) -> list[Line]:
    """Every variant once per round, in another order each round."""
    lines = {v.name: Line(program, v.name, v.unit, v.baseline, v.gate, v.goal) for v in variants}
    chance = Random(rounds)
    for number in range(1, rounds + 1):
        order = list(variants)
        chance.shuffle(order)
        found: dict[str, Measured] = {}
        for variant in order:
            told(f"{program} {number}/{rounds}: {variant.name}")
            found[variant.name] = variant.run()
        for variant in variants:
            line, measured = lines[variant.name], found[variant.name]
            line.rounds.append(measured.rate)
            if measured.latency_ms:
                line.latencies.append(measured.latency_ms)
            if variant.baseline:
                line.ratios.append(measured.rate / found[variant.baseline].rate)
    return list(lines.values())


def table(lines: Sequence[Line]) -> str:
    """Program, variant, median, range, ratio with range, gate, verdict."""
    rows = [("goal", "program", "variant", "median", "min–max", "ratio", "range", "gate", "")]
    for line in lines:
        ratio = f"{median(line.ratios):.2f}× {line.baseline}" if line.ratios else ""
        spread = f"{min(line.ratios):.2f}–{max(line.ratios):.2f}" if line.ratios else ""
        rows.append(
            (
                line.goal,
                line.program,
                line.variant,
                f"{median(line.rounds):,.1f} {line.unit}",
                f"{min(line.rounds):,.1f}–{max(line.rounds):,.1f}",
                ratio,
                spread,
                str(line.gate) if line.gate else "",
                line.gate.verdict(line.judged) if line.gate else "",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
