"""Who is told what in governance, and which timers run, one module a noun; each is imported here."""
