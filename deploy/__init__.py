"""The top floor: starts, feeds and inspects an installation; nothing imports it."""
