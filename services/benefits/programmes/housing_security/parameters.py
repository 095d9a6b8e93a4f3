"""What each municipality decides for itself, dated: its own entry, else the national default with its mark."""

from datetime import date
from pathlib import Path
from typing import Final

from services.benefits.programmes import dated
from services.benefits.programmes.housing_security.municipal_rules import RULES

DEFAULTS: Final = dated.load(Path(__file__).with_name("municipal_defaults.toml"))


def parameter(prefecture: str, municipality: str, name: str, day: date) -> dated.DatedValue | None:
    """The entry in force for that municipality; None where the matter does not exist on that day."""
    own = f"{prefecture}/{municipality}/{name}"
    held = RULES.entry(own, day) if own in RULES.entries else None
    return held or DEFAULTS.entry(name, day)


def allowed(prefecture: str, municipality: str, name: str, day: date) -> bool:
    """Whether a yes-or-no parameter says yes on that day."""
    entry = parameter(prefecture, municipality, name, day)
    return entry is not None and entry.value != 0
