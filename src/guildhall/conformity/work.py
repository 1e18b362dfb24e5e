"""What waits for whom in this room."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guildhall.conformity import judging
from guildhall.conformity.lifecycles import JudgementState
from guildhall.conformity.models import Judgement
from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.clauses import label
from guildhall.kernel.declarations import WorkItem, work

SOON = timedelta(days=30)
"""How long before its end a judgement is to be given anew."""


@work("conformity.judgements")
def judgements_that_end(*, person_id: UUID) -> Iterator[WorkItem]:
    """Judgements of clauses that end soon or have ended; the quality manager looks again."""
    if person_id not in grants.holders(QUALITY_MANAGER):
        return
    ending = Judgement.objects.filter(state=JudgementState.IN_FORCE, until_on__lte=clock.today() + SOON)
    for judgement in ending.order_by("until_on")[:100]:
        yield WorkItem(
            _("Clause %(clause)s: judge it anew") % {"clause": label(judgement.clause)},
            _("The judgement ends; after that the clause counts as waiting for one."),
            _("Judge"),
            ("conformity:judgement-revise", str(judgement.pk)),
            judgement.until_on,
        )


@work("conformity.first-judgements")
def clauses_never_judged(*, person_id: UUID) -> Iterator[WorkItem]:
    """Clauses of which no control can tell everything, and nobody ever judged them; the quality manager begins."""
    if person_id not in grants.holders(QUALITY_MANAGER) or (first := judging.first_due_on()) > clock.today() + SOON:
        return
    if number := sum(each.is_first for each in judging.plan()):
        yield WorkItem(
            ngettext("%d clause was never judged", "%d clauses were never judged", number) % number,
            _("Some of what they ask no control can tell; until a person judges it, they wait for it."),
            _("See what to look at"),
            ("conformity:judging",),
            first,
        )
