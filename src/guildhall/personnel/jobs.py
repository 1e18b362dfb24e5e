"""What this room does by itself."""

from guildhall.jobs.declared import every
from guildhall.jobs.queueing import step
from guildhall.kernel import actors, clock
from guildhall.personnel import queries
from guildhall.personnel.acts import authorisations, declarations
from guildhall.personnel.lifecycles import DeclarationState
from guildhall.personnel.models import Declaration

TIMERS = actors.machine("timers")


@every("personnel.expire-declarations", seconds=900)
def expire_declarations() -> None:
    """Mark the declarations whose last day has passed; the roles lapsed with that day already."""
    over = Declaration.objects.filter(state=DeclarationState.SIGNED, valid_until__lt=clock.today())
    for declaration in over.select_related("person").order_by("valid_until")[:500]:
        declarations.expire.once(step(str(declaration.pk)))(by=TIMERS, declaration=declaration)


@every("personnel.expire-authorisations", seconds=900)
def expire_authorisations() -> None:
    """Mark the authorisations whose term is over; the roles lapsed with their last day already."""
    over = queries.given_now().filter(until_on__lt=clock.today())
    for authorisation in over.order_by("until_on")[:500]:
        authorisations.expire.once(step(str(authorisation.pk)))(by=TIMERS, authorisation=authorisation)
