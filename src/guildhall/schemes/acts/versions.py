"""The way of a version: submitted, validated, approved, published, in effect, replaced, retired."""

from datetime import date

from guildhall.identity.models import Person
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.personnel.acts import founding
from guildhall.personnel.queries import founding_is_open
from guildhall.schemes.lifecycles import VERSION, VersionState
from guildhall.schemes.models import SchemeVersion, VersionReview
from guildhall.schemes.permissions import (
    answers_for_the_version,
    approves_the_version,
    judges_the_version,
    manages_the_version,
)
from guildhall.schemes.rules.committees import its_committee_adopted_it
from guildhall.schemes.rules.versions import (
    approver_is_no_author,
    body_says_what_everybody_may_know,
    effect_lies_ahead,
    its_day_has_come,
    next_review_is_in_time,
    no_training_is_favoured,
    own_course_is_the_only_one,
    review_is_told,
    reviewer_is_no_author,
    validation_is_told,
    validator_is_no_author,
    version_is_in_effect,
    version_is_in_validation,
    version_is_whole,
    version_was_validated,
)
from guildhall.schemes.rules.words import the_reason_is_said

TIMERS = actors.machine("timers")
"""Puts versions into effect on their day; nobody does it by hand."""
MACHINE = actors.machine("schemes")
"""Closes the founding of the body when its first scheme takes effect."""
CONTENT = ("2012:8.2", "2012:8.3", "2012:8.4", "2026:8")
REVIEW = ("2012:8.5", "2026:8")


@act(
    "schemes.version.submit",
    about="version",
    move=VERSION.submit,
    permission=manages_the_version,
    rules=[version_is_whole],
    clauses=CONTENT,
    sentence=gettext_noop("submitted {subject} for validation"),
)
def submit(*, by: Actor, version: SchemeVersion) -> SchemeVersion:
    """Hand a whole version in: experts who did not write it validate it, and nothing in it changes meanwhile."""
    return change(version, state=VersionState.VALIDATION)


@act(
    "schemes.version.send-back",
    about="version",
    move=VERSION.send_back,
    permission=judges_the_version,
    rules=[the_reason_is_said],
    clauses=REVIEW,
    sentence=gettext_noop("sent {subject} back: {reason}"),
)
def send_back(*, by: Actor, version: SchemeVersion, reason: str) -> SchemeVersion:
    """Send a version back to its author, with what must change; a validation given meanwhile counts no more."""
    anew = {"validation": "", "validated_at": None, "validated_by": None, "next_review_on": None}
    return change(version, state=VersionState.DRAFT, **anew)


@act(
    "schemes.version.validate",
    about="version",
    permission=judges_the_version,
    rules=[version_is_in_validation, validator_is_no_author, validation_is_told, next_review_is_in_time],
    clauses=REVIEW,
    sentence=gettext_noop("validated {subject}: {validation}"),
    label=gettext_noop("Validate"),
)
def validate(*, by: Actor, version: SchemeVersion, validation: str, next_review_on: date) -> SchemeVersion:
    """Record that a version was validated, by what and with what result, and when it is looked at again (T-16)."""
    return change(
        version,
        validation=validation,
        validated_at=clock.now(),
        validated_by=Person.objects.get(pk=by.name),
        next_review_on=next_review_on,
    )


@act(
    "schemes.version.approve",
    about="version",
    move=VERSION.approve,
    permission=approves_the_version,
    rules=[approver_is_no_author, version_was_validated, version_is_whole, its_committee_adopted_it],
    clauses=["2012:8.4", "2012:10.2.3", "2026:8"],
    sentence=gettext_noop("approved {subject}"),
)
def approve(*, by: Actor, version: SchemeVersion) -> SchemeVersion:
    """Approve a version that others wrote and validated; it may be published."""
    approver = Person.objects.get(pk=by.name)
    return change(version, state=VersionState.APPROVED, approved_at=clock.now(), approved_by=approver)


