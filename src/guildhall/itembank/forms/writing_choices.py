"""Forms of questions with options: one right, several right, a list in a sentence, an order, a text with passages."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.forms.writing import (
    EVERY,
    LETTERS,
    MOST_OF_A_TEXT,
    Part,
    QuestionForm,
    Row,
    area,
    choices,
    lines,
    one_line,
    sentences,
)
from guildhall.itembank.questions import Form, Question
from guildhall.itembank.questions.passages import marked

SHUFFLE = forms.BooleanField(
    label=_("Show the options to each candidate in another order"), required=False, initial=True
)


def written(told: dict[str, Any], names: str = LETTERS, field: str = "option") -> dict[str, str]:
    """The rows that say something, by the letter that stands before them."""
    rows = {letter: one_line(told[f"{field}_{at}"]) for at, letter in enumerate(names, start=1)}
    return {letter: text for letter, text in rows.items() if text}


def moved(kept: dict[str, Any]) -> dict[str, str]:
    """The letters as they are after the empty rows have gone."""
    return dict(zip(kept, LETTERS, strict=False))


def filled_rows(texts: tuple[str, ...], field: str = "option") -> dict[str, str]:
    """Texts in their rows."""
    return {f"{field}_{at}": text for at, text in enumerate(texts, start=1)}


class OptionsForm(QuestionForm):
    """Rows of options; `mark` names the field that says of each whether it is right."""

    shuffle = SHUFFLE

    def in_rows(self) -> dict[str, forms.Field]:
        return sentences("option", _("Option {letter}"))

    @property
    def asked(self) -> list[Part]:
        options = Part(
            _g("Options"),
            self._those("each", "shuffle"),
            self._rows(),
            hint=_g("Empty rows count for nothing."),
            problems=[str(each) for each in self.errors.get("key", ())],
        )
        return [Part(_g("Question"), self._those("stem", "after")), options]

    def _rows(self) -> list[Row]:
        marks = self._marks()
        return [
            Row(letter, self._those(f"option_{at}", *self._beside(at)), marks[at - 1] if marks else None)
            for at, letter in enumerate(LETTERS, start=1)
        ]

    def _marks(self) -> list[BoundWidget]:
        return self["key"].subwidgets if "key" in self.fields else []

    def _beside(self, at: int) -> tuple[str, ...]:
        """The fields that stand in a row beside its words."""
        return ()


class SingleChoiceForm(OptionsForm):
    """A question with one right option."""

    form = Form.SINGLE_CHOICE
    key: forms.Field = forms.ChoiceField(
        label=_("Right option"), choices=[(each, each) for each in LETTERS], widget=forms.RadioSelect
    )

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        kept = written(told)
        names = moved(kept)
        chosen = [told["key"]] if isinstance(told["key"], str) else told["key"]
        return {
            "options": tuple(kept.values()),
            "key": tuple(names[each] for each in chosen if each in names),
        }

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**filled_rows(question.options), "key": question.key[0]}


class MultipleChoiceForm(SingleChoiceForm):
    """A question with several right options."""

    form = Form.MULTIPLE_CHOICE
    key = forms.MultipleChoiceField(
        label=_("Right options"),
        choices=[(each, each) for each in LETTERS],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("One point for choosing exactly these."),
    )

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**super().rows(question), "key": list(question.key)}


class InlineChoiceForm(SingleChoiceForm):
    """A sentence with a list to choose from."""

    form = Form.INLINE_CHOICE
    stem = area(_("Text before the list"))
    after = area(_("Text after the list"), required=False)

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        return {**super().content(told), "after": one_line(told["after"])}


class OrderForm(OptionsForm):
    """Steps, in the order in which they are shown, each with its right place."""

    form = Form.ORDER

    def in_rows(self) -> dict[str, forms.Field]:
        return {**super().in_rows(), **choices("place", _("Its place"), EVERY)}

    def _beside(self, at: int) -> tuple[str, ...]:
        return (f"place_{at}",)

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        kept = written(told)
        return {"options": tuple(kept.values()), "key": in_order(told, moved(kept))}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**filled_rows(question.options), **places(question.key)}


def in_order(told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
    """The letters in their right order; nothing where two have the same place, or one has none."""
    at = {new: told[f"place_{LETTERS.index(old) + 1}"] for old, new in names.items()}
    complete = all(at.values()) and len(set(at.values())) == len(at)
    return tuple(sorted(at, key=lambda name: int(at[name]))) if complete else ()


def places(key: tuple[str, ...]) -> dict[str, str]:
    """The right place of every letter."""
    return {f"place_{LETTERS.index(name) + 1}": str(place) for place, name in enumerate(key, start=1)}


class AssociateForm(OptionsForm):
    """Options of which some belong together."""

    form = Form.ASSOCIATE

    def in_rows(self) -> dict[str, forms.Field]:
        return {**super().in_rows(), **choices("partner", _("Belongs to"))}

    def _beside(self, at: int) -> tuple[str, ...]:
        return (f"partner_{at}",)

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        kept = written(told)
        return {"options": tuple(kept.values()), "key": partners(told, moved(kept))}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {**filled_rows(question.options), **filled_partners(question)}


def partners(told: dict[str, Any], names: dict[str, str]) -> tuple[str, ...]:
    """The pairs that were told from either side, each once; a partner that is no row makes a pair with nothing."""
    found = (
        (new, names.get(other, "?"))
        for old, new in names.items()
        if (other := told[f"partner_{LETTERS.index(old) + 1}"])
    )
    return tuple(dict.fromkeys(" ".join(sorted(pair)) for pair in found))


def filled_partners(question: Question) -> dict[str, str]:
    """The partner of the first of every pair; where one belongs to several, each of these names it."""
    rows: dict[str, str] = {}
    for one, other in question.pairs:
        free, partner = (one, other) if f"partner_{LETTERS.index(one) + 1}" not in rows else (other, one)
        rows[f"partner_{LETTERS.index(free) + 1}"] = partner
    return rows


class HottextForm(QuestionForm):
    """A text in which passages are chosen."""

    form = Form.HOTTEXT
    text = area(
        _("Text"),
        rows=6,
        hint=_(
            "Put double brackets around every passage that can be chosen, and a star into the right ones: "
            "[[*The guard was open]] while [[the lamp was lit]]."
        ),
    )

    @property
    def asked(self) -> list[Part]:
        return [Part(_g("Question"), self._those("stem", "text"))]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        return {"text": one_line(told["text"])}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {"text": question.text}


class GapMatchForm(QuestionForm):
    """A text with gaps, and a list to fill them from."""

    form = Form.GAP_MATCH
    text = area(
        _("Text"),
        rows=6,
        hint=_("Put double brackets around the right word of every gap: Oil that is [[cold]] flows worse."),
    )
    words = forms.CharField(
        label=_("List to choose from"),
        required=False,
        max_length=MOST_OF_A_TEXT,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One a line, in the order in which it is shown. Right words that are missing are sorted in."),
    )
    shuffle = SHUFFLE

    @property
    def asked(self) -> list[Part]:
        return [Part(_g("Question"), self._those("stem", "text", "words", "each", "shuffle"))]

    def content(self, told: dict[str, Any]) -> dict[str, Any]:
        listed, text = lines(told["words"]), one_line(told["text"])
        missing = [each for each in dict.fromkeys(marked(text)) if each and each not in listed]
        options = sorted((*listed, *missing), key=str.casefold) if missing else listed
        return {"text": text, "options": tuple(options)}

    @classmethod
    def rows(cls, question: Question) -> dict[str, Any]:
        return {"text": question.text, "words": "\n".join(question.options)}
