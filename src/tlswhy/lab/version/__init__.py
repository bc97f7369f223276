"""Scenarios in which the two sides share no protocol version."""
