"""What parallel forms must be, as whoever asks for them types it."""

from typing import Any

from django import forms as fields
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.schemes.models import Component
from guildhall.shell.forms import ActForm


class AssemblyForm(ActForm):
    """How many forms of which component, and the rules that they keep beside the blueprint."""

    component = fields.ModelChoiceField(label=_("Component"), queryset=Component.objects.none())
    title = fields.CharField(label=_("Title"), max_length=150, help_text=_("Each form adds its number."))
    forms = fields.IntegerField(label=_("How many forms"), initial=2, min_value=1, max_value=12)
    overlap = fields.IntegerField(
        label=_("In how many of them an item may stand"),
        initial=1,
        min_value=1,
        help_text=_("1: no two of the new forms share an item. More gives common items to equate by."),
    )
    earlier = fields.IntegerField(
        label=_("Items shared with each earlier form, at most"),
        required=False,
        min_value=0,
        help_text=_("Empty: as many as come."),
    )
    exposure = fields.IntegerField(
        label=_("Shown to candidates, at most"),
        required=False,
        min_value=0,
        help_text=_("Items that were shown more often are left out. Empty: all."),
    )
    words = fields.IntegerField(
        label=_("Words to read in a form, at most"), required=False, min_value=1, help_text=_("Empty: no limit.")
    )
    p_from = fields.FloatField(
        label=_("Mean difficulty, at least"),
        required=False,
        min_value=0,
        max_value=1,
        help_text=_("The share of points that candidates get; only items with statistics are used then."),
    )
    p_to = fields.FloatField(label=_("Mean difficulty, at most"), required=False, min_value=0, max_value=1)
    r_from = fields.FloatField(label=_("Mean discrimination, at least"), required=False, min_value=-1, max_value=1)
    theta = fields.FloatField(
        label=_("Ability at the cut"),
        required=False,
        min_value=-6,
        max_value=6,
        help_text=_("In logits, with the information wanted there; only calibrated items are used then."),
    )
    information = fields.FloatField(label=_("Information at the cut"), required=False, min_value=0.01)
    must = fields.CharField(
        label=_("Items that must stand in each form"), required=False, help_text=_("Numbers, with commas between.")
    )
    must_not = fields.CharField(
        label=_("Items that must not stand in a form"), required=False, help_text=_("Numbers, with commas between.")
    )
    seconds = fields.IntegerField(label=_("Seconds it may take"), initial=20, min_value=1, max_value=120)
    seed = fields.IntegerField(
        label=_("Seed"),
        initial=1,
        min_value=0,
        help_text=_("The same bank, rules and number give the same forms."),
    )

    def __init__(self, *args: Any, components: QuerySet[Component], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["component"].queryset = components  # type: ignore[attr-defined]  # a field of choices

    def clean(self) -> dict[str, Any]:
        """Ability and information are a target together, and none alone."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (given.get("theta") is None) != (given.get("information") is None):
            self.add_error("information", _("Give the ability and the information wanted there, or neither."))
        return given


WITHIN = 0.1
"""How near to the information that was asked for each form comes, as a share of it."""


def wanted(typed: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as assembly takes it."""
    plain = ("forms", "overlap", "earlier", "exposure", "words", "p_from", "p_to", "r_from", "seconds", "seed")
    target = None
    if typed.get("theta") is not None:
        target = {"theta": typed["theta"], "information": typed["information"], "within": WITHIN}
    return {
        **{name: typed.get(name) for name in plain},
        "target": target,
        "must": _numbers(typed.get("must", "")),
        "must_not": _numbers(typed.get("must_not", "")),
    }


def _numbers(text: str) -> list[str]:
    return [each.strip() for each in text.replace(";", ",").split(",") if each.strip()]
