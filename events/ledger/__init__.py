"""The tree over the log: checkpoints, tiles, proofs, and the way to the witnesses (decision 0004)."""
