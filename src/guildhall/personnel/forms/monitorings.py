"""What people type about the monitoring of somebody's work."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.identity import persons
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.personnel import observation
from guildhall.personnel.forms.common import ReasonsForm, called, day_field, words_field
from guildhall.personnel.models import MonitoringKind
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated


class PlanForm(ActForm):
    """How somebody's work is looked at, by whom, when, and why now."""

    kind = forms.ChoiceField(label=_("How?"), choices=MonitoringKind.choices)
    monitor = forms.ModelChoiceField(label=_("Who looks at it?"), queryset=Person.objects.none(), empty_label=None)
    planned_on = day_field(_("On which day?"), initial=clock.today)
    why = words_field(
        _("Why now?"), required=False, help_text=_("The risk that sets the day. An assessor will read this.")
    )

    def __init__(self, *args: Any, monitors: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        known = persons.names(monitors.values_list("pk", flat=True))
        who: Any = self.fields["monitor"]
        who.queryset, who.label_from_instance = monitors, lambda one: called(one, known)


class ObservationForm(ActForm):
    """What was seen, question by question."""

    held_on = day_field(_("On which day was it?"), initial=clock.today)
    findings = words_field(
        _("What else did you see?"),
        rows=4,
        required=False,
        help_text=_("Strengths as well; who was monitored reads it."),
    )

    def __init__(self, *args: Any, kind: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = observation.FORMS[kind]
        for each in self.asked:
            self.fields[each.code] = forms.ChoiceField(
                label=translated(each.words),
                choices=[(found.value, translated(word)) for found, word in observation.WORDS.items()],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{each.code}_note"] = forms.CharField(label=_("What you saw"), required=False, max_length=1000)

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """The answers, by question."""
        typed = self.typed
        return {each.code: {"found": typed[each.code], "note": typed[f"{each.code}_note"]} for each in self.asked}


class MeasuresForm(ReasonsForm):
    """What has to change, and by when."""

    measures = words_field(_("What is to be done?"), required=False)
    measures_until = day_field(_("By when?"))


class SettlementForm(ActForm):
    """What was done, and what it brought about."""

    settlement = words_field(_("What was done?"), required=False, help_text=_("And how you know that it helped."))
