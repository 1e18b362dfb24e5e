"""How a document's text becomes something to read: a safe page, and a sheet as PDF/A that can be kept.

People write Markdown with headings, lists, tables, pictures and references in double brackets. From one reading of it
come the page (`page`) and the sheet (`sheet`); neither believes the text anything: no HTML passes, no address outside
the list, no picture that the caller does not give, and on the sheet every word is text and never markup.

Pure functions: no database, no request, no time of their own. What a reference leads to says the caller.
"""

from guildhall.documents.rendering.manuals import Chapter, Cover, manual
from guildhall.documents.rendering.pages import page
from guildhall.documents.rendering.parsing import Heading, outline, plain, references
from guildhall.documents.rendering.references import Reference, Resolve, Target, dangling
from guildhall.documents.rendering.setting import Picture, Unprintable, drawable, embeddable
from guildhall.documents.rendering.sheets import Approval, Attached, Content, sheet

__all__ = [
    "Approval",
    "Attached",
    "Chapter",
    "Content",
    "Cover",
    "Heading",
    "Picture",
    "Reference",
    "Resolve",
    "Target",
    "Unprintable",
    "dangling",
    "drawable",
    "embeddable",
    "manual",
    "outline",
    "page",
    "plain",
    "references",
    "sheet",
]
