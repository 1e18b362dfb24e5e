"""People talk about versions of items, and what is open must be resolved before an item goes on."""

from guildhall.identity.models import Person
from guildhall.itembank.models import ItemComment, ItemVersion
from guildhall.itembank.permissions import may_resolve, may_see
from guildhall.itembank.rules.comments import (
    a_point_is_raised_while_it_can_be_settled,
    a_point_is_settled_once,
    author_resolves_no_point_about_their_own,
    it_answers_what_was_said_here,
    something_is_said,
    trainers_resolve_only_their_own,
    who_commented_knows_the_key,
)
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create

CLAUSES = ("2012:9.2.4", "2012:9.3.1", "2026:9.3")


@act(
    "itembank.comment.say",
    about="version",
    permission=may_see,
    rules=[
        something_is_said,
        it_answers_what_was_said_here,
        a_point_is_raised_while_it_can_be_settled,
        who_commented_knows_the_key,
    ],
    clauses=CLAUSES,
    label=gettext_noop("Comment"),
    sentence=gettext_noop("commented on the item {subject}"),
)
def say(
    *, by: Actor, version: ItemVersion, words: str, point: bool = False, answers: ItemComment | None = None
) -> ItemComment:
    """Say something about a version of an item, or answer what was said; a point keeps it from going on."""
    author = Person.objects.get(pk=by.name)
    thread = (answers.answers or answers) if answers else None
    return create(
        ItemComment, version=version, words=words, point=point and thread is None, answers=thread, said_by=author
    )


@act(
    "itembank.comment.resolve",
    about="comment",
    permission=may_resolve,
    rules=[trainers_resolve_only_their_own, author_resolves_no_point_about_their_own, a_point_is_settled_once],
    clauses=CLAUSES,
    label=gettext_noop("Resolve"),
    sentence=gettext_noop("resolved a point about the item {subject}"),
)
def resolve(*, by: Actor, comment: ItemComment) -> ItemComment:
    """Find that a point about an item was settled."""
    return change(comment, resolved_by=Person.objects.get(pk=by.name), resolved_at=clock.now())
