"""Who else may call what writes, and why. A table that no act writes says so with `written_by` on its model."""

WRITERS = {
    "cli/demonstration.py": "lets SQLite not wait for the disk while a demonstration is built",
    "conformity/runs.py": "keeps the answers of controls, which no act gives",
    "demo/chapters/written.py": "answers as candidates do, through their journal",
    "documents/followers.py": "a follower: notes by which procedure a record began",
    "exams/delivery/door.py": "hands candidates' answers to their journal",
    "exams/delivery/journal.py": "keeps candidates' answers: the hot path that no act takes part in",
    "exams/delivery/rehearsal.py": "plays an attempt for the reference cases, and takes back every row of it",
    "identity/erasure.py": "blanks what an erased person's key no longer opens, inside the act that erases",
    "identity/forms.py": "hands on to the sign-in library, which writes its own tables",
    "identity/grants.py": "asks, at every act, whether a role is held: one spelled question",
    "identity/sessions.py": "blanks the places in the sign-in library's list of sessions, in time",
    "jobs/leases.py": "lends jobs to workers and takes them back",
    "jobs/queueing.py": "puts jobs into the queue, in the transaction that asks for them",
    "jobs/schedules.py": "remembers when each schedule ran last",
    "ledger/digests.py": "writes digests of the access log",
    "ledger/entries.py": "writes the entry of an act",
    "ledger/followers.py": "moves the followers' cursors",
    "ledger/locks.py": "takes locks",
    "ledger/numbers.py": "counts readable numbers, inside an act",
    "ledger/readings.py": "writes the access log",
    "ledger/records.py": "`create` and `change`: the two verbs with which acts write",
    "ledger/reloading.py": "asks for the record that an act is about: one spelled question a class",
    "ledger/sequencer.py": "numbers entries into leaves",
    "ledger/streams.py": "reads the log in order, with a cursor of the server",
    "notices/deadlines.py": "a follower: starts, ends and warns of timers",
    "notices/sending.py": "hands messages to the mail server and notes how that went",
    "notices/telling.py": "a follower: puts notices into inboxes and messages into the post",
    "personnel/followers.py": "a follower: keeps beside each person by what they could be tied to others, blinded",
    "vault/files.py": "puts an encrypted file into its storage, and its row beside it, inside an act",
    "vault/keys.py": "keeps data keys, in a database of their own",
    "vault/rotation.py": "wraps data keys anew under another master key",
    "vault/search.py": "keeps the search terms of a record beside it, inside an act",
    "web/health/views.py": "asks the databases whether they answer",
}

OPENERS = {
    "cli/installing.py": {"migration"},
    "conformity/runs.py": {"conformity"},
    "exams/delivery/journal.py": {"journal"},
    "exams/delivery/rehearsal.py": {"guard.ACT"},
    "jobs/acts.py": {"jobs"},
    "jobs/leases.py": {"jobs"},
    "jobs/queueing.py": {"jobs"},
    "jobs/schedules.py": {"jobs"},
    "ledger/acts.py": {"guard.ACT"},
    "ledger/digests.py": {"ledger"},
    "ledger/entries.py": {"ledger"},
    "ledger/followers.py": {"follower"},
    "ledger/readings.py": {"ledger"},
    "ledger/sequencer.py": {"ledger"},
    "notices/deadlines.py": {"WRITER"},
    "notices/sending.py": {"WRITER"},
    "notices/telling.py": {"WRITER"},
}
"""Who opens the guard on the tables, and under which writer's name; `guard.ACT` is the acts' own."""

UNGUARDED = {
    "identity.Account": "the sign-in library writes it",
    "vault.DataKey": "is kept in a database of its own, by `vault.keys` alone",
}
"""Tables that whoever may call what writes can write."""
