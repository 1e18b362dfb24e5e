"""Applying: the applicant's way and the reviewer's, special arrangements, and who may see what."""
