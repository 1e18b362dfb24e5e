"""What declared ties show that may threaten impartiality: many of our people in one association."""

from collections.abc import Iterator

from guildhall.identity import grants
from guildhall.kernel import clock
from guildhall.kernel.signals import Hint, signal
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import ties
from guildhall.personnel.models import Organisation
from guildhall.personnel.models.relations import RelationKind

FEWEST = 3
"""From how many of our people on an association is looked at."""

SHARE = 25
"""From how many per cent of our people on, too."""


@signal(
    "personnel.ties_to_one_association",
    title=gettext_noop("Many of our people belong to one association"),
    threat="advocacy",
    clauses=["2012:4.3.4", "2012:4.3.6", "2026:4.3/risks"],
)
def ties_to_one_association() -> Iterator[Hint]:
    """Three or more, and a quarter or more, of those who hold a role declared a membership or an office in one
    association, whose cause could become ours.
    """
    at_work = set(grants.held_on(clock.today()).values_list("person_id", flat=True))
    members = ties.binding(clock.today()).filter(kind=RelationKind.MEMBERSHIP, organisation__isnull=False)
    for organisation in Organisation.objects.filter(pk__in=members.values("organisation")).order_by("number"):
        people = at_work & set(members.filter(organisation=organisation).values_list("person_id", flat=True))
        share = 100 * len(people) / len(at_work) if at_work else 0
        if len(people) >= FEWEST and share >= SHARE:
            yield Hint(
                about=organisation.ref,
                words=gettext_noop(
                    "%(count)d of %(all)d people at work for us belong to the association %(organisation)s."
                ),
                figures={"count": len(people), "all": len(at_work), "organisation": organisation.number},
                value=round(share, 1),
                limit=float(SHARE),
                concerns=sorted(people),
            )
