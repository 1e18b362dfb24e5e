"""What stands between a person and their work on a file: undeclared conflicts, ties, and training given.

The rooms above ask it in rules of their own, so that each refusal stands on the act that it refuses.
"""

from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.involvements import TRAINED, Involvement
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.ledger.records import Record
from guildhall.personnel import queries, ties
from guildhall.personnel.lifecycles import ClearanceState
from guildhall.personnel.models import Clearance, Exemption, Inquiry, Training

CONFLICTS = ("2012:6.2.1", "2012:6.2.2.3", "2012:4.3.7", "2026:6.2")
TIES = ("2012:4.3.7", "2012:6.1.8", "2026:4.3")
SEPARATION = ("2012:5.2.3 e)", "2026:5.2/two-years")


def cleared(person_id: UUID, about_ref: str) -> bool:
    """Whether somebody declared on conflicts in this matter, and nothing that they named stands open."""
    free = (ClearanceState.CLEAR, ClearanceState.TREATED)
    return Clearance.objects.filter(person_id=person_id, about=about_ref, state__in=free).exists()


def undeclared(by: Actor, about: Record, *covering: Record) -> Refusal | None:
    """Why `by` may not work on `about` yet: nothing declared on conflicts, or a conflict that is not treated (R-07).

    A declaration on one of `covering` (the list or the session in which `about` stands) counts as well; a conflict
    that was named in one of them blocks, whatever was declared in another. So does a question whether interests changed
    that was let unanswered. Machines have no interests.
    """
    if by.person_id is None:
        return None
    refs = [each.ref for each in (about, *covering)]
    declared = list(Clearance.objects.filter(person_id=by.person_id, about__in=refs))
    blocking = [each for each in declared if each.state in {ClearanceState.CONFLICT, ClearanceState.BARRED}]
    if blocking:
        return _conflict(blocking[0])
    if asked := queries.unanswered(by.person_id, clock.today()):
        return _unanswered(asked)
    return None if declared else _nothing_declared(about)


def _nothing_declared(about: Record) -> Refusal:
    return Refusal(
        _("You have not declared yet whether you have a conflict of interest in %(matter)s.")
        % {"matter": getattr(about, "number", "") or _("this matter")},
        mend=Mend(
            _("Declare that you have none, or name it; then do this again."),
            act="personnel.clearance.declare",
            link=("personnel:clear", about.ref),
        ),
        code="R-07",
        clauses=CONFLICTS,
    )


def _unanswered(asked: Inquiry) -> Refusal:
    return Refusal(
        _("You were asked until %(day)s whether your interests changed (%(number)s), and have not answered.")
        % {"day": date_format(asked.due_on, "j M Y"), "number": asked.number},
        mend=Mend(
            _("Declare what changed, or answer that nothing did; then do this again."),
            act="personnel.inquiry.deny",
            link=("personnel:inquiry", str(asked.pk)),
        ),
        code="R-07",
        clauses=CONFLICTS,
    )


def _conflict(clearance: Clearance) -> Refusal:
    judged = clearance.state == ClearanceState.BARRED
    sentence = (
        _("Because of a conflict that you named you are barred from %(matter)s.")
        if judged
        else _("You named a conflict in %(matter)s, and it has not been judged yet.")
    )
    mend = _("Somebody without that conflict does it.") if judged else _("The quality manager judges it first.")
    link = ("personnel:clearance", str(clearance.pk))
    return Refusal(sentence % {"matter": clearance}, mend=Mend(mend, link=link), code="R-07", clauses=CONFLICTS)


def too_close(by: Actor, person_id: UUID) -> Refusal | None:
    """Why `by` handles no file of this person: it is themselves, or somebody to whom a tie binds them (R-08).

    A tie binds when either of both declared it and nobody judged it harmless, when the person works for an employer to
    whom `by` is tied, or when an undeclared one was found and confirmed. So does the line between superior and
    subordinate, as the posts of today draw it.
    """
    if by.person_id is None:
        return None
    if by.is_person(person_id):
        return Refusal(
            _("This file is about yourself, and nobody handles a file about themselves."),
            mend=Mend(_("Somebody else does it.")),
            code="R-08",
            clauses=TIES,
        )
    if ties.between(by.person_id, person_id, clock.today()):
        return _tied()
    return _in_line() if ties.in_one_line(by.person_id, person_id, clock.today()) else None


def _tied() -> Refusal:
    return Refusal(
        _("There is a tie between you and this person or their employer, so you handle no file of theirs."),
        mend=Mend(_("Somebody without a tie to this person does it.")),
        code="R-08",
        clauses=TIES,
    )


def _in_line() -> Refusal:
    return Refusal(
        _("By your posts you are this person's direct superior or subordinate, so you handle no file of theirs."),
        mend=Mend(_("Somebody does it who stands in no such line to this person.")),
        code="R-08",
        clauses=TIES,
    )


def trained(trainer_id: UUID, trainee_id: UUID, scope_id: UUID, *, since: date | None = None) -> Training | None:
    """The latest training that one gave the other for a scheme; with `since`, one that ended on that day or later."""
    found = queries.trainings_between(trainer_id, trainee_id).filter(scope_id=scope_id)
    if since is not None:
        found = found.filter(ended_on__gte=since)
    return found.first()


def examiner_trained_recently(examiner_id: UUID, trainee_id: UUID, scope_id: UUID) -> Refusal | None:
    """Why an examiner may not examine somebody in a scheme: they trained them less than 24 months ago (R-09).

    A training for any scheme counts. Nothing lifts it but an exemption for that training and this scheme.
    """
    today = clock.today()
    for training in queries.trainings_between(examiner_id, trainee_id):
        barred_until = queries.separated_until(training)
        if today < barred_until and not _exempted(training, scope_id, today):
            return _too_soon(training, barred_until)
    return None


def _exempted(training: Training, scope_id: UUID, day: date) -> bool:
    open_ones = Exemption.objects.filter(training=training, ended_at__isnull=True, until_on__gte=day)
    return open_ones.filter(scope_id=scope_id).exists()


def _too_soon(training: Training, barred_until: date) -> Refusal:
    return Refusal(
        _("This examiner trained this candidate until %(ended)s (%(number)s) and does not examine them before %(day)s.")
        % {
            "ended": date_format(training.ended_on, "j M Y"),
            "number": training.number,
            "day": date_format(barred_until, "j M Y"),
        },
        mend=Mend(_("Assign another examiner; an exemption needs a written justification and an approver.")),
        code="R-09",
        clauses=SEPARATION,
    )


def trainers(trainee_id: UUID, scope_id: UUID) -> list[Involvement]:
    """Who trained this person for this scheme, in the form in which every room tells its part in a file (R-02)."""
    return [
        Involvement(
            each.trainer_id, TRAINED, _("trained this person for this scheme"), each.told_at, each.ref, each.number
        )
        for each in queries.trainers_of(trainee_id, scope_id)
    ]
