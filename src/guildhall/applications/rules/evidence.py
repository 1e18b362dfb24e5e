"""What holds of evidence and signatures."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.applications import queries
from guildhall.applications.lifecycles import ApplicationState
from guildhall.applications.models import Application, Evidence, RequirementResult, SignatureKind
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.schemes.models import Requirement
from guildhall.vault.files import Received

EVIDENCE = ("2012:9.1.2", "2026:9.2")
AGREEMENT = ("2012:9.1.2", "2012:9.7.2", "2026:9.2", "2026:9.7")

TAKES_EVIDENCE = (ApplicationState.DRAFT, ApplicationState.INFORMATION_REQUESTED, ApplicationState.ACCEPTED)
"""States in which evidence is handed in: before submission, when asked for, and after admission for later stages."""


@rule("evidence-time", kind=Kind.OURS, clauses=EVIDENCE)
def evidence_is_taken_now(*, application: Application) -> Refusal | None:
    """While somebody reviews, what they judge stays as it is; what is missing they ask for."""
    return _not_now(application)


@rule("evidence-time", kind=Kind.OURS, clauses=EVIDENCE)
def evidence_is_changed_now(*, evidence: Evidence) -> Refusal | None:
    """Evidence is taken back and replaced only while evidence is taken in."""
    return _not_now(evidence.application)


def _not_now(application: Application) -> Refusal | None:
    if application.state in TAKES_EVIDENCE:
        return None
    recalls = application.state == ApplicationState.SUBMITTED
    return Refusal(
        _("Evidence is not taken in at this point: the application has been submitted."),
        mend=Mend(
            _("Recall the application first; that is possible until its review begins.")
            if recalls
            else _("If anything is missing, the reviewer asks for it."),
            act="applications.application.recall" if recalls else "",
            link=("applications:my-recall", str(application.pk)) if recalls else (),
        ),
    )


@rule("evidence-whole", kind=Kind.OURS, clauses=EVIDENCE)
def something_is_shown(*, words: str, paper: Received | None) -> Refusal | None:
    """Evidence is a file, a statement in words, or both."""
    if paper is not None or words.strip():
        return None
    return Refusal(
        _("There is neither a file nor a statement here, so nothing would be proven."),
        mend=Mend(_("Choose a file, or say in words what proves it.")),
        field="paper",
    )


@rule("evidence-date", kind=Kind.OURS, clauses=EVIDENCE)
def evidence_is_not_from_tomorrow(*, dated_on: date | None) -> Refusal | None:
    """A certificate, a letter, an examination by a doctor has a date that is past."""
    if dated_on is None or dated_on <= clock.today():
        return None
    return Refusal(_("This date lies ahead."), mend=Mend(_("Give the date that stands on it.")), field="dated_on")


@rule("requirement-asked", kind=Kind.OURS, clauses=["2012:9.1.2", "2012:9.1.3", "2026:9.2"])
def the_requirement_is_of_its_version(*, application: Application, requirement: Requirement) -> Refusal | None:
    """An application is held against the requirements of its own scheme version, and no others (R-24)."""
    if requirement.version_id == application.version_id:
        return None
    return Refusal(
        _("%(code)s is no requirement of the version that is applied for.") % {"code": requirement.code},
        mend=Mend(_("Choose one of the requirements that the application lists.")),
    )


@rule("evidence-open", kind=Kind.OURS, clauses=EVIDENCE)
def evidence_stands(*, evidence: Evidence) -> Refusal | None:
    """What was taken back is not taken back again."""
    if evidence.removed_at is None:
        return None
    return Refusal(_("This evidence was taken back already."), mend=Mend(_("Hand in another one.")))


@rule("evidence-judged", kind=Kind.OURS, clauses=["2012:9.1.3", "2012:7.1.1", "2026:9.2", "2026:7.1"])
def nobody_judged_by_it(*, evidence: Evidence) -> Refusal | None:
    """What a finding rests on stays: the finding must be shown with it later."""
    results = RequirementResult.objects.filter(application=evidence.application_id, requirement=evidence.requirement_id)
    if not any(str(evidence.pk) in each.rests_on for each in results):
        return None
    return Refusal(
        _("A reviewer's finding rests on this evidence, so it stays."),
        mend=Mend(_("Hand in what is newer or better beside it."), act="applications.evidence.provide"),
    )


@rule("R-22", clauses=AGREEMENT)
def there_is_something_to_sign(*, application: Application, kind: str) -> Refusal | None:
    """What is signed are the words of the scheme version: its agreement, its code of conduct."""
    if kind in SignatureKind.values and text_of(application, kind):
        return None
    return Refusal(
        _("There is no such text in this version of the scheme, so nothing is signed."),
        mend=Mend(_("Look at the application again: it lists what is to be signed.")),
    )


@rule("signed-once", kind=Kind.OURS, clauses=AGREEMENT)
def it_was_not_signed_before(*, application: Application, kind: str) -> Refusal | None:
    """The words of one version are signed once."""
    if kind not in SignatureKind.values or queries.signed(application, kind) is None:
        return None
    return Refusal(_("This has been signed already."), mend=Mend(_("Nothing needs to be done.")))


@rule("R-22", clauses=AGREEMENT)
def it_was_agreed_to(*, agreed: bool) -> Refusal | None:
    """A signature is given by saying so, not by turning a page."""
    if agreed:
        return None
    return Refusal(
        _("You have not said that you agree, so nothing was signed."),
        mend=Mend(_("Read the text and tick the box, if you agree.")),
        field="agreed",
    )


@rule("paper-kept", kind=Kind.OURS, clauses=["2012:9.1.2", "2012:7.1.1", "2026:9.2", "2026:7.1"])
def the_signed_paper_is_kept(*, scan: Received | None) -> Refusal | None:
    """The signed paper itself is kept: what was entered can be held against it at any time."""
    if scan is not None:
        return None
    return Refusal(
        _("The signed paper itself is kept, and there is no scan of it here."),
        mend=Mend(_("Scan or photograph the signed paper and hand it in as PDF, PNG or JPEG.")),
        field="scan",
    )


@rule("R-22", clauses=AGREEMENT)
def paper_was_signed_already(*, signed_on: date) -> Refusal | None:
    """Paper that is entered has been signed, today or before."""
    if signed_on <= clock.today():
        return None
    return Refusal(
        _("This date lies ahead; paper that is entered has been signed already."),
        mend=Mend(_("Enter the date that stands beside the signature.")),
        field="signed_on",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_enters_their_own_paper(*, by: Actor, application: Application) -> Refusal | None:
    """Paper is entered by a second person, who can see that the signature is not their own."""
    if not by.is_person(application.person_id):
        return None
    return Refusal(
        _("This is your own application, and nobody enters their own paper."),
        mend=Mend(_("Sign here instead, or let somebody else enter the paper."), act="applications.signature.sign"),
    )


def text_of(application: Application, kind: str) -> str:
    """The very words that are signed."""
    version = application.version
    return version.agreement if kind == SignatureKind.AGREEMENT else version.code_of_conduct
