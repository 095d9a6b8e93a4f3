"""The auditor's bundle: what proves itself without us, in one folder."""
