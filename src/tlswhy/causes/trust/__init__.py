"""Chains and anchors."""
