"""What people type of criteria, evidence and work under supervision."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.personnel.forms.common import SCANS, day_field, of_schemes, offer_personnel, offer_roles, words_field
from guildhall.personnel.models import Clearance, EvidenceKind, Point
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField


class BeginCriteriaForm(ActForm):
    """For which work criteria are written."""

    role = forms.ChoiceField(label=_("For which role?"))
    scope = forms.ModelChoiceField(
        label=_("In which scheme?"), queryset=Scope.objects.none(), required=False, empty_label=_("In every scheme")
    )
    summary = words_field(_("Why, or what changes"), help_text=_("In a sentence: why this version is written."))
    supervised_tasks = forms.IntegerField(
        label=_("Tasks under supervision"),
        min_value=0,
        max_value=50,
        initial=0,
        help_text=_("How many tasks a newcomer does well beside somebody authorised, before they are evaluated."),
    )
    with_starter = forms.BooleanField(
        label=_("Begin with the criteria that the house brings along"),
        required=False,
        initial=True,
        help_text=_("Where a version is in effect, the new one begins with that."),
    )

    def __init__(self, *args: Any, schemes: QuerySet[Scope], **more: Any) -> None:
        super().__init__(*args, **more)
        offer_roles(self, of_schemes())
        self.fields["scope"].queryset = schemes  # type: ignore[attr-defined]  # a ModelChoiceField


class RewordForm(ActForm):
    """What the work asks for, and what would show it."""

    point = forms.ChoiceField(label=_("What is it about?"), choices=Point.choices)
    words = words_field(_("What is asked?"))
    asks = words_field(_("What would show it?"))


class CriterionForm(RewordForm):
    """Something that the work asks for."""

    code = forms.SlugField(
        label=_("Code"),
        max_length=12,
        help_text=_("Short; it stays with the criterion in later versions."),
    )
    field_order = ["code", "point", "words", "asks"]


class ApproveCriteriaForm(ActForm):
    """By when those on earlier criteria are evaluated again."""

    reevaluate_by_day = day_field(
        _("Evaluated again by"),
        required=False,
        help_text=_(
            "Who is authorised on earlier criteria is authorised until this day at the latest. Leave it empty where "
            "the change asks nothing new of them."
        ),
    )


class OwnEvidenceForm(ActForm):
    """What shows one's own competence."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=EvidenceKind.choices)
    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("“Master craftsman, chamber of Kiel”."))
    words = words_field(_("More about it"), required=False)
    obtained_on = day_field(_("Since, or obtained on"))
    valid_until = day_field(_("Valid until"), required=False, help_text=_("Leave it empty where it does not run out."))
    proof = UploadField(
        allowed=SCANS, label=_("A file that proves it"), required=False, help_text=_("It is kept encrypted.")
    )


class EvidenceForm(OwnEvidenceForm):
    """What shows somebody's competence, entered by the office."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    field_order = ["person", "kind", "title", "words", "obtained_on", "valid_until", "proof"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_personnel(self, "person")


class SupervisionForm(ActForm):
    """Who works beside whom."""

    person = forms.ModelChoiceField(label=_("Who is new to the work?"), queryset=Person.objects.none())
    supervisor = forms.ModelChoiceField(
        label=_("Beside whom?"), queryset=Person.objects.none(), help_text=_("Somebody who holds the role today.")
    )
    role = forms.ChoiceField(label=_("In which role?"))
    scope = forms.ModelChoiceField(label=_("In which scheme?"), queryset=Scope.objects.none(), empty_label=None)

    def __init__(self, *args: Any, schemes: QuerySet[Scope], **more: Any) -> None:
        super().__init__(*args, **more)
        offer_personnel(self, "person", "supervisor")
        offer_roles(self, of_schemes())
        self.fields["scope"].queryset = schemes  # type: ignore[attr-defined]  # a ModelChoiceField


class TaskForm(ActForm):
    """How a task under supervision went."""

    clearance = forms.ModelChoiceField(
        label=_("In which matter?"),
        queryset=Clearance.objects.none(),
        help_text=_("The matters on which the trainee declared that nothing stands against it."),
    )
    worked_on = day_field(_("On which day?"), initial=clock.today)
    is_satisfactory = forms.BooleanField(label=_("The trainee did it well"), required=False)
    words = words_field(_("How did it go?"))

    def __init__(self, *args: Any, matters: QuerySet[Clearance], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["clearance"].queryset = matters  # type: ignore[attr-defined]  # a ModelChoiceField


class PhaseForm(ActForm):
    """What was seen in a supervised phase."""

    findings = words_field(
        _("What can they do, and what not yet?"), rows=5, help_text=_("The evaluator will read this.")
    )
