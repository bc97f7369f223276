"""Scenarios in which the port speaks another protocol."""
