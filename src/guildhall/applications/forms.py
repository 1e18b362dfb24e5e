"""The shape of what people type in this room; whether it is allowed, the acts decide."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from guildhall.applications.models import Verdict
from guildhall.schemes.models import SchemeVersion
from guildhall.schemes.queries import open_to_applicants
from guildhall.shell.forms import ActForm
from guildhall.vault.forms import UploadField
from guildhall.vault.kinds import JPEG, PDF, PNG

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

PAPERS = (PDF, JPEG, PNG)
"""What a certificate, a letter or a signed paper may be handed in as."""


def _words(label: "_StrOrPromise", help_text: "_StrOrPromise" = "", *, rows: int = 4) -> forms.CharField:
    """A field for a few sentences; whether they must be there, the act says."""
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, required=False, max_length=5000, widget=area)


class LanguageForm(ActForm):
    """In which language somebody wants to be assessed."""

    language = forms.ChoiceField(label=_("Language of the assessment"))

    def __init__(self, *args: Any, languages: str = "", **more: Any) -> None:
        super().__init__(*args, **more)
        names = dict(settings.LANGUAGES)
        field = self.fields["language"]
        field.choices = [(code, names.get(code, code)) for code in languages.split()]  # type: ignore[attr-defined]


class BeginForForm(ActForm):
    """What somebody without an account applies for."""

    version = forms.ModelChoiceField(label=_("Applies for"), queryset=SchemeVersion.objects.none())
    language = forms.ChoiceField(label=_("Language of the assessment"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["version"]
        field.queryset = open_to_applicants()  # type: ignore[attr-defined]
        field.label_from_instance = lambda version: f"{version.title} ({version.number})"  # type: ignore[attr-defined]


class IdentificationForm(ActForm):
    """Who applies."""

    birth_date = forms.DateField(label=_("Date of birth"))
    identity_document = forms.CharField(
        label=_("Document that identifies you"),
        max_length=200,
        help_text=_(
            "Its kind, its number and who issued it: “Passport C01X00T47, Germany”. You show it at every examination; "
            "no copy is needed."
        ),
    )


class TrainersForm(ActForm):
    """Who trained whoever applies."""

    trainers = _words(
        _("Who trained you for this work in the last years?"),
        _("People and schools, with the year. Nobody who trained you will examine you or decide about you."),
    )
    nobody = forms.BooleanField(label=_("Nobody trained me for this work"), required=False)


class NoticeForm(ActForm):
    """The answer to the notice about special arrangements."""

    needs_help = forms.TypedChoiceField(
        label=_("Do you need special arrangements in examinations?"),
        choices=[("no", _("No")), ("yes", _("Yes; I say on the next page what I need"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class WishForm(ActForm):
    """What somebody needs in examinations."""

    wish = _words(
        _("What do you need, and why?"),
        _(
            "For example more time, questions read aloud, a room of your own, breaks. Only those who decide about it "
            "read this; examiners learn what was granted, not why."
        ),
        rows=5,
    )


class ProofForm(ActForm):
    """A file or a statement that proves something."""

    paper = UploadField(
        allowed=PAPERS,
        required=False,
        label=_("File"),
        help_text=_("PDF, JPEG or PNG, up to %(size)s MB. It is kept encrypted.")
        % {"size": settings.GUILDHALL.max_upload_mb},
    )
    words = _words(_("In words"), _("What the file shows, or what proves it without a file."))


class EvidenceForm(ProofForm):
    """Evidence for a requirement."""

    dated_on = forms.DateField(
        label=_("Date on the document"), required=False, help_text=_("Where evidence ages, it counts from this day.")
    )


class AgreeForm(ActForm):
    """The signature under a text."""

    agreed = forms.BooleanField(label=_("I have read this and agree to it"), required=False)


class SignedPaperForm(ActForm):
    """What somebody signed on paper."""

    signed_on = forms.DateField(label=_("Signed on"), help_text=_("The date beside the signature."))
    scan = UploadField(allowed=PAPERS, label=_("Scan of the signed paper"), help_text=_("PDF, JPEG or PNG."))


class ConfirmForm(ActForm):
    """The signature under the application."""

    confirmed = forms.BooleanField(
        label=_("What I state here is complete and true, and I apply for certification under this scheme"),
        required=False,
    )


class PaperApplicationForm(ActForm):
    """The application that somebody signed on paper."""

    paper = UploadField(allowed=PAPERS, label=_("Scan of the signed application"), help_text=_("PDF, JPEG or PNG."))


class AnswerForm(ActForm):
    """The answer to what the reviewer asked."""

    answer = _words(_("Your answer"), _("Hand in files first, each with the requirement it belongs to."))


class TakeUpForm(ActForm):
    """What a reviewer declares before they review."""

    no_conflict = forms.BooleanField(
        label=_("I have no conflict of interest with this applicant"),
        required=False,
        help_text=_(
            "No family, friendship, business, employment, training or other tie, now or in the last two years."
        ),
    )


class TakeOverForm(TakeUpForm):
    """Why a review changes hands."""

    reason = _words(_("Why do you take it over?"), _("One sentence."), rows=2)


class FindForm(ActForm):
    """What a reviewer finds of one requirement."""

    verdict = forms.ChoiceField(label=_("Finding"), choices=Verdict.choices, widget=forms.RadioSelect)
    dated_on = forms.DateField(
        label=_("Counts from"), required=False, help_text=_("The date on the evidence, where it ages.")
    )
    reasons = _words(
        _("Reasons"), _("Needed where it is not met, does not apply, or was found otherwise before."), rows=2
    )


class QuestionForm(ActForm):
    """What somebody is asked."""

    question = _words(_("What do you ask?"), _("Whoever applies reads this word for word."), rows=5)


class SafeguardForm(ActForm):
    """How impartiality is kept."""

    safeguard = _words(
        _("How is impartiality kept?"),
        _("For example: reviewed, examined and decided by contracted experts who do not work with the applicant."),
    )


class ReasonsForm(ActForm):
    """Why something is turned down."""

    reasons = _words(_("Reasons"), _("Whoever applies reads them word for word, and may appeal against them."), rows=5)


class ReasonForm(ActForm):
    """Why something is put right."""

    reason = _words(_("Reason"), _("One sentence."), rows=2)


class GrantForm(ActForm):
    """What is granted."""

    extra_percent = forms.IntegerField(
        label=_("Extra time, in per cent of the usual time"), initial=0, min_value=0, max_value=200
    )
    read_aloud = forms.BooleanField(label=_("Questions are read aloud"), required=False)
    other = _words(_("Something else"), _("Invigilators read this; it does not say why."), rows=2)
    reasons = _words(_("Reasons"), _("Needed where less is granted than was asked for."), rows=3)
