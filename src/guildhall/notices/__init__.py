"""Tells people what concerns them, and counts the days: inbox, e-mail, letters, deadlines.

Rooms declare in ``told.py`` who is told after which act and which timers run; followers of the ledger here bring it
about, so that nobody stays untold because something crashed. Every message is kept, sealed under the key of the person
it went to (clauses 7.2, 9.4 to 9.9 wherever they ask that somebody is informed, and every term that ends).
"""
