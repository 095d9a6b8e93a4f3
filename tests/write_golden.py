"""`--write-golden` stores the bytes of kinds declared since; existing golden files are never touched."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="store the bytes of new kinds")
