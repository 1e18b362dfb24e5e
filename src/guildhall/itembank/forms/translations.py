"""What people type about translations: into which language and by whom, and what was found."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import Person
from guildhall.shell.forms import ActForm


class TranslateForm(ActForm):
    """Into which language an item is translated, and by whom."""

    language = forms.CharField(label=_("Language"), max_length=20, help_text=_("Its code, for example de or fr-CH."))
    translator = forms.ChoiceField(
        label=_("Translator"),
        help_text=_("Somebody who writes items of the scheme. They see it as a draft of their own, with its key."),
    )

    def __init__(self, *given: Any, people: Iterable[tuple[Person, str]], **more: Any) -> None:
        super().__init__(*given, **more)
        self.people = {str(person.pk): person for person, _name in people}
        choices = [(str(person.pk), name) for person, name in people]
        self.fields["translator"].choices = choices  # type: ignore[attr-defined]  # a choice field

    @property
    def chosen(self) -> Person:
        """Who was chosen."""
        return self.people[self.typed["translator"]]


class FoundForm(ActForm):
    """What somebody found who compared a translation with its source."""

    note = forms.CharField(
        label=_("What did you find?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Terms, difficulty, what reads otherwise. Its translator reads this."),
    )
