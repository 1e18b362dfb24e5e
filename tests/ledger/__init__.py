"""Proves the ledger."""
