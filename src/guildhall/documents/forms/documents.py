"""What people type of documents, their readers and their pictures."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from guildhall.documents.forms.common import area
from guildhall.documents.models import DocumentKind, Topic
from guildhall.documents.rules.external import PICTURES
from guildhall.identity.forms import PersonField
from guildhall.identity.models import Scope
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.vault.forms import UploadField


class LinesField(forms.CharField):
    """Several values, one to a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class DescribeForm(ActForm):
    """What is said of a document, whatever its versions say."""

    title = forms.CharField(label=_("Title"), max_length=200)
    owner = PersonField(label=_("Who answers for it?"), help_text=_("Number or e-mail address."))
    governs = LinesField(
        label=_("Which clauses does it answer?"),
        required=False,
        help_text=_("Edition and number, one to a line: 2012:9.8"),
    )
    restricted = forms.BooleanField(
        label=_("Only for those to whom it is distributed"),
        required=False,
        help_text=_("Otherwise everybody who works for the body reads it."),
    )
    review_months = forms.IntegerField(
        label=_("Reviewed every so many months"),
        min_value=1,
        required=False,
        help_text=_("Empty: as often as the body has set for documents; every year for what is public."),
    )


class RegisterForm(DescribeForm):
    """A new document."""

    kind = forms.ChoiceField(label=_("What kind of document is it?"), choices=DocumentKind.choices)
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("By which texts and records refer to it for ever, such as PR-APPEALS."),
    )
    scope = forms.ModelChoiceField(
        label=_("Of the body, or of one scheme?"), queryset=Scope.objects.order_by("kind", "number"), empty_label=None
    )
    is_public = forms.BooleanField(label=_("Everybody may read it"), required=False)
    topic = forms.ChoiceField(
        label=_("What is it the body's public word on?"),
        choices=[("", "–"), *Topic.choices],
        required=False,
        help_text=_("Only for what everybody may know without asking."),
    )
    field_order = ["kind", "code", "title", "owner", "scope", "governs", "is_public", "topic", "restricted"]


class PublishForm(ActForm):
    """The question before anything is published (R-56)."""

    no_training_favoured = forms.BooleanField(
        required=False,
        label=_("I have read the text: nothing in it says or suggests that some training helps"),
        help_text=_(
            "No hint that training by us, or by somebody we favour, makes certification easier, quicker, cheaper."
        ),
    )


class QuestionsField(forms.CharField):
    """A short check: a question on a line, its options below it, the right one with a star, then an empty line."""

    widget = forms.Textarea(attrs={"rows": 6})

    def to_python(self, value: Any) -> Any:
        blocks = [block for block in (super().to_python(value) or "").replace("\r", "").split("\n\n") if block.strip()]
        return [self._question(block) for block in blocks]

    def _question(self, block: str) -> dict[str, Any]:
        question, *options = [line.strip() for line in block.splitlines() if line.strip()]
        right = [place for place, option in enumerate(options) if option.startswith("*")]
        if len(right) != 1:
            raise ValidationError(_("Mark exactly one option of each question with a star."), code="unmarked")
        return {"question": question, "options": [each.lstrip("* ") for each in options], "right": right[0]}


class DistributeForm(ActForm):
    """For whom a document is, and whether they acknowledge it."""

    role = forms.ChoiceField(label=_("For which role?"))
    scope = forms.ModelChoiceField(
        label=_("Where is it held?"),
        queryset=Scope.objects.order_by("kind", "number"),
        required=False,
        empty_label=_("Wherever it is held"),
    )
    must_acknowledge = forms.BooleanField(
        label=_("Whoever holds the role acknowledges it"),
        required=False,
        help_text=_("The role does not hold for whoever has not read and understood it."),
    )
    from_on = forms.DateField(
        label=_("From which day?"),
        initial=clock.today,
        help_text=_("Give who holds the role already some days to read it."),
    )
    questions = QuestionsField(
        label=_("Short check"),
        required=False,
        help_text=_(
            "A question on a line, its options below it, a star before the right one; an empty line before the next."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = sorted((translated(each.name), each.code) for each in all_roles())
        self.fields["role"].choices = [(code, name) for name, code in roles]  # type: ignore[attr-defined]


class PictureForm(ActForm):
    """A picture for the texts of a document."""

    name = forms.CharField(
        label=_("Name"), max_length=60, help_text=_("Small letters, digits and hyphens, such as organisation-chart.")
    )
    description = area(_("What does it show?"), rows=2, help_text=_("Read aloud to whoever does not see the picture."))
    upload = UploadField(allowed=PICTURES, label=_("Picture"), help_text=_("PNG or JPEG."))
