"""A server that is set up so that it can serve nobody."""
