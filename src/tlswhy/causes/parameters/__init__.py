"""Versions agree, the rest of the offer does not."""
