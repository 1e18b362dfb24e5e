"""What a judgement of unusual viewing needs, and what limits make sense."""

from django.utils.translation import gettext as _

from guildhall.itembank.models import ViewingAlert
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

SECURITY = ("2012:7.4.1", "2012:7.4.2", "2026:7.4")
HOURS = 24


@rule("R-08", clauses=["2012:4.3.7", "2012:7.4.2", "2026:4.3", "2026:7.4"])
def nobody_judges_their_own_viewing(*, by: Actor, alert: ViewingAlert) -> Refusal | None:
    """Nobody judges how they themselves looked at items, whatever their role."""
    if not by.is_person(alert.person_id):
        return None
    return Refusal(
        _("This alert is about how you looked at items yourself."),
        mend=Mend(_("Somebody else who manages the scheme or its examinations judges it.")),
    )


@rule("R-60", clauses=["2012:7.4.1", "2012:10.2.4", "2026:7.4"])
def judgement_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever judges unusual viewing says what it was."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could tell later why this was judged so."),
        mend=Mend(_("Say what it was: a task, an audit, or nothing that was theirs to do.")),
        field="reason",
    )


@rule("watch-limits", kind=Kind.OURS, clauses=SECURITY)
def limits_make_sense(*, many: int, minutes: int, night_from: int, night_until: int, idle: int) -> Refusal | None:
    """Limits are numbers that somebody could reach, and hours of a day."""
    fit = {
        "many": many >= 2,
        "minutes": 1 <= minutes <= HOURS * 60,
        "night_from": 0 <= night_from <= HOURS,
        "night_until": 0 <= night_until <= HOURS,
        "idle": idle >= 1,
    }
    wrong = next((name for name, held in fit.items() if not held), "")
    if not wrong:
        return None
    return Refusal(
        _("This limit could never be reached, or is no hour of a day."),
        mend=Mend(_("Choose a number that somebody could reach, and hours from 0 to 24.")),
        field=wrong,
    )


@rule("watch-limits", kind=Kind.OURS, clauses=SECURITY)
def limits_have_a_reason(*, reason: str) -> Refusal | None:
    """Who changes what counts as unusual says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could judge later why these limits were chosen."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )
