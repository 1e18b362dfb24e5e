"""Who may do what with declarations, trainings and authorisations."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.permissions import holds, refusal_in
from guildhall.identity.roles import (
    ELIGIBILITY_REVIEWER,
    EVALUATOR,
    OPERATIONS,
    QUALITY_MANAGER,
    SCHEME_MANAGER,
    TOP_MANAGEMENT,
    Role,
)
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.permissions import Permission, permission
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.personnel.lifecycles import DeclarationState
from guildhall.personnel.models import Authorisation, Clearance, Declaration, DeclarationText, Interest, Training

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


@permission("is who declared on conflicts")
def is_the_clearer(*, by: Actor, clearance: Clearance) -> Refusal | None:
    """What somebody declared in a matter is theirs."""
    return None if by.is_person(clearance.person_id) else _somebody_elses()


@permission("is who trained")
def is_the_trainer(*, by: Actor, trainer: Person) -> Refusal | None:
    """Somebody tells whom they trained."""
    return None if by.is_person(trainer.pk) else _no_part_in_the_training()


@permission("is who was trained")
def is_the_trainee(*, by: Actor, person: Person) -> Refusal | None:
    """Somebody tells who trained them."""
    return None if by.is_person(person.pk) else _no_part_in_the_training()


@permission("had a part in the training")
def had_a_part_in_the_training(*, by: Actor, training: Training) -> Refusal | None:
    """Trainer and trainee read what is recorded of them."""
    if by.is_person(training.trainer_id) or by.is_person(training.person_id):
        return None
    return _no_part_in_the_training()


@permission("manages that scheme")
def manages_the_scheme(*, by: Actor, scope: Scope) -> Refusal | None:
    """The manager of a scheme proposes who works in it."""
    return refusal_in(by, scope.pk, SCHEME_MANAGER)


@permission("evaluates competence in that scheme")
def evaluates_in_the_scheme(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Competence is evaluated by somebody who was found competent to do so, in the scheme itself (6.1.5)."""
    return refusal_in(by, authorisation.scope_id, EVALUATOR)


@permission("manages the scheme of the authorisation")
def manages_its_scheme(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """The manager of a scheme reads who is authorised in it."""
    return refusal_in(by, authorisation.scope_id, SCHEME_MANAGER)


@permission("is who would be authorised")
def is_the_authorised(*, by: Actor, authorisation: Authorisation) -> Refusal | None:
    """Somebody reads their own authorisation."""
    if by.is_person(authorisation.person_id):
        return None
    return Refusal(_("This authorisation is somebody else's."), mend=Mend(_("Open your own.")), code="permission")


may_judge_clearances = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_read_clearance = is_the_clearer | may_judge_clearances
may_keep_trainings = holds(OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER)
may_tell_a_training = is_the_trainer | is_the_trainee | may_keep_trainings
may_read_training = had_a_part_in_the_training | holds(
    OPERATIONS, ELIGIBILITY_REVIEWER, QUALITY_MANAGER, TOP_MANAGEMENT
)
may_void_trainings = holds(OPERATIONS, QUALITY_MANAGER)
may_exempt = holds(QUALITY_MANAGER, TOP_MANAGEMENT)
may_propose_authorisations = holds(QUALITY_MANAGER, TOP_MANAGEMENT) | manages_the_scheme
may_authorise = holds(TOP_MANAGEMENT)
may_decline = evaluates_in_the_scheme | may_authorise
may_read_authorisation = (
    is_the_authorised | holds(QUALITY_MANAGER, TOP_MANAGEMENT) | evaluates_in_the_scheme | manages_its_scheme
)


@permission("belongs to the body's personnel")
def works_for_the_body(*, by: Actor) -> Refusal | None:
    """Conflicts, trainings and authorisations concern who works for the body, in whatever form."""
    if by.person_id and Person.objects.filter(pk=by.person_id, is_personnel=True).exists():
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


def _no_part_in_the_training() -> Refusal:
    return Refusal(
        _("You neither trained nor were trained here."),
        mend=Mend(_("Trainer, trainee or operations tell who trained whom.")),
        code="permission",
        clauses=("2012:5.2.3 e)", "2026:5.2"),
    )
