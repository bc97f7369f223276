"""Capture and structured log formats; not begun."""
