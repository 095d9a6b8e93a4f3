"""Papers of benefits on A4, drawn from what is recorded."""
