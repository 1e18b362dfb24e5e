"""The face for programs: the same acts and readings as the pages, over HTTP and JSON, and no rule of its own.

What a page refuses this refuses, with the same sentence, clause and remedy. Whoever calls acts as a person, by a token
that they made themselves and can take back.
"""
