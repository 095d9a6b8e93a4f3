"""給付の総点検: past payments judged again with today's rules and what is known now; nothing is changed by looking."""
