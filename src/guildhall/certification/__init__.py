"""Deciding and what follows: decision files, certifications, certificates, holds, and the public register.

Nobody decides who examined or trained the candidate; every criterion is met before a grant; the file is frozen with the
decision; status changes by decision alone and shows in the register at that moment (clauses 9.4, 9.5, 9.7, 7.2.1;
rules R-01 to R-06, R-14, R-31, R-34 to R-40; timers T-01, T-04, T-23).
"""