@act(
    "schemes.version.publish",
    about="version",
    move=VERSION.publish,
    permission=answers_for_the_version,
    rules=[
        effect_lies_ahead,
        own_course_is_the_only_one,
        no_training_is_favoured,
        body_says_what_everybody_may_know,
    ],
    clauses=["2012:7.2.2", "2012:7.2.3", "2012:9.2.2", "2026:7.2"],
    effective="effective_on",
    sentence=gettext_noop("published {subject}, to take effect on {effective_on}"),
)
def publish(
    *, by: Actor, version: SchemeVersion, effective_on: date, no_training_favoured: bool = False
) -> SchemeVersion:
    """Open a version to everybody; it takes effect on its day, which may be today, and replaces the one before it.

    `no_training_favoured` answers the question whether the text was read for hints that favour some training (R-56).
    """
    published = change(version, state=VersionState.PUBLISHED, published_at=clock.now(), effective_on=effective_on)
    return take_effect(by=TIMERS, version=published) if effective_on <= clock.today() else published


@act(
    "schemes.version.take-effect",
    about="version",
    move=VERSION.take_effect,
    permission=NOBODY,
    machines=[TIMERS.name],
    rules=[its_day_has_come],
    clauses=["2012:8.1", "2012:9.2.2", "2026:8"],
    sentence=gettext_noop("put {subject} into effect"),
)
def take_effect(*, by: Actor, version: SchemeVersion) -> SchemeVersion:
    """Put a published version into effect on its day; the one before it is replaced in the same moment.

    Whoever applied under the earlier version stays under it (R-24). With the first version of all the founding of the
    body ends, and with it every appointment without an evaluation (R-46).
    """
    earlier = SchemeVersion.objects.filter(scheme_id=version.scheme_id, state=VersionState.EFFECTIVE)
    for each in earlier.exclude(pk=version.pk).select_related("scheme__scope"):
        supersede(by=by, version=each)
    if founding_is_open():
        founding.close(by=MACHINE)
    return change(version, state=VersionState.EFFECTIVE)


@act(
    "schemes.version.supersede",
    about="version",
    move=VERSION.supersede,
    permission=NOBODY,
    machines=[TIMERS.name],
    clauses=["2012:8.1", "2012:9.2.2", "2026:8"],
    sentence=gettext_noop("replaced {subject} by a later version"),
)
def supersede(*, by: Actor, version: SchemeVersion) -> SchemeVersion:
    """Take a version out of effect for whoever comes now; who came under it may finish."""
    return change(version, state=VersionState.SUPERSEDED, superseded_on=clock.today())


@act(
    "schemes.version.retire",
    about="version",
    move=VERSION.retire,
    permission=answers_for_the_version,
    rules=[the_reason_is_said],
    clauses=["2012:8.1", "2012:8.5", "2026:8"],
    sentence=gettext_noop("retired {subject}: {reason}"),
)
def retire(*, by: Actor, version: SchemeVersion, reason: str) -> SchemeVersion:
    """End a version: nothing more is done under it, and its public page says so."""
    return change(version, state=VersionState.RETIRED)


@act(
    "schemes.version.abandon",
    about="version",
    move=VERSION.abandon,
    permission=manages_the_version,
    rules=[the_reason_is_said],
    clauses=["2012:8.4", "2026:8"],
    sentence=gettext_noop("abandoned {subject}: {reason}"),
)
def abandon(*, by: Actor, version: SchemeVersion, reason: str) -> SchemeVersion:
    """Give a version up before it was published; it keeps its number, and what was written stays in the record."""
    return change(version, state=VersionState.ABANDONED)


@act(
    "schemes.version.review",
    about="version",
    permission=answers_for_the_version,
    rules=[version_is_in_effect, reviewer_is_no_author, review_is_told, next_review_is_in_time],
    clauses=REVIEW,
    sentence=gettext_noop("reviewed {subject}: {findings}"),
    label=gettext_noop("Record a review"),
)
def review(*, by: Actor, version: SchemeVersion, outcome: str, findings: str, next_review_on: date) -> SchemeVersion:
    """Record that a version in effect was looked at again: what was found, and whether it is kept, changed or ended."""
    create(
        VersionReview,
        version=version,
        outcome=outcome,
        findings=findings,
        next_review_on=next_review_on,
        reviewed_by=Person.objects.get(pk=by.name),
    )
    return change(version, next_review_on=next_review_on)
