"""Folding a page without the garbage collector: thousands of objects at once, none of them in a cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collection waits until the end of the block: it would take a third of the block's time, and find nothing.

    Only around work of bounded length; threads may overlap, the first to end lets collection begin again.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
