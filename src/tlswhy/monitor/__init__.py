"""Certificates and handshakes over time; not begun."""
