"""Scenarios in which the server's own settings are incomplete."""
