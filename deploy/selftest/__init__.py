"""Attacks on copies of a bundle, and what the auditor's programs say of them."""
