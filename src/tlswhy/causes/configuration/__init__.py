"""Causes that stand in a configuration."""
