"""Guildhall runs a certification body for persons to ISO/IEC 17024.

One package, one house: rooms on floors, and a room imports only from floors below it. The floors stand in
``pyproject.toml`` (``tool.importlinter``) and in ``docs/explanation/the-house.md``.
"""
