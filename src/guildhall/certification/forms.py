"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.certification.models import DecisionKind, HoldKind
from guildhall.identity import persons
from guildhall.identity.models import Person
from guildhall.shell.forms import ActForm


class LookUpForm(forms.Form):
    """A number and a surname: who knows both may know how the certification stands."""

    template_name = "shell/_form.html"

    number = forms.CharField(
        label=_("Number of the certificate"), max_length=20, help_text=_("As it stands on it: GH-2026-000877.")
    )
    family_name = forms.CharField(label=_("Surname of the certified person"), max_length=100)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", prefix="by-number")


class NameForm(forms.Form):
    """A whole name, for those who agreed to be found by it."""

    template_name = "shell/_form.html"

    name = forms.CharField(
        label=_("Given name and surname"),
        max_length=100,
        help_text=_("Only who agreed to it is found by name. Nothing found says nothing about a person."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="", prefix="by-name")


class TakeForm(ActForm):
    """Whether anything ties the decider to the person of the file."""

    no_conflict = forms.BooleanField(
        label=_("I have no conflict of interest in this file"),
        required=False,
        help_text=_("Nothing ties me to this person: no family, work, teaching or money. This is my declaration."),
    )


class ReasonsForm(ActForm):
    """On what a decision rests."""

    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("On what the decision rests. They are frozen with it; the person and an assessor may read them."),
    )


class GrantForm(ReasonsForm):
    """What is granted beside the scope of the scheme version."""

    conditions = forms.CharField(
        label=_("Conditions"),
        required=False,
        max_length=300,
        help_text=_("Limits that stand on the certificate; usually none."),
    )
    effective_on = forms.DateField(
        label=_("Valid from"), required=False, help_text=_("Empty: from today. Never before the decision.")
    )


class RefuseForm(ReasonsForm):
    """Which criteria of the scheme version are not met, and why."""

    criteria = forms.MultipleChoiceField(
        label=_("Criteria that are not met"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A refusal rests on criteria of the scheme version, and on nothing else."),
    )

    def __init__(self, *args: Any, codes: Mapping[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        criteria: Any = self.fields["criteria"]
        criteria.choices = [(code, f"{code}: {words}") for code, words in codes.items()]
        if not codes:
            del self.fields["criteria"]


class QuestionForm(ActForm):
    """What a decider needs to know before they decide."""

    question = forms.CharField(label=_("What is missing?"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class AnswerForm(ActForm):
    """What was added to a file that was returned."""

    answer = forms.CharField(label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 3}))


class HandOverForm(ActForm):
    """To whom a file goes, and why."""

    to = forms.ModelChoiceField(
        label=_("To whom?"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Whoever is free takes it"),
        help_text=_("Only who was not involved and is authorised today."),
    )
    reason = forms.CharField(label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, free: Sequence[Person] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        to: Any = self.fields["to"]
        to.queryset = Person.objects.filter(pk__in=[each.pk for each in free]).order_by("number")
        known = persons.names(each.pk for each in free)
        to.label_from_instance = lambda one: f"{known.get(one.pk, '')} ({one.number})"


class GroundsForm(ActForm):
    """Why a decision is asked for."""

    grounds = forms.CharField(
        label=_("Grounds"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What happened, when, and what shows it."),
    )


class ProposeForm(GroundsForm):
    """What is proposed for a certification."""

    kind = forms.ChoiceField(label=_("What is proposed?"))
    conditions = forms.CharField(
        label=_("Conditions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For a suspension: what has to happen before it is lifted."),
    )
    deadline_on = forms.DateField(
        label=_("Deadline"), required=False, help_text=_("For a suspension: until when, at the latest.")
    )
    field_order = ("kind", "grounds", "conditions", "deadline_on")

    def __init__(self, *args: Any, kinds: Sequence[DecisionKind], **more: Any) -> None:
        super().__init__(*args, **more)
        kind: Any = self.fields["kind"]
        kind.choices = [(each.value, each.label) for each in kinds]


class ReasonForm(ActForm):
    """Why something is done."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("One sentence.")
    )


class HoldForm(ReasonForm):
    """What holds a certification up."""

    kind = forms.ChoiceField(label=_("What holds it up?"), choices=HoldKind.choices)
    about = forms.CharField(label=_("Number of the matter"), max_length=100)
    field_order = ("kind", "about", "reason")
