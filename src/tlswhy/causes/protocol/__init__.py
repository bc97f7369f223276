"""The wrong protocol on the port."""
