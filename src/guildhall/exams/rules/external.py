"""What typing in from paper and taking in a provider's results must not break (R-25, R-31)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guildhall.exams import typings
from guildhall.exams.lifecycles import AttemptState, SittingState
from guildhall.exams.models import Attempt, Channel, Equivalence, ResultBatch, Sitting
from guildhall.exams.providers import Staged
from guildhall.exams.queries import placements
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.vault.files import Received

TYPED = ("2012:9.3.1", "2012:7.4.2", "2026:9.3")
EQUIVALENT = ("2012:9.2.6", "2026:9.1")
SECURE = ("2012:7.4.3", "2012:9.3.2", "2026:7.4")


@rule("typed-twice", kind=Kind.OURS, clauses=TYPED)
def it_waits_to_be_typed(*, attempt: Attempt) -> Refusal | None:
    """What was handed in on paper is typed in twice, and not a third time as long as both stand."""
    if attempt.channel != Channel.PAPER or attempt.state != AttemptState.COMPLETED:
        return Refusal(
            _("This attempt is not paper that waits to be typed in."), mend=Mend(_("Nothing needs to be done."))
        )
    if len(typings.typings(attempt)) < typings.TWICE:
        return None
    return Refusal(
        _("Two people have typed this attempt in already."),
        mend=Mend(_("Where the two differ, set both aside first."), act="exams.typed-score.set_aside"),
    )


@rule("typed-twice", kind=Kind.OURS, clauses=TYPED)
def each_types_once(*, by: Actor, attempt: Attempt) -> Refusal | None:
    """The second typing is somebody else's: nobody confirms their own."""
    if not any(by.is_person(each.typed_by_id) for each in typings.typings(attempt)):
        return None
    return Refusal(
        _("You have typed this attempt in already."), mend=Mend(_("Somebody else types it in the second time."))
    )


@rule("typed-twice", kind=Kind.OURS, clauses=TYPED)
def what_was_typed_is_possible(*, attempt: Attempt, content: dict[str, Any]) -> Refusal | None:
    """Typed answers name choices that the items have; a typed score is not above its maximum."""
    if "score" in content:
        return _score(content)
    if attempt.form is None:
        return Refusal(_("Nothing was typed in."), mend=Mend(_("Type the score and the maximum.")), field="score")
    placed = {str(each.position): each for each in placements(attempt.form)}
    wrong = [
        place for place, typed in content.items() if place not in placed or typings.unreadable(placed[place], typed)
    ]
    if not wrong:
        return None
    return Refusal(
        _("These items do not have what was typed: %(places)s.") % {"places": ", ".join(sorted(wrong))},
        mend=Mend(_("Type the letters of the choices as they stand on paper, A for the first.")),
        field=f"item-{min(wrong)}",
    )


def _score(content: dict[str, Any]) -> Refusal | None:
    score, maximum = (typings.read_score(str(content.get(name, ""))) for name in ("score", "maximum"))
    if score is not None and maximum is not None and 0 < maximum >= score:
        return None
    return Refusal(
        _("A score lies between nought and its maximum."), mend=Mend(_("Look at the paper again.")), field="score"
    )


@rule("typed-twice", kind=Kind.OURS, clauses=TYPED)
def the_two_differ(*, attempt: Attempt) -> Refusal | None:
    """Typings are set aside where two differ, before the attempt has a result."""
    if attempt.state == AttemptState.COMPLETED and typings.differences(attempt):
        return None
    return Refusal(
        _("There are no two typings of this attempt that differ."), mend=Mend(_("Nothing needs to be done."))
    )


@rule("provider-file", kind=Kind.OURS, clauses=EQUIVALENT)
def a_provider_holds_it(*, sitting: Sitting) -> Refusal | None:
    """Files are taken in for sittings at a provider's centre, while they are open or closed and not yet complete."""
    if sitting.channel == Channel.PROVIDER and sitting.state == SittingState.OPEN:
        return None
    return Refusal(
        _("The sitting %(number)s is not held by a provider, or is not open.") % {"number": sitting.number},
        mend=Mend(_("Open it when the provider has held it, and take the file in then.")),
    )


@rule("provider-file", kind=Kind.OURS, clauses=EQUIVALENT)
def something_can_be_taken(*, batch: ResultBatch) -> Refusal | None:
    """A file of which no row fits is not taken in."""
    if batch.rows:
        return None
    return Refusal(
        _("No row of this file fits anybody who was sent."),
        mend=Mend(_("Discard it, and ask the provider for a corrected file.")),
    )


@rule("R-31", clauses=EQUIVALENT)
def the_provider_is_equivalent(*, batch: ResultBatch) -> Refusal | None:
    """Results of others count only with a decision, valid today, that their examination is equivalent."""
    sitting = batch.sitting
    decided = Equivalence.objects.filter(
        component__code=sitting.component.code,
        component__version__scheme_id=sitting.component.version.scheme_id,
        provider=sitting.provider,
        valid_until__gte=clock.today(),
    )
    if decided.exists():
        return None
    return Refusal(
        _("There is no decision in force that examinations of %(provider)s are equivalent to %(component)s.")
        % {"provider": sitting.provider, "component": sitting.component.title},
        mend=Mend(
            _("The scheme manager decides on equivalence first."),
            act="exams.equivalence.decide",
            link=("exams:equivalences",),
        ),
    )


@rule("R-25", clauses=SECURE)
def the_session_report_is_there(*, report: Received | None) -> Refusal | None:
    """The provider's signed report of the session stands for identity checks, pledges and invigilation there."""
    if report is not None:
        return None
    return Refusal(
        _("The provider's signed report of the session is missing."),
        mend=Mend(_("Hand it in as PDF, PNG or JPEG, with the signature to be seen.")),
        field="report",
    )


@rule("R-31", clauses=EQUIVALENT)
def equivalence_is_reasoned(*, provider: str, reasons: str, valid_until: date) -> Refusal | None:
    """A decision on equivalence names the provider, rests on reasons, and ends on a day that lies ahead."""
    if provider.strip() and reasons.strip() and valid_until > clock.today():
        return None
    field = "provider" if not provider.strip() else "reasons" if not reasons.strip() else "valid_until"
    return Refusal(
        _("A decision on equivalence needs the provider, its reasons, and an end that lies ahead."),
        mend=Mend(_("Say what was compared, with which data, and until when it holds.")),
        field=field,
    )


@rule("provider-file", kind=Kind.OURS, clauses=EQUIVALENT)
def it_was_read_for_this_sitting(*, sitting: Sitting, staged: Staged) -> Refusal | None:
    """A file without a single row says nothing about anybody."""
    if staged.rows or staged.problems:
        return None
    return Refusal(
        _("The file has no rows."),
        mend=Mend(_("Ask the provider for the file of %(number)s.") % {"number": sitting.number}),
    )
