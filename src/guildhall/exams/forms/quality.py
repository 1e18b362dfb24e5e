"""What is typed where cuts are adopted, keys ruled on, attempts scored again, and forms reviewed and corrected."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.exams.models import ReviewVerdict, Ruling
from guildhall.identity.models import Person
from guildhall.schemes.models import Study
from guildhall.shell.forms import ActForm


def _lines(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class OfStudyForm(ActForm):
    """On which study something rests."""

    study = forms.ModelChoiceField(label=_("Study"), queryset=Study.objects.none())

    def __init__(self, *args: Any, studies: QuerySet[Study], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["study"]
        field.queryset = studies
        field.label_from_instance = lambda each: f"{each.number} · {each.title}"


class AdoptForChecklistForm(OfStudyForm):
    """The cut that is adopted for a checklist, and why it is another than the recommended one."""

    cut = forms.DecimalField(label=_("Passing number of points"), max_digits=7, decimal_places=2)
    reason = forms.CharField(
        label=_("Why another cut than the study recommends"),
        widget=_lines(3),
        required=False,
        help_text=_("Empty where the recommended cut is adopted."),
    )


class AdoptForm(OfStudyForm):
    """The cut that is adopted, and why it is another than the recommended one."""

    cut = forms.DecimalField(label=_("Passing raw score"), max_digits=7, decimal_places=2)
    reason = forms.CharField(
        label=_("Why another cut than the study recommends"),
        widget=_lines(3),
        required=False,
        help_text=_("Empty where the recommended cut is adopted."),
    )
    comparability = forms.CharField(
        label=_("What makes it comparable to earlier forms"),
        widget=_lines(3),
        required=False,
        help_text=_("For a first form: why there is nothing to compare it with."),
    )


class DelayForm(ActForm):
    """Until when a form is not scored, and why."""

    due_on = forms.DateField(label=_("Cut adopted by"), help_text=_("Candidates wait for their results until then."))
    reason = forms.CharField(
        label=_("Why the scoring is delayed, and how the cut is set"), widget=_lines(3), required=False
    )


class IntervalForm(ActForm):
    """After how many months a form is reviewed again, and why."""

    months = forms.IntegerField(label=_("Months between two reviews"), min_value=1)
    reason = forms.CharField(
        label=_("Reason for this interval"),
        widget=_lines(3),
        required=False,
        help_text=_("Number of candidates, exposure, changes of the trade, what earlier reviews found."),
    )


class RulingForm(ActForm):
    """What is done with an item whose key is in question."""

    ruling = forms.ChoiceField(label=_("Ruling"), choices=Ruling.choices, widget=forms.RadioSelect)
    answers = forms.CharField(
        label=_("Other answers that are accepted"),
        widget=_lines(2),
        required=False,
        help_text=_(
            "One a line: letters as they stand on paper, or the words; where an item has places, with / between."
        ),
    )
    reason = forms.CharField(
        label=_("What was found, and by whom"),
        widget=_lines(3),
        required=False,
        help_text=_("Kept sealed, because it tells of the question."),
    )
    study = forms.ModelChoiceField(label=_("Study that was looked at"), queryset=Study.objects.none(), required=False)

    def __init__(self, *args: Any, studies: QuerySet[Study], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["study"]
        field.queryset = studies
        field.label_from_instance = lambda each: f"{each.number} · {each.title}"


class ConfirmRulingForm(ActForm):
    """The cut of the other items, where one is left out."""

    cut = forms.DecimalField(
        label=_("Cut of the remaining items"),
        max_digits=7,
        decimal_places=2,
        required=False,
        help_text=_("Only where the ruling leaves the item out; otherwise empty."),
    )


class RescoringForm(OfStudyForm):
    """Why all attempts are scored again, and with which cut."""

    reason = forms.CharField(label=_("What is wrong, and how it came to be known"), widget=_lines(3), required=False)
    cut = forms.DecimalField(
        label=_("Another cut"),
        max_digits=7,
        decimal_places=2,
        required=False,
        help_text=_("Empty where only keys change; those are ruled on in the next step."),
    )
    field_order = ("reason", "cut", "study")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["study"].required = False
        self.fields["study"].label = _("Study on which another cut rests")


class ReviewForm(OfStudyForm):
    """What a review of a form found."""

    verdict = forms.ChoiceField(label=_("Further use"), choices=ReviewVerdict.choices, widget=forms.RadioSelect)
    findings = forms.CharField(
        label=_("What was looked at and found"),
        widget=_lines(5),
        required=False,
        help_text=_("Statistics, fairness, complaints and appeals, exposure, changes of the trade."),
    )
    field_order = ("study", "verdict", "findings")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["study"].required = False
        self.fields["study"].label = _("Item analysis that was looked at")


class OwnerForm(ActForm):
    """Who puts something right, and until when."""

    owner = forms.ModelChoiceField(label=_("Who puts it right"), queryset=Person.objects.none())
    due_on = forms.DateField(label=_("Until"))

    def __init__(self, *args: Any, owners: dict[UUID, str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["owner"]
        field.queryset = Person.objects.filter(pk__in=owners)
        field.label_from_instance = lambda person: owners[person.pk]


class DeficiencyForm(OwnerForm):
    """What is wrong with a form."""

    words = forms.CharField(label=_("What is to be put right"), widget=_lines(3), required=False)
    field_order = ("words", "owner", "due_on")


class HandOverForm(OwnerForm):
    """Why somebody else, or another day."""

    reason = forms.CharField(label=_("Reason"), widget=_lines(2), required=False)


class CorrectionForm(ActForm):
    """What was done about a deficiency."""

    correction = forms.CharField(label=_("What was done"), widget=_lines(3), required=False)


class VerificationForm(ActForm):
    """How it was seen that a correction holds."""

    verification = forms.CharField(label=_("How it was seen that it holds"), widget=_lines(3), required=False)
