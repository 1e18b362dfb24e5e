"""Whether there are enough people and seats for the work of the coming months, and enough independent hands."""
