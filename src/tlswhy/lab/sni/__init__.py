"""Scenarios that turn on the server name in the hello."""
