"""What the body certifies: schemes, from the analysis of the job to the published version that binds everybody.

A scheme is derived from a job analysis (tasks, ratings of a panel, weights), says what it requires and by when, of
which components its assessment consists, how long a certification is valid and how it is renewed; it is validated,
approved by somebody else than its authors, published, and reviewed. Beside the schemes stands what the body says to
everybody: how it stays impartial, and how appeals and complaints are made (clauses 8.1 to 8.6, 7.2.2, 7.2.3, 9.6;
rules R-11, R-24, R-42, R-50, R-51, R-56 to R-58; timers T-15, T-16).
"""
