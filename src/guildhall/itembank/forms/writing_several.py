"""The form of an item that asks several questions: one part a question, which are added, removed and moved by buttons.

Every question has the fields of its kind under a name of its own (``q2-stem``). Which there are, of which kind and in
which order, stands in `order`; whoever moves a question sends the form, and gets it back as it was typed.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.forms.writing import Part, QuestionForm, Step, area
from guildhall.itembank.forms.writing_choices import (
    AssociateForm,
    GapMatchForm,
    HottextForm,
    InlineChoiceForm,
    MultipleChoiceForm,
    OrderForm,
    SingleChoiceForm,
)
from guildhall.itembank.forms.writing_texts import MatchForm, SliderForm, TextEntryForm
from guildhall.itembank.questions import MOST_QUESTIONS, Form, Question
from guildhall.itembank.questions.texts import MOST_POINTS
from guildhall.itembank.shelf import Shelf
from guildhall.shell.forms import CARRIED

ONE = {
    Form.SINGLE_CHOICE: (SingleChoiceForm, _("Single choice")),
    Form.MULTIPLE_CHOICE: (MultipleChoiceForm, _("Multiple choice")),
    Form.INLINE_CHOICE: (InlineChoiceForm, _("Inline choice")),
    Form.TEXT_ENTRY: (TextEntryForm, _("Text entry")),
    Form.SLIDER: (SliderForm, _("Slider")),
    Form.ORDER: (OrderForm, _("Order")),
    Form.MATCH: (MatchForm, _("Match")),
    Form.ASSOCIATE: (AssociateForm, _("Associate")),
    Form.GAP_MATCH: (GapMatchForm, _("Gap match")),
    Form.HOTTEXT: (HottextForm, _("Hot text")),
}
"""The form of each kind of question of which there may be several, and what it is called."""

BEGINS = "1:single-choice 2:single-choice"
OF_THE_ITEM = (*CARRIED, "title", "language", "passage", "picture", "recording")

Order = list[tuple[int, Form]]
"""The numbers of the questions, as their fields are named, with their kinds, in the order of the item."""


def ordered(text: str) -> Order:
    """What a form says about its questions, without what no page of ours could have sent."""
    found: dict[int, Form] = {}
    for each in text.split():
        number, _colon, kind = each.partition(":")
        if number.isdecimal() and len(number) < 4 and kind in set(ONE):
            found.setdefault(int(number), Form(kind))
    return list(found.items())[:MOST_QUESTIONS]


def spelled(order: Order) -> str:
    """The questions as a form says them."""
    return " ".join(f"{number}:{kind}" for number, kind in order)


def arranged(order: Order, step: str) -> Order:
    """The questions after a button was pressed: ``add:order``, ``remove:2``, ``up:2`` or ``down:2``."""
    verb, _colon, what = step.partition(":")
    if verb == "add" and what in set(ONE) and len(order) < MOST_QUESTIONS:
        return [*order, (following(order), Form(what))]
    at = next((place for place, (number, _kind) in enumerate(order) if str(number) == what), None)
    if at is None:
        return order
    rest = order[:at] + order[at + 1 :]
    places = {"remove": None, "up": max(at - 1, 0), "down": at + 1}
    to = places.get(verb, at)
    return rest if to is None else [*rest[:to], order[at], *rest[to:]]


def following(order: Order) -> int:
    """The number of a question that is added."""
    return max((number for number, _kind in order), default=0) + 1


class SeveralForm(QuestionForm):
    """An item with several questions about one thing."""

    form = Form.SEVERAL
    stem = area(_("Introduction"), required=False, hint=_("What all questions are about: a case, or what to do first."))
    order = forms.CharField(widget=forms.HiddenInput, max_length=200)
    add = forms.ChoiceField(
        label=_("Another question"), required=False, choices=[(str(kind), name) for kind, (_form, name) in ONE.items()]
    )

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        said = self.data.get("order", "") if self.is_bound else self.initial.setdefault("order", BEGINS)
        self.placed_questions = ordered(said)

    @cached_property
    def questions(self) -> list[QuestionForm]:
        """The form of each question."""
        return self._made()

    def _made(self) -> list[QuestionForm]:
        return [self._one(number, kind) for number, kind in self.placed_questions]

    def _one(self, number: int, kind: Form) -> QuestionForm:
        name = f"q{number}"
        own = [key for key in self.initial if key.startswith(f"{name}-")]
        begins = {key.removeprefix(f"{name}-"): self.initial[key] for key in own}
        made = ONE[kind][0](self.data if self.is_bound else None, prefix=name, initial=begins)
        for each in OF_THE_ITEM:
            del made.fields[each]
        made.fields["points"] = forms.FloatField(
            label=_("Points"),
            min_value=0,
            max_value=MOST_POINTS,
            initial=1,
            help_text=_("For all that is right in it."),
        )
        if "each" in made.fields:
            made.fields["points"].help_text = _("For all that is right in it, or for every pair where each counts.")
        return made

    def is_valid(self) -> bool:
        """Whether the item and every question have their shape."""
        held = super().is_valid()
        wrong = [str(place) for place, each in enumerate(self.questions, start=1) if not each.is_valid()]
        if wrong and self.is_bound:
            self.add_error(None, _g("Look at these questions: %(places)s.") % {"places": ", ".join(wrong)})
        return held and not wrong

    @property
    def question(self) -> Question:
        asked = tuple(
            replace(each.alone, points=each.told["points"] or 0.0, language=self.told["language"] or "en")
            for each in self.questions
        )
        return replace(super().question, questions=asked)

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        return {}

    def fill_again(self, fields: dict[str, list[str]]) -> None:
        """Show again what was typed before a session was lost, question by question."""
        super().fill_again(fields)
        self.placed_questions = ordered(str(self.initial["order"]))
        self.questions = self._made()
        for each in self.questions:
            name = f"{each.prefix}-"
            each.fill_again({key.removeprefix(name): said for key, said in fields.items() if key.startswith(name)})

    def after(self, step: str) -> dict[str, Any]:
        """What stands in the form after one of its buttons was pressed: everything that was typed, in its new order."""
        typed = {each.html_name: each.data for form in (self, *self.questions) for each in form}
        return typed | {"order": spelled(arranged(self.placed_questions, step))}

    @classmethod
    def filled(cls, question: Question, shelf: Shelf) -> dict[str, Any]:
        order = [(place, Form(each.form)) for place, each in enumerate(question.questions, start=1)]
        parts = {
            f"q{place}-{name}": value
            for (place, kind), each in zip(order, question.questions, strict=True)
            for name, value in _filled(ONE[kind][0], each).items()
        }
        return super().filled(question, shelf) | parts | {"order": spelled(order)}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {}

    @property
    def asked(self) -> list[Part]:
        found = [Part(_g("Introduction"), self._those("stem"))]
        for place, each in enumerate(self.questions, start=1):
            found += self._parts(place, each)
        return [*found, self._adding()] if len(self.questions) < MOST_QUESTIONS else found

    def _parts(self, place: int, form: QuestionForm) -> list[Part]:
        """The parts of one question, the first with its points and its buttons."""
        first, *others = form.asked
        told = {"place": place, "kind": ONE[form.form][1]}
        title = _g("Question %(place)d: %(kind)s") % told
        fields = [*first.fields, form["points"]]
        opens = replace(first, title=title, fields=fields, name=str(form.prefix), moves=self._moves(place, form))
        return [opens, *(replace(each, title=_part(place, each)) for each in others)]

    def _moves(self, place: int, form: QuestionForm) -> list[Step]:
        number, name = str(form.prefix).removeprefix("q"), str(form.prefix)
        told = {"place": place}
        up = [Step(_g("Move question %(place)d up") % told, f"up:{number}", name)] if place > 1 else []
        last = place == len(self.questions)
        down = [] if last else [Step(_g("Move question %(place)d down") % told, f"down:{number}", name)]
        return [*up, *down, Step(_g("Remove question %(place)d") % told, f"remove:{number}", "writing")]

    def _adding(self) -> Part:
        new = f"q{following(self.placed_questions)}"
        step = Step(_g("Add a question"), "add", new)
        return Part(_g("Another question"), self._those("add"), name="add", moves=[step])


def _part(place: int, part: Part) -> str:
    return _g("Question %(place)d: %(part)s") % {"place": place, "part": part.title}


def _filled(kind: type[QuestionForm], question: Question) -> Mapping[str, Any]:
    """What stands in the fields of one question."""
    names = ("shuffle", "stem", "after", "base", "each", "points")
    return {name: getattr(question, name) for name in names} | kind.rows(question)
