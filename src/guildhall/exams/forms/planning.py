"""What is typed while sittings are planned, staffed, opened and completed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.exams.conditions import MET, NOT_MET, Condition
from guildhall.exams.models import Channel, Checklist, Duty, Form, IrregularityKind, Mode, Sitting
from guildhall.identity.models import Person
from guildhall.personnel import queries as resources
from guildhall.personnel.models import Equipment, ExamRoom, Venue
from guildhall.schemes.models import Component
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated


def moment(label: Any) -> forms.DateTimeField:
    """A moment, in the time zone of who types it."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


class SittingForm(ActForm):
    """When, where and how a component is examined."""

    channel = forms.ChoiceField(label=_("How"), choices=Channel.choices)
    mode = forms.ChoiceField(label=_("Where"), choices=Mode.choices)
    room = forms.ModelChoiceField(label=_("Room"), queryset=ExamRoom.objects.none(), required=False)
    platform = forms.ModelChoiceField(label=_("Platform"), queryset=Venue.objects.none(), required=False)
    place = forms.CharField(
        label=_("What candidates are told of the place"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the name and address of the room or platform."),
    )
    provider = forms.ChoiceField(
        label=_("Provider"),
        required=False,
        help_text=_(
            "Only for a sitting at a provider's centre: who is on the list and holds examinations of this scheme."
        ),
    )
    begins_at = moment(_("Begins"))
    ends_at = moment(_("Ends"))
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, initial=12)
    form = forms.ModelChoiceField(label=_("Form"), queryset=Form.objects.none(), required=False)
    checklist = forms.ModelChoiceField(label=_("Checklist"), queryset=Checklist.objects.none(), required=False)

    def __init__(
        self,
        *args: Any,
        given: QuerySet[Form],
        checklists: QuerySet[Checklist],
        channels: Iterable[Channel],
        providers: Iterable[str],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        offered = [(each.value, each.label) for each in channels]
        self.fields["channel"].choices = offered  # type: ignore[attr-defined]  # a field of choices
        listed = [("", _("none")), *((name, name) for name in providers)]
        self.fields["provider"].choices = listed  # type: ignore[attr-defined]  # a field of choices
        _offer(self, "form", given)
        _offer(self, "checklist", checklists)
        offer_places(self, "room", "platform")


class ComponentForm(forms.Form):
    """For which component a sitting is planned."""

    component = forms.ModelChoiceField(label=_("Component"), queryset=Component.objects.none())

    def __init__(self, *args: Any, components: QuerySet[Component], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["component"].queryset = components  # type: ignore[attr-defined]  # a field of choices


class EquipForm(ActForm):
    """What a sitting gives in place of what it gave."""

    form = forms.ModelChoiceField(label=_("Form"), queryset=Form.objects.none(), required=False)
    checklist = forms.ModelChoiceField(label=_("Checklist"), queryset=Checklist.objects.none(), required=False)

    def __init__(self, *args: Any, given: QuerySet[Form], checklists: QuerySet[Checklist], **more: Any) -> None:
        super().__init__(*args, **more)
        _offer(self, "form", given)
        _offer(self, "checklist", checklists)


class PostponeForm(ActForm):
    """Another time or place."""

    begins_at = moment(_("Begins"))
    ends_at = moment(_("Ends"))
    place = forms.CharField(label=_("Place"), max_length=200)
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)


class LocateForm(ActForm):
    """Where a sitting is held instead: a room, or a platform for one at a distance."""

    room = forms.ModelChoiceField(label=_("Room"), queryset=ExamRoom.objects.none(), required=False)
    platform = forms.ModelChoiceField(label=_("Platform"), queryset=Venue.objects.none(), required=False)
    place = forms.CharField(
        label=_("What candidates are told of the place"),
        max_length=200,
        required=False,
        help_text=_("Left empty, the name and address of the room or platform."),
    )

    def __init__(self, *args: Any, mode: str, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["platform" if mode == Mode.ROOM else "room"]
        offer_places(self, "room" if mode == Mode.ROOM else "platform")

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed; what is not asked is none."""
        return {"room": None, "platform": None, **super().typed}


class AssignForm(ActForm):
    """What is used at a sitting."""

    equipment = forms.ModelChoiceField(
        label=_("Equipment"), queryset=Equipment.objects.none(), help_text=_("What is in service.")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["equipment"]
        field.queryset = resources.equipment_in_service()
        field.label_from_instance = lambda each: f"{each.number} {each.name} · {each.serial}"


class CancelForm(ActForm):
    """Why a sitting does not take place, and where its candidates go."""

    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    instead = forms.ModelChoiceField(
        label=_("Move everybody to"),
        queryset=Sitting.objects.none(),
        required=False,
        empty_label=_("nowhere: they choose another seat themselves"),
    )

    def __init__(self, *args: Any, others: QuerySet[Sitting], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["instead"].queryset = others  # type: ignore[attr-defined]  # a field of choices


class DutyForm(ActForm):
    """Who goes on duty."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), widget=forms.HiddenInput)
    duty = forms.ChoiceField(choices=Duty.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: QuerySet[Person], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]  # a field of choices


class ConditionsForm(ActForm):
    """An answer for each condition, and what was done where one is not met."""

    def __init__(self, *args: Any, asked: Iterable[Condition], found: dict[str, Any], **more: Any) -> None:
        super().__init__(*args, **more)
        for each in asked:
            before = found.get(each.code, {})
            self.fields[each.code] = forms.ChoiceField(
                label=translated(each.words),
                choices=[(MET, _("met")), (NOT_MET, _("not met"))],
                widget=forms.RadioSelect,
                required=False,
                initial=before.get("found"),
            )
            self.fields[f"{each.code}_note"] = forms.CharField(
                label=_("What was done about it"), required=False, max_length=500, initial=before.get("note", "")
            )

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """The answers, by condition."""
        notes = {name.removesuffix("_note"): value for name, value in self.typed.items() if name.endswith("_note")}
        return {code: {"found": self.typed[code], "note": note} for code, note in notes.items()}


class IrregularityForm(ActForm):
    """What went otherwise than the manual says."""

    kind = forms.ChoiceField(label=_("What"), choices=IrregularityKind.choices)
    words = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("When, who saw it, what was done."),
    )


class SettlementForm(ActForm):
    """What an irregularity meant."""

    settlement = forms.CharField(
        label=_("What it means for the results"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )


class CountForm(ActForm):
    """What was counted when the log of a sitting is completed."""

    present = forms.IntegerField(label=_("Present by the attendance list"), min_value=0)
    absent = forms.IntegerField(label=_("Absent by the attendance list"), min_value=0)
    booklets_issued = forms.IntegerField(label=_("Booklets handed out"), min_value=0, initial=0)
    booklets_returned = forms.IntegerField(label=_("Booklets that came back"), min_value=0, initial=0)
    remark = forms.CharField(label=_("Remark"), widget=forms.Textarea(attrs={"rows": 2}), required=False)


def _offer(form: forms.Form, name: str, records: QuerySet[Any]) -> None:
    """Offer `records`, by their number and title; a field with nothing to offer is left out."""
    field: Any = form.fields[name]
    if not records.exists():
        del form.fields[name]
        return
    field.queryset = records
    field.label_from_instance = lambda each: f"{each} · {each.title}"


def offer_places(form: forms.Form, *names: str) -> None:
    """Offer the rooms and platforms that can be used today; a field with nothing to offer is left out."""
    for name in names:
        field: Any = form.fields[name]
        field.queryset = resources.rooms_in_use() if name == "room" else resources.platforms_in_use()
        field.label_from_instance = _called
        if not field.queryset.exists():
            del form.fields[name]


def _called(place: ExamRoom | Venue) -> str:
    """A room or platform with how many it takes."""
    name = f"{place.venue.name}, {place.name}" if isinstance(place, ExamRoom) else place.name
    return _("%(name)s (%(seats)d seats)") % {"name": name, "seats": place.capacity}
