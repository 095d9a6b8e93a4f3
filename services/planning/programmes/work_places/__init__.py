"""事業所台帳: employers who take people for practice or training. Pure; each is a stream of its own."""
