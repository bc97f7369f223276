"""Both sides share no protocol version."""
