"""Scenarios in which packets or names go wrong."""
