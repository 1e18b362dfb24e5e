"""Who accepted the content of an item, and who could be the second of two reviewers."""

from typing import NamedTuple

from django.db.models import Q

from guildhall.identity import grants
from guildhall.identity.models import Person
from guildhall.identity.persons import called
from guildhall.identity.roles import ITEM_REVIEWER
from guildhall.itembank.models import ItemVersion, Step
from guildhall.itembank.queries.items import authors, trainings_for
from guildhall.itembank.queries.judgements import accepted_by
from guildhall.kernel import clock


class Reviewers(NamedTuple):
    """By name who accepted, and who is free to accept next."""

    accepted: list[str]
    free: list[str]


def content_reviewers(version: ItemVersion) -> Reviewers:
    """Those of a version's content; free are reviewers who neither wrote nor accepted it, nor train people.

    All are found and named with one query, for this is asked on the pages of an item.
    """
    accepted = accepted_by(version, Step.CONTENT)
    people = list(Person.objects.filter(Q(pk__in=accepted) | _free(version) & ~Q(pk__in=accepted)))
    names = called(people)
    first, free = ([names[each.pk] for each in people if (each.pk in accepted) is did] for did in (True, False))
    return Reviewers(sorted(first, key=str.casefold), sorted(free, key=str.casefold))


def _free(version: ItemVersion) -> Q:
    """Whoever holds the role today, wrote nothing of the item, and trains nobody for its scheme."""
    scope_id = version.item.scheme.scope_id
    held = grants.held_on(clock.today()).filter(role=ITEM_REVIEWER.code, scope_id=scope_id)
    given, courses = trainings_for(scope_id)
    barred = Q(pk__in=authors(version)) | Q(pk__in=given) | Q(pk__in=courses)
    return Q(pk__in=held.values("person_id")) & ~barred
