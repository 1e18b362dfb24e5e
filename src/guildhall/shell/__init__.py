"""The one pattern for every page: areas, records, lists, forms and refusals; no rule of the trade stands here.

Rooms above declare their pages with `guildhall.shell.pages.page` and fill the patterns `records`, `lists`,
`forms`. What a page shows beforehand about an act is a forecast; the act itself decides.
"""
