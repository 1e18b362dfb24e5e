"""What the forms of all kinds of question have in common, and how their fields are laid out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from string import ascii_uppercase
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.text import format_lazy
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.models import Level
from guildhall.itembank.questions import EACH, GRAPHIC, LANGUAGES, MOST_OPTIONS, MOST_SPOTS, Form, Question
from guildhall.itembank.shelf import Shelf
from guildhall.schemes.models import Domain
from guildhall.shell.forms import ActForm

LETTERS = ascii_uppercase[:MOST_OPTIONS]
SPOTS = ascii_uppercase[:MOST_SPOTS]
EVERY = range(1, len(LETTERS) + 1)
NAMES = {"en": _("English"), "de": _("German")}
BASES = (("string", _("Words")), ("integer", _("A whole number")), ("float", _("A number")))
PLACED = ("domain_code", "level", "topic")
ORIGIN = ("by_machine", "drafted_with")
MOST_OF_A_TEXT = 4000


@dataclass(frozen=True)
class Row:
    """A row of a part of the form: a letter, perhaps a mark that says it is right, and its fields."""

    name: str
    fields: Sequence[BoundField]
    mark: BoundWidget | None = None


@dataclass(frozen=True)
class Step:
    """A button that arranges the form anew: what it says, what it asks for, and to which part it leads."""

    words: str
    value: str
    leads_to: str


@dataclass(frozen=True)
class Part:
    """A part of the form under a heading of its own."""

    title: str
    fields: Sequence[BoundField] = ()
    rows: Sequence[Row] = field(default_factory=list)
    hint: str = ""
    problems: Sequence[str] = ()
    draws: bool = False
    name: str = ""
    moves: Sequence[Step] = ()


def area(
    label: Any, *, rows: int = 3, required: bool = True, hint: Any = "", most: int = MOST_OF_A_TEXT
) -> forms.CharField:
    """A field of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, widget=widget, required=required, help_text=hint, max_length=most, strip=True)


def one_line(text: str) -> str:
    """A text without its line breaks and doubled spaces."""
    return " ".join(text.split())


def lines(text: str) -> tuple[str, ...]:
    """The lines of a text that say something, each once."""
    return tuple(dict.fromkeys(one_line(each) for each in text.splitlines() if each.strip()))


def texts(name: str, label: Any, names: Iterable[str] = LETTERS, most: int = 100) -> dict[str, forms.Field]:
    """A field for a word or some numbers in every row."""
    return {
        f"{name}_{at}": forms.CharField(label=format_lazy(label, letter=letter), max_length=most, required=False)
        for at, letter in enumerate(names, start=1)
    }


def sentences(name: str, label: Any, names: Iterable[str] = LETTERS) -> dict[str, forms.Field]:
    """A field for a sentence in every row, that grows with what is written so that nothing of it is hidden."""
    return {
        f"{name}_{at}": area(format_lazy(label, letter=letter), rows=1, required=False, most=1000)
        for at, letter in enumerate(names, start=1)
    }


def choices(name: str, label: Any, names: Iterable[Any] = LETTERS) -> dict[str, forms.Field]:
    """A field in every row in which one of the names is chosen, or none."""
    offered = [("", "–"), *((str(each), str(each)) for each in names)]
    return {f"{name}_{at}": forms.ChoiceField(label=label, required=False, choices=offered) for at in EVERY}


