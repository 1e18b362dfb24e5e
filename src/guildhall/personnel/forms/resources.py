"""What people type of venues, rooms, equipment and releases."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guildhall.kernel import clock
from guildhall.personnel import fitness
from guildhall.personnel.forms.common import SCANS
from guildhall.personnel.lifecycles import VenueState
from guildhall.personnel.models import Access, EquipmentKind, Proof, Venue, VenueKind
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.vault.forms import UploadField


def _words(label: Any, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), required=False, **more)


class VenueForm(ActForm):
    """What is registered of a venue, and what changes of it."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    address = forms.CharField(
        label=_("Address"),
        max_length=300,
        required=False,
        help_text=_("For a platform, the address at which candidates reach it."),
    )
    capacity = forms.IntegerField(
        label=_("How many at once"),
        min_value=1,
        required=False,
        help_text=_("For a platform only; a site has its seats in its rooms."),
    )
    release = forms.CharField(label=_("Version"), max_length=60, required=False, help_text=_("For a platform only."))
    accessibility = _words(_("Accessibility"), help_text=_("How people with disabilities reach and use it."))


class NewVenueForm(VenueForm):
    """A venue that is registered."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=VenueKind.choices)
    field_order = ("kind",)


class InspectionForm(ActForm):
    """An answer to each criterion, and what follows from all of them."""

    inspected_on = forms.DateField(label=_("Inspected on"), initial=clock.today)
    suitable = forms.TypedChoiceField(
        label=_("Can people be examined there?"),
        choices=[("yes", _("Yes, it is suitable")), ("no", _("No, not as it is"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = _words(_("What was found"), help_text=_("Where it is not suitable: what has to change."))
    report = UploadField(allowed=SCANS, label=_("Report"), required=False, help_text=_("PDF, PNG or JPEG."))

    def __init__(self, *args: Any, venue: Venue, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked = fitness.asked(venue.kind)
        for each in self.asked:
            self.fields[each.code] = forms.ChoiceField(
                label=translated(each.words),
                choices=[(fitness.MET, _("met")), (fitness.NOT_MET, _("not met"))],
                widget=forms.RadioSelect,
                required=False,
            )
            self.fields[f"{each.code}_note"] = forms.CharField(
                label=_("What follows from it"), required=False, max_length=500
            )

    @property
    def criteria(self) -> list[tuple[Any, Any]]:
        """The fields of each criterion."""
        return [(self[each.code], self[f"{each.code}_note"]) for each in self.asked]

    @property
    def rest(self) -> list[Any]:
        """The fields that stand around the criteria."""
        return [self[name] for name in ("inspected_on", "suitable", "words", "report")]

    @property
    def answers(self) -> dict[str, dict[str, str]]:
        """The answers, by criterion."""
        codes = [each.code for each in self.asked]
        return {code: {"found": self.typed[code], "note": self.typed[f"{code}_note"]} for code in codes}


class RoomForm(ActForm):
    """The seats of a room, and what makes it accessible."""

    capacity = forms.IntegerField(label=_("Seats"), min_value=1, initial=12)
    features = forms.MultipleChoiceField(
        label=_("Accessibility"), choices=Access.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    note = _words(_("Note"), 2)


class NewRoomForm(RoomForm):
    """A room that is added."""

    name = forms.CharField(label=_("Name"), max_length=100, required=False, help_text=_("As people find it there."))
    field_order = ("name",)


class EquipmentForm(ActForm):
    """Equipment that is registered."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=EquipmentKind.choices)
    name = forms.CharField(label=_("Name"), max_length=200)
    serial = forms.CharField(label=_("Serial number"), max_length=100)
    venue = forms.ModelChoiceField(
        label=_("Where it stands"), queryset=Venue.objects.none(), required=False, empty_label=_("nowhere for good")
    )
    proof = forms.ChoiceField(label=_("What shows that it is fit?"), choices=Proof.choices)
    why_none = _words(_("Why none is needed"), 2, help_text=_("Only where it is neither calibrated nor verified."))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        where: Any = self.fields["venue"]
        where.queryset = Venue.objects.exclude(state=VenueState.CLOSED).order_by("name")
        where.label_from_instance = lambda venue: f"{venue.name} ({venue.number})"


class CalibrationForm(ActForm):
    """What stands on a certificate."""

    done_on = forms.DateField(label=_("Done on"), initial=clock.today)
    valid_until = forms.DateField(label=_("Valid until"))
    laboratory = forms.CharField(label=_("By whom"), max_length=200)
    certificate = forms.CharField(label=_("Number of the certificate"), max_length=100)
    trace = forms.CharField(
        label=_("Leads back to"), max_length=200, required=False, help_text=_("The standard that it was held against.")
    )
    passed = forms.TypedChoiceField(
        label=_("Outcome"),
        choices=[("yes", _("Passed")), ("no", _("Failed: it is withdrawn at once"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    words = _words(_("What was found"))
    certificate_file = UploadField(
        allowed=SCANS, label=_("Certificate"), required=False, help_text=_("PDF, PNG or JPEG.")
    )


class UpkeepForm(ActForm):
    """Upkeep that is planned."""

    what = forms.CharField(label=_("What is to be done"), max_length=200, required=False)
    due_on = forms.DateField(label=_("Until"))
    months = forms.IntegerField(
        label=_("Again every so many months"), min_value=0, max_value=120, initial=0, help_text=_("0: only once.")
    )


class UpkeepDoneForm(ActForm):
    """Upkeep that was done."""

    done_on = forms.DateField(label=_("Done on"), initial=clock.today)
    found = _words(_("What was found and done"))


class SignatureForm(ActForm):
    """A signature below the report on a release."""

    words = _words(_("Remark"))


class PaceForm(ActForm):
    """How much one person does in a month."""

    pieces = forms.IntegerField(label=_("Pieces a month"), min_value=1, max_value=10_000)


class AuditQuestionForm(forms.Form):
    """What is to be audited: a process, in one scheme or all, over a period."""

    process = forms.ChoiceField(label=_("Process"))
    scheme = forms.ChoiceField(label=_("Scheme"), required=False)
    since = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(
        self, *args: Any, processes: list[tuple[str, str]], schemes: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*args, **{**more, "label_suffix": ""})
        for name, choices in (("process", processes), ("scheme", [("", _("all schemes and the body")), *schemes])):
            field: Any = self.fields[name]
            field.choices = choices
