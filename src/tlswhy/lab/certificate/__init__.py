"""Scenarios in which the certificate itself is wrong."""
