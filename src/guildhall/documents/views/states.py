"""States of this room's records, in word, colour and sign."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.documents.lifecycles import EXTERNAL, IN_EFFECT, VERSION, ExternalState, VersionState
from guildhall.documents.models import DocumentVersion, ExternalDocument
from guildhall.kernel import clock
from guildhall.shell.records import Status, Tone
from guildhall.shell.words import translated

VERSIONS = {
    VersionState.DRAFT: Tone.OPEN,
    VersionState.IN_REVIEW: Tone.OPEN,
    VersionState.APPROVED: Tone.SOON,
    VersionState.EFFECTIVE: Tone.HOLDS,
    VersionState.UNDER_REVIEW: Tone.HOLDS,
    VersionState.OBSOLETE: Tone.CLOSED,
    VersionState.WITHDRAWN: Tone.CLOSED,
    VersionState.ARCHIVED: Tone.CLOSED,
    VersionState.DISCARDED: Tone.CLOSED,
}

EXTERNALS = {
    ExternalState.REGISTERED: Tone.SOON,
    ExternalState.CURRENT: Tone.HOLDS,
    ExternalState.SUPERSEDED: Tone.CLOSED,
}


def of_version(version: DocumentVersion) -> Status:
    """The state of a version."""
    state = VersionState(version.state)
    return Status(translated(VERSION.words[state]), VERSIONS[state])


def of_review(version: DocumentVersion) -> Status | None:
    """Whether the periodic review of a version in effect is due; None where it is not in effect."""
    return _due(version.review_due_on) if version.state in IN_EFFECT else None


def of_external(external: ExternalDocument) -> Status:
    """The state of a document from outside; overdue where nobody looked in time."""
    state = ExternalState(external.state)
    if state != ExternalState.SUPERSEDED and external.due_on < clock.today():
        return Status(_("Not looked up in time"), Tone.FAILS)
    return Status(translated(EXTERNAL.words[state]), EXTERNALS[state])


def _due(day: date | None) -> Status | None:
    if day is None or day > clock.today():
        return None
    return Status(_("Review is due"), Tone.SOON if day == clock.today() else Tone.FAILS)
