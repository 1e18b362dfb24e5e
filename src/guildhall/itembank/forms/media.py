"""The shape of what people type about pictures, recordings and passages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.forms.writing import area
from guildhall.itembank.intake import PICTURES
from guildhall.itembank.models import MediumKind
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import RECORDINGS


class MediumForm(ActForm):
    """Whose a medium is, where it comes from, and until when it may be used."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("What item writers call it."))
    rights = forms.CharField(
        label=_("Whose is it?"),
        max_length=300,
        help_text=_("Owner and licence: for example “our own”, “CC BY 4.0, Jane Roe”, or a contract."),
    )
    origin = forms.CharField(
        label=_("Where does it come from?"),
        max_length=300,
        help_text=_("The book, the page, the photographer; for your own work, say so."),
    )
    usable_until = forms.DateField(
        label=_("May be used until"), required=False, help_text=_("Empty where the right does not end.")
    )


def _alternative(*, required: bool) -> forms.CharField:
    hint = _("What it shows, in a sentence, for candidates who do not see it; without giving an answer away.")
    return area(_("Alternative text"), required=required, hint=hint)


class PictureForm(MediumForm):
    """A picture for the library."""

    file = UploadField(
        allowed=PICTURES, label=_("File"), help_text=_("PNG or JPEG, at most 1 MB. It is kept encrypted.")
    )
    alternative = _alternative(required=True)
    field_order = ("revision", "once", "whose", "file", "title", "alternative", "rights", "origin", "usable_until")


def _transcript() -> forms.CharField:
    hint = _(
        "What is said, a line for each who speaks, and what else is to be heard. Candidates can open it below the "
        "recording: where reading would replace listening, the item asks for something else."
    )
    return area(_("Transcript"), rows=8, hint=hint)


class RecordingForm(MediumForm):
    """A recording for the library."""

    file = UploadField(
        allowed=RECORDINGS,
        label=_("File"),
        help_text=_("MP3, M4A, Ogg or WAV, at most 2 MB. MP3 and M4A play in every browser. It is kept encrypted."),
    )
    alternative = _transcript()
    field_order = ("revision", "once", "whose", "file", "title", "alternative", "rights", "origin", "usable_until")


class DescribeRecordingForm(MediumForm):
    """What is told of a recording."""

    alternative = _transcript()
    field_order = ("revision", "once", "whose", "title", "alternative", "rights", "origin", "usable_until")


class PassageForm(MediumForm):
    """A passage for the library."""

    words = area(_("Text"), rows=8, hint=_("An empty line or a new line begins a paragraph."))
    field_order = ("revision", "once", "whose", "title", "words", "rights", "origin", "usable_until")


class DescribePictureForm(MediumForm):
    """What is told of a picture."""

    alternative = _alternative(required=True)
    field_order = ("revision", "once", "whose", "title", "alternative", "rights", "origin", "usable_until")


ADDING: dict[str, type[MediumForm]] = {
    MediumKind.PICTURE: PictureForm,
    MediumKind.RECORDING: RecordingForm,
    MediumKind.PASSAGE: PassageForm,
}
"""The form in which each kind is added."""

DESCRIBING: dict[str, type[MediumForm]] = {
    MediumKind.PICTURE: DescribePictureForm,
    MediumKind.RECORDING: DescribeRecordingForm,
    MediumKind.PASSAGE: MediumForm,
}
"""The form in which what is told of each kind is corrected."""
