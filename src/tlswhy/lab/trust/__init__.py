"""Scenarios in which the chain does not lead to anything that is trusted."""
