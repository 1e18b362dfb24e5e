"""What is said about items, by whom it is settled, and why a blind answerer reads none of it."""

from django.utils.translation import gettext as _

from guildhall.itembank import queries
from guildhall.itembank.models import ItemComment, ItemVersion
from guildhall.itembank.permissions import barred
from guildhall.itembank.rules.items import FITNESS
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("item-comment", kind=Kind.OURS)
def something_is_said(*, words: str) -> Refusal | None:
    """A comment says something."""
    if words.strip():
        return None
    return Refusal(_("This comment says nothing."), mend=Mend(_("Write what you mean.")), field="words")


@rule("item-comment", kind=Kind.OURS)
def it_answers_what_was_said_here(*, version: ItemVersion, answers: ItemComment | None) -> Refusal | None:
    """An answer stands with the comment that it answers, on the same version."""
    if answers is None or answers.version_id == version.pk:
        return None
    return Refusal(
        _("The comment that this answers belongs to another version."), mend=Mend(_("Answer it there.")), code="record"
    )


@rule("open-points", kind=Kind.OURS, clauses=FITNESS)
def a_point_is_raised_while_it_can_be_settled(*, version: ItemVersion, point: bool) -> Refusal | None:
    """A point is raised while an item is on its way into use; what is wrong with one in use is flagged."""
    if not point or version.state in queries.OPEN:
        return None
    return Refusal(
        _("This item is not on its way into use any more, and a point would keep nothing."),
        mend=Mend(_("Comment on it, or flag it to be judged."), act="itembank.item.flag"),
        field="point",
    )


@rule("blind-key", kind=Kind.OURS, clauses=FITNESS)
def who_commented_knows_the_key(*, by: Actor, version: ItemVersion) -> Refusal | None:
    """What is said about an item may tell its key: who says or reads it has opened the key."""
    if by.person_id is not None and queries.knows_the_key(by.person_id, version):
        return None
    return Refusal(
        _("You have not opened the key of this item, and could still answer it blind; comments might tell the key."),
        mend=Mend(
            _("Open key and discussion first, if you are not to answer it blind."),
            link=("itembank:version-key", str(version.pk)),
        ),
    )


@rule("R-10", clauses=("2012:5.2.3 b)", "2012:7.4.2", "2026:5.2", "2026:7.4"))
def trainers_resolve_only_their_own(*, by: Actor, comment: ItemComment) -> Refusal | None:
    """Who trains for a scheme has no part in items of it that others wrote."""
    return barred(by, comment.version.item.scheme.scope_id)


@rule("R-11", clauses=("2012:9.2.4", "2012:10.2.3", "2026:9.3"))
def author_resolves_no_point_about_their_own(*, by: Actor, comment: ItemComment) -> Refusal | None:
    """Nobody settles a point about an item that they wrote."""
    if by.person_id not in queries.authors(comment.version):
        return None
    return Refusal(
        _("You wrote this item, or an earlier version of it, and an author settles no point about it."),
        mend=Mend(_("Answer the point; a reviewer resolves it.")),
    )


@rule("item-comment", kind=Kind.OURS)
def a_point_is_settled_once(*, comment: ItemComment) -> Refusal | None:
    """What is resolved is a point that is open."""
    if comment.is_open:
        return None
    return Refusal(_("This is no open point."), mend=Mend(_("Reload the page; there is nothing left to do.")))
