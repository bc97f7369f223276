"""Naming the host in the hello."""
