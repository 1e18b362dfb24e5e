"""What a panel is asked, what its judgements come to, and what of it goes into a study.

Judges are known here by letters of their own: nothing that another judge sees, and nothing that is frozen, tells who
said what.
"""
