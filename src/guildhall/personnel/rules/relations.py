"""What holds of ties that are drawn from declared interests."""

from django.utils.translation import gettext as _

from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel import blinding
from guildhall.personnel.models import Interest, Relation

TIES = ("2012:4.3.7", "2026:4.3")


@rule("relation-once", kind=Kind.OURS, clauses=TIES)
def the_interest_has_no_relation(*, interest: Interest) -> Refusal | None:
    """An interest is read once."""
    if not Relation.objects.filter(interest=interest).exists():
        return None
    return Refusal(_("This interest is read already."), mend=Mend(_("Nothing needs to be done.")))


@rule("relation-there", kind=Kind.OURS, clauses=TIES)
def the_interest_has_a_relation(*, interest: Interest) -> Refusal | None:
    """What has ended was a tie that rules knew."""
    if Relation.objects.filter(interest=interest).exists():
        return None
    return Refusal(
        _("The house has not read this interest yet."), mend=Mend(_("It does so by itself within the hour; try then."))
    )


@rule("R-07", clauses=TIES)
def a_party_can_be_read(*, party: str) -> Refusal | None:
    """To whom a tie leads is written in letters, so that rules can find them."""
    if blinding.organisation(party):
        return None
    return Refusal(_("This name holds no letter."), mend=Mend(_("Write the name of the party.")), field="party")
