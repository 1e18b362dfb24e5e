"""Surveys that wait for those who run them."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import PSYCHOMETRICIAN, SCHEME_MANAGER
from guildhall.kernel.declarations import WorkItem, work
from guildhall.schemes.queries import surveys as queries


@work("schemes.surveys")
def surveys_to_close(*, person_id: UUID) -> Iterator[WorkItem]:
    """Open surveys whose last day is over, for who runs surveys of the scheme."""
    scopes = grants.scopes_of(person_id, SCHEME_MANAGER, PSYCHOMETRICIAN)
    for survey in queries.past_their_day().filter(analysis__scheme__scope__in=scopes):
        yield WorkItem(
            _("Survey %(number)s: close, or give more time") % {"number": survey.number},
            _("Its last day is over; addresses are kept until it is closed."),
            _("Look"),
            ("schemes:survey", str(survey.pk)),
            survey.until_on,
        )
