"""Many targets or captures; not begun."""
