"""Eligibility and clocks of the programmes beside 住居確保給付金 (benefits.md §10)."""
