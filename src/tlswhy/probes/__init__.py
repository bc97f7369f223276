"""What to try: offers, and the same attempt with one thing changed. Pure."""
