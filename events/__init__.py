"""What the four services share: the facts, the log, the roads and the host."""
