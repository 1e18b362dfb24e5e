"""Who may do what with declarations, interests and their texts."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Grant, Person
from guildhall.identity.permissions import holds
from guildhall.identity.persons import is_personnel
from guildhall.identity.roles import OPERATIONS, QUALITY_MANAGER, TOP_MANAGEMENT, Role
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.lifecycles import DeclarationState
from guildhall.personnel.models import Declaration, DeclarationText, Interest

may_judge_interests = holds(QUALITY_MANAGER, TOP_MANAGEMENT)

may_enter_paper = holds(QUALITY_MANAGER, OPERATIONS)


def founding(*roles: Role) -> Permission:
    """Who was given one of `roles`, as long as no text of declaration has ever been in effect.

    The first text must come from people who could not sign one yet; with its approval this closes for ever (R-46).
    """

    def founds(*, by: Actor) -> Refusal | None:
        given = grants.given_on(clock.today()).filter(person_id=by.name, role__in=[each.code for each in roles])
        if given.exists() and not DeclarationText.objects.filter(approved_at__isnull=False).exists():
            return None
        return Refusal(
            _("The body has been founded: its first text of declaration is approved."),
            mend=Mend(_("Whoever holds the role today does it.")),
            code="R-46",
        )

    return Permission("was given the role before the first text took effect", founds)


may_approve_texts = founding(TOP_MANAGEMENT) | holds(TOP_MANAGEMENT)

may_propose_texts = founding(QUALITY_MANAGER, TOP_MANAGEMENT) | holds(QUALITY_MANAGER, TOP_MANAGEMENT)


@permission("is the person who declares")
def is_the_declarer(*, by: Actor, declaration: Declaration) -> Refusal | None:
    """A declaration is one's own: nobody signs for another."""
    return None if by.is_person(declaration.person_id) else _somebody_elses()


@permission("is that person")
def is_that_person(*, by: Actor, person: Person) -> Refusal | None:
    """Somebody begins a declaration for themselves only."""
    return None if by.is_person(person.id) else _somebody_elses()


@permission("declared the interest")
def declared_the_interest(*, by: Actor, interest: Interest) -> Refusal | None:
    """An interest belongs to whoever declared it."""
    return None if by.is_person(interest.person_id_concerned) else _somebody_elses()


@permission("has this paper in hand")
def has_the_paper_in_hand(*, by: Actor, declaration: Declaration) -> Refusal | None:
    """Whoever enters paper reads the drafts that were begun for somebody else, and what they entered themselves."""
    begun_for_them = declaration.made_by != str(actors.person(declaration.person_id))
    waits = declaration.state == DeclarationState.DRAFT and begun_for_them
    entered = declaration.on_paper and declaration.signed_by == str(by)
    return None if waits or entered else _somebody_elses()


@permission("works here, or has declared")
def may_read_texts(*, by: Actor) -> Refusal | None:
    """The words are for those who sign them; who proposed and approved them concerns no candidate."""
    if by.person_id and any(each.exists() for each in _ties(by.person_id)):
        return None
    return Refusal(
        _("These texts are for people who work here and declare on them."),
        mend=Mend(_("Nothing needs to be done.")),
        clauses=("2012:6.1.7", "2026:6.1"),
    )


@permission("belongs to the body's personnel")
def works_for_the_body(*, by: Actor) -> Refusal | None:
    """Conflicts, trainings and authorisations concern who works for the body, in whatever form."""
    if by.person_id and is_personnel(by.person_id):
        return None
    return Refusal(
        _("This is for the body's personnel, and you are not registered as one of them."),
        mend=Mend(_("Ask operations to register you as personnel.")),
        clauses=("2012:6.1.7", "2026:6.1"),
    )


may_work_on_paper = has_the_paper_in_hand & may_enter_paper

may_read_declaration = is_the_declarer | may_judge_interests | may_work_on_paper

may_read_interest = declared_the_interest | may_judge_interests


def _ties(person_id: UUID) -> Iterator[QuerySet[Person] | QuerySet[Grant] | QuerySet[Declaration]]:
    yield Person.objects.filter(pk=person_id, is_personnel=True)
    yield grants.given_on(clock.today()).filter(person_id=person_id)
    yield Declaration.objects.filter(person_id=person_id)


def _somebody_elses() -> Refusal:
    return Refusal(
        _("This declaration belongs to somebody else, and nobody declares or signs for another."),
        mend=Mend(_("The person concerned signs in and does it, or signs on paper and operations enters it.")),
        code="permission",
        clauses=("2012:6.1.7", "2026:6.1"),
    )
