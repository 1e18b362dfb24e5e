"""What people type of entity, registration, accreditation, cover, liability and money."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.governance.models import CoverKind, RegistrationKind, SourceKind
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import JPEG, PDF, PNG

SCANS = (PDF, PNG, JPEG)
"""What a proof may be."""


def prose(label: Any, help_text: Any = "", *, rows: int = 4, required: bool = True) -> forms.CharField:
    """A field for several sentences."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, help_text=help_text, required=required)


def proof() -> UploadField:
    """A field for the paper behind a record."""
    return UploadField(
        allowed=SCANS, required=False, label=_("The paper"), help_text=_("PDF, PNG or JPEG. It is kept encrypted.")
    )


class EntityForm(ActForm):
    """Who answers in law."""

    name = forms.CharField(label=_("Registered name"), max_length=200)
    known_as = forms.CharField(
        label=_("Known as"),
        max_length=200,
        required=False,
        help_text=_("The name on certificates and public pages, where it is another."),
    )
    form = forms.CharField(label=_("Legal form"), max_length=100)
    is_government = forms.BooleanField(label=_("It is a body of government"), required=False)
    register = forms.CharField(label=_("Register"), max_length=200, required=False)
    registration_number = forms.CharField(label=_("Number in the register"), max_length=100, required=False)
    address = prose(_("Registered address"), rows=3)
    certifies = prose(
        _("What of the entity certifies"),
        _("Which part of the entity certifies persons, and for which schemes. Name what else the entity does."),
    )
    part_of = forms.CharField(label=_("A part of"), max_length=200, required=False)
    relation = prose(
        _("How it relates to that"),
        _("Who of the larger whole may tell the body what, and what they may not."),
        required=False,
    )


class RegistrationForm(ActForm):
    """What proves the registration."""

    kind = forms.ChoiceField(label=_("Kind of proof"), choices=RegistrationKind.choices)
    issuer = forms.CharField(label=_("Issued by"), max_length=200)
    reference = forms.CharField(label=_("Number"), max_length=100)
    issued_on = forms.DateField(label=_("Issued on"))
    review_on = forms.DateField(label=_("Asked for anew by"), help_text=_("Within three years."))
    proof = proof()


class AccreditationForm(ActForm):
    """What the certificate of accreditation says."""

    accreditor = forms.CharField(label=_("Accreditation body"), max_length=200)
    reference = forms.CharField(label=_("Number"), max_length=100)
    edition = forms.ChoiceField(label=_("Edition of ISO/IEC 17024"), choices=[("2012", "2012"), ("2026", "2026")])
    scope_words = prose(_("Scope"), _("As it stands on the certificate."), rows=3)
    schemes = forms.ModelMultipleChoiceField(
        label=_("Schemes"), queryset=Scope.objects.none(), widget=forms.CheckboxSelectMultiple
    )
    granted_on = forms.DateField(label=_("Granted on"))
    until_on = forms.DateField(label=_("Last day"), help_text=_("After it nothing refers to the accreditation."))
    report_on = forms.DateField(label=_("Next report awaited by"), required=False)
    proof = proof()

    def __init__(self, *given: object, **more: object) -> None:
        super().__init__(*given, **more)  # type: ignore[arg-type]  # what a form takes
        schemes = Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number")
        self.fields["schemes"].queryset = schemes  # type: ignore[attr-defined]  # a choice of models
        self.fields["schemes"].label_from_instance = lambda scope: scope.name  # type: ignore[attr-defined]


class ReportForm(ActForm):
    """When the next report is due."""

    report_on = forms.DateField(
        label=_("Next report awaited by"), required=False, help_text=_("Empty where none is awaited any more.")
    )


class CoverForm(ActForm):
    """What covers the body's liability."""

    kind = forms.ChoiceField(label=_("Kind of cover"), choices=CoverKind.choices)
    party = forms.CharField(label=_("Who pays"), max_length=200, help_text=_("The insurer, or the account."))
    reference = forms.CharField(label=_("Number of policy or resolution"), max_length=100)
    covers = prose(_("What it covers"), rows=3)
    amount = forms.DecimalField(label=_("Up to"), max_digits=14, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="EUR")
    from_on = forms.DateField(label=_("From"))
    until_on = forms.DateField(label=_("Last day"))
    proof = proof()


class LiabilityForm(ActForm):
    """What the body may become liable for."""

    risks = prose(
        _("What the body may become liable for"),
        _("Wrong certificates, lost data, an examination that failed: what could happen, and what it would cost."),
        rows=6,
    )
    amount = forms.DecimalField(label=_("How much that could be"), max_digits=14, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="EUR")
    review_on = forms.DateField(label=_("Thought through anew by"), help_text=_("Within three years."))


class YearForm(ActForm):
    """Which financial year."""

    year = forms.IntegerField(label=_("Year"), initial=lambda: clock.today().year)
    currency = forms.CharField(label=_("Currency"), max_length=3, min_length=3, initial="EUR")


class SourceForm(ActForm):
    """What a source brought."""

    name = forms.CharField(label=_("Source"), max_length=200, help_text=_("It is kept encrypted."))
    kind = forms.ChoiceField(label=_("Kind of source"), choices=SourceKind.choices)
    is_one_payer = forms.BooleanField(
        label=_("It is one payer"), required=False, help_text=_("A single client, not many small ones.")
    )
    amount = forms.DecimalField(label=_("Amount in the year"), max_digits=14, decimal_places=2)


class YearReviewForm(ActForm):
    """What top management concludes."""

    conclusion = prose(
        _("Conclusion"),
        _("Whether the money lasts to run certification, and whether anybody could bend decisions with it."),
    )
    is_enough = forms.TypedChoiceField(
        label=_("Is it enough to run certification?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class WhyForm(ActForm):
    """Why something is stopped or put right."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One sentence.")
    )
