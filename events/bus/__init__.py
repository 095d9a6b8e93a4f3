"""How facts travel from the logs to tables: projections, followers, rebuilding, and the envelope of the bus."""
