"""Everything on a route as a conversation without I/O, one module for each."""
