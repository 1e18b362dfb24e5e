"""The questions: items, their versions, who wrote, reviewed and approved them, and to which domain they belong.

Items come by a staged import of QTI or are written here; nobody reviews or approves their own, and who may read keys is
named and logged (clauses 9.2.4, 9.3.1, 7.4; rules R-10, R-11, R-26).
"""
