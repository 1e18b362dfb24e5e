"""The acts of the shell: people save how they look at a list."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.records import change, create
from guildhall.shell.models import SavedView


@permission("is whose view it is")
def saves_for_themselves(*, by: Actor, person: Person) -> Refusal | None:
    """Everybody arranges their own lists only."""
    return None if by.is_person(person.id) else _somebody_elses()


@permission("is whose view it is")
def owns_the_view(*, by: Actor, view: SavedView) -> Refusal | None:
    """Everybody arranges their own lists only."""
    return None if by.is_person(view.person_id) else _somebody_elses()


def _somebody_elses() -> Refusal:
    return Refusal(_("This view belongs to somebody else."), mend=Mend(_("Save a view of your own.")))


@rule("view-named", kind=Kind.OURS)
def the_view_has_a_name(*, label: str) -> Refusal | None:
    """A saved view is found again by its name."""
    if label.strip(" -"):
        return None
    return Refusal(_("A saved view needs a name."), mend=Mend(_("Give it a name.")), field="label")


@act(
    "shell.view.save",
    about="person",
    permission=saves_for_themselves,
    rules=[the_view_has_a_name],
    sentence=gettext_noop("saved a view of a list"),
    label=gettext_noop("Save this view"),
)
def save(*, by: Actor, person: Person, list: str, label: str, query: str) -> SavedView:  # noqa: A002  # the list's name
    """Keep a list as it is narrowed and sorted now, under a name; whose view it is, and nobody else, sees it."""
    return create(SavedView, person=person, list=list, label=label.strip()[:80], query=query)


@act(
    "shell.view.discard",
    about="view",
    permission=owns_the_view,
    sentence=gettext_noop("discarded a view of a list"),
    label=gettext_noop("Discard this view"),
)
def discard(*, by: Actor, view: SavedView) -> SavedView:
    """Take a saved view away; the list itself is not touched."""
    return change(view, discarded_at=clock.now())
