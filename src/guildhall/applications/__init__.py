"""How somebody becomes a candidate: the application, its evidence, its review, admission or rejection with reasons.

An application is a checklist that can be saved, recalled and submitted when nothing due is missing; each requirement
has a result of its own; special arrangements are decided before the examination (clauses 9.1, 9.2.5, 9.7.2; rules R-07,
R-08, R-13, R-22, R-23, R-24, R-29; timers T-21, T-22).
"""
