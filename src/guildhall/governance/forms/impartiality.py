"""What people type of threats, signals, related bodies and reviews of the register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.governance.forms.body import prose
from guildhall.governance.models import RelatedBody, RelatedKind, Threat, ThreatKind, ThreatSource
from guildhall.governance.models.threats import GRADES
from guildhall.governance.queries import impartiality
from guildhall.identity.forms import PersonField
from guildhall.shell.forms import ActForm
from guildhall.vault.fields import shown


class ThreatField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """One of the threats that stand."""

    def label_from_instance(self, obj: Threat) -> str:
        return f"{obj.number} {shown(obj, 'title')}"


class RelatedField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """One of the related bodies."""

    def label_from_instance(self, obj: RelatedBody) -> str:
        return f"{obj.number} {obj.name}"


def grade(label: Any, help_text: Any) -> forms.TypedChoiceField:
    """A field for a grade from one to five."""
    choices = [(each, str(each)) for each in GRADES]
    return forms.TypedChoiceField(
        label=label, choices=choices, coerce=int, help_text=help_text, widget=forms.RadioSelect
    )


LIKELY = _("1: hardly ever. 5: almost certainly.")
GRAVE = _("1: hardly felt. 5: a wrong certificate.")


class ThreatForm(ActForm):
    """A threat, named."""

    kind = forms.ChoiceField(label=_("Kind of threat"), choices=ThreatKind.choices)
    source = forms.ChoiceField(label=_("Where it comes from"), choices=ThreatSource.choices)
    title = forms.CharField(label=_("In a few words"), max_length=120)
    description = prose(_("What it is"), _("Who or what could bend which work. It is kept encrypted."))
    related = RelatedField(label=_("Related body"), queryset=RelatedBody.objects.none(), required=False)
    owner = PersonField(label=_("Who looks after it"), help_text=_("Number or e-mail address."))
    concerned = PersonField(
        label=_("Is it about somebody?"),
        required=False,
        help_text=_("Number or e-mail address. Whom it is about judges nothing of it."),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["related"].queryset = impartiality.related_bodies()  # type: ignore[attr-defined]  # a choice


class AnalysisForm(ActForm):
    """How a threat could harm."""

    analysis = prose(_("How impartiality could be harmed"), _("Whose work, in which moment, and who would notice."))
    likelihood = grade(_("How likely?"), LIKELY)
    gravity = grade(_("How grave?"), GRAVE)
    treat_by_on = forms.DateField(label=_("Treated by"), help_text=_("Within half a year."))


class TreatmentForm(ActForm):
    """What was done about a threat."""

    treatment = prose(_("What removes or lessens it"), _("What was done, not what is meant to be done."))
    likelihood = grade(_("How likely is what is left?"), LIKELY)
    gravity = grade(_("How grave is what is left?"), GRAVE)


class JudgementForm(ActForm):
    """The reasons of a judgement."""

    reasons = prose(_("Reasons"), _("An assessor will read this."), required=False)


class NameSignalForm(JudgementForm):
    """A new threat that a signal shows."""

    title = forms.CharField(label=_("The threat in a few words"), max_length=120)
    owner = PersonField(label=_("Who looks after it"), help_text=_("Number or e-mail address."))

    field_order = ("title", "owner", "reasons")


class RecogniseForm(JudgementForm):
    """The known threat that a signal shows."""

    threat = ThreatField(label=_("Which threat?"), queryset=Threat.objects.none())

    field_order = ("threat", "reasons")

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["threat"].queryset = impartiality.open_threats().order_by("number")  # type: ignore[attr-defined]


class RelatedForm(ActForm):
    """A related body."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind of relation"), choices=RelatedKind.choices)
    relation = prose(_("What relates us"), _("Ownership, money, people, contracts."), rows=3)
    trains = forms.BooleanField(label=_("It trains or educates for the work of our schemes"), required=False)
    since_on = forms.DateField(label=_("Since"))


class RegisterReviewForm(ActForm):
    """What a review of the whole register found."""

    findings = prose(
        _("Where you looked, and what you found"),
        _("Clients, related bodies, contracts, declared interests, uses of AI: what is new, and what is gone."),
        rows=6,
    )
