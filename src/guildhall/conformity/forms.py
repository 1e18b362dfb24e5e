"""The shape of what people type here."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from guildhall.conformity.checks import Check
from guildhall.conformity.models import Verdict
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.shell.forms import ActForm

SENTENCES = [
    (Verdict.HOLDS.value, _("It holds")),
    (Verdict.DOES_NOT_HOLD.value, _("It does not hold")),
    (Verdict.NOT_APPLICABLE.value, _("It does not apply to this body")),
]


class JudgeForm(ActForm):
    """A judgement of a clause: an answer to each of its questions, what follows from them, and until when.

    The questions are those that no control answers today; a clause without one is judged by its reason alone.
    """

    verdict = forms.ChoiceField(label=_("Your judgement"), choices=SENTENCES, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What you looked at, and what you conclude from it. The next person must be able to follow."),
    )
    until_on = forms.DateField(
        label=_("Counts until"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("At most a year from today. Then the clause waits to be judged again."),
    )

    def __init__(self, *args: Any, questions: Sequence[Check] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["verdict"].widget.attrs["class"] = "verdicts"
        self.questions = [each.judge for each in questions]
        for place, each in enumerate(questions):
            self.fields[f"answer_{place}"] = _answer(each)
        self.order_fields([f"answer_{place}" for place in range(len(questions))])
        months = min((each.months for each in questions), default=12)
        self.fields["until_on"].initial = Period(months=months).after(clock.today())

    @property
    def judgement(self) -> dict[str, Any]:
        """What was typed, as the act takes it."""
        kept = {name: value for name, value in self.typed.items() if not name.startswith("answer_")}
        answers = {each: self.typed[f"answer_{place}"] for place, each in enumerate(self.questions)}
        return {**kept, "answers": answers}


def _answer(check: Check) -> forms.CharField:
    hint = _now("What the records must be able to show: %(check)s.") % {"check": check.check}
    return forms.CharField(label=check.judge, widget=forms.Textarea(attrs={"rows": 3}), help_text=hint)


class WithdrawForm(ActForm):
    """Why a judgement is withdrawn."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 4}))
