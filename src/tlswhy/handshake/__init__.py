"""A TLS client without I/O that can say anything and keeps all it hears."""
