"""Certificates: a lenient reader, every path, every problem of each path.

Reads no clock, no file of the user and no socket: times, stores and chains come in as values.
"""
