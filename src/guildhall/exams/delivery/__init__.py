"""The examination in the browser: a token that knows all that saving asks, and a journal that loses nothing.

`door` takes answers before anything else of the web is asked; `answers` reads what a browser sends, `journal` writes it
with one statement and reads it back, `tokens` make what the browser carries, `sheets` are the questions as they are
shown, `digests` what the ledger keeps of the journal.
"""
