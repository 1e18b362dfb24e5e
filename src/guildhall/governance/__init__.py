"""How the body is held: legal entity and liability, impartiality, committees, providers, agreements, uses of AI.

What threatens impartiality is found, analysed, treated and looked at again; committees decide in balance; nobody
outside works for the body without an agreement and an evaluation; nothing of a person is disclosed without consent or
law (clauses 4, 5, 6.3, 7.3 and 26:6.5; rules R-03, R-45, R-48, R-51, R-54, R-56, R-57; timers T-09, T-13, T-32, T-34,
T-36).
"""
