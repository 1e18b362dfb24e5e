"""What people type of what is to be learned, and of what is done about it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person, Scope
from guildhall.kernel import clock
from guildhall.personnel.forms.common import day_field, of_schemes, offer_personnel, offer_roles, words_field
from guildhall.personnel.models import Measure, MeasureKind, Need, NeedSource
from guildhall.personnel.queries import needs, schemes
from guildhall.shell.forms import ActForm


class WishForm(ActForm):
    """What one would like to learn."""

    role = forms.ChoiceField(label=_("For which role?"))
    scope = forms.ModelChoiceField(
        label=_("In which scheme?"), queryset=Scope.objects.none(), required=False, empty_label=_("In every scheme")
    )
    words = words_field(_("What is to be learned?"), help_text=_("What the person should be able to do afterwards."))
    due_on = day_field(_("By when?"), initial=lambda: clock.today() + timedelta(days=90))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_roles(self, of_schemes())
        self.fields["scope"].queryset = schemes()  # type: ignore[attr-defined]  # a ModelChoiceField


class NeedForm(WishForm):
    """What somebody has to learn."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    source = forms.ChoiceField(label=_("What showed it?"), choices=NeedSource.choices)
    field_order = ["person", "role", "scope", "source", "words", "due_on"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_personnel(self, "person")


class EffectForm(ActForm):
    """By what one saw whether somebody learned."""

    findings = words_field(
        _("What did you look at, and what did you see?"), rows=4, help_text=_("That they attended shows no effect.")
    )


class MeasureForm(ActForm):
    """What is planned."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=MeasureKind.choices)
    title = forms.CharField(label=_("Title"), max_length=160)
    aims = words_field(_("What can people do afterwards?"))
    leader = forms.CharField(label=_("Who leads it?"), max_length=160, required=False)
    planned_on = day_field(_("On which day?"))
    hours = forms.DecimalField(label=_("Hours"), min_value=0, max_digits=5, decimal_places=1)


class EnrolForm(ActForm):
    """Who takes part, and for what."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    need = forms.ModelChoiceField(
        label=_("For which need?"),
        queryset=Need.objects.none(),
        required=False,
        empty_label=_("For none that is recorded"),
        help_text=_("The needs for which nothing is planned yet."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer_personnel(self, "person")
        field: Any = self.fields["need"]
        field.queryset = needs.unplanned()
        field.label_from_instance = lambda need: f"{need.number} ({need.person.number}): {need.role_word}"


class HoldForm(ActForm):
    """When it was held, and who attended."""

    held_on = day_field(_("On which day was it held?"), initial=clock.today)
    attended = forms.MultipleChoiceField(label=_("Who attended?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, record: Measure, names: dict[UUID, str], **more: Any) -> None:
        super().__init__(*args, record=record, **more)
        entered = needs.attendances(record)
        field: Any = self.fields["attended"]
        field.choices = [(each.person.number, f"{names[each.person_id]} ({each.person.number})") for each in entered]
