"""The policy file: the specification's example, and every line it forbids."""

import pytest

from events.ledger import note, policy_file
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, WITNESS, SigningKey
from events.ledger.policy import BadPolicy, Unsatisfied
from tests.events.ledger.signed import BINDER, KANSA, LOG_KEY, ORIGIN, checkpoint_note, policy

KEYS = {
    name: SigningKey.from_seed(f"w.example/{name}", WITNESS, name.encode() * 16).key
    for name in ("X1", "X2", "X3", "Y1", "Y2", "Y3")
}
EXAMPLE = f"""# the example of c2sp.org/tlog-policy
log {LOG_KEY.key.vkey} https://log.example

witness X1 {KEYS["X1"].vkey}
witness X2 {KEYS["X2"].vkey}
 witness\tX3   {KEYS["X3"].vkey}
group X-witnesses 2 X1 X2 X3

witness Y1 {KEYS["Y1"].vkey}
witness Y2 {KEYS["Y2"].vkey}
witness Y3 {KEYS["Y3"].vkey} https://y3.example/
group Y-witnesses any Y1 Y2 Y3

group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
"""


@pytest.mark.parametrize(
    ("cosigned_by", "satisfied"),
    [
        ({"X1", "X3", "Y2"}, True),
        ({"X1", "X2", "X3"}, False),
        ({"X1", "Y1", "Y2", "Y3"}, False),
        (set(KEYS), True),
        (set(), False),
    ],
)
def test_the_specifications_example(cosigned_by: set[str], satisfied: bool) -> None:
    found = policy_file.read(EXAMPLE)
    assert found.satisfied(cosigned_by) is satisfied
    assert policy_file.read(str(found)) == found


def test_the_quorum_is_full_when_the_last_needed_witness_signed() -> None:
    found = policy_file.read(EXAMPLE)
    assert found.full_at({"X1": 10, "X2": 30, "Y1": 20, "Y2": 5, "X3": 40}) == 30
    assert found.full_at({"X1": 10, "Y2": 5}) is None


def test_a_checkpoint_is_valid_once_enough_have_cosigned() -> None:
    checkpoint = Checkpoint(ORIGIN, 3, b"\1" * 32)
    one = note.read(checkpoint_note(checkpoint, (KANSA, 7)))
    both = note.read(checkpoint_note(checkpoint, (BINDER, 9), (KANSA, 7)))
    found = policy().check(both)
    assert (found.checkpoint, found.at) == (checkpoint, 9)
    assert found.witnesses == {"kansa": 7, "binder": 9}
    with pytest.raises(Unsatisfied):
        policy().check(one)
    assert policy("kansa").check(one).at == 7
    assert policy("none").check(one).at is None


def test_a_witness_alone_is_no_log_and_another_log_is_unknown() -> None:
    checkpoint = Checkpoint(ORIGIN, 3, b"\1" * 32)
    unsigned = f"{checkpoint.text}\n{KANSA.line(checkpoint.text, 7)}"
    stranger = Checkpoint("other.example", 3, b"\1" * 32)
    for text in (unsigned, f"{stranger.text}\n{LOG_KEY.line(stranger.text)}"):
        with pytest.raises(note.BadNote):
            policy("kansa").check(note.read(text))


K, B = KANSA.key.vkey, BINDER.key.vkey
SAME_KEY = SigningKey.from_seed("renamed", WITNESS, b"\2" * 32).key.vkey
SAME_LOG = SigningKey.from_seed("renamed", LOG, b"\1" * 32).key.vkey


@pytest.mark.parametrize(
    "text",
    [
        "",
        f"witness k {K}\n",
        "quorum none\nquorum none\n",
        "quorum k\n",
        "quorum\n",
        "quorum none none\n",
        "quorum none\nspeak friend\n",
        "quorum none\r\n",
        f"witness k {LOG_KEY.key.vkey}\nquorum none\n",
        f"log {K}\nquorum none\n",
        f"log {LOG_KEY.key.vkey}\nlog {SAME_LOG}\nquorum none\n",
        f"witness k {K}\nwitness k {B}\nquorum none\n",
        f"witness k {K}\nwitness l {SAME_KEY}\nquorum none\n",
        f"witness none {K}\nquorum none\n",
        f"witness k {K}\ngroup g any\nquorum g\n",
        f"witness k {K}\ngroup g 2 k\nquorum g\n",
        f"witness k {K}\ngroup g 0 k\nquorum g\n",
        f"witness k {K}\ngroup g ２ k\nquorum g\n",
        f"witness k {K}\ngroup g any k k\nquorum g\n",
        f"witness k {K}\ngroup g any k\ngroup h any k\nquorum g\n",
        f"witness k {K}\ngroup g any none\nquorum g\n",
        f"group g any k\nwitness k {K}\nquorum g\n",
        f"witness k {K}\ngroup k any k\nquorum k\n",
        f"witness k {K[:-1]}\nquorum none\n",
    ],
)
def test_what_the_format_forbids_is_refused(text: str) -> None:
    with pytest.raises(BadPolicy):
        policy_file.read(text)
