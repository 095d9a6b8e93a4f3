"""kill -9 at seeded moments while a row is planted: nothing acknowledged is lost, nothing is doubled."""

import json
import signal
from pathlib import Path
from random import Random
from uuid import uuid4

import psycopg
import pytest

from deploy.simulation.figures import Row, read
from events.host.address import Address
from tests.deploy.planted import planted
from tests.faults.checker import faults
from tests.faults.installation import Place, place, until
from tests.faults.told import Acknowledged, Told, acknowledged

FIGURES = Path(__file__).parents[1] / "figures" / "statistics_examples.json"
POSTMASTER_TOO = 3
"""Every so many rounds the database is killed with the process."""


def simulate(row: str) -> tuple[str, ...]:
    return ("simulate", "--figures", str(FIGURES), "--row", row)


def killed_once(at: Place, row: str, chance: Random, *, most: int, postmaster: bool) -> bool:
    """One round: start, let it get somewhere, kill, look. Whether it was still at work."""
    process = at.start(*simulate(row))
    with process:
        until(process, at, chance.randint(0, most), chance.uniform(0, 0.1))
        process.send_signal(signal.SIGKILL)
        if postmaster:
            at.kill_postmaster()
        said, _ = process.communicate()
    assert process.returncode in {-signal.SIGKILL, 0}, said
    if (at.home / "postgres/PG_VERSION").exists():
        with at.database() as address:
            assert faults(address, at.acknowledged) == []
    return process.returncode != 0


def reported(at: Place, row: Row) -> dict[str, int]:
    """The counts that `yorisoi report` prints for the body and period of the row."""
    where = ("--fiscal-year", str(row.fiscal_year), "--body", row.area)
    code, out = at.run("report", "national", *where, "--format", "json")
    assert code == 0, out
    counts: dict[str, int] = json.loads(out[out.index("{") :])["rows"][0]["counts"]
    return counts


@pytest.mark.slow
@pytest.mark.parametrize(
    ("row", "kills", "most"),
    [
        ("FY2024/中核市/甲府市", 2, 500),
        pytest.param("FY2024/都道府県/三重県", 20, 300, marks=pytest.mark.slow),
    ],
)
def test_no_kill_loses_or_doubles_a_fact(row: str, kills: int, most: int) -> None:
    chance = Random(f"{row} {kills}")  # noqa: S311 - moments
    with place() as at:
        hit = 0
        for n in range(kills):
            postmaster = n % POSTMASTER_TOO == POSTMASTER_TOO - 1 or n == kills - 1
            hit += killed_once(at, row, chance, most=most, postmaster=postmaster)
        assert hit == kills, "it was ready before the last kill"
        code, out = at.run(*simulate(row))
        assert code == 0, out
        with at.database() as address:
            assert faults(address, at.acknowledged) == []
        published = read(FIGURES).row(row)
        counts = reported(at, published)
        wanted = {key: count for key, count in published.counts.items() if count is not None}
        assert {key: counts[key] for key in wanted} == wanted
        code, out = at.run("verify")
        assert code == 0, out
        assert "まだ作られていません" not in out


def test_a_line_cut_off_by_a_kill_was_never_told_and_spoils_no_other(tmp_path: Path) -> None:
    file, first, second = tmp_path / "told", uuid4(), uuid4()
    Told(file).acknowledged("intake", first, 4, 1)
    whole = file.read_bytes()
    for cut in range(len(whole)):
        file.write_bytes(whole[:cut])
        assert acknowledged(file) == []
        Told(file).acknowledged("planning", second, 5, 2)
        assert acknowledged(file) == [Acknowledged("planning", second, 5, 2)]


def test_the_checker_finds_a_command_acknowledged_before_it_was_stored() -> None:
    with place() as at:
        with at.start(*simulate("FY2024/中核市/甲府市"), bug="early") as process:
            process.wait()
        assert process.returncode == -signal.SIGKILL
        with at.database() as address:
            [said] = faults(address, at.acknowledged)
    assert said.endswith("acknowledged at 1, stored at []")


def test_the_checker_finds_what_is_doubled_lost_or_out_of_place(address: Address) -> None:
    with planted(address) as city:
        city.plant(3)
    assert faults(address, []) == []
    with psycopg.connect(address.conninfo()) as owner:
        owner.execute("alter table intake.event disable trigger append_only")
        owner.execute("delete from intake.event where position = 4")
        owner.execute(
            "insert into intake.event select 900, gen_random_uuid(), version, type_id, ward,"
            " occurred_on, recorded_at, data from intake.event where position = 1"
        )
        [(command,)] = owner.execute(
            "select command_id from intake.command where first_position = 4"
        )
    told = [Acknowledged("intake", command, 4, 1)]
    said = "\n".join(faults(address, told))
    assert f"{command} acknowledged at 4, stored at []" in said
    assert "is stored twice" in said
    assert "position 4 is 5" in said
    assert "is out of order" in said
    assert "the head is" in said
