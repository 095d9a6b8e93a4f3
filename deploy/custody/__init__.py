"""Custody of the wrapping keys: the end of an epoch, shares for three people, the key table's own backup."""
