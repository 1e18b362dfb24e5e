"""What holds of applications until somebody reviews them."""

from datetime import date

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from guildhall.applications import checklist, queries
from guildhall.applications.lifecycles import OPEN, ApplicationState
from guildhall.applications.models import Application, ApplicationKind
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.binding import CLAUSES as BINDING
from guildhall.schemes.binding import takes_applications
from guildhall.schemes.models import SchemeVersion
from guildhall.schemes.queries import in_effect
from guildhall.vault.files import Received

APPLYING = ("2012:9.1.1", "2012:9.1.2", "2026:9.2")
UNDECIDED = (ApplicationState.DRAFT, *OPEN)


@rule("R-24", clauses=BINDING)
def the_version_is_in_effect(*, version: SchemeVersion) -> Refusal | None:
    """Somebody applies under the version of a scheme that is in effect on that day."""
    return takes_applications(version)


@rule("R-24", clauses=BINDING)
def its_version_is_in_effect(*, application: Application) -> Refusal | None:
    """What is submitted stands under the version that is in effect, not under one that was replaced meanwhile."""
    if takes_applications(application.version) is None:
        return None
    return Refusal(
        _("%(version)s, under which this application was begun, is no longer in effect.")
        % {"version": application.version.number},
        mend=Mend(
            _("Go on under the version that is in effect: what you filled in is kept, signatures are given anew."),
            act="applications.application.go_on",
        ),
    )


@rule("R-24", clauses=BINDING)
def another_version_is_in_effect(*, application: Application) -> Refusal | None:
    """A draft goes on under another version only where its own is in effect no longer and another one is."""
    if takes_applications(application.version) is None:
        return Refusal(
            _("The version under which this application was begun is in effect."),
            mend=Mend(_("Nothing needs to be done: go on with the application.")),
        )
    if in_effect(application.version.scheme):
        return None
    return Refusal(
        _("No version of this scheme is in effect, so nobody can apply for it now."),
        mend=Mend(_("Wait for the next version, or withdraw the application.")),
    )


@rule("one-application", kind=Kind.OURS, clauses=APPLYING)
def no_other_application_is_open(*, person: Person, version: SchemeVersion, kind: str) -> Refusal | None:
    """Nobody has two open applications for the same thing."""
    others = Application.objects.filter(
        person=person, version__scheme_id=version.scheme_id, kind=kind, state__in=UNDECIDED
    )
    if (other := others.first()) is None:
        return None
    return Refusal(
        _("The application %(number)s for this scheme is open already.") % {"number": other.number},
        mend=Mend(_("Go on with that one, or withdraw it first."), link=("applications:mine",)),
    )


@rule("application-kind", kind=Kind.OURS, clauses=APPLYING)
def the_kind_is_known(*, kind: str) -> Refusal | None:
    """Somebody applies for something that the body does."""
    if kind in ApplicationKind.values:
        return None
    return Refusal(
        _("“%(kind)s” is nothing that can be applied for.") % {"kind": kind},
        mend=Mend(_("Choose one of the list.")),
        field="kind",
    )


@rule("application-language", kind=Kind.OURS, clauses=["2012:9.2.5", "2012:9.3.1", "2026:9.1"])
def the_language_is_offered(*, version: SchemeVersion, language: str) -> Refusal | None:
    """The assessment is asked for in a language that the scheme offers."""
    if language in version.languages.split():
        return None
    return Refusal(
        _("This scheme is not assessed in that language."),
        mend=Mend(_("Choose one of the languages of the scheme.")),
        field="language",
    )


@rule("erased-person", kind=Kind.OURS, clauses=["2012:7.1.1", "2026:7.1"])
def the_person_is_there(*, person: Person) -> Refusal | None:
    """Nobody applies for somebody whose particulars were erased."""
    if person.erased_at is None:
        return None
    return Refusal(
        _("The particulars of this person were erased, so nothing can be applied for in their name."),
        mend=Mend(_("Register the person anew, if they want to apply.")),
    )


