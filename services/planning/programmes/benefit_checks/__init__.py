"""公的給付の確認: every public benefit that may apply, checked before the plan and followed until it is decided."""
