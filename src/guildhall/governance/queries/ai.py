"""Whether a use of artificial intelligence is on, which every room asks before it leans on one (R-54)."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guildhall.documents import queries as documents
from guildhall.documents.models import DocumentVersion, Topic
from guildhall.governance.lifecycles import AI_USE
from guildhall.governance.lifecycles.ai import AiState
from guildhall.governance.models import AiAcknowledgement, AiUse
from guildhall.identity import grants
from guildhall.identity.roles import AI_OVERSEER
from guildhall.kernel import clock
from guildhall.kernel.refusals import Mend, Refusal

CLAUSES = ("2026:6.5",)
RULE = "R-54"


def statements() -> QuerySet[DocumentVersion]:
    """What the body tells everybody of its use of artificial intelligence today, in each language."""
    return documents.readable_by(None).filter(document__topic=Topic.AI_USE).order_by("language")


def is_disclosed(use: AiUse) -> bool:
    """Whether the public statement names this use."""
    name = use.name.casefold()
    return any(name in f"{each.words} {each.body}".casefold() for each in statements())


def is_overseen(use: AiUse) -> bool:
    """Whether the overseer of a use holds that role today."""
    return use.overseer_id in grants.holders(AI_OVERSEER)


def active() -> QuerySet[AiUse]:
    """The uses that are switched on."""
    return AiUse.objects.filter(state=AiState.ACTIVE).select_related("owner", "overseer").order_by("number")


def registered(code: str) -> AiUse | None:
    """The use that a room knows by this short name, whatever its state."""
    return AiUse.objects.filter(code=code).first()


def ai_use_is_on(code: str, *, model_version: str = "", person_id: UUID | None = None) -> Refusal | None:
    """Why a use of artificial intelligence may not be leaned on now; None where it is on.

    It is asked of the records as they are at this moment: that everything was shown and activated, that an overseer
    holds the role today, that its evaluation is not overdue, that the public statement in effect names it, that the
    `model_version` which answers is the one that was verified, and that `person_id`, whose data it touches,
    acknowledged the statement where that is asked for.
    """
    use = registered(code)
    if use is None:
        return _off(_("No use of artificial intelligence is registered for this."), None)
    why = _why_off(use, clock.today()) or _another_model(use, model_version) or _unacknowledged(use, person_id)
    return _off(why, use) if why else None


def why_off(use: AiUse) -> str:
    """Why an active use is off all the same, in a sentence; nothing where it is on."""
    return _why_off(use, clock.today())


def _why_off(use: AiUse, today: date) -> str:
    if use.state != AiState.ACTIVE:
        return _("%(number)s is not on: %(state)s.") % {
            "number": use.number,
            "state": _(AI_USE.words[AiState(use.state)]),
        }
    if use.evaluate_on is None or use.evaluate_on < today:
        return _("%(number)s has not been evaluated again in time.") % {"number": use.number}
    if not is_overseen(use):
        return _("Nobody oversees %(number)s: its overseer does not hold the role today.") % {"number": use.number}
    if not is_disclosed(use):
        return _("The public statement on artificial intelligence does not name %(number)s.") % {"number": use.number}
    return ""


def _another_model(use: AiUse, model_version: str) -> str:
    if not model_version or model_version.strip().casefold() == use.model_version.casefold():
        return ""
    return _("Another model answers than the one that was verified for %(number)s.") % {"number": use.number}


def _unacknowledged(use: AiUse, person_id: UUID | None) -> str:
    if person_id is None or not use.needs_acknowledgement or has_acknowledged(person_id):
        return ""
    return _("This person has not acknowledged the statement on artificial intelligence that is in effect.")


def has_acknowledged(person_id: UUID) -> bool:
    """Whether somebody acknowledged the public statement on artificial intelligence that is in effect."""
    refs = [each.ref for each in statements()]
    return AiAcknowledgement.objects.filter(person_id=person_id, statement__in=refs).exists()


def lapsing() -> list[AiUse]:
    """The uses that are switched on and yet off, because something that carried them went away."""
    return [each for each in active() if _why_off(each, clock.today())]


def _off(sentence: str, use: AiUse | None) -> Refusal:
    link = ("governance:ai-use", str(use.pk)) if use else ("governance:ai-uses",)
    return Refusal(
        sentence,
        mend=Mend(
            _("Do it without artificial intelligence, or complete the register; its page says what is missing."),
            link=link,
        ),
        code=RULE,
        clauses=CLAUSES,
    )
