"""The people who work for the body, and what they sign before they do.

For now one whole, thin room: declarations of impartiality, interests and confidentiality. They are made, signed,
renewed every year, and judged; whoever lets theirs lapse holds no role until it is renewed
(clauses 4.3.6, 4.3.7, 6.1.5 to 6.1.7; rules R-07, R-08, R-46; timer T-10).
Posts, competence, authorisation and monitoring follow.
"""
