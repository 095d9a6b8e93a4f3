"""How a process stands up: settings, database address, schema, pages."""
