"""What holds of documents that come from outside, and of pictures."""

import re

from django.utils.translation import gettext as _

from guildhall.documents.models import Document, Picture
from guildhall.documents.rules import CONTROL
from guildhall.documents.rules.words import blank, too_long
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.vault import kinds
from guildhall.vault.files import Received

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
PICTURES = (kinds.PNG, kinds.JPEG)


@rule("external-identified", clauses=CONTROL)
def external_document_is_identified(
    *, title: str, publisher: str, edition: str, found_at: str, used_for: str
) -> Refusal | None:
    """A document from outside is identified: what, by whom, in which edition, where one sees whether it is current."""
    said = {"title": title, "publisher": publisher, "edition": edition, "found_at": found_at, "used_for": used_for}
    lengths = too_long(300, title=title, found_at=found_at) or too_long(200, publisher=publisher)
    return blank(**said) or lengths or too_long(100, edition=edition)


@rule("external-replaced", clauses=CONTROL)
def the_new_edition_is_named(*, findings: str, replaced_by_edition: str) -> Refusal | None:
    """What superseded a document from outside is named, so that the body can get it."""
    named = {"replaced_by_edition": replaced_by_edition}
    return blank(findings=findings, **named) or too_long(100, **named)


@rule("picture-named", clauses=CONTROL, kind=Kind.OURS)
def picture_can_be_named_and_described(*, document: Document, name: str, description: str) -> Refusal | None:
    """A picture is called by a short name in the text, and described in words for whoever does not see it."""
    if not NAME.fullmatch(name):
        return Refusal(
            _("A picture's name is small letters, digits and hyphens."),
            mend=Mend(_("Choose another name, such as organisation-chart.")),
            field="name",
        )
    if Picture.objects.filter(document=document, name=name).exists():
        return Refusal(
            _("Another picture of this document has this name, and versions show it."),
            mend=Mend(_("Give the new picture another name and use that in the text.")),
            field="name",
        )
    return blank(description=description) or too_long(300, description=description)


@rule("picture-kind", clauses=CONTROL, kind=Kind.OURS)
def picture_is_one(*, file: Received) -> Refusal | None:
    """A picture is a PNG or a JPEG, which carry no programs."""
    if file.kind in {each.code for each in PICTURES}:
        return None
    return Refusal(
        _("This file is no picture that a text can show."), mend=Mend(_("Hand in a PNG or a JPEG.")), field="file"
    )
