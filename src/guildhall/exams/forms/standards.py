"""Forms of standard settings: for who leads a panel, and for who judges."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from guildhall.exams.models import SettingMethod, StandardSetting
from guildhall.exams.panels.questions import BOOKMARK, DIFFICULTY, RELEVANCE, Question
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated


def area(label: Any, *, rows: int = 4, help_text: Any = "") -> forms.CharField:
    """A text of several lines; whether it must be there, the act says."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


def _candidate() -> forms.CharField:
    return area(
        _("Who is just good enough?"),
        rows=6,
        help_text=_(
            "What somebody can and cannot do who just deserves to be certified; every judge thinks of this person."
        ),
    )


def _rounds() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Rounds"),
        initial=2,
        min_value=1,
        help_text=_("Two as a rule; between them judges see the panel’s view."),
    )


def _with_checks() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("Ask the questions of Hofstee and Beuk in the last round"),
        required=False,
        help_text=_("They check the cut against how many would fail, and never move it."),
    )


class PlanForm(ActForm):
    """How the standard of a form is found."""

    method = forms.ChoiceField(label=_("Method"), choices=SettingMethod.choices)
    candidate = _candidate()
    rounds = _rounds()
    with_checks = _with_checks()
    calibration = forms.ChoiceField(
        label=_("Calibration"), required=False, help_text=_("For a bookmark alone: it orders the booklet.")
    )

    def __init__(self, *args: Any, calibrations: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["calibration"].choices = [("", _("none")), *calibrations]  # type: ignore[attr-defined]  # a ChoiceField


class DescribeForm(ActForm):
    """What a panel is told, before it rates."""

    candidate = _candidate()
    rounds = _rounds()
    with_checks = _with_checks()


class SeatForm(ActForm):
    """Somebody for a panel."""

    person = forms.ChoiceField(label=_("Person"), help_text=_("Those who hold the role of a panel member here."))
    interest = forms.CharField(
        label=_("Whose view do they bring?"), max_length=100, help_text=_("Such as operators, employers, technicians.")
    )
    qualification = area(_("What qualifies them?"), rows=3, help_text=_("Years and kind of work; kept encrypted."))

    def __init__(self, *args: Any, people: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = people  # type: ignore[attr-defined]  # a ChoiceField


class DueForm(ActForm):
    """Until when a round is rated."""

    due_on = forms.DateField(label=_("To be rated by"), help_text=_("Judges rate in their own time; a week as a rule."))


class GroupsForm(ActForm):
    """What is known of candidates from elsewhere."""

    groups = area(
        _("Attempts"),
        rows=10,
        help_text=_(
            "One a line: the number of the attempt, a comma, and competent, borderline or other; for a borderline "
            "regression a number instead, from 1 (clear fail) over 2 (borderline) to 5 (excellent)."
        ),
    )
    source = area(_("From where is it known?"), rows=3, help_text=_("Who judged them, by what, knowing no score."))

    def clean_groups(self) -> dict[str, str]:
        """What is said of each attempt."""
        lines = (line.partition(",") for line in self.cleaned_data["groups"].splitlines() if line.strip())
        return {number.strip(): known.strip().lower() for number, _comma, known in lines}


class ConcludeForm(ActForm):
    """How a recommendation came about."""

    summary = area(
        _("Summary"), help_text=_("What the panel talked about, who left, and what to know about the number.")
    )


class AngoffForm(ActForm):
    """A percentage for one item."""

    said = forms.IntegerField(
        label=_("Of 100 persons who are just good enough, how many answer this rightly?"),
        min_value=0,
        max_value=100,
        help_text=_("0 to 100, in steps of five as a rule. Where several points can be earned: which share of them."),
        widget=forms.NumberInput(attrs={"step": 5, "autofocus": True, "inputmode": "numeric"}),
    )

    @property
    def judgement(self) -> str:
        """What is said, as the act reads it."""
        return str(self.cleaned_data["said"])


class YesNoForm(ActForm):
    """Yes or no for one item."""

    said = forms.ChoiceField(
        label=_("Would somebody who is just good enough answer this rightly?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
    )

    @property
    def judgement(self) -> str:
        """What is said, as the act reads it."""
        return str(self.cleaned_data["said"])


class EbelForm(ActForm):
    """The place of one item in the grid."""

    relevance = forms.ChoiceField(label=_("How relevant is it for the work?"), widget=forms.RadioSelect)
    difficulty = forms.ChoiceField(label=_("How hard is it for who is just good enough?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, words in (("relevance", RELEVANCE), ("difficulty", DIFFICULTY)):
            choices = [(each, translated(said)) for each, said in words.items()]
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # a ChoiceField

    @property
    def judgement(self) -> str:
        """What is said, as the act reads it."""
        return f"{self.cleaned_data['relevance']}:{self.cleaned_data['difficulty']}"


ITEM_FORMS: dict[str, type[AngoffForm] | type[YesNoForm] | type[EbelForm]] = {
    SettingMethod.ANGOFF: AngoffForm,
    SettingMethod.YES_NO: YesNoForm,
    SettingMethod.EBEL: EbelForm,
}
"""What asks for a judgement about an item, by method."""


class WholeForm(ActForm):
    """The questions about the form as a whole; what is left open is answered another time."""

    def __init__(self, *args: Any, asked: Sequence[Question], given: dict[str, Decimal], **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = asked
        for each in asked:
            self.fields[each.name] = forms.DecimalField(
                label=each.words,
                required=False,
                min_value=1 if each.name == BOOKMARK else 0,
                max_value=each.most,
                decimal_places=0 if each.name == BOOKMARK else 2,
                initial=given.get(each.name),
                help_text="" if each.name == BOOKMARK else now("In per cent"),
            )

    @property
    def opinions(self) -> dict[str, Decimal]:
        """What is answered, by question."""
        given = ((each.name, self.cleaned_data[each.name]) for each in self.asked)
        return {name: value for name, value in given if value is not None}


def told(setting: StandardSetting) -> dict[str, Any]:
    """What a panel is told now, as its form shows it."""
    return {"candidate": setting.candidate, "rounds": setting.rounds, "with_checks": setting.with_checks}


def groups_of(setting: StandardSetting) -> dict[str, Any]:
    """The groups that are named now, as their form shows them."""
    lines = setting.groups.order_by("attempt__number").values_list("attempt__number", "group")
    return {
        "groups": "\n".join(f"{number}, {group}" for number, group in lines),
        "source": setting.groups_source,
    }
