"""What is typed when work is given out and watched."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.governance.models import Activity, MonitoringOutcome
from guildhall.identity.forms import PersonField
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import PAPERS, PDF

AREA = forms.Textarea(attrs={"rows": 4})
USUAL = Period(months=24)


class ProviderForm(ActForm):
    """Who is to work for the body."""

    name = forms.CharField(label=_("Name"), max_length=200, help_text=_("As it stands in the agreement."))
    contact = forms.CharField(
        label=_("How are they reached?"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    handles_personal_data = forms.BooleanField(
        label=_("They see data about applicants, candidates or certified persons"), required=False
    )


class ServiceForm(ActForm):
    """What a provider does, and where."""

    activity = forms.ChoiceField(label=_("What do they do?"), choices=Activity.choices)
    scope = forms.ModelChoiceField(
        label=_("For the body or for which scheme?"), queryset=Scope.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["scope"].queryset = Scope.objects.order_by("kind", "number")  # type: ignore[attr-defined]


class EvaluationForm(ActForm):
    """What was found on a provider."""

    findings = forms.CharField(
        label=_("What was looked at, and what was found?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("For each thing that they are to do: people, rooms, equipment, security, experience."),
    )
    evidence = UploadField(allowed=PAPERS, label=_("What shows it"), required=False)


class AgreementForm(ActForm):
    """The agreement, and where its clauses stand."""

    signed_on = forms.DateField(label=_("Signed on"), initial=clock.today)
    from_on = forms.DateField(label=_("Holds from"), initial=clock.today)
    until_on = forms.DateField(label=_("Until"), initial=lambda: USUAL.after(clock.today()))
    document = UploadField(allowed=(PDF,), label=_("The signed agreement"), help_text=_("PDF; kept encrypted."))
    confidentiality = forms.CharField(
        label=_("Where does it bind to confidentiality?"),
        required=False,
        max_length=100,
        help_text=_("Page or section, such as “§ 7”."),
    )
    conflicts = forms.CharField(
        label=_("Where does it deal with conflicts of interest?"), required=False, max_length=100
    )
    responsibility = forms.CharField(
        label=_("Where does it leave the responsibility with the body?"), required=False, max_length=100
    )
    no_decisions = forms.BooleanField(label=_("I read it: no decision on certification is part of it"), required=False)


class DeclareForm(ActForm):
    """What a provider declared on conflicts of interest."""

    declared_on = forms.DateField(label=_("Declared on"), initial=clock.today)
    conflict = forms.CharField(
        label=_("Which conflict?"), required=False, widget=AREA, help_text=_("Empty where they declared none.")
    )
    treatment = forms.CharField(label=_("How is it treated?"), required=False, widget=AREA)


class VisitForm(ActForm):
    """When a provider is watched at work."""

    visit_on = forms.DateField(
        label=_("When?"),
        help_text=_("Their work on that day may be planned even when the monitoring is overdue."),
    )


class MonitoringForm(ActForm):
    """What watching a provider came to."""

    monitored_on = forms.DateField(label=_("When?"), initial=clock.today)
    outcome = forms.ChoiceField(label=_("What did it come to?"), choices=MonitoringOutcome.choices)
    findings = forms.CharField(label=_("What was found?"), required=False, widget=forms.Textarea(attrs={"rows": 6}))
    action = forms.CharField(
        label=_("What is done about it?"),
        required=False,
        widget=AREA,
        help_text=_("By whom and until when; empty where it was satisfactory."),
    )


class ProvidedForm(ActForm):
    """Who works for a provider."""

    person = PersonField(label=_("Who?"), help_text=_("Number or e-mail address of somebody whom the body knows."))
    from_on = forms.DateField(label=_("Since when?"), initial=clock.today)
