"""What must stand with a picture or a passage before items show it."""

from django.utils.translation import gettext as _

from guildhall.itembank.intake import MOST_OF_A_PICTURE
from guildhall.itembank.models import Medium, MediumKind
from guildhall.itembank.pictures import size_of
from guildhall.itembank.rules.items import FITNESS
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.vault.files import Received


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def rights_are_told(*, rights: str, origin: str) -> Refusal | None:
    """Nothing goes into the library of which it is not said whose it is and where it comes from."""
    missing = "rights" if not rights.strip() else "origin" if not origin.strip() else ""
    if not missing:
        return None
    return Refusal(
        _("It is not said whose this is, or where it comes from, and without a right to it no item may show it."),
        mend=Mend(_("Name the owner and the licence, and the source: for your own work, say so.")),
        field=missing,
    )


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def medium_is_whole(*, kind: str, words: str, picture: Received | None) -> Refusal | None:
    """A picture comes as a file that tells its size and fits on a page; a passage has words."""
    if kind == MediumKind.PASSAGE:
        return None if words.strip() else _lacking(_("The passage has no words."), "words")
    if picture is None:
        return _lacking(_("There is no picture yet."), "file")
    if picture.size > MOST_OF_A_PICTURE:
        told = _("The picture holds %(size)d kB; it becomes part of the page, and may hold %(most)d.")
        return _lacking(told % {"size": picture.size // 1000, "most": MOST_OF_A_PICTURE // 1000}, "file")
    return None if size_of(picture) else _lacking(_("The file of the picture does not tell its size."), "file")


def _lacking(sentence: str, field: str) -> Refusal:
    return Refusal(sentence, mend=Mend(_("Add it, or save the picture smaller as PNG or JPEG.")), field=field)


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def picture_is_told_in_words(*, kind: str, alternative: str) -> Refusal | None:
    """A picture says in words what it shows, for candidates who do not see it."""
    return None if kind == MediumKind.PASSAGE or alternative.strip() else _untold()


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def picture_stays_told_in_words(*, medium: Medium, alternative: str) -> Refusal | None:
    """A picture does not lose the words for what it shows."""
    return None if medium.kind == MediumKind.PASSAGE or alternative.strip() else _untold()


def _untold() -> Refusal:
    return Refusal(
        _("Candidates who do not see the picture would learn nothing of it: it has no alternative text."),
        mend=Mend(_("Say in a sentence what it shows, without giving the answer away.")),
        field="alternative",
    )
