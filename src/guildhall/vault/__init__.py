"""Keeps what must stay confidential: data keys, encrypted fields, files, and the search over encrypted names.

Plain functions without acts: the rooms above decide who may; the vault only makes sure that what is stored cannot be
read without a key that lies elsewhere, and that destroying one key destroys all it protected (clauses 7.3, 7.4).
"""
