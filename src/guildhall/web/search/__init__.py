"""One search for all: persons, numbers of any record, documents, clauses; nothing that the reader may not open."""
