"""kill −9 at random instants: `python -m tests.faults.campaign --rounds 200 --seed 1 [--bug NAME]`.

Each round starts a process at work (writers, checkpointer, follower) beside a witness and kills it, the database,
the witness or several at once; then what was acknowledged, the log, its checkpoints, the witness's memory and the
tables are asked. With a seeded mistake it must find one.
"""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from random import Random

import psycopg

from events.log.recorded import SOURCES
from tests.faults.installation import Place, place
from tests.faults.promises import broken, refused
from tests.faults.standing_by import Watcher, stored

VICTIMS = ("process", "database", "both", "witness", "everything")
"""Each round ends with the death of the process; a witness killed alone stands up again before."""
MOST = 200
"""Acknowledgements before a kill, at most; then up to `LINGER` seconds."""
LINGER = 0.3
FROM_A_SEQUENCE = """
create sequence if not exists intake.seeded_bug;
grant usage on sequence intake.seeded_bug to log_owner;
create or replace function intake.append(
    cid uuid[], cn int[], co int[], hs uuid[], he int[], hn int[], hc int[],
    s uuid[], v int[], t smallint[], w smallint[], o date[], r timestamptz[], d bytea[], p int[]
) returns bigint language plpgsql security definer set search_path = intake, pg_temp as $$
declare before bigint; n int := cardinality(s);
begin
    before := nextval('seeded_bug') * 1000;
    update log_head set position = before + n where log = 1;
    insert into command select c, before + f + 1, m from unnest(cid, co, cn) as q(c, f, m);
    insert into event select before + i, a, b, e, g, h, j, k
        from unnest(s, v, t, w, o, r, d) with ordinality as q(a, b, e, g, h, j, k, i);
    perform pg_notify('intake_events', '');
    return before;
end $$;
"""


@dataclass
class Outcome:
    """What the rounds came to."""

    rounds: int = 0
    acknowledged: int = 0
    killed: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    checkpoints: Counter[str] = field(default_factory=Counter)
    cosigned: Counter[str] = field(default_factory=Counter)


def campaign(rounds: int, seed: int, bug: str = "none") -> Outcome:
    """All rounds, or until the first broken promise."""
    chance, outcome = Random(f"campaign {seed}"), Outcome()  # noqa: S311 - moments
    with place() as at, watched(at, bug) as witness:
        for victim in islice(victims(chance), rounds):
            outcome.broken += one_round(at, witness, bug, chance, victim)
            outcome.rounds += 1
            outcome.killed[victim] += 1
            last = outcome.rounds == rounds
            outcome.broken += list(
                broken(at, witness, tables=last or outcome.rounds % 5 == 0 or bug != "none")
            )
            outcome.acknowledged = len(at.acknowledged)
            if outcome.broken:
                break
        else:
            outcome.broken += refused(at, witness)
        with at.database() as address:
            for service in SOURCES:
                signed, cosigned = stored(address, service)
                outcome.checkpoints[service] = len(signed)
                outcome.cosigned[service] = len(cosigned)
    return outcome


def victims(chance: Random) -> Iterator[str]:
    """For ever, all of them in every five rounds."""
    while True:
        yield from chance.sample(VICTIMS, len(VICTIMS))


@contextmanager
def watched(at: Place, bug: str) -> Iterator[Watcher]:
    """The installation with its schemas, its seeded mistake, and its witness."""
    code, said = at.run("migrate")
    assert code == 0, said
    if bug == "positions-from-a-sequence":
        with at.database() as address, psycopg.connect(address.conninfo()) as owner:
            owner.execute(FROM_A_SEQUENCE)
    witness = Watcher.of(at, bug)
    try:
        yield witness
    finally:
        witness.kill()


def one_round(at: Place, witness: Watcher, bug: str, chance: Random, victim: str) -> list[str]:
    """From the start of the process to its death; promises found broken while only the witness was dead."""
    goal, found = len(at.acknowledged) + chance.randint(1, MOST), list[str]()
    witness.start()
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.faults.working",
            str(at.told),
            bug,
            str(chance.randrange(10**9)),
        ],
        cwd=Path(__file__).parents[2],
        env=at.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        try:
            until_told(at, process, goal)
            time.sleep(chance.uniform(0, LINGER))
            if victim in {"witness", "everything"}:
                witness.kill()
            if victim == "witness":
                found = away(at, process, witness, chance)
            if victim in {"database", "both", "everything"}:
                at.kill_postmaster()
                time.sleep(chance.uniform(0, LINGER) if victim == "database" else 0)
        finally:
            process.send_signal(signal.SIGKILL)
            said = process.communicate()[0]
    assert process.returncode == -signal.SIGKILL, said
    return found


def until_told(at: Place, process: subprocess.Popen[str], goal: int) -> None:
    """Until so many commands were acknowledged, or the process ended."""
    deadline = time.monotonic() + 60
    while len(at.acknowledged) < goal and process.poll() is None:
        assert time.monotonic() < deadline, "nothing is acknowledged"
        time.sleep(0.01)


def away(at: Place, process: subprocess.Popen[str], witness: Watcher, chance: Random) -> list[str]:
    """The service works on without the witness, and with it again; what the dead one had forgotten."""
    until_told(at, process, len(at.acknowledged) + 1)
    with at.database() as address:
        found = list(witness.broken(address))
    witness.start()
    time.sleep(chance.uniform(0, LINGER))
    return found


def main() -> int:
    """Print what came of it; 1 for a broken promise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bug", default="none")
    given = parser.parse_args()
    begun = time.monotonic()
    outcome = campaign(given.rounds, given.seed, given.bug)
    killed = ", ".join(f"{victim} {n}" for victim, n in sorted(outcome.killed.items()))
    print(f"{outcome.rounds} rounds in {time.monotonic() - begun:.0f} s; killed: {killed}")
    for service, signed in outcome.checkpoints.items():
        print(f"{service}: {signed:,} checkpoints, {outcome.cosigned[service]:,} of them cosigned")
    print(f"{outcome.acknowledged:,} acknowledged commands; broken promises: {len(outcome.broken)}")
    for sentence in outcome.broken[:10]:
        print(f"  {sentence}")
    return 1 if outcome.broken or not all(outcome.cosigned.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
