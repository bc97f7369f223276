"""Scenarios in which nothing is wrong, so nothing may be found."""
