"""Proves the house: mirrors ``src/guildhall``, with the tests of the whole code base in ``tests/house``."""
