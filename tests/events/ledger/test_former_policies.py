"""Who replaces a witness does not take back what it saw: notes are judged by the policy of their time."""

from dataclasses import replace
from pathlib import Path

import pytest

from events.ledger import former_policies, note, policy_file, witnesses_file
from events.ledger.checkpoint import Checkpoint
from events.ledger.policy import BadPolicy, Former, Group, Policy, Unsatisfied
from events.ledger.witnesses_file import WitnessesRefused
from tests.events.ledger.signed import BINDER, KANSA, LOG_KEY, ORIGIN, checkpoint_note
from tests.events.ledger.test_ledger import utc

THREE = Checkpoint(ORIGIN, 3, bytes(32))
CHANGED = 1_700_000_000


def of(name: str, *, logs: bool = True, former: tuple[Former, ...] = ()) -> Policy:
    key = {"kansa": KANSA.key, "binder": BINDER.key}[name]
    mine = {ORIGIN: LOG_KEY.key} if logs else {}
    return Policy(mine, {name: key}, {"quorum": Group(1, (name,))}, "quorum", former)


BEFORE = Former(of("kansa", logs=False), 1_600_000_000, CHANGED)
NOW = of("binder", former=(BEFORE,))


@pytest.mark.parametrize(
    ("second", "believed"),
    [
        (1_599_999_999, False),
        (1_600_000_000, True),
        (CHANGED - 1, True),
        (CHANGED, False),
    ],
)
def test_a_former_witness_is_believed_for_its_own_time(second: int, believed: bool) -> None:
    signed = note.read(checkpoint_note(THREE, (KANSA, second)))
    if believed:
        assert NOW.check(signed).at == second
        assert NOW.judging(signed).witnesses == {"kansa": KANSA.key}
    else:
        with pytest.raises(Unsatisfied):
            NOW.check(signed)
    with pytest.raises(Unsatisfied):
        replace(NOW, former=()).check(signed)
    alone = Policy({ORIGIN: LOG_KEY.key}, former=(BEFORE,))  # every witness was taken away
    assert (alone.check(signed).at is not None) is believed


def test_todays_witness_is_believed_whenever_it_signed() -> None:
    for second in (1, CHANGED + 1):
        assert NOW.check(note.read(checkpoint_note(THREE, (BINDER, second)))).at == second


def test_the_file_says_what_it_was_given_and_refuses_anything_else() -> None:
    two = (BEFORE, Former(of("binder", logs=False), CHANGED, CHANGED + 9))
    text = former_policies.text((replace(BEFORE, since=0), two[1]))
    assert former_policies.read(text) == (replace(BEFORE, since=0), two[1])
    assert former_policies.read("") == ()
    head, rest = text.split("\n", 1)
    for wrong in (
        "x",
        rest,
        f"until -1\n{rest}",
        f"until 0{CHANGED}\n{rest}",
        f"{text}\f\n{text}",
        f"{head}\nlog {LOG_KEY.key.vkey}\n{rest}",
        f"{head}\nquorum nobody\n",
    ):
        with pytest.raises(BadPolicy):
            former_policies.read(wrong)


def test_a_change_of_witnesses_is_noted_at_the_next_start(tmp_path: Path) -> None:
    assert former_policies.standing(tmp_path, of("kansa"), 5) == (), "the first start"
    former_policies.write(tmp_path, of("kansa"))
    assert not (tmp_path / former_policies.FILE).exists()
    assert former_policies.standing(tmp_path, of("kansa"), 6) == ()
    [noted] = former_policies.standing(tmp_path, of("binder"), 7)
    assert noted == Former(of("kansa", logs=False), 0, 7)
    (tmp_path / former_policies.FILE).write_text(former_policies.text((noted,)))
    again = former_policies.standing(tmp_path, of("binder"), 8)
    assert again == (replace(noted, until=8),), "cut off before the policy was written"
    former_policies.write(tmp_path, of("binder", former=again))
    assert policy_file.read((tmp_path / policy_file.FILE).read_text()) == of("binder")
    assert former_policies.standing(tmp_path, of("binder"), 9) == again
    back = former_policies.standing(tmp_path, of("kansa"), 10)
    assert [(each.since, each.until) for each in back] == [(0, 8), (8, 10)]
    former_policies.write(tmp_path, Policy({ORIGIN: LOG_KEY.key}, former=back))
    assert former_policies.standing(tmp_path, of("kansa"), 11) == back, "nobody was no policy"
    (tmp_path / policy_file.FILE).write_text("nonsense")
    assert former_policies.standing(tmp_path, of("kansa"), 12) == back


def test_a_file_of_former_policies_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger").mkdir()
    for wrong in (b"nonsense", b"\xff"):
        (tmp_path / "ledger" / former_policies.FILE).write_bytes(wrong)
        with pytest.raises(WitnessesRefused, match="ledger/former_policies"):
            witnesses_file.since_before(tmp_path, "ledger", utc(2027, 5, 6))
