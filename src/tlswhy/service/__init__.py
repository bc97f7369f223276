"""The web service; not begun."""
