"""What people type about imports: a file, the domain of each question, which are taken in or rejected, and rules."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.itembank.intake import FORMATS
from guildhall.itembank.models import Aspect, StagedItem
from guildhall.itembank.models.items import Level
from guildhall.itembank.rules.imports import LEFT_OUT
from guildhall.schemes.models import Domain
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField

MOST_WORDS = 60
"""How many words of an import are offered to make rules of, the commonest first."""


def choices_of(domains: Iterable[Domain]) -> list[tuple[str, str]]:
    """Domains, to choose one of them."""
    return [(each.code, str(each)) for each in domains]


class HandInForm(ActForm):
    """A file or package of items, and the domain for those that nothing else sorts."""

    file = UploadField(
        allowed=FORMATS,
        label=_("File"),
        help_text=_(
            "QTI 1.2 to 3.0 as XML or as a package (ZIP), Moodle XML, GIFT, Aiken, CSV, Excel or Word. It is kept "
            "encrypted."
        ),
    )
    domain_code = forms.ChoiceField(
        label=_("Domain for all that no rule sorts"),
        required=False,
        help_text=_("It can be changed for each question afterwards."),
    )

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("Chosen for each question later")), *choices_of(domains)]
        self.fields["domain_code"].choices = choices  # type: ignore[attr-defined]  # a choice field


class ArrangeForm(ActForm):
    """The domain of each good question of an import."""

    def __init__(self, *given: Any, staged: Sequence[StagedItem], domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("Not chosen yet")), *choices_of(domains), (LEFT_OUT, _("Leave it out"))]
        for each in staged:
            self.fields[f"domain_{each.position}"] = forms.ChoiceField(
                label=f"{each.title} ({each.name})",
                choices=choices,
                required=False,
                initial=LEFT_OUT if each.left_out else each.domain_code,
            )

    @property
    def domains(self) -> dict[int, str]:
        """What was chosen, by the position of the question."""
        return {int(name.removeprefix("domain_")): value for name, value in self.typed.items()}


class ChosenForm(ActForm):
    """Some questions of an import."""

    positions = forms.TypedMultipleChoiceField(
        label=_("Questions"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *given: Any, staged: Sequence[StagedItem], **more: Any) -> None:
        super().__init__(*given, **more)
        offered = [(each.position, f"{each.title or each.name} · {each.domain_code or '–'}") for each in staged]
        self.fields["positions"].choices = offered  # type: ignore[attr-defined]  # a choice field
        self.ask_for(*self.fields)


class RejectedForm(ChosenForm):
    """Some questions of an import, and why they stay out of the bank."""

    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stays with the import, so that nobody asks again."),
    )


class TaughtForm(ActForm):
    """Where the words lead that the files of an import say about their questions."""

    def __init__(
        self, *given: Any, words: Sequence[tuple[str, str, int]], domains: Sequence[Domain], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.said = [f"{aspect} {word}" for aspect, word, _count in words[:MOST_WORDS]]
        choices = [("", _("No rule")), *choices_of(domains)]
        for place, (aspect, word, count) in enumerate(words[:MOST_WORDS]):
            self.fields[f"word_{place}"] = forms.ChoiceField(
                label=f"{Aspect(aspect).label}: {word} ({count})", choices=choices, required=False
            )

    @property
    def taught(self) -> dict[str, str]:
        """The domain of every word that was given one."""
        typed = self.typed
        found = {said: typed[f"word_{place}"] for place, said in enumerate(self.said)}
        return {said: code for said, code in found.items() if code}


class ImportRuleForm(ActForm):
    """A rule that sorts imported questions."""

    aspect = forms.ChoiceField(label=_("Where the file says it"), choices=Aspect.choices)
    says = forms.CharField(
        label=_("The word"),
        max_length=200,
        help_text=_("As the file has it; capitals do not matter. A class or folder also stands for those within it."),
    )
    domain_code = forms.ChoiceField(label=_("Domain of the blueprint"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("None")), *Level.choices])

    def __init__(self, *given: Any, domains: Sequence[Domain], **more: Any) -> None:
        super().__init__(*given, **more)
        choices = [("", _("None")), *choices_of(domains)]
        self.fields["domain_code"].choices = choices  # type: ignore[attr-defined]  # a choice field
