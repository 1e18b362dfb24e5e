"""The body's controlled documents: written, approved by somebody else, in effect from a day, read, replaced, kept.

Policies, procedures, instructions, forms, public statements and documents from outside. One version of each is in
effect per language; whoever works by it acknowledges it; the public reads what is meant for the public; what is
obsolete is found in the archive alone (clauses 10.2.2, 10.2.3, 4.3.1, 7.2; rules R-11, R-42, R-46, R-49; timer T-20).
"""
