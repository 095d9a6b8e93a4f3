"""世帯: who lives in the household, what holds for each, and their 手帳 (F3, F60)."""
