"""Scenarios in which the server wants a client certificate."""
