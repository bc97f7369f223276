"""Scenarios in which a forward proxy, or how it is addressed, is the trouble."""