class QuestionForm(ActForm):
    """What all kinds of question have; `domains` are asked for where a question is new."""

    template_name = "itembank/_question.html"
    form: ClassVar[Form]
    canvas_url = ""
    """Where the picture comes from on which spots are drawn."""

    title = forms.CharField(
        label=_("Title"), max_length=200, help_text=_("What item writers call it. Candidates do not see it.")
    )
    language = forms.ChoiceField(
        label=_("Language of the item"), choices=[(code, NAMES[code]) for code in LANGUAGES], initial="en"
    )
    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"))
    level = forms.ChoiceField(label=_("Cognitive level"), choices=[("", _("Not said")), *Level.choices], required=False)
    topic = forms.CharField(
        label=_("Topic"), max_length=120, required=False, help_text=_("A keyword, without words of the question.")
    )
    passage = forms.ChoiceField(
        label=_("Passage to read first"), required=False, help_text=_("Out of the library, where it can be added.")
    )
    recording = forms.ChoiceField(
        label=_("Recording to listen to first"),
        required=False,
        help_text=_("Out of the library, where it can be added; its transcript stands below it, closed."),
    )
    picture = forms.ChoiceField(
        label=_("Picture"), required=False, help_text=_("Out of the library, where it can be added.")
    )
    stem = area(_("Question"))
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

    def __init__(
        self, *given: Any, shelf: Shelf | None = None, domains: Sequence[Domain] | None = None, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields.update(self.in_rows())
        self.shelf = shelf or Shelf()
        if self.form in EACH:
            self.fields["each"] = forms.BooleanField(
                label=_("A point for every pair that is right; otherwise one point for all of them"), required=False
            )
        if self.form in GRAPHIC:
            self.ask_for("picture")
        self._offer("picture", [(name, each.label) for name, each in self.shelf.pictures.items()])
        self._offer("recording", [(name, each.label) for name, each in self.shelf.recordings.items()])
        self._offer("passage", [(name, each.label) for name, each in self.shelf.passages.items()])
        self._place(domains)

    def in_rows(self) -> dict[str, forms.Field]:
        """The fields that stand in rows."""
        return {}

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = [("", _("None")), *choices]  # type: ignore[attr-defined]  # a choice field

    def _place(self, domains: Sequence[Domain] | None) -> None:
        if domains is None:
            for name in (*PLACED, *ORIGIN):
                del self.fields[name]
        else:
            choices = [(each.code, str(each)) for each in domains]
            self.fields["domain_code"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def question(self) -> Question:
        """The question that was typed, as far as it could be read."""
        told = self.told
        picture = self.shelf.pictures.get(told["picture"])
        passage = self.shelf.passages.get(told["passage"])
        recording = self.shelf.recordings.get(told["recording"])
        return replace(
            self.alone,
            title=told["title"],
            language=told["language"] or "en",
            picture=picture.picture if picture else None,
            passage=passage.passage if passage else None,
            recording=recording.recording if recording else None,
        )

    @property
    def told(self) -> dict[str, Any]:
        """What was typed into every field; nothing where it could not be read."""
        return dict.fromkeys(self.fields, "") | self.typed

    @property
    def alone(self) -> Question:
        """What is asked, without its title and what stands above it."""
        told = self.told
        given = {"shuffle": bool(told.get("shuffle"))} | self.content(told)
        return Question(self.form, "", one_line(told["stem"]), each=bool(told.get("each")), **given)

    @property
    def placed(self) -> dict[str, Any]:
        """Where a new item belongs, and who drafted it."""
        return {name: self.typed[name] for name in (*PLACED, *ORIGIN)}

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        raise NotImplementedError

    @classmethod
    def filled(cls, question: Question, shelf: Shelf) -> dict[str, Any]:
        """What stands in the form for a question that exists."""
        names = ("title", "language", "shuffle", "stem", "after", "base", "each")
        return {name: getattr(question, name) for name in names} | shelf.chosen(question) | cls.rows(question)

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        """What stands in the fields of this kind alone."""
        raise NotImplementedError

    @property
    def parts(self) -> list[Part]:
        """The form, part by part, in the order in which an item is thought."""
        first = Part(_g("The item"), self._those("title", *PLACED[:1], "language", *PLACED[1:]))
        drawn = () if self.form in GRAPHIC else ("picture",)
        above = Part(_g("Above the question"), self._those("recording", "passage", *drawn))
        origin = [Part(_g("Where it comes from"), self._those(*ORIGIN))] if "by_machine" in self.fields else []
        return [first, above, *self.asked, *origin]

    @property
    def asked(self) -> list[Part]:
        """The parts of this kind: what is asked, and what is right."""
        raise NotImplementedError

    def _those(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names if name in self.fields]
