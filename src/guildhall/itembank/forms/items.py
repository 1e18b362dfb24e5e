"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from collections.abc import Iterable, Sequence
from string import ascii_uppercase
from typing import Any, ClassVar

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.intake import ACCEPTED
from guildhall.itembank.models import StagedItem
from guildhall.itembank.questions import Form, Question
from guildhall.itembank.rules.imports import LEFT_OUT
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


class HandInForm(ActForm):
    """A file or package of items, and the domain for all of them."""

    file = UploadField(
        allowed=ACCEPTED,
        label=_("File"),
        help_text=_("An item in QTI 2.1, 2.2 or 3.0 as XML, or a package of items (ZIP). It is kept encrypted."),
    )
    domain_code = forms.ChoiceField(
        label=_("Domain for all items"), required=False, help_text=_("It can be changed for each item afterwards.")
    )

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("Chosen for each item later")), *_domains(domains)]
        self.fields["domain_code"].choices = choices  # type: ignore[attr-defined]  # a choice field


class ArrangeForm(ActForm):
    """The domain of each good file of an import."""

    def __init__(self, *given: Any, staged: Sequence[StagedItem], domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("Not chosen yet")), *_domains(domains), (LEFT_OUT, _("Leave it out"))]
        for each in staged:
            self.fields[f"domain_{each.position}"] = forms.ChoiceField(
                label=f"{each.title} ({each.name})",
                choices=choices,
                required=False,
                initial=LEFT_OUT if each.left_out else each.domain_code,
            )

    @property
    def domains(self) -> dict[int, str]:
        """What was chosen, by the position of the file."""
        return {int(name.removeprefix("domain_")): value for name, value in self.typed.items()}


class DomainForm(ActForm):
    """The domain to which an item moves."""

    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"))

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["domain_code"].choices = _domains(domains)  # type: ignore[attr-defined]  # a choice field


class AcceptForm(ActForm):
    """What a reviewer confirms of an item."""

    content_is_right = forms.BooleanField(
        label=_("The content is right, current, and belongs to this domain"), required=False
    )
    key_is_right = forms.BooleanField(label=_("The key is right, and nothing else is as right"), required=False)
    language_is_fair = forms.BooleanField(
        label=_("The language is clear, and no group of candidates is put at a disadvantage"), required=False
    )
    as_expert = forms.BooleanField(
        label=_("A machine drafted this item: I worked it through as an expert and stand for it"), required=False
    )
    comment = forms.CharField(label=_("Comment"), required=False, widget=AREA)

    def __init__(self, *given: Any, by_machine: bool, **more: Any) -> None:
        super().__init__(*given, **more)
        if not by_machine:
            del self.fields["as_expert"]


class SendBackForm(ActForm):
    """What is to be mended in an item."""

    ASPECTS = (
        ("content_is_right", _("Content")),
        ("key_is_right", _("Key")),
        ("language_is_fair", _("Language or fairness")),
    )

    wrong = forms.MultipleChoiceField(
        label=_("What is not right?"), choices=ASPECTS, required=False, widget=forms.CheckboxSelectMultiple
    )
    comment = forms.CharField(label=_("What is to be mended?"), widget=AREA, help_text=_("Its author reads this."))

    @property
    def verdict(self) -> dict[str, Any]:
        """The arguments of the act."""
        typed = self.typed
        return {"comment": typed["comment"], **{name: name not in typed["wrong"] for name, _word in self.ASPECTS}}


class ReasonForm(ActForm):
    """Why an item is locked, cleared or retired."""

    reason = forms.CharField(label=_("Reason"), widget=AREA, help_text=_("One sentence, without the item's words."))
