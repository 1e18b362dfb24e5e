"""The shape of what staff type about people; whether it is allowed, the acts decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Scope
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.web.account.forms import WhoForm


class ParticularsForm(WhoForm):
    """What is recorded of a person."""

    email = forms.CharField(
        label=_("E-mail address"),
        required=False,
        max_length=254,
        widget=forms.EmailInput,
        help_text=_("Only the person's own. Leave it empty if they have none: letters go by post."),
    )
    field_order = ["given_name", "family_name", "birth_date", "email"]


class RegisterForm(ParticularsForm):
    """A new person."""

    is_personnel = forms.BooleanField(
        label=_("Works for the body"),
        required=False,
        help_text=_("Employed, contracted, on a committee or as a volunteer."),
    )


class CorrectForm(ParticularsForm):
    """What is put right, and why."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What was wrong, and what you have seen that shows it."),
    )


class ReasonForm(ActForm):
    """Why."""

    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class RoleForm(ActForm):
    """A role, where it is held and how long."""

    role = forms.ChoiceField(label=_("Role"))
    scope = forms.ModelChoiceField(label=_("For"), queryset=Scope.objects.all(), empty_label=None)
    from_on = forms.DateField(label=_("From"), initial=clock.today, widget=forms.DateInput(attrs={"type": "date"}))
    until_on = forms.DateField(
        label=_("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: until it is ended."),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [(role.code, f"{translated(role.name)}: {translated(role.meaning)}") for role in all_roles()]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["scope"].queryset = Scope.objects.order_by("kind", "number")  # type: ignore[attr-defined]
