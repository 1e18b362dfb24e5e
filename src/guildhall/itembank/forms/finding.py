"""What is typed about how items stand to each other, and about items that writers are asked for."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.itembank.models import Level
from guildhall.itembank.rules.assignments import MOST
from guildhall.schemes.models import Domain
from guildhall.shell.forms import ActForm

AREA = forms.Textarea(attrs={"rows": 3})


class JudgeForm(ActForm):
    """Why two items that are alike may both stand, or why one is a duplicate."""

    reason = forms.CharField(label=_("Reason"), widget=AREA, help_text=_("What tells them apart, or makes them one."))


class AcceptForm(JudgeForm):
    """Why two items may both stand; and whether one form may hold both."""

    as_enemies = forms.BooleanField(
        label=_("They are enemies: one form never holds both"),
        required=False,
        help_text=_("Only who manages the examinations of the scheme can say so."),
    )


class EnemyForm(ActForm):
    """Which item another one never meets in a form, and why."""

    other_number = forms.CharField(
        label=_("Number of the other item"), max_length=20, help_text=_("Such as IT-2026-000012.")
    )
    reason = forms.CharField(
        label=_("Reason"), widget=AREA, help_text=_("For instance: one tells the answer of the other.")
    )


class SetForm(ActForm):
    """What a new set is called."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What its items share, such as the case they ask about.")
    )


class MemberForm(ActForm):
    """Into which set an item is put."""

    set_number = forms.ChoiceField(label=_("Set"))

    def __init__(self, *given: Any, sets: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["set_number"].choices = sets  # type: ignore[attr-defined]  # a choice field


class AssignForm(ActForm):
    """Of whom how many items are asked, of which domain and level, until when."""

    writer = forms.ChoiceField(label=_("Writer"))
    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"))
    level = forms.ChoiceField(
        label=_("Cognitive level"),
        required=False,
        choices=[("", _("any")), *((each.value, each.label) for each in Level)],
    )
    count = forms.IntegerField(label=_("How many items"), min_value=1, max_value=MOST, initial=5)
    due_on = forms.DateField(label=_("Until"))
    wish = forms.CharField(
        label=_("What is wanted"),
        widget=AREA,
        required=False,
        help_text=_("For instance which tasks of the domain have too few items. It is kept sealed."),
    )

    def __init__(
        self,
        *given: Any,
        writers: Sequence[Person],
        called: Mapping[UUID, str],
        domains: Sequence[Domain],
        **more: Any,
    ) -> None:
        super().__init__(*given, **more)
        people = [(each.number, f"{called[each.pk]} ({each.number})") for each in writers]
        self.fields["writer"].choices = people  # type: ignore[attr-defined]  # a choice field
        self.fields["domain_code"].choices = [(each.code, str(each)) for each in domains]  # type: ignore[attr-defined]


class ProlongForm(ActForm):
    """Until when items are asked for now, and why."""

    due_on = forms.DateField(label=_("Until"))
    reason = forms.CharField(label=_("Reason"), widget=AREA)


class CountForm(ActForm):
    """Which item counts for an assignment."""

    item_number = forms.CharField(
        label=_("Number of the item"), max_length=20, help_text=_("One of your own, such as IT-2026-000012.")
    )
