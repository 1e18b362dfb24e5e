"""Letters on letterhead, as tagged PDF (PDF/A-3a and PDF/UA-1) with fonts of their own.

`fonts` holds Inter and Source Serif 4 as TrueType files under the SIL Open Font License, in the weights that are used;
`letter.typ` is the sheet: address field and folding marks as DIN 5008 form B places them.
"""
