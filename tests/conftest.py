"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# No test asserts a time, so hypothesis may not either: a busy machine is no defect of ours.
settings.register_profile("tlswhy", deadline=None)
settings.load_profile("tlswhy")
