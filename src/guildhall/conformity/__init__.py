"""The standard as data, and conformity as something computed: never as something claimed.

Both editions' clauses stand here in our own words. Rules *prevent* and are found in the acts that carry them; controls
*detect* and are found in every room's ``controls.py``; what no program can tell is judged by a person, with a reason
and an end. The matrix is a reading of these registries, and says 'no control yet' where there is none (all clauses).
"""
