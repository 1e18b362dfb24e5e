"""Who people are to the body: persons, their accounts, and what they may do for which scope, from when until when.

Every floor above asks here alone whether somebody holds a role today. Declarations, authorisations and
acknowledgements are causes; grants are their effect, and say with a clause why one lapsed (clause 6.1; rule R-46).
"""
