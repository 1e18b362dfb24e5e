"""What people type of versions: their text, their paper, their approval, their acknowledgement."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guildhall.documents.forms.common import area
from guildhall.documents.forms.documents import PublishForm
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import DOCX, PDF


class DraftForm(ActForm):
    """In which language a new version is begun."""

    language = forms.ChoiceField(label=_("In which language?"), choices=settings.LANGUAGES)
    title = forms.CharField(
        label=_("Title in that language"),
        max_length=200,
        required=False,
        help_text=_("Empty: as it is called now."),
    )


class WriteForm(ActForm):
    """The text of a version."""

    title = forms.CharField(label=_("Title"), max_length=200)
    body = area(_("Text"), rows=28)
    summary = area(_("What is different from the version before?"), rows=3, help_text=_("From the second version on."))


class HandInForm(ActForm):
    """A paper as the text of a version."""

    title = forms.CharField(label=_("Title"), max_length=200)
    upload = UploadField(allowed=(PDF,), label=_("PDF"), help_text=_("What people will read."))
    original = UploadField(
        allowed=(DOCX,),
        label=_("Word document"),
        required=False,
        help_text=_("From which the PDF was made; it is kept beside it for the next version."),
    )
    summary = area(_("What is different from the version before?"), rows=3, help_text=_("From the second version on."))


class ApproveForm(PublishForm):
    """From when a version holds; for a public one the question of R-56."""

    effective_on = forms.DateField(
        label=_("In effect from"),
        initial=clock.today,
        help_text=_("Whoever has to acknowledge it can do so until that day."),
    )
    field_order = ["effective_on", "no_training_favoured"]

    def __init__(self, *args: Any, is_public: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not is_public:
            del self.fields["no_training_favoured"]


class AcknowledgeForm(ActForm):
    """That somebody has read and understood a version, and their answers to its check."""

    read = forms.BooleanField(label=_("I have read and understood it, and I work by it"))

    def __init__(self, *args: Any, questions: list[dict[str, Any]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.places = [f"question_{place}" for place in range(len(questions))]
        for name, each in zip(self.places, questions, strict=True):
            self.fields[name] = forms.TypedChoiceField(
                label=each["question"],
                choices=list(enumerate(each["options"])),
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.order_fields([*self.places, "read"])

    @property
    def answers(self) -> tuple[int, ...]:
        """The places of the chosen options, in the order of the questions."""
        return tuple(self.cleaned_data[name] for name in self.places)