@rule("draft-only", kind=Kind.OURS, clauses=APPLYING)
def it_is_a_draft(*, application: Application) -> Refusal | None:
    """What was submitted stays as it was submitted; until the review begins it can be recalled."""
    if application.state == ApplicationState.DRAFT:
        return None
    recalls = application.state == ApplicationState.SUBMITTED
    return Refusal(
        _("This application has been submitted, so it is no longer changed."),
        mend=Mend(
            _("Recall it first; that is possible until its review begins.")
            if recalls
            else _("The reviewer asks for whatever is missing."),
            act="applications.application.recall" if recalls else "",
            link=("applications:my-recall", str(application.pk)) if recalls else (),
        ),
    )


@rule("R-22", clauses=APPLYING)
def identification_is_whole(*, identity_document: str, birth_date: date | None) -> Refusal | None:
    """Who applies says when they were born and by which document they can be identified."""
    if not identity_document.strip():
        return _incomplete(_("The document that identifies you is missing."), "identity_document")
    if birth_date is None or birth_date >= clock.today():
        return _incomplete(_("Your date of birth is missing, or lies ahead."), "birth_date")
    return None


def _incomplete(sentence: str, field: str) -> Refusal:
    return Refusal(sentence, mend=Mend(_("Fill it in and save again.")), field=field)


@rule("R-22", clauses=[*APPLYING, "2012:5.2.3", "2026:5.2"])
def trainers_are_named_or_denied(*, trainers: str, nobody: bool) -> Refusal | None:
    """Whoever applies names who trained them for this scheme, or says that nobody did: examiners are chosen by it."""
    if bool(trainers.strip()) != nobody:
        return None
    sentence = (
        _("You say that nobody trained you, and name somebody.")
        if nobody
        else _("You name nobody who trained you and do not say that nobody did.")
    )
    return Refusal(
        sentence, mend=Mend(_("Name who trained you for this work, or say that nobody did.")), field="trainers"
    )


@rule("R-22", clauses=["2012:9.1.2", "2012:9.2.5", "2026:9.2", "2026:9.1"])
def no_request_contradicts(*, application: Application, needs_help: bool) -> Refusal | None:
    """Who says that they need no special arrangements has no request for them open."""
    if needs_help or queries.undecided_accommodation(application) is None:
        return None
    return Refusal(
        _("You have asked for special arrangements, and that request is open."),
        mend=Mend(_("Withdraw the request first, if you need none."), act="applications.accommodation.withdraw"),
        field="needs_help",
    )


@rule("R-22", clauses=APPLYING)
def nothing_due_is_missing(*, application: Application) -> Refusal | None:
    """No application is submitted without identification, agreement, evidence for what is due, and the answers due."""
    missing = [each.missing for each in checklist.incomplete(application)]
    if not missing:
        return None
    return Refusal(
        _("This application is not complete. Still missing: %(missing)s.")
        % {"missing": get_text_list(missing, _("and"))},
        mend=Mend(_("Complete what is listed; each part has its page.")),
    )


@rule("R-22", clauses=["2012:9.1.2", "2026:9.2"])
def it_is_signed(*, by: Actor, application: Application, confirmed: bool, paper: Received | None) -> Refusal | None:
    """Submitting is signing: the applicant confirms what they state, or the application that they signed is kept."""
    if by.is_person(application.person_id):
        return None if confirmed else _unsigned()
    if paper is not None:
        return None
    return Refusal(
        _("Only whoever applies can sign here; for what they signed on paper, the paper is kept."),
        mend=Mend(_("Scan the signed application and hand it in as PDF, PNG or JPEG.")),
        field="paper",
    )


def _unsigned() -> Refusal:
    return Refusal(
        _("You have not confirmed that what you state is complete and true; an application is signed by that."),
        mend=Mend(_("Read it through and tick the box.")),
        field="confirmed",
    )


@rule("T-21", kind=Kind.ACCREDITATION, clauses=["2012:9.1.3", "2026:9.2"])
def the_answer_is_overdue(*, application: Application) -> Refusal | None:
    """An application lapses when what was asked of the applicant was not answered in time, and for no other reason."""
    inquiry = queries.open_inquiry(application)
    if inquiry and inquiry.due_on < clock.today():
        return None
    day = date_format(inquiry.due_on, "j M Y") if inquiry else "–"
    return Refusal(
        _("The time to answer is not over; it ends with %(day)s.") % {"day": day},
        mend=Mend(_("It lapses by itself after that day.")),
    )
