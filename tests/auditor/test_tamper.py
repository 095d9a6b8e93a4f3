"""The campaign, small: every kind once; and that it would notice a verifier that sees nothing."""

import pytest

from deploy.selftest import campaign as campaigns
from deploy.selftest.campaign import KINDS, as_table, campaign


@pytest.mark.slow
def test_every_kind_is_detected_and_located_and_honest_bundles_are_not_accused() -> None:
    tallies = campaign(1, 7, lambda _: None)
    assert len(KINDS) >= 24
    assert [
        tally.kind for tally in tallies[:-1] if not (tally.runs == tally.detected == tally.located)
    ] == []
    assert (tallies[-1].runs, tallies[-1].detected) == (1, 0)
    assert f"合計 {len(KINDS)} 種類" in as_table(tallies)


def test_a_blind_verifier_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaigns, "KINDS", dict(list(KINDS.items())[:2]))
    monkeypatch.setattr(campaigns, "_said", lambda *_: "")
    assert [tally.detected for tally in campaign(1, 1, lambda _: None)] == [0, 0, 0]
