"""Applications are begun, filled in, submitted and recalled, withdrawn, and end.

Whoever applies does it themselves; operations do it for somebody without an account, from paper.
"""

from datetime import date

from guildhall.applications import overviews
from guildhall.applications.lifecycles import APPLICATION, ApplicationState
from guildhall.applications.models import Application, ApplicationKind, Evidence
from guildhall.applications.permissions import may_begin, may_work_on
from guildhall.applications.rules.applications import (
    another_version_is_in_effect,
    identification_is_whole,
    it_is_a_draft,
    it_is_signed,
    its_version_is_in_effect,
    no_other_application_is_open,
    no_request_contradicts,
    nothing_due_is_missing,
    the_answer_is_overdue,
    the_kind_is_known,
    the_language_is_offered,
    the_person_is_there,
    the_version_is_in_effect,
    trainers_are_named_or_denied,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.schemes.lifecycles import VersionState
from guildhall.schemes.models import Requirement, SchemeVersion
from guildhall.vault.files import Received, keep

APPLYING = ("2012:9.1.1", "2012:9.1.2", "2026:9.2")


@act(
    "applications.application.begin",
    about="person",
    move=APPLICATION.begin,
    permission=may_begin,
    rules=[
        the_person_is_there,
        the_kind_is_known,
        the_version_is_in_effect,
        the_language_is_offered,
        no_other_application_is_open,
    ],
    clauses=APPLYING,
    sentence=gettext_noop("began the application {subject}"),
)
def begin(
    *,
    by: Actor,
    person: Person,
    version: SchemeVersion,
    kind: str = ApplicationKind.INITIAL,
    language: str = "en",
) -> Application:
    """Begin an application under the version of a scheme that is in effect; nobody sees it until it is submitted."""
    return create(
        Application,
        number=next_number("A"),
        person=person,
        version=version,
        kind=kind,
        language=language,
        made_by=str(by),
        on_paper=not by.is_person(person.id),
    )


@act(
    "applications.application.identify",
    about="application",
    permission=may_work_on,
    rules=[it_is_a_draft, identification_is_whole],
    clauses=APPLYING,
    sentence=gettext_noop("said in {subject} who applies"),
    label=gettext_noop("Say who you are"),
)
def identify(*, by: Actor, application: Application, identity_document: str, birth_date: date | None) -> Application:
    """Say who applies: the date of birth, and the document by which they will be identified at examinations."""
    return change(application, identity_document=identity_document.strip(), birth_date=birth_date)


@act(
    "applications.application.name_trainers",
    about="application",
    permission=may_work_on,
    rules=[it_is_a_draft, trainers_are_named_or_denied],
    clauses=[*APPLYING, "2012:5.2.3", "2026:5.2"],
    sentence=gettext_noop("said in {subject} who trained the applicant"),
    label=gettext_noop("Say who trained you"),
)
def name_trainers(*, by: Actor, application: Application, trainers: str = "", nobody: bool = False) -> Application:
    """Say who trained the applicant for this work, or that nobody did: trainers neither examine nor decide."""
    return change(application, trainers=trainers.strip(), trainers_answered=True)


@act(
    "applications.application.answer_notice",
    about="application",
    permission=may_work_on,
    rules=[it_is_a_draft, no_request_contradicts],
    clauses=["2012:9.1.2", "2012:9.2.5", "2026:9.2", "2026:9.1"],
    sentence=gettext_noop("answered in {subject} the notice about special arrangements"),
    label=gettext_noop("Say whether you need special arrangements"),
)
def answer_notice(*, by: Actor, application: Application, needs_help: bool) -> Application:
    """Answer the notice that special arrangements for examinations can be asked for."""
    return change(application, needs_help=needs_help)


@act(
    "applications.application.see_overview",
    about="application",
    permission=may_work_on,
    rules=[it_is_a_draft],
    clauses=["2012:9.1.1", "2026:9.2"],
    sentence=gettext_noop("read the overview of {subject} with the fees"),
    label=gettext_noop("I have read the overview"),
)
def see_overview(*, by: Actor, application: Application) -> Application:
    """Keep what the applicant was shown of process, rights, duties and fees, word for word, and when."""
    return change(application, overview=overviews.of(application.version), overview_at=clock.now())


@act(
    "applications.application.submit",
    about="application",
    move=APPLICATION.submit,
    permission=may_work_on,
    rules=[its_version_is_in_effect, nothing_due_is_missing, it_is_signed],
    clauses=APPLYING,
    sentence=gettext_noop("submitted the application {subject}"),
)
def submit(
    *, by: Actor, application: Application, confirmed: bool = False, paper: Received | None = None
) -> Application:
    """Submit an application that is complete: with it the applicant signs that what they state is complete and true.

    What was signed on paper is kept as its scan. An applicant of the body's own personnel is flagged here (R-13).
    """
    return change(
        application,
        state=ApplicationState.SUBMITTED,
        moved_at=clock.now(),
        submitted_at=clock.now(),
        submitted_by=str(by),
        paper=keep(paper) if paper else None,
        employed=application.person.is_personnel,
    )


@act(
    "applications.application.recall",
    about="application",
    move=APPLICATION.recall,
    permission=may_work_on,
    clauses=APPLYING,
    sentence=gettext_noop("recalled the application {subject}"),
)
def recall(*, by: Actor, application: Application) -> Application:
    """Take a submitted application back to change it, as long as nobody has begun to review it."""
    return change(application, state=ApplicationState.DRAFT, moved_at=clock.now(), submitted_at=None, submitted_by="")


@act(
    "applications.application.withdraw",
    about="application",
    move=APPLICATION.withdraw,
    permission=may_work_on,
    clauses=["2012:9.1.3", "2026:9.2"],
    sentence=gettext_noop("withdrew the application {subject}"),
)
def withdraw(*, by: Actor, application: Application) -> Application:
    """Give an application up; it keeps its number and its place in the history, and another can be begun."""
    return change(application, state=ApplicationState.WITHDRAWN, moved_at=clock.now())


@act(
    "applications.application.go_on",
    about="application",
    permission=may_work_on,
    rules=[it_is_a_draft, another_version_is_in_effect],
    clauses=["2012:8.1", "2012:9.2.1", "2026:9.1"],
    sentence=gettext_noop("went on with {subject} under the version that is in effect"),
    label=gettext_noop("Go on under the version in effect"),
)
def go_on(*, by: Actor, application: Application) -> Application:
    """Go on with a draft under the version that replaced its own (R-24).

    Evidence stays with the requirement of the same code; overview and signatures are given anew, on the new words.
    """
    version = SchemeVersion.objects.get(scheme=application.version.scheme, state=VersionState.EFFECTIVE)
    asked = {each.code: each for each in Requirement.objects.filter(version=version)}
    standing = Evidence.objects.filter(application=application, removed_at__isnull=True)
    for evidence in standing.select_related(*Evidence.reload_with):
        if same := asked.get(evidence.requirement.code):
            change(evidence, requirement=same)
        else:
            change(evidence, removed_at=clock.now())
    return change(application, version=version, overview={}, overview_at=None)


@act(
    "applications.application.lapse",
    about="application",
    move=APPLICATION.lapse,
    permission=NOBODY,
    machines=["timers"],
    rules=[the_answer_is_overdue],
    clauses=["2012:9.1.3", "2026:9.2"],
    sentence=gettext_noop("saw the application {subject} lapse"),
)
def lapse(*, by: Actor, application: Application) -> Application:
    """End an application because what was asked of the applicant was not answered in time (T-21)."""
    return change(application, state=ApplicationState.LAPSED, moved_at=clock.now())


@act(
    "applications.application.close",
    about="application",
    move=APPLICATION.close,
    permission=NOBODY,
    machines=["candidacies"],
    clauses=["2012:9.1.3", "2026:9.2"],
    sentence=gettext_noop("closed the application {subject}"),
)
def close(*, by: Actor, application: Application) -> Application:
    """Close an application whose candidacy has ended; the room of examinations says when."""
    return change(application, state=ApplicationState.CLOSED, moved_at=clock.now())
