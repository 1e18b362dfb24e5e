"""What is typed: whether it is there and can be read. Rules over the arguments of acts alone."""

from django.utils.translation import gettext as _

from guildhall.documents.rules import CONTROL
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

TITLE = 200


def blank(**words: str) -> Refusal | None:
    """The refusal where one of `words` is empty; its name is the field."""
    for field, text in words.items():
        if not text.strip():
            return Refusal(
                _("Something is missing here, and the record must be understood by who reads it later."),
                mend=Mend(_("Fill in what is marked.")),
                field=field,
            )
    return None


def too_long(most: int, **words: str) -> Refusal | None:
    """The refusal where one of `words` is longer than `most` characters."""
    for field, text in words.items():
        if len(text) > most:
            return Refusal(
                _("This is longer than %(most)d characters.") % {"most": most},
                mend=Mend(_("Say it more briefly.")),
                field=field,
            )
    return None


@rule("title-said", clauses=CONTROL, kind=Kind.OURS)
def title_is_said(*, title: str) -> Refusal | None:
    """A document is identified by a title that fits on a line."""
    return blank(title=title) or too_long(TITLE, title=title)


@rule("said-why", clauses=["2012:7.1.1", "2026:7.1"], kind=Kind.OURS)
def the_reason_is_said(*, reason: str) -> Refusal | None:
    """What is sent back, withdrawn or ended is so for a reason that others can read later."""
    return blank(reason=reason)


@rule("findings-said", clauses=CONTROL, kind=Kind.OURS)
def findings_are_said(*, findings: str) -> Refusal | None:
    """Whoever looked at a document says what they found; a mark alone shows nothing."""
    return blank(findings=findings)
