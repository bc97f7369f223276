"""Registered numbers and their names, one module for each registry.

Written by `tools/renew_registries.py`; every module says from what and when. `NAMES` are the
registered values, `UNREGISTERED` those that programs use all the same.
"""
