"""What holds of versions: who writes, who approves, from when, and until when."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.documents import queries
from guildhall.documents.lifecycles import IN_EFFECT
from guildhall.documents.models import Document, DocumentVersion
from guildhall.documents.papers import Paper
from guildhall.documents.rules import CONTROL, PUBLIC
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.vault import kinds
from guildhall.vault.files import Received

TRAINING = ("2012:5.2.2", "2012:5.2.3", "2026:5.2")


@rule("document-language", clauses=CONTROL, kind=Kind.OURS)
def language_is_spoken_here(*, language: str) -> Refusal | None:
    """A version is written in one of the languages of the house."""
    if language in queries.languages():
        return None
    return Refusal(
        _("Documents are not written in this language here."),
        mend=Mend(_("Choose one of the languages of the house.")),
        field="language",
    )


@rule("R-49", clauses=CONTROL)
def no_other_draft_is_at_work(*, document: Document, language: str) -> Refusal | None:
    """A document has one working draft in a language, so that everybody knows what will replace what is in effect."""
    waiting = queries.at_work(document.pk, language)
    if waiting is None:
        return None
    return Refusal(
        _("%(number)s is being written already.") % {"number": waiting.number},
        mend=Mend(
            _("Go on with it, or discard it first."),
            act="documents.version.write",
            link=("documents:version", str(waiting.pk)),
        ),
    )


@rule("version-says", clauses=CONTROL, kind=Kind.OURS)
def version_says_something(*, version: DocumentVersion) -> Refusal | None:
    """What is submitted for approval can be read: a text that was written here, or a PDF."""
    if version.body.strip() or version.is_uploaded:
        return None
    return Refusal(
        _("This version says nothing yet."),
        mend=Mend(_("Write it, or hand in a PDF."), link=("documents:version-write", str(version.pk))),
    )


@rule("change-told", clauses=CONTROL)
def the_change_is_told(*, version: DocumentVersion) -> Refusal | None:
    """From the second version on, a version says what is different, so that changes can be seen (10.2.3 c)."""
    if version.ordinal == 1 or version.summary.strip():
        return None
    return Refusal(
        _("This version replaces another, and does not say what changed."),
        mend=Mend(
            _("Write in a sentence or two what is different."), link=("documents:version-write", str(version.pk))
        ),
    )


@rule("paper-kind", clauses=CONTROL, kind=Kind.OURS)
def papers_are_what_they_should_be(*, paper: Paper, source: Received | None) -> Refusal | None:
    """What people read is a PDF; what it was made from is a Word document beside it."""
    if paper.received.kind != kinds.PDF.code:
        return Refusal(
            _("What people read is a PDF."), mend=Mend(_("Save or print the document as PDF.")), field="upload"
        )
    if source and source.kind != kinds.DOCX.code:
        return Refusal(
            _("The file beside the PDF is a Word document."),
            mend=Mend(_("Hand in the DOCX from which the PDF was made, or none.")),
            field="source",
        )
    return None


@rule("R-11", clauses=CONTROL, kind=Kind.ACCREDITATION)
def approver_is_no_author(*, by: Actor, version: DocumentVersion) -> Refusal | None:
    """Four eyes: whoever wrote in a version does not approve it; no role and no administrator passes this."""
    if not version.was_written_by(by.person_id):
        return None
    return Refusal(
        _("You wrote in this version yourself, and an author does not approve their own text."),
        mend=Mend(_("Somebody else who may approve it does so.")),
    )


@rule("R-11", clauses=CONTROL, kind=Kind.ACCREDITATION)
def reviewer_is_no_author(*, by: Actor, version: DocumentVersion) -> Refusal | None:
    """Whoever wrote a version does not say alone that it is still right."""
    if not version.was_written_by(by.person_id):
        return None
    return Refusal(
        _("You wrote in this version yourself, and an author does not confirm their own text."),
        mend=Mend(_("Somebody else who may approve it confirms it.")),
    )


@rule("R-56", clauses=TRAINING)
def no_training_is_favoured(*, version: DocumentVersion, no_training_favoured: bool) -> Refusal | None:
    """Nothing is published that says or suggests that some training makes certification easier, quicker or cheaper."""
    return _unconfirmed() if version.document.is_public and not no_training_favoured else None


@rule("R-56", clauses=TRAINING)
def its_text_favours_no_training(*, document: Document, no_training_favoured: bool) -> Refusal | None:
    """Nothing is published that says or suggests that some training makes certification easier, quicker or cheaper."""
    return None if no_training_favoured else _unconfirmed()


def _unconfirmed() -> Refusal:
    return Refusal(
        _("It was not confirmed that the text favours no training."),
        mend=Mend(
            _("Read the text for any hint that training by us or by somebody we favour helps, and confirm it then.")
        ),
        field="no_training_favoured",
    )


@rule("R-49", clauses=CONTROL, kind=Kind.OURS)
def effect_lies_ahead(*, effective_on: date) -> Refusal | None:
    """A version takes effect on the day of its approval, or later; never before."""
    if effective_on >= clock.today():
        return None
    return Refusal(
        _("A version cannot take effect before it is approved."),
        mend=Mend(_("Choose today or a later day.")),
        field="effective_on",
    )


@rule("R-49", clauses=CONTROL, kind=Kind.OURS)
def no_other_version_waits(*, version: DocumentVersion, effective_on: date) -> Refusal | None:
    """While an approved version waits for its day, no other of the same language is approved."""
    waiting = queries.versions().filter(document_id=version.document_id, language=version.language, state="approved")
    other = waiting.exclude(pk=version.pk).first()
    if other is None:
        return None
    return Refusal(
        _("%(number)s is approved and waits for its day.") % {"number": other.number},
        mend=Mend(
            _("Wait for that day, or withdraw it first."),
            act="documents.version.withdraw",
            link=("documents:version", str(other.pk)),
        ),
    )


@rule("R-49", clauses=CONTROL, kind=Kind.OURS)
def its_day_has_come(*, version: DocumentVersion) -> Refusal | None:
    """A version takes effect on its day."""
    if version.effective_on is not None and version.effective_on <= clock.today():
        return None
    return Refusal(_("The day on which this version takes effect has not come."), mend=Mend(_("Wait for it.")))


@rule("R-42", clauses=PUBLIC)
def what_everybody_may_know_is_replaced(*, version: DocumentVersion) -> Refusal | None:
    """The body's word on a public topic is replaced by a better one, never withdrawn without it."""
    document = version.document
    others = queries.in_effect().filter(document=document).exclude(pk=version.pk)
    if version.state not in IN_EFFECT or not document.topic or others.exists():
        return None
    return Refusal(
        _("Everybody may read this without asking, so it is not withdrawn without a replacement."),
        mend=Mend(
            _("Draft a new version that says what is right now."),
            act="documents.version.draft",
            link=("documents:document", str(document.pk)),
        ),
    )
