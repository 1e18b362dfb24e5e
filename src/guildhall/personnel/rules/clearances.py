"""What holds of declarations on conflicts in one matter."""

from django.utils.translation import gettext as _

from guildhall.identity.models import Person
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.personnel.models import Clearance
from guildhall.personnel.queries import record_called

R07 = ("2012:6.2.1", "2012:4.3.7", "2026:6.2")


@rule("R-07", clauses=R07)
def the_matter_exists(*, about: str) -> Refusal | None:
    """A conflict is declared about a record that is there."""
    if record_called(about) is not None:
        return None
    return Refusal(
        _("There is no record that this declaration could be about."),
        mend=Mend(_("Open the matter itself and declare from its page.")),
        field="about",
    )


@rule("one-clearance", kind=Kind.OURS, clauses=R07)
def nothing_was_declared_before(*, person: Person, about: str) -> Refusal | None:
    """Somebody declares once in a matter; what turns up later is named there."""
    earlier = Clearance.objects.filter(person=person, about=about).first()
    if earlier is None:
        return None
    return Refusal(
        _("You have declared on conflicts in this matter already."),
        mend=Mend(
            _("Open that declaration; a conflict that turned up later is named there."),
            act="personnel.clearance.disclose",
            link=("personnel:clearance", str(earlier.pk)),
        ),
    )


@rule("R-07", clauses=R07)
def a_conflict_is_described(*, conflict: str) -> Refusal | None:
    """A conflict that is named says what it is, or nobody could judge it."""
    if conflict.strip():
        return None
    return Refusal(
        _("A conflict that is not described could not be judged."),
        mend=Mend(_("Say in a sentence what ties you to this matter.")),
        field="conflict",
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_judges_their_own_conflict(*, by: Actor, clearance: Clearance) -> Refusal | None:
    """Nobody judges a conflict of their own; no role and no administrator passes this."""
    if not by.is_person(clearance.person_id):
        return None
    return Refusal(
        _("You named this conflict yourself. Nobody judges their own conflicts, whatever their role."),
        mend=Mend(_("Somebody else who holds the role of quality manager or top management judges it.")),
    )
