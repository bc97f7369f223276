"""Packets and names."""
