"""What this room does by itself."""

from datetime import timedelta

from guildhall.identity.models import Person
from guildhall.jobs.declared import every
from guildhall.jobs.queueing import step
from guildhall.kernel import actors, clock
from guildhall.personnel import likenesses, queries, ties
from guildhall.personnel.acts import authorisations, declarations, relations, signals
from guildhall.personnel.lifecycles import DeclarationState
from guildhall.personnel.models import ConflictSearch, Declaration, Trace

TIMERS = actors.machine("timers")
CRITERIA = actors.machine("criteria")
SEARCH = actors.machine("conflict-search")

SEARCHED_EVERY = timedelta(hours=20)
"""How long after a search for undeclared conflicts the next one begins."""


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


@every("personnel.draw-relations", seconds=3600)
def draw_relations() -> None:
    """Let rules read interests that were declared before there were relations."""
    for interest in ties.unread().select_related("declaration__person", "concerned").order_by("declared_at")[:500]:
        relations.draw.once(step(str(interest.pk)))(by=relations.MACHINE, interest=interest)


@every("personnel.look-for-conflicts", seconds=3600)
def look_for_conflicts() -> None:
    """Look once a day for conflicts that nobody declared; what is new is put before a person."""
    if ConflictSearch.objects.filter(searched_at__gt=clock.now() - SEARCHED_EVERY).exists():
        return
    found = likenesses.undeclared()
    people = Person.objects.in_bulk({each.person_id for each in found} | {each.other_id for each in found})
    for each in found:
        signals.notice(
            by=SEARCH, person=people[each.person_id], kind=each.kind, pair=each.pair, other=people[each.other_id]
        )
    looked_at = Trace.objects.count()
    signals.record_search.once(step("done"))(by=SEARCH, people=looked_at, noticed=len(found))


@every("personnel.follow-criteria", seconds=900)
def follow_criteria() -> None:
    """Let authorisations on earlier criteria end by the day on which competence is evaluated on the new ones."""
    for authorisation in queries.on_earlier_criteria().order_by("number")[:500]:
        criteria = queries.criteria_for(authorisation.role, authorisation.scope_id)
        if criteria is not None and criteria.reevaluate_by_day is not None:
            until_on = max(criteria.reevaluate_by_day, clock.today())
            done = authorisations.shorten.once(step(str(authorisation.pk)))
            done(by=CRITERIA, authorisation=authorisation, until_on=until_on)
