"""What is typed of agreements, public information, consents and requests under the law."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.governance.models import Consent, Language, Party, Recipient
from guildhall.governance.points import Point
from guildhall.identity.forms import PersonField
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.shell.forms import ActForm
from guildhall.shell.words import translated
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import JPEG, PDF, PNG

AREA = forms.Textarea(attrs={"rows": 4})
SCANS = (PDF, PNG, JPEG)
USUAL = Period(months=12)
ANSWERS = [("right", _("right")), ("wrong", _("to be put right")), ("not-applicable", _("does not apply"))]


class AgreementTextForm(ActForm):
    """What the body agrees with a kind of party."""

    party = forms.ChoiceField(label=_("With whom?"), choices=Party.choices)
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    scope_words = forms.CharField(label=_("What does it cover?"), required=False, widget=AREA)
    limits = forms.CharField(
        label=_("Where does the body’s service end?"),
        required=False,
        widget=AREA,
        help_text=_("What the body does not do, and what it does not promise."),
    )
    liability = forms.CharField(label=_("What is the body liable for?"), required=False, widget=AREA)
    words = forms.CharField(
        label=_("Text"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("An empty line begins a new paragraph."),
    )


class ReviewForm(ActForm):
    """What was found for each point of the public information."""

    findings = forms.CharField(
        label=_("What is done about what is not right?"),
        required=False,
        widget=AREA,
        help_text=_("By whom and until when."),
    )

    def __init__(self, *args: Any, points: Iterable[Point], **more: Any) -> None:
        super().__init__(*args, **more)
        for each in points:
            self.fields[each.code] = forms.ChoiceField(
                label=translated(each.title),
                help_text=translated(each.asks),
                choices=ANSWERS,
                widget=forms.RadioSelect,
                required=False,
            )
        self.order_fields([*(each.code for each in points), "findings"])


class ConsentForm(ActForm):
    """What somebody agrees that others are told about them."""

    recipient = forms.ChoiceField(label=_("Who is told?"), choices=Recipient.choices)
    recipient_name = forms.CharField(label=_("By name"), required=False, max_length=200)
    what = forms.CharField(
        label=_("What are they told?"), required=False, widget=AREA, help_text=_("Be as narrow as you wish.")
    )
    purpose = forms.CharField(label=_("What for?"), required=False, widget=AREA)
    until_on = forms.DateField(label=_("Until when?"), initial=lambda: USUAL.after(clock.today()))


class PaperConsentForm(ConsentForm):
    """A consent that somebody signed on paper."""

    person = PersonField(label=_("Who consents?"), help_text=_("Number or e-mail address."))
    given_on = forms.DateField(label=_("Signed on"), initial=clock.today)
    scan = UploadField(allowed=SCANS, label=_("Scan of the signed paper"), required=False)
    field_order = ("person", "given_on", "recipient", "recipient_name", "what", "purpose", "until_on", "scan")


class DisclosureForm(ActForm):
    """What was told, on which consent."""

    consent = forms.ModelChoiceField(label=_("On which consent?"), queryset=Consent.objects.none(), empty_label=None)
    what = forms.CharField(label=_("What was told?"), required=False, widget=AREA)

    def __init__(self, *args: Any, consents: QuerySet[Consent], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["consent"]
        field.queryset = consents
        field.label_from_instance = lambda each: f"{each.number} · {each.recipient_name}"


class RequestForm(ActForm):
    """A request under the law."""

    person = PersonField(label=_("About whom?"), help_text=_("Number or e-mail address."))
    authority = forms.CharField(label=_("Who asks?"), required=False, max_length=200)
    ground = forms.CharField(label=_("On which law?"), required=False, widget=AREA)
    what = forms.CharField(label=_("For what?"), required=False, widget=AREA)
    received_on = forms.DateField(label=_("Received on"), initial=clock.today)
    due_on = forms.DateField(label=_("To be answered by"), required=False)
    letter = UploadField(allowed=SCANS, label=_("The letter"), required=False)


class UpholdForm(ActForm):
    """Why a request is well founded, and whether the person may be told."""

    reason = forms.CharField(label=_("Why does the law oblige us?"), required=False, widget=AREA)
    silence = forms.CharField(
        label=_("Which law forbids to tell the person?"),
        required=False,
        widget=AREA,
        help_text=_("Empty where none does: they are told before anything is released."),
    )


class WhatForm(ActForm):
    """What is released."""

    what = forms.CharField(
        label=_("What is released?"), required=False, widget=AREA, help_text=_("What the law demands, and no more.")
    )
