"""`pytest --write-plug` stores the pictures of docs/plug.md anew.

Used by `pytest_plugins` in tests/conftest.py; the test is tests/lives/test_plug.py.
"""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option `--write-plug`."""
    parser.addoption("--write-plug", action="store_true", help="store the pictures of docs/plug.md")
