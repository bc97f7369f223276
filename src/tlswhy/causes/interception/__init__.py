"""Somebody decrypts in between, or answers instead of the target."""
