"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.identity import addresses, persons
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import Role, all_roles
from guildhall.kernel import clock
from guildhall.notices import timers
from guildhall.personnel.models import InterestKind
from guildhall.personnel.rules.authorisations import FIRST
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import JPEG, PDF, PNG

SCANS = (PDF, PNG, JPEG)
"""What a scan of a signed paper may be."""


class PersonField(forms.CharField):
    """Somebody whom the body knows, by their number or their e-mail address."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        if not typed:
            return None
        found = persons.by_number(typed) or Person.objects.filter(email_alias=addresses.alias(typed)).first()
        if found is None:
            raise ValidationError(_("Nobody is registered under this number or address."), code="unknown")
        return found

    def prepare_value(self, value: Any) -> Any:
        return value.number if isinstance(value, Person) else value


class SignForm(ActForm):
    """The one question that a signature answers."""

    nothing_to_declare = forms.BooleanField(
        required=False,
        label=_("I have no interest to declare"),
        help_text=_(
            "Tick this only if no tie of yours to a person, school or company could matter to the body's work."
        ),
    )


class PaperForm(SignForm):
    """What stands on a declaration that was signed on paper."""

    signed_on = forms.DateField(
        label=_("Signed on"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("The date beside the signature. The year of the declaration counts from it."),
    )
    scan = UploadField(
        allowed=SCANS,
        label=_("Scan of the signed paper"),
        help_text=_("PDF, PNG or JPEG, with the signature to be seen. It is kept encrypted."),
    )


class InterestForm(ActForm):
    """One tie to somebody."""

    kind = forms.ChoiceField(label=_("What kind of tie is it?"), choices=InterestKind.choices)
    party = forms.CharField(
        label=_("To whom?"), max_length=200, help_text=_("A person, a school, a company or an association.")
    )
    description = forms.CharField(
        label=_("What is it?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In a sentence or two: what ties you, and whether it goes on."),
    )
    concerned = PersonField(
        label=_("Is that a person whom the body knows?"),
        required=False,
        help_text=_("Number or e-mail address. You then handle no file of theirs until the tie is judged harmless."),
    )
    since_on = forms.DateField(label=_("Since when?"), required=False, widget=forms.DateInput(attrs={"type": "date"}))


class ReasonsForm(ActForm):
    """The reasons of a judgement."""

    reasons = forms.CharField(
        label=_("Reasons"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Why, and which safeguard applies. An assessor will read this."),
    )


class ReasonForm(ActForm):
    """Why something is put right."""

    reason = forms.CharField(
        label=_("Reason"), required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One sentence.")
    )


class TextForm(ActForm):
    """The words that people will sign."""

    words = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("An empty line begins a new paragraph. It takes effect when somebody else approves it."),
    )


class ClearForm(ActForm):
    """Whether one has a conflict in a matter; nothing typed means that there is none."""

    conflict = forms.CharField(
        label=_("A conflict, if you have one"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Leave this empty if nothing ties you to the people in this matter. Otherwise name it: family, work, "
            "teaching, money. The quality manager judges it before you work on."
        ),
    )
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class ConflictForm(ActForm):
    """A conflict that turned up later."""

    conflict = forms.CharField(
        label=_("What ties you to this matter?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("You stop working on it until the quality manager has judged it."),
    )


class CompetenceForm(ActForm):
    """For which work somebody is authorised, what it asks for, and what shows that they have it."""

    person = forms.ModelChoiceField(label=_("Who?"), queryset=Person.objects.none())
    role = forms.ChoiceField(label=_("For which role?"))
    scope = forms.ModelChoiceField(label=_("In which scheme?"), queryset=Scope.objects.none(), empty_label=None)
    criteria = forms.CharField(
        label=_("Criteria"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What the work asks for: knowledge, skills, experience, personal qualities."),
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What shows that the person has it: certificates, years of work, observed work."),
    )
    proof = UploadField(
        allowed=SCANS, label=_("A file that proves it"), required=False, help_text=_("It is kept encrypted.")
    )
    languages = forms.CharField(
        label=_("Languages"), required=False, max_length=60, help_text=_("Where language matters, as codes: “de en”.")
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...] = (), schemes: QuerySet[Scope], **more: Any) -> None:
        super().__init__(*args, **more)
        personnel = Person.objects.filter(is_personnel=True, erased_at__isnull=True).order_by("number")
        known = persons.names(personnel.values_list("pk", flat=True))
        who: Any = self.fields["person"]
        who.queryset, who.label_from_instance = personnel, lambda one: called(one, known)
        self._offer("role", [(each.code, f"{translated(each.name)}: {translated(each.meaning)}") for each in roles])
        self.fields["scope"].queryset = schemes  # type: ignore[attr-defined]  # a ModelChoiceField

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def called(person: Person, known: dict[UUID, str]) -> str:
    """How a person stands in a list to choose from."""
    return f"{known.get(person.pk, '')} ({person.number})"


class ProposeForm(CompetenceForm):
    """The proposal to authorise somebody."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, roles=tuple(each for each in all_roles() if each.where == "scheme"), **more)


class TermForm(ActForm):
    """Until when somebody is authorised."""

    until_on = forms.DateField(
        label=_("Until"),
        initial=lambda: timers.due_on("T-11", clock.today()),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most 36 months; competence is evaluated again by then."),
    )


class AppointForm(CompetenceForm, TermForm):
    """An appointment at the founding: without an evaluation, with evidence all the same."""

    field_order = ["person", "role", "scope", "criteria", "evidence", "proof", "languages", "until_on"]

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, roles=FIRST, **more)


class FindingsForm(ActForm):
    """What an evaluator found."""

    findings = forms.CharField(
        label=_("Findings"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Criterion by criterion: what you looked at and what you found. An assessor will read this."),
    )


class OwnTrainingForm(ActForm):
    """Whom one trained."""

    person = PersonField(label=_("Whom did you train?"), help_text=_("Their number or e-mail address."))
    scope = forms.ModelChoiceField(
        label=_("For which scheme?"),
        queryset=Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number"),
        empty_label=None,
    )
    title = forms.CharField(
        label=_("What was taught?"), max_length=200, help_text=_("The course, and at which school.")
    )
    ended_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("If it goes on: the last day that is planned."),
    )


class TrainingForm(OwnTrainingForm):
    """Who trained whom, told by the office."""

    person = PersonField(label=_("Who was trained?"), help_text=_("Number or e-mail address."))
    trainer = PersonField(label=_("Who trained them?"), help_text=_("Number or e-mail address."))
    field_order = ["person", "trainer", "scope", "title", "ended_on"]


class ExemptionForm(ReasonsForm):
    """Why a trainer may examine their trainee all the same, in which scheme and until when."""

    scope = forms.ModelChoiceField(
        label=_("In which scheme?"),
        queryset=Scope.objects.filter(kind=Scope.Kind.SCHEME).order_by("number"),
        empty_label=None,
    )
    until_on = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    field_order = ["scope", "reasons", "until_on"]
