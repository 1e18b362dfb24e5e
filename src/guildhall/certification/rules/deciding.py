"""Who decides, and on what (R-01 to R-08, R-13, R-14, R-18, R-35). No role and no administrator passes any of it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.certification import authority, queries
from guildhall.certification.lifecycles import STANDING, DecisionState
from guildhall.certification.models import DecisionFile, DecisionKind
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor, person
from guildhall.kernel.involvements import Involvement
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import rule
from guildhall.personnel import impartiality
from guildhall.personnel.models import Clearance

INDEPENDENT = ("2012:9.4.4", "2026:9.4")
COMPLETE = ("2012:9.4.1", "2012:9.4.6", "2012:9.7.2", "2026:9.4")
CONFLICTS = ("2012:6.2.1", "2012:4.3.7", "2026:6.2")
ADVERSE = {DecisionKind.SUSPEND, DecisionKind.EXTEND, DecisionKind.WITHDRAW}
"""Decisions against the certified person."""


@rule("R-03", clauses=authority.INTERNAL)
def the_decider_belongs_to_the_body(*, by: Actor) -> Refusal | None:
    """Decisions are not outsourced: whoever is not of the body's personnel never decides, whatever role they hold."""
    return None if authority.belongs_to_the_body(by) else authority.outside()


@rule("R-01", clauses=authority.AUTHORISED)
def the_decider_is_authorised_today(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """Who decides was found competent for this scheme, and that authorisation is in force today."""
    return authority.unauthorised(by, file.scope_id)


@rule("R-02", clauses=INDEPENDENT)
def the_decider_was_not_involved(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """Who examined, marked, watched over or trained the person does not decide. No time limit and no exception."""
    part = queries.stands_between(by, file)
    return _involved(part, file) if part else None


def _involved(part: Involvement, file: DecisionFile) -> Refusal:
    return Refusal(
        _(
            "You %(what)s (%(number)s, %(day)s). Who examined or trained somebody does not decide about them; no role "
            "and no administrator can pass this."
        )
        % {"what": part.what, "number": part.number, "day": date_format(clock.day_of(part.at), "j M Y")},
        mend=Mend(
            _("Hand the file to a decider who was not involved. Free today: %(names)s.") % {"names": free_names(file)},
            act="certification.decision.hand_over",
            link=("certification:hand-over", str(file.pk)),
        ),
    )


def free_names(file: DecisionFile) -> str:
    """Who could take the file today, by name; nobody, where nobody can."""
    return ", ".join(each.name for each, why in queries.free_deciders(file) if why is None) or _("nobody")


@rule("R-07", clauses=CONFLICTS)
def the_decider_has_declared(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """Nobody decides without a declaration on conflicts for this file; an untreated conflict blocks."""
    return impartiality.undeclared(by, file)


@rule("R-07", clauses=CONFLICTS)
def the_decider_declares(*, by: Actor, file: DecisionFile, no_conflict: bool) -> Refusal | None:
    """Who takes a file has declared on conflicts for it, or declares to have none."""
    if no_conflict and not has_declared(by, file):
        return None
    return impartiality.undeclared(by, file)


def has_declared(by: Actor, file: DecisionFile) -> bool:
    """Whether `by` has said anything on conflicts in this file."""
    return by.person_id is not None and Clearance.objects.filter(person_id=by.person_id, about=file.ref).exists()


@rule("R-08", clauses=["2012:4.3.7", "2012:6.1.8", "2026:4.3"])
def the_decider_is_not_too_close(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """Nobody decides about themselves, or about somebody to whom they have a tie."""
    return impartiality.too_close(by, file.person_id)


@rule("R-05", clauses=COMPLETE)
def every_criterion_is_met(*, file: DecisionFile, effective_on: date | None) -> Refusal | None:
    """Nothing is granted while one criterion of the scheme version is open, an element missing or unsigned."""
    missing = queries.open_criteria(file, effective_on)
    if not missing:
        return None
    told = "; ".join(f"{each.title}: {each.why}" for each in missing)
    return Refusal(
        _("Not met: %(criteria)s.") % {"criteria": told},
        mend=Mend(
            _("Return the file with what is missing; when it is there, a reviewer or examiner records it."),
            act="certification.decision.return_file",
            link=("certification:return-file", str(file.pk)),
        ),
    )


@rule("R-13", clauses=["2012:6.1.8", "2026:6.1"])
def the_employed_have_their_safeguard(*, file: DecisionFile) -> Refusal | None:
    """Whom the body employs is decided on only where it is recorded how impartiality is kept."""
    application = file.candidacy.application if file.candidacy else None
    if application is None or application.safeguard_at:
        return None
    if not (application.employed or file.person.is_personnel):
        return None
    return Refusal(
        _("This person belongs to the body's own personnel, and no safeguard for impartiality is recorded."),
        mend=Mend(
            _("The quality manager or top management records how impartiality is kept."),
            act="applications.application.safeguard",
            link=("applications:application", str(application.pk)),
        ),
    )


@rule("R-06", clauses=["2012:9.4.3", "2026:9.4"])
def a_refusal_names_criteria_of_the_version(*, file: DecisionFile, criteria: tuple[str, ...]) -> Refusal | None:
    """A refusal of certification rests on criteria of the scheme version, and on nothing else."""
    known = queries.codes(file.version) if file.is_grant else {}
    unknown = sorted(set(criteria) - known.keys())
    if not unknown and (criteria or not file.is_grant):
        return None
    return Refusal(
        _("These are no criteria of %(version)s: %(criteria)s.")
        % {"version": file.version, "criteria": ", ".join(unknown)}
        if unknown
        else _("A refusal names at least one criterion of the scheme version that is not met."),
        mend=Mend(_("Choose from the criteria of the scheme version: %(known)s.") % {"known": ", ".join(known)}),
        field="criteria",
    )


@rule("R-14", clauses=["2012:9.4.1", "2012:7.1.1", "2026:9.4"])
def a_decision_has_its_reasons(*, reasons: str) -> Refusal | None:
    """A decision says on what it rests, so that somebody else can follow it later."""
    if reasons.strip():
        return None
    return Refusal(
        _("A decision without reasons could not be followed by anybody later."),
        mend=Mend(_("Say in a sentence or two on what it rests.")),
        field="reasons",
    )


@rule("R-35", clauses=["2012:9.4.6", "2026:9.4"])
def the_term_begins_today_or_later(*, effective_on: date | None) -> Refusal | None:
    """Certification begins neither before the decision nor before the last criterion was met, which it follows."""
    if effective_on is None or effective_on >= clock.today():
        return None
    return Refusal(
        _("A certification does not begin before it was decided on, and that is today."),
        mend=Mend(_("Leave the day empty for today, or give a later one.")),
        field="effective_on",
    )


@rule("R-18", clauses=["2012:9.8.5", "2026:9.8"])
def no_appeal_holds_it(*, file: DecisionFile) -> Refusal | None:
    """Nothing adverse is done on a matter that is under appeal; the appeal is decided first, by others."""
    if file.certification is None or file.kind not in ADVERSE:
        return None
    return _held(file) if queries.adverse_hold(file.certification) else None


def _held(file: DecisionFile) -> Refusal:
    return Refusal(
        _("An appeal on %(number)s is not decided yet, so nothing adverse is decided on it.")
        % {"number": file.certification},
        mend=Mend(_("Wait for the decision on the appeal; the deadline of the suspension stands still until then.")),
    )


@rule("kind-grant", clauses=["2012:9.4.1", "2026:9.4"])
def it_decides_on_certification(*, file: DecisionFile) -> Refusal | None:
    """Certification is granted on a file that was prepared for that."""
    if file.is_grant:
        return None
    return Refusal(
        _("This file proposes: %(kind)s.") % {"kind": file.kind_word},
        mend=Mend(_("Decide as proposed, or refuse."), act="certification.decision.carry"),
    )


@rule("kind-status", clauses=["2012:9.5.1", "2026:9.5"])
def it_decides_on_a_status(*, file: DecisionFile) -> Refusal | None:
    """What was proposed for a certification is decided as proposed; a certification itself is granted."""
    if not file.is_grant:
        return None
    return Refusal(
        _("This file is about certification itself."),
        mend=Mend(_("Grant, or refuse."), act="certification.decision.grant"),
    )


@rule("R-39", clauses=["2012:9.6.2", "2012:9.5.2", "2026:9.6"])
def the_certification_still_stands(*, file: DecisionFile) -> Refusal | None:
    """What has ended is not changed any more, and a term that is over is not revived backwards."""
    held = file.certification
    if file.is_grant or held is None or (held.state in STANDING and held.expires_on >= clock.today()):
        return None
    return Refusal(
        _("The certification %(number)s is over.") % {"number": held},
        mend=Mend(_("Refuse what was proposed, with that reason. A new certification needs a new application.")),
    )


@rule("R-14", clauses=["2012:9.4.1", "2026:9.4"])
def what_stands_is_said(*, reason: str) -> Refusal | None:
    """Whoever hands a file over says why."""
    if reason.strip():
        return None
    return Refusal(
        _("A file is handed over with a reason, so that its course can be followed."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )


@rule("R-02", clauses=INDEPENDENT)
def the_receiver_may_decide(*, file: DecisionFile, to: Person | None) -> Refusal | None:
    """A file is handed to somebody who may decide on it."""
    if to is None:
        return None
    by = person(to.pk)
    part = queries.stands_between(by, file)
    why = authority.unauthorised(by, file.scope_id) or impartiality.too_close(by, file.person_id)
    if part is None and why is None:
        return None
    return Refusal(
        _("%(name)s may not decide on this file: they %(what)s.") % {"name": to.name, "what": part.what}
        if part
        else _("%(name)s may not decide on this file.") % {"name": to.name},
        mend=Mend(_("Free today: %(names)s.") % {"names": free_names(file)}),
        field="to",
    )


@rule("R-14", clauses=["2012:9.4.1", "2026:9.4"])
def something_is_asked(*, question: str) -> Refusal | None:
    """A file that goes back says what is missing."""
    if question.strip():
        return None
    return Refusal(
        _("Nobody would know what to add."),
        mend=Mend(_("Say what is missing, or what is not clear.")),
        field="question",
    )


@rule("R-14", clauses=["2012:9.4.1", "2026:9.4"])
def something_is_answered(*, answer: str) -> Refusal | None:
    """What a decider asked is answered before the file comes back to them."""
    if answer.strip():
        return None
    return Refusal(
        _("The decider asked something, and the answer is missing."),
        mend=Mend(_("Say what was added, or what it was about.")),
        field="answer",
    )


@rule("R-14", clauses=["2012:9.4.1", "2012:9.8.4", "2026:9.4"])
def a_second_person_puts_it_right(*, by: Actor, file: DecisionFile) -> Refusal | None:
    """Whether a decision is made anew, somebody else than its decider says."""
    if file.decided_by_id is None or not by.is_person(file.decided_by_id):
        return None
    return Refusal(
        _("You made this decision yourself."),
        mend=Mend(_("The quality manager or top management has it decided anew.")),
    )


@rule("R-04", clauses=["2012:9.4.1", "2012:9.8.6", "2026:9.4"])
def a_later_decision_replaces_it(*, file: DecisionFile, later: DecisionFile) -> Refusal | None:
    """A decision is replaced by one that was prepared to replace it, and is being made now."""
    if later.replaces_id == file.pk and later.state == DecisionState.IN_DECISION:
        return None
    return Refusal(
        _("The later decision was not prepared to replace this one."),
        mend=Mend(_("Prepare a decision anew."), act="certification.decision.prepare_anew"),
    )
