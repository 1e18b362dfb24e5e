"""How well examinations measure: statistics of items and forms, calibration, equating, fairness, standards, agreement.

A library of its own: it knows numpy and scipy and nothing of Django or of the rooms. Inputs are arrays in which a value
may be missing, results are frozen and can be written as JSON, and what the numbers cannot bear is said with them.
"""
