"""Scenarios in which the versions agree and the suites, groups or signatures do not."""
