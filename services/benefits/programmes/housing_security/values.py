"""The figures of `values.toml`."""

from pathlib import Path
from typing import Final

from services.benefits.programmes import dated

VALUES: Final = dated.load(Path(__file__).with_name("values.toml"))
