"""A ledger begun anew after a loss: measured, proposed by one person, confirmed by another (docs/decisions/0010)."""
