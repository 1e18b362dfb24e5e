"""What people type about courses, their participants, and employers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.personnel.forms.common import PersonField, day_field
from guildhall.shell.forms import ActForm


class OwnCourseForm(ActForm):
    """A course that one gave."""

    title = forms.CharField(label=_("What was taught?"), max_length=200)
    organisation = forms.CharField(label=_("At which school or company?"), max_length=200)
    scope = forms.ModelChoiceField(
        label=_("For which scheme?"),
        queryset=Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number"),
        empty_label=None,
    )
    began_on = day_field(_("First day"))
    ended_on = day_field(_("Last day"), help_text=_("If it goes on: the last day that is planned."))


class CourseForm(OwnCourseForm):
    """A course, told by the office."""

    trainer = PersonField(
        label=_("Who of us gave it?"),
        required=False,
        help_text=_("Number or e-mail address. Empty, if nobody who works for us gave it."),
    )
    field_order = ["trainer", "title", "organisation", "scope", "began_on", "ended_on"]


class ParticipantForm(ActForm):
    """Somebody who took part."""

    person = PersonField(label=_("Who took part?"), help_text=_("Their number or e-mail address."))


class OwnEmployerForm(ActForm):
    """By whom one is employed."""

    organisation = forms.CharField(label=_("Employer"), max_length=200)
    since_on = day_field(_("Since when?"), required=False)


class EmployerForm(OwnEmployerForm):
    """By whom somebody is employed, told by the office."""

    person = PersonField(label=_("Who is employed?"), help_text=_("Number or e-mail address."))
    field_order = ["person", "organisation", "since_on"]


class EndedForm(ActForm):
    """Until when something lasted."""

    until_on = day_field(_("Until when?"), initial=clock.today)
