"""What every room speaks: rules and refusals, lifecycles, time, identifiers, and the types that rooms declare.

Nothing here knows Django or a database, so that a rule book, a lifecycle diagram or a permission matrix can be
read from the code alone.
"""
