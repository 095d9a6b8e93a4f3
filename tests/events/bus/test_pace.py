"""How long a follower waits: short after an event, then doubling to the safety poll."""

from events.bus.pace import LISTENING, POLLING, RECONNECTING, Limits, Pace


def waits(limits: Limits, instants: list[float]) -> list[float]:
    pace = Pace(limits)
    pace.moved(0.0)
    return [pace.wait(now) for now in instants]


def test_listening_looks_every_50_ms_for_ten_seconds_then_ever_less_often() -> None:
    assert waits(LISTENING, [0.0, 5.0, 9.9]) == [0.05] * 3
    assert waits(LISTENING, [9.9, 10.0, 11.0, 12.0, 13.0, 14.0, 15.0]) == [
        0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0,
    ]  # fmt: skip


def test_polling_goes_from_5_to_250_ms() -> None:
    assert waits(POLLING, [0.0, 0.5])[-1] == 0.005
    assert waits(POLLING, [0.9, *range(2, 12)])[-1] == 0.25


def test_an_event_makes_the_next_wait_short_again() -> None:
    pace = Pace(LISTENING)
    for now in range(100, 120):
        pace.wait(float(now))
    assert pace.wait(121.0) == 1.0
    pace.moved(122.0)
    assert pace.wait(122.0) == 0.05


def test_connecting_again_is_tried_ever_less_often_but_at_least_every_five_seconds() -> None:
    assert waits(RECONNECTING, [float(n) for n in range(9)]) == [
        0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 5.0, 5.0, 5.0,
    ]  # fmt: skip
