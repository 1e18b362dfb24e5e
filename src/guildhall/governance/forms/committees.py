"""What is typed when committees are set up, meet and resolve."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.governance.models import Addressee, Choice, CommitteeKind, Majority, Meeting, Seat
from guildhall.identity.forms import PersonField
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import PAPERS

USUAL_TERM = Period(months=36)
AREA = forms.Textarea(attrs={"rows": 4})


def moment(label: Any) -> forms.DateTimeField:
    """A moment, in the time zone of who types it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


class LinesField(forms.CharField):
    """Several words, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        return tuple(line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip())

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) or value is None else "\n".join(value)


class CommitteeForm(ActForm):
    """What a committee is for, who sits on it, and how it resolves."""

    kind = forms.ChoiceField(label=_("What kind of committee?"), choices=CommitteeKind.choices)
    scope = forms.ModelChoiceField(
        label=_("For the body or for which scheme?"), queryset=Scope.objects.none(), empty_label=None
    )
    name = forms.CharField(label=_("Name"), max_length=200)
    mandate = forms.CharField(
        label=_("Mandate"),
        widget=AREA,
        help_text=_("What it advises or decides on, and what it may do where its advice is not followed."),
    )
    categories = LinesField(
        label=_("Interests"),
        help_text=_("One a line, at least three: employers, certified persons, schools, the public …"),
    )
    quorum = forms.IntegerField(label=_("How many members must be there?"), min_value=1, initial=3)
    quorum_categories = forms.IntegerField(label=_("For how many interests?"), min_value=1, initial=2)
    majority = forms.ChoiceField(label=_("What carries a motion?"), choices=Majority.choices)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["scope"].queryset = Scope.objects.order_by("kind", "number")  # type: ignore[attr-defined]


class SeatForm(ActForm):
    """Who sits for which interest, until when."""

    person = PersonField(
        label=_("Who?"), help_text=_("Number or e-mail address of somebody with the role of committee member.")
    )
    category = forms.ChoiceField(label=_("For which interest?"))
    from_on = forms.DateField(label=_("From"), initial=clock.today)
    until_on = forms.DateField(label=_("Until"), initial=lambda: USUAL_TERM.after(clock.today()))
    votes = forms.BooleanField(label=_("With a vote"), required=False, initial=True)
    chairs = forms.BooleanField(label=_("Chairs the committee"), required=False)

    def __init__(self, *args: Any, categories: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["category"].choices = [(each, each) for each in categories]  # type: ignore[attr-defined]


class MeetingForm(ActForm):
    """When and where a committee meets."""

    place = forms.CharField(label=_("Where?"), max_length=200, help_text=_("A room, or the address of a call."))
    begins_at = moment(_("Begins"))
    ends_at = moment(_("Ends"))


class ItemForm(ActForm):
    """What is put on the agenda."""

    title = forms.CharField(
        label=_("What is it about?"),
        max_length=200,
        help_text=_("Every member reads this to know whether they have a conflict; keep what is confidential out."),
    )
    motion = forms.CharField(
        label=_("Motion"),
        required=False,
        widget=AREA,
        help_text=_("Word for word what is voted on; empty where nothing is voted on yet."),
    )


class BringForm(ItemForm):
    """At which meeting a record is brought before a committee."""

    meeting = forms.ModelChoiceField(
        label=_("At which meeting?"),
        queryset=Meeting.objects.none(),
        empty_label=None,
        help_text=_("Meetings that are not over. Plan one on the page of the committee where none is listed."),
    )
    field_order = ("meeting", "title", "motion")

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["meeting"]
        field.queryset = meetings
        field.label_from_instance = lambda each: f"{each.number} · {each.committee.name}"


class WordsForm(ActForm):
    """Words of a motion, or of minutes."""

    words = forms.CharField(label=_("Words"), required=False, widget=forms.Textarea(attrs={"rows": 8}))


class PaperForm(ActForm):
    """A paper for an item."""

    title = forms.CharField(label=_("Title"), max_length=200)
    file = UploadField(
        allowed=PAPERS, label=_("File"), help_text=_("Kept encrypted; members without a conflict in the item open it.")
    )


class PresentForm(ActForm):
    """Who is there when a meeting is opened."""

    present = forms.MultipleChoiceField(
        label=_("Who is there?"), required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], names: dict[UUID, str], **more: Any) -> None:
        super().__init__(*args, **more)
        offered = [(str(each.pk), f"{names.get(each.person_id, '')} · {each.category}") for each in seats]
        self.fields["present"].choices = offered  # type: ignore[attr-defined]  # a field of choices


class AttendanceForm(ActForm):
    """Whether a member is there now."""

    present = forms.BooleanField(label=_("Is there"), required=False)


class VoteForm(ActForm):
    """A vote."""

    choice = forms.ChoiceField(label=_("How do you vote?"), choices=Choice.choices, widget=forms.RadioSelect)


class HandForm(VoteForm):
    """A vote that the secretary counts by hand."""

    seat = forms.ModelChoiceField(label=_("Whose hand?"), queryset=Seat.objects.none(), empty_label=None)
    field_order = ("seat", "choice")

    def __init__(self, *args: Any, seats: QuerySet[Seat], names: dict[UUID, str], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["seat"]
        field.queryset = seats
        field.label_from_instance = lambda each: f"{names.get(each.person_id, '')} · {each.category}"
        self.fields["choice"].label = _("How do they vote?")


class ItemConflictForm(ActForm):
    """What conflict somebody has in an item."""

    words = forms.CharField(
        label=_("What is the conflict?"), required=False, widget=AREA, help_text=_("One sentence for the record.")
    )


class NamedConflictForm(ItemConflictForm):
    """A conflict that a member tells at the table."""

    person = PersonField(label=_("Whose?"), help_text=_("Number or e-mail address of the member."))
    field_order = ("person", "words")


class AcceptForm(ActForm):
    """How a resolution is carried out, by whom, until when."""

    answer = forms.CharField(label=_("How is it carried out?"), required=False, widget=AREA)
    responsible = PersonField(label=_("By whom?"), help_text=_("Number or e-mail address."))
    due_on = forms.DateField(label=_("Until when?"))


class DeclineForm(ActForm):
    """Why advice is not followed."""

    answer = forms.CharField(
        label=_("Why is it not followed?"),
        required=False,
        widget=AREA,
        help_text=_("The committee reads this, and may then act by itself."),
    )


class ReportForm(ActForm):
    """What was done."""

    report = forms.CharField(label=_("What was done, and where can it be seen?"), required=False, widget=AREA)


class ActionForm(ActForm):
    """What a committee did by itself."""

    addressee = forms.ChoiceField(label=_("To whom did the committee turn?"), choices=Addressee.choices)
    words = forms.CharField(label=_("With what?"), required=False, widget=AREA)
    taken_on = forms.DateField(label=_("When?"), initial=clock.today)
