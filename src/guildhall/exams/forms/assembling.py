"""What is typed while a form is assembled, signed off and verified, and while a checklist is written."""

from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.models import ItemVersion
from guildhall.schemes.models import Component
from guildhall.shell.forms import ActForm


class OfComponentForm(ActForm):
    """For which component something is made."""

    component = forms.ModelChoiceField(label=_("Component"), queryset=Component.objects.none())
    title = forms.CharField(label=_("Title"), max_length=200)

    def __init__(self, *args: Any, components: QuerySet[Component], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["component"].queryset = components  # type: ignore[attr-defined]  # a field of choices


class BeginForm(OfComponentForm):
    """A form, and the language in which it asks."""

    language = forms.CharField(
        label=_("Language"),
        required=False,
        max_length=20,
        help_text=_("Its code, for example de: the form takes items in this language alone. Left empty: in any."),
    )


class ChecklistForm(OfComponentForm):
    """A checklist, and how far two raters may differ."""

    tolerance = forms.DecimalField(
        label=_("Points by which two raters may differ"),
        initial=Decimal(2),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        help_text=_("Beyond it, or where they differ at a critical step or on pass or fail, a third one decides."),
    )
    rated = forms.BooleanField(
        label=_("Examiners also judge the whole, beside the points"),
        required=False,
        help_text=_("From clear fail to excellent. It counts for nobody; a study of it finds where the cut lies."),
    )


class ItemForm(ActForm):
    """Which item comes into the form."""

    version = forms.ModelChoiceField(label=_("Item in use"), queryset=ItemVersion.objects.none())
    pretest = forms.BooleanField(
        label=_("Pretest: shown and not scored"),
        required=False,
        help_text=_("Pretest items do not count for the blueprint."),
    )

    def __init__(self, *args: Any, versions: QuerySet[ItemVersion], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["version"].queryset = versions  # type: ignore[attr-defined]  # a field of choices
        self.fields["version"].label_from_instance = lambda each: f"{each.item.domain_code} · {each} · {each.title}"  # type: ignore[attr-defined]


class SeedForm(ActForm):
    """From which number items are drawn."""

    seed = forms.IntegerField(
        label=_("Seed"),
        initial=1,
        min_value=0,
        help_text=_("The same bank and the same number give the same form. What stands in the form already stays."),
    )


class PlaceForm(ActForm):
    """To which place an item moves."""

    position = forms.IntegerField(label=_("Place"), min_value=1)


class PretestForm(ActForm):
    """Whether an item is only tried out."""

    pretest = forms.BooleanField(label=_("Pretest: shown and not scored"), required=False)


class StandardForm(ActForm):
    """The passing standard of a form, and what makes it comparable."""

    cut = forms.DecimalField(label=_("Passing raw score"), max_digits=7, decimal_places=2)
    basis = forms.CharField(
        label=_("Study or decision it rests on"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Method, panel, data and date; for example: modified Angoff, eight judges, two rounds."),
    )
    comparability = forms.CharField(
        label=_("What makes it comparable to earlier forms"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Common items, equating, judges' estimates; for a first form, why there is nothing to compare."),
    )


class RecordForm(ActForm):
    """What was looked at and found."""

    record = forms.CharField(
        label=_("What was looked at and found"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("An assessor will read this."),
    )


class StepForm(ActForm):
    """One step of a checklist."""

    station = forms.CharField(label=_("Station"), max_length=100, required=False)
    words = forms.CharField(label=_("What is looked for"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    points = forms.DecimalField(label=_("Points"), initial=Decimal(1), max_digits=6, decimal_places=2)
    critical = forms.BooleanField(label=_("Critical: failing it fails the whole"), required=False)
