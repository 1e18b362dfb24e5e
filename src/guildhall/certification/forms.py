"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from django import forms
from django.utils.translation import gettext_lazy as _


class LookUpForm(forms.Form):
    """A number and a surname: who knows both may know how the certification stands."""

    template_name = "shell/_form.html"

    number = forms.CharField(
        label=_("Number of the certificate"), max_length=20, help_text=_("As it stands on it: GH-2026-000877.")
    )
    family_name = forms.CharField(label=_("Surname of the certified person"), max_length=100)

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, label_suffix="", prefix="by-number", **more)  # type: ignore[arg-type, misc]


class NameForm(forms.Form):
    """A whole name, for those who agreed to be found by it."""

    template_name = "shell/_form.html"

    name = forms.CharField(
        label=_("Given name and surname"),
        max_length=100,
        help_text=_("Only who agreed to it is found by name. Nothing found says nothing about a person."),
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, label_suffix="", prefix="by-name", **more)  # type: ignore[arg-type, misc]
