"""What waits for whom in declarations: to sign, to judge, to approve."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel import clock
from guildhall.kernel.declarations import WorkItem, work
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import TextState
from guildhall.personnel.models import DeclarationText

JUDGE_WITHIN = timedelta(days=14)
"""How soon a declared interest is judged (our own choice)."""


@work("personnel.own-declaration")
def own_declaration(*, person_id: UUID) -> Iterator[WorkItem]:
    """One's own declaration: to begin, to sign, or to renew."""
    today = clock.today()
    draft, signed = queries.draft_of(person_id), queries.in_force(person_id, today)
    until = signed.valid_until if signed else today
    if draft:
        yield WorkItem(
            _("Declaration %(number)s: sign") % {"number": draft.number},
            _("You began it; it binds and carries your roles only when it is signed."),
            _("Sign"),
            ("personnel:declaration", str(draft.pk)),
            until,
        )
    elif until and until - today <= queries.SOON and queries.must_declare().filter(pk=person_id).exists():
        why = _("Without it your roles lapse that day.") if signed else _("Your roles do not hold until it is signed.")
        yield WorkItem(_("Declaration of interests: renew yours"), why, _("Renew"), ("personnel:declare",), until)


@work("personnel.interests")
def interests_to_judge(*, person_id: UUID) -> Iterator[WorkItem]:
    """Interests of others that quality manager and top management judge."""
    if person_id not in grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT):
        return
    for interest in queries.unjudged().exclude(declaration__person_id=person_id)[:100]:
        yield WorkItem(
            _("Declaration %(number)s names an interest: judge it") % {"number": interest.declaration.number},
            _("An interest that nobody has judged keeps its owner from work that it touches."),
            _("Judge"),
            ("personnel:interest", str(interest.pk)),
            clock.day_of(interest.declared_at) + JUDGE_WITHIN,
        )


@work("personnel.texts")
def texts_to_approve(*, person_id: UUID) -> Iterator[WorkItem]:
    """Texts that somebody else proposed, for top management to approve."""
    if person_id not in grants.holders(TOP_MANAGEMENT):
        return
    for text in DeclarationText.objects.filter(state=TextState.PROPOSED).exclude(proposed_by_id=person_id):
        yield WorkItem(
            _("Text of declaration %(number)s: approve or reject") % {"number": text.number},
            _("Its author cannot approve it; you can."),
            _("Read"),
            ("personnel:text", str(text.pk)),
        )
