"""課題と強み: the chain cause → issue → direction, what is shared with the person, and what support builds on."""
