"""地域居住支援: looking in on people who left a place or live in isolation. Pure."""
