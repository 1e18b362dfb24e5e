"""The steps of the set-up in this room: who answers in law, what threatens impartiality, and who safeguards it."""

from django.utils.translation import gettext as _

from guildhall.governance.models import CommitteeKind, Seat, Threat, TrainingStatement
from guildhall.governance.queries import body
from guildhall.governance.rules.committees import FEWEST_INTERESTS
from guildhall.identity.roles import QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.steps import Standing, setup_step
from guildhall.kernel.words import gettext_noop


@setup_step(
    "governance.committee",
    place=57,
    title=gettext_noop("Set up the impartiality committee"),
    why=gettext_noop(
        "Interested parties safeguard impartiality in balance: name at least three interests, and appoint a member for "
        "each to whom you have given the role of committee member."
    ),
    clauses=["2012:4.3.8", "2026:4.3"],
    who=[TOP_MANAGEMENT.code],
    link=("governance:committees",),
    needs=["personnel.declarations"],
)
def the_impartiality_committee_sits() -> Standing:
    """Members were appointed to it for enough interests to be in balance."""
    seats = Seat.objects.filter(committee__kind=CommitteeKind.IMPARTIALITY, votes=True)
    interests = seats.values("category").distinct().count()
    told = _("%(some)d of %(all)d interests have a member") % {"some": interests, "all": FEWEST_INTERESTS}
    return Standing(interests >= FEWEST_INTERESTS, "" if interests >= FEWEST_INTERESTS else told)


@setup_step(
    "governance.entity",
    place=56,
    title=gettext_noop("Say which legal entity answers for the body"),
    why=gettext_noop(
        "Whoever certifies can be held answerable in law: describe the entity, and file the proof of its registration."
    ),
    clauses=["2012:4.1", "2026:4.1"],
    who=[TOP_MANAGEMENT.code, QUALITY_MANAGER.code],
    link=("governance:entity",),
    needs=["personnel.declarations"],
)
def the_entity_is_described_and_proved() -> Standing:
    """The legal entity is described, and a proof of its registration filed."""
    described, proved = body.entity() is not None, body.registrations().exists()
    return Standing(
        described and proved, _("A proof of its registration is missing.") if described and not proved else ""
    )


@setup_step(
    "governance.training",
    place=58,
    title=gettext_noop("State whether the body trains"),
    why=gettext_noop(
        "Training beside certification threatens impartiality; top management states every year whether there is any."
    ),
    clauses=["2012:5.2.3", "2026:5.2/scope"],
    who=[TOP_MANAGEMENT.code],
    link=("governance:training",),
    needs=["personnel.declarations"],
)
def it_is_stated_whether_the_body_trains() -> Standing:
    """Top management stated it at some time; that it is confirmed every year is a matter of every day."""
    return Standing(TrainingStatement.objects.exists())


@setup_step(
    "governance.threats",
    place=59,
    title=gettext_noop("Name and analyse the first threats to impartiality"),
    why=gettext_noop(
        "No body is without any: who pays, who is related to whom, who presses. Signals from its records bring others."
    ),
    clauses=["2012:4.3.6", "2012:4.3.7", "2026:4.3/risks"],
    who=[QUALITY_MANAGER.code, TOP_MANAGEMENT.code],
    link=("governance:threats",),
    needs=["personnel.declarations"],
)
def the_first_threats_are_analysed() -> Standing:
    """A threat was named and analysed."""
    return Standing(Threat.objects.filter(analysed_at__isnull=False).exists())
