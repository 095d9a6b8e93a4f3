"""一時生活支援・居住支援: rooms, stays, the three-month clock, meals and goods. Pure."""
