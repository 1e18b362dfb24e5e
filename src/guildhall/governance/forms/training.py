"""What people type of training offered, of equivalents, and of texts for the public."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.governance.forms.body import prose
from guildhall.governance.forms.impartiality import JudgementForm, RelatedField, ThreatField
from guildhall.governance.models import OfferKind, RelatedBody, Threat, ThreatKind
from guildhall.governance.queries import impartiality
from guildhall.identity.models import Scope
from guildhall.shell.forms import ActForm


class SchemeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """One of the schemes."""

    def __init__(self, **more: Any) -> None:
        schemes = Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number")
        super().__init__(queryset=schemes, label=_("Scheme"), **more)

    def label_from_instance(self, obj: Scope) -> str:
        return f"{obj.number} {obj.name}"


class StatementForm(ActForm):
    """Whether the entity trains."""

    trains = forms.BooleanField(label=_("Our legal entity offers training"), required=False)
    educates = forms.BooleanField(label=_("Our legal entity offers education"), required=False)
    words = prose(_("Statement"), _("What is offered, by whom, and how it is kept apart; or that nothing is."), rows=5)


class OfferForm(ActForm):
    """A training that is going to be offered."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=OfferKind.choices)
    title = forms.CharField(label=_("Title"), max_length=200)
    related = RelatedField(
        label=_("Offered by"),
        queryset=RelatedBody.objects.none(),
        required=False,
        empty_label=_("our own legal entity"),
    )
    scope = SchemeField()
    threat = ThreatField(
        label=_("The threat in it"),
        queryset=Threat.objects.none(),
        help_text=_("An analysed threat of the kind 'own or favoured training'."),
    )
    begins_on = forms.DateField(label=_("Begins on"))

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["related"].queryset = impartiality.related_bodies().filter(trains=True)  # type: ignore[attr-defined]
        self.fields["threat"].queryset = impartiality.of_kind(ThreatKind.TRAINING)  # type: ignore[attr-defined]


class SearchForm(ActForm):
    """A search for equivalents."""

    scope = SchemeField()
    requirement = forms.CharField(
        label=_("Requirement"), max_length=12, help_text=_("Its code in the scheme, such as SAFE.")
    )
    course = forms.CharField(label=_("Our own course"), max_length=200)
    looked_at = prose(_("What was looked at"), _("Which providers and courses, and when."))
    findings = prose(_("Why none is equivalent"))


class WordingForm(ActForm):
    """A text for the public."""

    title = forms.CharField(label=_("Title"), max_length=200)
    medium = forms.CharField(label=_("Where it appears"), max_length=200, help_text=_("A page, a flyer, a mail."))
    words = prose(_("Text"), rows=14)


class ClearForm(JudgementForm):
    """The question before publication."""

    no_training_favoured = forms.BooleanField(
        label=_("No passage makes some training look like an easier, quicker or cheaper way to certification"),
        required=False,
    )

    field_order = ("no_training_favoured", "reasons")
