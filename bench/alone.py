"""One program in a process of its own: what it leaves in memory is nobody else's figure.

A program measures the memory of its children, and a child begins with the peak of the process it came from.
"""

import sys
from multiprocessing import get_context
from multiprocessing.connection import Connection

from bench.programs import Scale, measured
from bench.rounds import Line
from events.host.address import Address


def alone(name: str, owner: Address, scale: Scale) -> list[Line] | str:
    """Its rows, or why there are none; ends everything where it died (what went wrong it has said itself)."""
    context = get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_measure, args=(theirs, name, owner, scale))
    process.start()
    theirs.close()
    try:
        answer: list[Line] | str = ours.recv()
    except EOFError:
        raise SystemExit(f"{name}: no figure") from None
    finally:
        process.join()
    return answer


def _measure(pipe: Connection, name: str, owner: Address, scale: Scale) -> None:
    pipe.send(measured(name, owner, scale, _told))


def _told(what: str) -> None:
    print(what, file=sys.stderr, flush=True)
