"""How states and findings are shown."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.applications.lifecycles import ACCOMMODATION, APPLICATION, AccommodationState, ApplicationState
from guildhall.applications.models import Accommodation, Application, Inquiry, RequirementResult, Verdict
from guildhall.kernel import clock
from guildhall.shell.records import Row, Status, Tone
from guildhall.shell.words import translated
from guildhall.vault.fields import shown

TONES = {
    ApplicationState.DRAFT: Tone.OPEN,
    ApplicationState.SUBMITTED: Tone.SOON,
    ApplicationState.UNDER_REVIEW: Tone.OPEN,
    ApplicationState.INFORMATION_REQUESTED: Tone.SOON,
    ApplicationState.ACCEPTED: Tone.HOLDS,
    ApplicationState.REJECTED: Tone.FAILS,
    ApplicationState.WITHDRAWN: Tone.CLOSED,
    ApplicationState.LAPSED: Tone.CLOSED,
    ApplicationState.CLOSED: Tone.CLOSED,
}
ACCOMMODATION_TONES = {
    AccommodationState.REQUESTED: Tone.SOON,
    AccommodationState.EVIDENCE_ASKED: Tone.OPEN,
    AccommodationState.GRANTED: Tone.HOLDS,
    AccommodationState.PARTLY: Tone.HOLDS,
    AccommodationState.REFUSED: Tone.FAILS,
    AccommodationState.WITHDRAWN: Tone.CLOSED,
}
VERDICT_TONES = {Verdict.MET: Tone.HOLDS, Verdict.NOT_MET: Tone.FAILS, Verdict.NOT_APPLICABLE: Tone.CLOSED}


def status_of(application: Application) -> Status:
    """The state of an application in a word."""
    state = ApplicationState(application.state)
    return Status(translated(APPLICATION.words[state]), TONES[state])


def accommodation_status(asked: Accommodation) -> Status:
    """The state of a request for special arrangements in a word."""
    state = AccommodationState(asked.state)
    return Status(translated(ACCOMMODATION.words[state]), ACCOMMODATION_TONES[state])


def inquiry_rows(application: Application) -> list[Row]:
    """What was asked of whoever applies, and their answers, the latest first."""
    asked = application.inquiries.select_related("application__person").order_by("-asked_at")
    return [Row(shown(each, "question"), _answer(each), status=_answered(each)) for each in asked]


def _answer(inquiry: Inquiry) -> str:
    if inquiry.answered_at:
        return shown(inquiry, "answer")
    return _("To answer until %(day)s.") % {"day": date_format(inquiry.due_on, "j M Y")}


def _answered(inquiry: Inquiry) -> Status:
    return Status(_("Answered"), Tone.HOLDS) if inquiry.answered_at else Status(_("Not answered yet"), Tone.SOON)


def verdict_status(result: RequirementResult) -> Status:
    """What was found of a requirement, in a word; a finding that holds no longer says so."""
    verdict = Verdict(result.verdict)
    if result.valid_until and result.valid_until < clock.today():
        return Status(_("No longer fresh"), Tone.FAILS)
    return Status(str(verdict.label), VERDICT_TONES[verdict])
