"""Whether somebody may decide in a scheme at all: a person of the body, authorised for it today (R-01, R-03)."""

from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from guildhall.governance.queries.providers import working_on
from guildhall.identity.models import Person
from guildhall.identity.permissions import refusal_in
from guildhall.identity.roles import DECIDER
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.models import Authorisation
from guildhall.personnel.queries import authorisation_in_force

AUTHORISED = ("2012:9.4.2", "2012:9.4.5", "2012:6.1.4", "2026:9.4")
INTERNAL = ("2012:9.4.2", "2012:4.2", "2026:9.4")


def authorisation_of(by: Actor, scope_id: UUID) -> Authorisation | None:
    """The authorisation under which somebody decides in a scheme today."""
    return authorisation_in_force(by.person_id, DECIDER, scope_id, clock.today()) if by.person_id else None


def belongs_to_the_body(by: Actor) -> bool:
    """Whether this is a person of the body's personnel (employed, contracted, on a committee) and of no provider."""
    if by.person_id is None:
        return False
    provided = working_on(clock.today()).filter(person=OuterRef("pk"))
    return Person.objects.filter(~Exists(provided), pk=by.person_id, is_personnel=True).exists()


def outside() -> Refusal:
    """Decisions are not outsourced, and no machine makes them."""
    return Refusal(
        _("A certification decision is made by a person of the body's own personnel, and you are none of them."),
        mend=Mend(_("A decider of the body decides; nobody else can, on whatever contract.")),
        code="R-03",
        clauses=INTERNAL,
    )


def unauthorised(by: Actor, scope_id: UUID) -> Refusal | None:
    """Why somebody may not decide in a scheme today: not of the body, no role, or no authorisation in force."""
    if not belongs_to_the_body(by):
        return outside()
    if missing := refusal_in(by, scope_id, DECIDER):
        return missing
    return None if authorisation_of(by, scope_id) else _no_authorisation()


def _no_authorisation() -> Refusal:
    return Refusal(
        _("No authorisation of yours to decide in this scheme is in force today."),
        mend=Mend(
            _("Ask the quality manager to propose one, or hand the file to a decider who is authorised."),
            link=("personnel:my-authorisations",),
        ),
        code="R-01",
        clauses=AUTHORISED,
    )
