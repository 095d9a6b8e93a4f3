"""The states of streams beside the cases, folded from their facts."""
