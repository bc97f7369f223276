"""Scenarios in which somebody decrypts or answers in between."""
