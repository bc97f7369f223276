"""Capture and structured log formats, one module for each."""
