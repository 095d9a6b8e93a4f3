"""Property tests: no deadline on a busy machine, the same examples in every CI run. Loaded by tests/conftest.py."""

from hypothesis import settings

from tests.left_out import in_ci

settings.register_profile("yorisoi", deadline=None, derandomize=in_ci())
settings.load_profile("yorisoi")
