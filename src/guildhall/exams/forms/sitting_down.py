"""What is sent when somebody hands in, and what an invigilator says who interrupts or resumes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.shell.forms import ActForm


class HandInForm(ActForm):
    """What the candidate's computer says of itself: its epoch, and how many answers it gave."""

    epoch = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    answers = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class InterruptForm(ActForm):
    """Why an examination is interrupted."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("For example: fire alarm; the computer failed. The time stands still until you resume."),
    )


class ResumeForm(ActForm):
    """Whether the candidate goes on where they were."""

    elsewhere = forms.BooleanField(
        label=_("At another computer: the candidate signs in there and presses 'Go on at this computer'"),
        required=False,
    )
