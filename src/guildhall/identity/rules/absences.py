"""What holds of days away."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.identity import grants
from guildhall.identity.models import Absence, Person
from guildhall.identity.roles import role as role_named
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule


@rule("absence-deputy", kind=Kind.OURS)
def deputy_is_another(*, person: Person, deputy: Person) -> Refusal | None:
    """Nobody is their own deputy."""
    if person.id != deputy.id:
        return None
    return Refusal(_("Nobody is their own deputy."), mend=Mend(_("Choose somebody else.")), field="deputy")


@rule("absence-deputy", kind=Kind.OURS)
def deputy_holds_the_same_roles(*, person: Person, deputy: Person) -> Refusal | None:
    """Work is handed to somebody who may do it; being a deputy lends no authority."""
    missing = grants.roles_of(person.id) - grants.roles_of(deputy.id)
    if not missing:
        return None
    names = ", ".join(_(role_named(code).name) for code in sorted(missing))
    return Refusal(
        _("The deputy does not hold every role of the person who is away: %(roles)s.") % {"roles": names},
        mend=Mend(_("Choose somebody who holds them, or give the missing roles first."), act="identity.grant.give"),
        field="deputy",
    )


@rule("absence-deputy", kind=Kind.OURS)
def deputy_is_there(*, deputy: Person, from_on: date, until_on: date) -> Refusal | None:
    """Work is not handed to somebody who is away themselves."""
    away = Absence.objects.filter(
        person_id=deputy.id, ended_at__isnull=True, from_on__lte=until_on, until_on__gte=from_on
    )
    if not away.exists():
        return None
    return Refusal(
        _("The deputy is away on some of these days."), mend=Mend(_("Choose somebody else.")), field="deputy"
    )


@rule("absence-days", kind=Kind.OURS)
def absence_lies_ahead(*, from_on: date, until_on: date) -> Refusal | None:
    """An absence has a first day that is not after its last, and is not over."""
    if from_on <= until_on and until_on >= clock.today():
        return None
    return Refusal(
        _("These days cannot be an absence: they are over, or end before they begin."),
        mend=Mend(_("Give a first and a last day, the last one not in the past.")),
        field="until_on",
    )


@rule("absence-open", kind=Kind.OURS)
def absence_is_not_ended(*, absence: Absence) -> Refusal | None:
    """An absence is ended once."""
    if absence.ended_at is None:
        return None
    return Refusal(_("This absence has already been ended."), mend=Mend(_("Declare another one if it is needed.")))
