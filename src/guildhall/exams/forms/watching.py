"""What is typed at a sitting: identity checks, absences, hearings, seats."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.exams.models import Sitting
from guildhall.exams.rules.candidacies import ENDINGS, EXHAUSTED, OTHER, OVER, WITHDRAWN
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm

DOCUMENTS = [
    ("Passport", _("Passport")),
    ("Identity card", _("Identity card")),
    ("Residence permit", _("Residence permit")),
    ("Driving licence", _("Driving licence")),
]
WORDS = {
    WITHDRAWN: _("The candidate withdraws"),
    OVER: _("The time of the admission is over"),
    EXHAUSTED: _("No attempt is left"),
    OTHER: _("Another ground"),
}


class CheckInForm(ActForm):
    """Which document was seen and how it was compared with the person."""

    document = forms.ChoiceField(label=_("Document that was shown"), choices=DOCUMENTS)
    sight = forms.CharField(
        label=_("What was compared"),
        max_length=300,
        required=False,
        initial=_("Photo and name compared with the person"),
        help_text=_("Never the number of the document, and no copy of it."),
    )


class PledgeForm(ActForm):
    """That secrecy and honesty are pledged."""

    agreed = forms.BooleanField(label=_("I have read this, and I pledge it"))


class HearingForm(ActForm):
    """What was said at a hearing."""

    held_on = forms.DateField(label=_("Held on"), initial=clock.today)
    account = forms.CharField(
        label=_("What the candidate said"),
        widget=forms.Textarea(attrs={"rows": 5}),
        required=False,
        help_text=_("If they did not come: how they were invited, and that they did not come."),
    )


class SeatForm(ActForm):
    """Which sitting."""

    sitting = forms.ModelChoiceField(queryset=Sitting.objects.none(), widget=forms.HiddenInput)

    def __init__(self, *args: Any, sittings: QuerySet[Sitting], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["sitting"].queryset = sittings  # type: ignore[attr-defined]  # a field of choices


class EndForm(ActForm):
    """Why a candidacy ends."""

    reason = forms.ChoiceField(label=_("Ground"), choices=[(each, WORDS[each]) for each in ENDINGS])


class WithdrawForm(ActForm):
    """That a candidate withdraws."""

    agreed = forms.BooleanField(label=_("I withdraw, and I know that I have to apply anew to be examined again"))
