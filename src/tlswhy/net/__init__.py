"""The only package that opens sockets, resolves names or reads a clock."""
