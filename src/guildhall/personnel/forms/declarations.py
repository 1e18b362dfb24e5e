"""What people type in declarations, interests and their texts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.kernel import clock
from guildhall.personnel.forms.common import SCANS, PersonField
from guildhall.personnel.models import InterestKind
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField


class SignForm(ActForm):
    """The one question that a signature answers."""

    nothing_to_declare = forms.BooleanField(
        required=False,
        label=_("I have no interest to declare"),
        help_text=_(
            "Tick this only if no tie of yours to a person, school or company could matter to the body's work."
        ),
    )


class PaperForm(SignForm):
    """What stands on a declaration that was signed on paper."""

    signed_on = forms.DateField(
        label=_("Signed on"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The date beside the signature. The year of the declaration counts from it."),
    )
    scan = UploadField(
        allowed=SCANS,
        label=_("Scan of the signed paper"),
        help_text=_("PDF, PNG or JPEG, with the signature to be seen. It is kept encrypted."),
    )


class InterestForm(ActForm):
    """One tie to somebody."""

    kind = forms.ChoiceField(label=_("What kind of tie is it?"), choices=InterestKind.choices)
    party = forms.CharField(
        label=_("To whom?"), max_length=200, help_text=_("A person, a school, a company or an association.")
    )
    description = forms.CharField(
        label=_("What is it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence or two: what ties you, and whether it goes on."),
    )
    concerned = PersonField(
        label=_("Is that a person whom the body knows?"),
        required=False,
        help_text=_("Number or e-mail address. You then handle no file of theirs until the tie is judged harmless."),
    )
    since_on = forms.DateField(label=_("Since when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class TextForm(ActForm):
    """The words that people will sign."""

    words = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("An empty line begins a new paragraph. It takes effect when somebody else approves it."),
    )
