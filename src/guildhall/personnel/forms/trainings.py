"""What people type of trainings and exemptions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Scope
from guildhall.personnel.forms.common import PersonField, ReasonsForm
from guildhall.shell.forms import ActForm


class OwnTrainingForm(ActForm):
    """Whom one trained."""

    person = PersonField(label=_("Whom did you train?"), help_text=_("Their number or e-mail address."))
    scope = forms.ModelChoiceField(
        label=_("For which scheme?"),
        queryset=Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number"),
        empty_label=None,
    )
    title = forms.CharField(
        label=_("What was taught?"), max_length=200, help_text=_("The course, and at which school.")
    )
    ended_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("If it goes on: the last day that is planned."),
    )


class TrainingForm(OwnTrainingForm):
    """Who trained whom, told by the office."""

    person = PersonField(label=_("Who was trained?"), help_text=_("Number or e-mail address."))
    trainer = PersonField(label=_("Who trained them?"), help_text=_("Number or e-mail address."))
    field_order = ["person", "trainer", "scope", "title", "ended_on"]


class ExemptionForm(ReasonsForm):
    """Why a trainer may examine their trainee all the same, in which scheme and until when."""

    scope = forms.ModelChoiceField(
        label=_("In which scheme?"),
        queryset=Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number"),
        empty_label=None,
    )
    until_on = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ["scope", "reasons", "until_on"]
