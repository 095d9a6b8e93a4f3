"""What stands beside the thirteen steps of a case, each folded from a stream of its own."""
