"""準備の段階: 日常生活自立, 社会生活自立, then work; each judgement dated, with its reason."""
