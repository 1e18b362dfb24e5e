"""What is still missing before somebody may do the work of a role in a scheme: one answer to R-46."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Condition, Grant, Person
from guildhall.identity.roles import Role
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.words import gettext_noop
from guildhall.personnel.queries import authorisation_in_force, criteria_for, engaged_on

COMPETENCE = ("2012:6.1.3", "2012:6.1.4", "2026:6.1")

UNMET = {
    grants.DECLARATION: (
        gettext_noop("No declaration of impartiality, interests and confidentiality of this person is in force."),
        Mend(
            gettext_noop("They make it and sign it themselves."),
            act="personnel.declaration.make",
            link=("personnel:declare",),
        ),
    ),
    grants.ACKNOWLEDGEMENT: (
        gettext_noop("This person has not acknowledged the documents that the role works by."),
        Mend(
            gettext_noop("They read and acknowledge what waits for them under 'To acknowledge'."),
            act="documents.acknowledgement.make",
            link=("documents:mine",),
        ),
    ),
}
"""What is told of somebody else's role that does not hold, by the kind of condition that is not met."""


def missing(person_id: UUID, role: Role, scope_id: UUID) -> list[Refusal]:
    """Everything that stands between somebody and the work of a role in a scheme today; nothing where they are ready.

    Their terms, the criteria of the work, an authorisation against them, the role itself, and what it hangs on: the
    declaration, the instructions that were acknowledged.
    """
    return list(_all_missing(person_id, role, scope_id))


def lapse(person_id: UUID, role: Role, scope_id: UUID) -> Refusal | None:
    """Why somebody who was given a role in a scheme may not exercise it today, told to whoever counts on them."""
    given = grants.given_on(clock.today()).filter(person_id=person_id, role=role.code, scope_id=scope_id).first()
    return next((_unmet(each) for each in _conditions(given)), None) if given else None


def _all_missing(person_id: UUID, role: Role, scope_id: UUID) -> Iterator[Refusal]:
    yield from _terms(person_id)
    yield from _competence(person_id, role, scope_id)
    yield from _role(person_id, role, scope_id)


def _terms(person_id: UUID) -> Iterator[Refusal]:
    if not Person.objects.filter(pk=person_id, is_personnel=True).exists():
        yield Refusal(
            _("This person is not registered as one of the body's personnel."),
            mend=Mend(_("Operations register them as personnel.")),
            code="R-46",
            clauses=("2012:6.1.5", "2026:6.1"),
        )
    elif not engaged_on(clock.today()).filter(person_id=person_id).exists():
        yield Refusal(
            _("No engagement says on which terms this person works for the body today."),
            mend=Mend(
                _("Top management or operations record it."),
                act="personnel.engagement.begin",
                link=("personnel:engagement-begin",),
            ),
            code="R-46",
            clauses=("2012:6.1.1", "2012:6.1.5", "2026:6.1"),
        )


def _competence(person_id: UUID, role: Role, scope_id: UUID) -> Iterator[Refusal]:
    if criteria_for(role.code, scope_id) is None:
        yield Refusal(
            _("No criteria are in effect for this role, so nobody has said what the work asks for."),
            mend=Mend(
                _("The quality manager or the manager of the scheme writes them; top management approves."),
                act="personnel.criteria.begin",
                link=("personnel:criteria-begin",),
            ),
            code="R-46",
            clauses=("2012:6.1.3", "2026:6.1"),
        )
    if authorisation_in_force(person_id, role, scope_id, clock.today()) is None:
        yield Refusal(
            _("No authorisation is in force: the competence of this person was not evaluated, or it has to be again."),
            mend=Mend(
                _("Propose an authorisation; an evaluator evaluates, and top management authorises."),
                act="personnel.authorisation.propose",
                link=("personnel:authorisation-propose",),
            ),
            code="R-46",
            clauses=COMPETENCE,
        )


def _role(person_id: UUID, role: Role, scope_id: UUID) -> Iterator[Refusal]:
    given = grants.given_on(clock.today()).filter(person_id=person_id, role=role.code, scope_id=scope_id).first()
    if given is None:
        yield Refusal(
            _("This person was not given the role “%(role)s” in this scheme.") % {"role": _(role.name)},
            mend=Mend(_("An authorisation gives it; where the role needs none, top management does.")),
            code="R-46",
            clauses=COMPETENCE,
        )
    else:
        yield from (_unmet(each) for each in _conditions(given))


def _conditions(grant: Grant) -> Iterator[Condition]:
    """What the role hangs on and is not met; the authorisation is told for itself."""
    for each in grant.conditions.select_related("grant").exclude(kind=grants.AUTHORISATION).order_by("-kind"):
        if not each.met_on(clock.today()):
            yield each


def _unmet(condition: Condition) -> Refusal:
    told = UNMET.get(condition.kind)
    if told is None:
        return grants.lapse(condition)
    sentence, mend = told
    return Refusal(_(sentence), mend=mend, code=condition.rule, clauses=tuple(condition.clauses.split()))
