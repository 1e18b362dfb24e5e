"""Examining: forms and checklists, sittings and seats, the examination itself, marking, results and their release.

A candidacy collects attempts at the components of its scheme. Answers are never lost once acknowledged, keys never
leave the server, and results reach people only when the log of the sitting is settled (clauses 9.3, 7.4, 6.2.2, 6.2.3;
rules R-07, R-09, R-25, R-26, R-27, R-28, R-32, R-33; timers T-23, T-24).
"""
