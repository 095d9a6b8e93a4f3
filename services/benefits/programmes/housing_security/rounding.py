"""Yen rounded as a municipality prints them."""


def up(yen: int, to: int) -> int:
    """Up to a multiple of `to` yen."""
    return -(-yen // to) * to
