"""What people type of uses of artificial intelligence."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.governance.forms.body import SCANS, prose
from guildhall.governance.forms.impartiality import ThreatField
from guildhall.governance.models import AiVerdict, Threat, Touches
from guildhall.governance.queries import impartiality
from guildhall.identity.forms import PersonField
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField

NUMBER_OR_ADDRESS = _("Number or e-mail address.")


class PeopleForm(ActForm):
    """Who answers for a use, and who watches over it."""

    owner = PersonField(label=_("Who answers for it"), help_text=NUMBER_OR_ADDRESS)
    overseer = PersonField(
        label=_("Who oversees it"), help_text=_("Number or e-mail address of who holds the role of an overseer.")
    )
    oversight = prose(_("How it is overseen"), _("Who looks at what, how often, and who may override."))


class ModelForm(ActForm):
    """Which model answers."""

    model_name = forms.CharField(label=_("Model"), max_length=100)
    model_version = forms.CharField(label=_("Version"), max_length=100)


class UseForm(PeopleForm, ModelForm):
    """A use, registered."""

    name = forms.CharField(
        label=_("Name"), max_length=200, help_text=_("By this name the public statement tells of it.")
    )
    code = forms.CharField(
        label=_("Short name"), max_length=40, help_text=_("Small letters and hyphens, like “item-drafting”.")
    )
    purpose = prose(_("What it is for"), rows=3)
    touches = forms.ChoiceField(label=_("What it touches"), choices=Touches.choices)
    supplier = forms.CharField(label=_("Supplier"), max_length=200)
    needs_acknowledgement = forms.BooleanField(
        label=_("Whose data it touches acknowledges the public statement first"), required=False
    )

    field_order = (
        "name",
        "code",
        "purpose",
        "touches",
        "supplier",
        "model_name",
        "model_version",
        "needs_acknowledgement",
        "owner",
        "overseer",
        "oversight",
    )


class RiskForm(ActForm):
    """What a use could do."""

    risk_to_impartiality = prose(_("Impartiality"), _("Whom could it favour, and how?"), rows=3)
    risk_to_confidentiality = prose(_("Confidentiality"), _("What does it see, and who else could?"), rows=3)
    risk_to_security = prose(_("Security"), _("What if it fails, or somebody misuses it?"), rows=3)
    sends_data_out = forms.BooleanField(label=_("Items or data of candidates leave the body"), required=False)
    agreement = prose(
        _("Agreement"),
        _("Which agreement covers confidentiality and bars further use, with the passages."),
        rows=2,
        required=False,
    )
    threat = ThreatField(
        label=_("Its entry in the register of threats"),
        queryset=Threat.objects.none(),
        help_text=_("Each use of AI has one. Name and analyse it there first."),
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["threat"].queryset = impartiality.analysed().order_by("number")  # type: ignore[attr-defined]


class VerificationForm(ActForm):
    """What shows that a use gives what is meant."""

    verification = prose(_("What was tried, with which result"))
    expert = PersonField(label=_("Expert of the subject"), help_text=NUMBER_OR_ADDRESS)
    expert_findings = prose(_("What the expert found"))
    fairness = prose(
        _("Validity, reliability, fairness"),
        _("Which data and groups were looked at, what differs, what follows. Needed where it judges people."),
        required=False,
    )
    report = UploadField(allowed=SCANS, required=False, label=_("Report"), help_text=_("It is kept encrypted."))


class ActivateForm(ActForm):
    """Until when a use is on."""

    evaluate_on = forms.DateField(
        label=_("Evaluated again by"), help_text=_("Within a year. Without it the use switches itself off.")
    )


class EvaluationForm(ActForm):
    """How a use did."""

    outputs = forms.IntegerField(label=_("Outputs"), min_value=0)
    overridden = forms.IntegerField(label=_("Of these overridden by people"), min_value=0)
    findings = prose(_("What you looked at and found"))
    is_fit = forms.TypedChoiceField(
        label=_("Is it fit to go on?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class VerdictForm(ActForm):
    """What a person made of an output."""

    verdict = forms.ChoiceField(label=_("What became of it?"), choices=AiVerdict.choices, widget=forms.RadioSelect)
    reasons = prose(_("Reasons"), _("Needed where you override it."), rows=3, required=False)
