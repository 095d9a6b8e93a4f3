"""アセスメント … プラン … 支援調整会議 … 支援決定 … 評価 … 終結: the second of the four services."""
