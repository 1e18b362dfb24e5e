"""What must stand with a picture, a recording or a passage before items show it."""

from django.utils.translation import gettext as _

from guildhall.itembank.intake import MOST_OF_A_PICTURE, MOST_OF_A_RECORDING
from guildhall.itembank.models import Medium, MediumKind
from guildhall.itembank.pictures import size_of
from guildhall.itembank.rules.items import FITNESS
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.vault import kinds
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
    """A picture tells its size and fits on a page, a recording can be played and fits on one; a passage has words."""
    if kind == MediumKind.PASSAGE:
        return None if words.strip() else _lacking(_("The passage has no words."), "words")
    if kind == MediumKind.RECORDING:
        return _unfit_recording(picture)
    if picture is None:
        return _lacking(_("There is no picture yet."), "file")
    if picture.size > MOST_OF_A_PICTURE:
        told = _("The picture holds %(size)d kB; it becomes part of the page, and may hold %(most)d.")
        return _lacking(told % {"size": picture.size // 1000, "most": MOST_OF_A_PICTURE // 1000}, "file")
    return None if size_of(picture) else _lacking(_("The file of the picture does not tell its size."), "file")


def _unfit_recording(file: Received | None) -> Refusal | None:
    mend = Mend(_("Add it as MP3, M4A, Ogg or WAV; speech fits as MP3 or Opus in mono, at 32 to 64 kbit/s."))
    if file is None or kinds.kind(file.kind) not in kinds.RECORDINGS:
        return Refusal(_("There is no recording yet."), mend=mend, field="file")
    if file.size > MOST_OF_A_RECORDING:
        told = _("The recording holds %(size)d kB; it becomes part of the page, and may hold %(most)d.")
        sizes = {"size": file.size // 1000, "most": MOST_OF_A_RECORDING // 1000}
        return Refusal(told % sizes, mend=mend, field="file")
    return None


def _lacking(sentence: str, field: str) -> Refusal:
    return Refusal(sentence, mend=Mend(_("Add it, or save the picture smaller as PNG or JPEG.")), field=field)


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def medium_is_told_in_words(*, kind: str, alternative: str) -> Refusal | None:
    """A picture says in words what it shows and a recording what is heard, for who does not see or hear it."""
    return None if kind == MediumKind.PASSAGE or alternative.strip() else _untold(kind)


@rule("item-media", kind=Kind.OURS, clauses=FITNESS)
def medium_stays_told_in_words(*, medium: Medium, alternative: str) -> Refusal | None:
    """A picture does not lose the words for what it shows, nor a recording those for what is heard."""
    return None if medium.kind == MediumKind.PASSAGE or alternative.strip() else _untold(medium.kind)


def _untold(kind: str) -> Refusal:
    if kind == MediumKind.RECORDING:
        return Refusal(
            _("Candidates who do not hear the recording would learn nothing of it: it has no transcript."),
            mend=Mend(_("Write down what is said, a line for each who speaks, and what else is to be heard.")),
            field="alternative",
        )
    return Refusal(
        _("Candidates who do not see the picture would learn nothing of it: it has no alternative text."),
        mend=Mend(_("Say in a sentence what it shows, without giving the answer away.")),
        field="alternative",
    )
