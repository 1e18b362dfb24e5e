"""The shape of what people type here."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.conformity.models import Verdict
from guildhall.shell.forms import ActForm

SENTENCES = [
    (Verdict.HOLDS.value, _("It holds")),
    (Verdict.DOES_NOT_HOLD.value, _("It does not hold")),
    (Verdict.NOT_APPLICABLE.value, _("It does not apply to this body")),
]


class JudgeForm(ActForm):
    """A judgement of a clause."""

    verdict = forms.ChoiceField(label=_("Your judgement"), choices=SENTENCES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you looked at, and what you conclude from it. The next person must be able to follow."),
    )
    until_on = forms.DateField(
        label=_("Counts until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most a year from today. Then the clause waits to be judged again."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["verdict"].widget.attrs["class"] = "verdicts"


class WithdrawForm(ActForm):
    """Why a judgement is withdrawn."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
