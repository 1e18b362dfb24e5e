"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.intake import ACCEPTED
from guildhall.itembank.models import Level
from guildhall.itembank.questions import Form, Question
from guildhall.schemes.models import Domain
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField

LETTERS = ascii_uppercase[:6]
LANGUAGES = (("en", _("English")), ("de", _("German")))
BASES = (("string", _("Words")), ("integer", _("A whole number")), ("float", _("A number")))
AREA = forms.Textarea(attrs={"rows": 3})
ORDER = ("title", "domain_code", "stem", "after", *(f"option_{at}" for at in range(1, len(LETTERS) + 1)), "base", "key")
ORDER += ("shuffle", "language", "by_machine", "drafted_with")
"""How the fields of a question follow each other, whatever its kind."""


def _domains(domains: Iterable[Domain]) -> list[tuple[str, str]]:
    return [(each.code, str(each)) for each in domains]


class QuestionForm(ActForm):
    """What all kinds of question have; `domains` are asked for where a question is new."""

    form: ClassVar[Form]

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What item writers call it. Candidates do not see it.")
    )
    language = forms.ChoiceField(label=_("Language of the item"), choices=LANGUAGES)
    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"))
    by_machine = forms.BooleanField(
        label=_("A machine drafted it"),
        required=False,
        help_text=_("Tick this if a tool wrote it, wholly or in part. It stays recorded with the item."),
    )

    drafted_with = forms.CharField(
        label=_("In which version?"),
        required=False,
        max_length=100,
        help_text=_("The version of the machine, as the register of artificial intelligence knows it."),
    )

    def __init__(self, *given: Any, domains: Sequence[Domain] | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.order_fields(ORDER)
        if domains is None:
            del self.fields["domain_code"], self.fields["by_machine"], self.fields["drafted_with"]
        else:
            self.fields["domain_code"].choices = _domains(domains)  # type: ignore[attr-defined]  # a choice field

    @property
    def question(self) -> Question:
        """The question that was typed."""
        typed = {name: value for name, value in self.typed.items() if name in {"title", "language", "shuffle"}}
        return Question(form=self.form, **typed, **self.content(self.typed))

    def content(self, typed: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def filled(cls, question: Question) -> dict[str, Any]:
        """What stands in the form for a question that exists."""
        names = ("title", "language", "shuffle", "stem", "after", "base")
        return {name: getattr(question, name) for name in names} | {"key": question.key[0]}


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _option(letter: str) -> forms.CharField:
    label = format_lazy(_("Option {letter}"), letter=letter)
    return forms.CharField(label=label, max_length=1000, required=letter in "AB")


class ChoosingForm(QuestionForm):
    """Options, and which of them is right."""

    stem = forms.CharField(label=_("Question"), widget=AREA)
    option_1, option_2, option_3, option_4, option_5, option_6 = map(_option, LETTERS)
    key: forms.Field = forms.ChoiceField(
        label=_("Right option"), choices=[(each, each) for each in LETTERS], widget=forms.RadioSelect
    )
    shuffle = forms.BooleanField(
        label=_("Show the options to each candidate in another order"), required=False, initial=True
    )

    def content(self, typed: dict[str, Any]) -> dict[str, Any]:
        rows = {letter: _one_line(typed[f"option_{at}"]) for at, letter in enumerate(LETTERS, start=1)}
        written = [letter for letter in LETTERS if rows[letter]]
        chosen = [typed["key"]] if isinstance(typed["key"], str) else typed["key"]
        return {
            "stem": _one_line(typed["stem"]),
            "options": tuple(rows[letter] for letter in written),
            "key": tuple(LETTERS[written.index(letter)] for letter in chosen if letter in written),
        }

    @classmethod
    def filled(cls, question: Question) -> dict[str, Any]:
        options = {f"option_{at}": text for at, text in enumerate(question.options, start=1)}
        return {**super().filled(question), **options}


class SingleChoiceForm(ChoosingForm):
    """A question with one right option."""

    form = Form.SINGLE_CHOICE


class MultipleChoiceForm(ChoosingForm):
    """A question with several right options."""

    form = Form.MULTIPLE_CHOICE
    key = forms.MultipleChoiceField(
        label=_("Right options"),
        choices=[(each, each) for each in LETTERS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One point for choosing exactly these."),
    )

    @classmethod
    def filled(cls, question: Question) -> dict[str, Any]:
        return {**super().filled(question), "key": list(question.key)}


class InlineChoiceForm(ChoosingForm):
    """A sentence with a list to choose from."""

    form = Form.INLINE_CHOICE
    stem = forms.CharField(label=_("Text before the list"), widget=AREA)
    after = forms.CharField(label=_("Text after the list"), required=False, widget=AREA)

    def content(self, typed: dict[str, Any]) -> dict[str, Any]:
        return {**super().content(typed), "after": _one_line(typed["after"])}


class TextEntryForm(QuestionForm):
    """A sentence with a field to write in."""

    form = Form.TEXT_ENTRY
    stem = forms.CharField(label=_("Text before the field"), widget=AREA)
    after = forms.CharField(
        label=_("Text after the field"), required=False, help_text=_("For example the unit of a number.")
    )
    base = forms.ChoiceField(label=_("What is answered?"), choices=BASES)
    key = forms.CharField(
        label=_("Accepted answers"),
        widget=AREA,
        help_text=_("One a line, the usual one first; capitals do not matter. For a number, one line."),
    )

    def content(self, typed: dict[str, Any]) -> dict[str, Any]:
        answers = [each.strip() for each in typed["key"].splitlines() if each.strip()]
        return {
            "stem": _one_line(typed["stem"]),
            "after": _one_line(typed["after"]),
            "base": typed["base"],
            "key": tuple(dict.fromkeys(answers)),
            "shuffle": False,
        }

    @classmethod
    def filled(cls, question: Question) -> dict[str, Any]:
        return {**super().filled(question), "key": "\n".join(question.key)}


FORMS: dict[str, type[QuestionForm]] = {
    each.form: each for each in (SingleChoiceForm, MultipleChoiceForm, InlineChoiceForm, TextEntryForm)
}
"""The form of each kind of question."""


class FileForm(ActForm):
    """A new file for a draft."""

    file = UploadField(
        allowed=ACCEPTED,
        label=_("File"),
        help_text=_("The item in QTI 2.1, 2.2 or 3.0 as XML, or with its pictures as a package (ZIP)."),
    )


class DomainForm(ActForm):
    """The domain to which an item moves, its cognitive level and topic."""

    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"))
    level = forms.ChoiceField(label=_("Cognitive level"), choices=[("", _("Not said")), *Level.choices], required=False)
    topic = forms.CharField(
        label=_("Topic"), max_length=120, required=False, help_text=_("A keyword, without words of the question.")
    )

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["domain_code"].choices = _domains(domains)  # type: ignore[attr-defined]  # a choice field
