"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.kernel import clock
from guildhall.personnel.models import InterestKind
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import JPEG, PDF, PNG

SCANS = (PDF, PNG, JPEG)
"""What a scan of a signed paper may be."""


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
    since_on = forms.DateField(label=_("Since when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReasonsForm(ActForm):
    """The reasons of a judgement."""

    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why, and which safeguard applies. An assessor will read this."),
    )


class ReasonForm(ActForm):
    """Why something is put right."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One sentence.")
    )


class TextForm(ActForm):
    """The words that people will sign."""

    words = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("An empty line begins a new paragraph. It takes effect when somebody else approves it."),
    )


class ClearForm(ActForm):
    """Whether one has a conflict in a matter; nothing typed means that there is none."""

    conflict = forms.CharField(
        label=_("A conflict, if you have one"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Leave this empty if nothing ties you to the people in this matter. Otherwise name it: family, work, "
            "teaching, money. The quality manager judges it before you work on."
        ),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class ConflictForm(ActForm):
    """A conflict that turned up later."""

    conflict = forms.CharField(
        label=_("What ties you to this matter?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You stop working on it until the quality manager has judged it."),
    )
