"""People are proposed, evaluated and authorised for their work, and lose it again.

An authorisation is the cause, the grant of the role is the effect: authorising gives the role and says until when it
may be exercised; suspending, withdrawing and expiring take that back.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

from guildhall.identity.acts import grants
from guildhall.identity.grants import AUTHORISATION as CONDITION
from guildhall.identity.models import Grant, Person, Scope
from guildhall.identity.permissions import NOBODY
from guildhall.kernel import actors, clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.notices import timers
from guildhall.personnel.acts.criteria import MACHINE as CRITERIA_CHANGED
from guildhall.personnel.acts.needs import find
from guildhall.personnel.lifecycles import AUTHORISATION, AuthorisationState
from guildhall.personnel.models import Authorisation, Criterion, CriterionResult, Evidence, NeedSource
from guildhall.personnel.permissions import (
    evaluates_in_the_scheme,
    may_authorise,
    may_decline,
    may_propose_authorisations,
)
from guildhall.personnel.queries import given_now, needs
from guildhall.personnel.queries.criteria import asked_in, criteria_for, evidence_of, new_in
from guildhall.personnel.rules.authorisations import (
    a_stop_has_its_reason,
    an_evaluation_has_its_findings,
    authoriser_is_not_the_evaluator,
    competence_has_criteria_and_evidence,
    competence_has_its_evidence,
    fields_can_be_read,
    languages_can_be_read,
    no_other_proposal_waits,
    nobody_appoints_themselves,
    nobody_decides_on_their_own_authorisation,
    nobody_evaluates_themselves,
    the_authorisation_is_not_over,
    the_authorisation_is_over,
    the_founding_is_open,
    the_role_is_among_the_first,
    the_role_is_one_of_a_scheme,
    the_term_becomes_shorter,
    the_term_ends_within_three_years,
    who_is_authorised_belongs_to_the_personnel,
)
from guildhall.personnel.rules.criteria import (
    an_examiner_has_a_language,
    criteria_are_in_effect,
    every_criterion_is_answered,
    it_rests_on_verified_evidence,
    the_supervised_phase_is_done,
    what_is_unmet_was_asked,
)
from guildhall.vault.files import Received, keep

MACHINE = actors.machine("authorisations")
"""Writes the effect of an authorisation on grants; who authorises has no other way to a role that hangs on it."""
RULE = "R-46"
CLAUSES = ("2012:6.1.3", "2012:6.1.4", "2026:6.1")
NARROWED = (languages_can_be_read, fields_can_be_read, an_examiner_has_a_language)
STOPPING = (nobody_decides_on_their_own_authorisation, a_stop_has_its_reason)


@act(
    "personnel.authorisation.propose",
    about="person",
    move=AUTHORISATION.propose,
    permission=may_propose_authorisations,
    rules=[
        the_role_is_one_of_a_scheme,
        who_is_authorised_belongs_to_the_personnel,
        criteria_are_in_effect,
        no_other_proposal_waits,
        competence_has_its_evidence,
        *NARROWED,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("proposed the authorisation {subject}"),
)
def propose(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: Scope,
    evidence: str,
    languages: str = "",
    fields: str = "",
    proof: Received | None = None,
) -> Authorisation:
    """Propose that somebody does the work of a role in a scheme, and say what shows that they meet its criteria.

    `languages` and `fields` (codes of the scheme's parts) narrow the work that they are to do.
    """
    return create(
        Authorisation,
        number=next_number("AU"),
        person=person,
        role=role,
        scope=scope,
        criteria_set=criteria_for(role, scope.pk),
        evidence=evidence.strip(),
        languages=languages.strip(),
        fields=fields.strip(),
        proof=keep(proof) if proof else None,
        proposed_by=Person.objects.get(pk=by.name),
    )


@act(
    "personnel.authorisation.appoint",
    about="person",
    also_locks=["personnel.founding"],
    move=AUTHORISATION.appoint,
    permission=may_authorise,
    rules=[
        the_founding_is_open,
        the_role_is_among_the_first,
        the_role_is_one_of_a_scheme,
        nobody_appoints_themselves,
        who_is_authorised_belongs_to_the_personnel,
        competence_has_criteria_and_evidence,
        *NARROWED,
        the_term_ends_within_three_years,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("appointed somebody at the founding, by {subject}"),
)
def appoint(
    *,
    by: Actor,
    person: Person,
    role: str,
    scope: Scope,
    criteria: str,
    evidence: str,
    until_on: date,
    languages: str = "",
    fields: str = "",
    proof: Received | None = None,
) -> Authorisation:
    """Appoint a first evaluator, approver or decider of a body that is being founded, with evidence of competence.

    Nobody competent could evaluate them before; that is possible only until the first scheme takes effect.
    """
    appointer = Person.objects.get(pk=by.name)
    made = create(
        Authorisation,
        number=next_number("AU"),
        person=person,
        role=role,
        scope=scope,
        criteria=criteria.strip(),
        evidence=evidence.strip(),
        languages=languages.strip(),
        fields=fields.strip(),
        proof=keep(proof) if proof else None,
        founding=True,
        state=AuthorisationState.AUTHORISED,
        proposed_by=appointer,
        authorised_at=clock.now(),
        authorised_by=appointer,
        from_on=clock.today(),
        until_on=until_on,
    )
    _replace_earlier(made)
    _carry_role(by, made, until_on)
    return made


@act(
    "personnel.authorisation.evaluate",
    about="authorisation",
    move=AUTHORISATION.evaluate,
    permission=evaluates_in_the_scheme,
    rules=[
        nobody_evaluates_themselves,
        every_criterion_is_answered,
        it_rests_on_verified_evidence,
        the_supervised_phase_is_done,
        an_evaluation_has_its_findings,
    ],
    clauses=("2012:6.1.3", "2012:6.1.5", "2012:6.2.2.1", "2026:6.1"),
    sentence=gettext_noop("found somebody competent for {subject}"),
)
def evaluate(
    *,
    by: Actor,
    authorisation: Authorisation,
    findings: str,
    found: Mapping[str, str],
    rests_on: Mapping[str, str] = MappingProxyType({}),
) -> Authorisation:
    """Find that somebody meets the criteria in effect, and say on what that rests; top management authorises.

    `found` says for the code of each criterion what was found, `rests_on` by which evidence of the personnel file.
    """
    evaluator = Person.objects.get(pk=by.name)
    criteria = criteria_for(authorisation.role, authorisation.scope_id)
    evidence = {each.number: each for each in evidence_of(authorisation.person_id)}
    for asked in asked_in(criteria) if criteria else ():
        shown = evidence.get(rests_on.get(asked.code, ""))
        _conclude(authorisation, asked, is_met=True, words=found[asked.code], evidence=shown)
    return change(
        authorisation,
        state=AuthorisationState.EVALUATED,
        criteria_set=criteria,
        evaluated_at=clock.now(),
        evaluated_by=evaluator,
        findings=findings.strip(),
    )


@act(
    "personnel.authorisation.decline",
    about="authorisation",
    move=AUTHORISATION.decline,
    permission=may_decline,
    rules=[*STOPPING, what_is_unmet_was_asked],
    clauses=CLAUSES,
    sentence=gettext_noop("declined the authorisation {subject}: {reason}"),
)
def decline(*, by: Actor, authorisation: Authorisation, reason: str, unmet: tuple[str, ...] = ()) -> Authorisation:
    """Decline a proposal, because criteria are not met or the body does not need it; the reason helps to learn.

    For each criterion in `unmet` the person has something to learn, which is recorded as a need.
    """
    criteria = criteria_for(authorisation.role, authorisation.scope_id)
    for asked in asked_in(criteria) if criteria else ():
        if asked.code in unmet:
            _conclude(authorisation, asked, is_met=False, words=reason, evidence=None)
            _needs(by, authorisation, asked, NeedSource.EVALUATION)
    return change(authorisation, state=AuthorisationState.DECLINED, reasons=reason.strip())


@act(
    "personnel.authorisation.authorise",
    about="authorisation",
    move=AUTHORISATION.authorise,
    permission=may_authorise,
    rules=[
        nobody_decides_on_their_own_authorisation,
        authoriser_is_not_the_evaluator,
        the_term_ends_within_three_years,
    ],
    clauses=CLAUSES,
    sentence=gettext_noop("authorised somebody by {subject}"),
)
def authorise(*, by: Actor, authorisation: Authorisation, until_on: date) -> Authorisation:
    """Authorise somebody for the work of a role in a scheme until a day; they hold the role from today on.

    An earlier authorisation for the same work is replaced in the same moment.
    """
    _replace_earlier(authorisation)
    _carry_role(by, authorisation, until_on)
    return change(
        authorisation,
        state=AuthorisationState.AUTHORISED,
        authorised_at=clock.now(),
        authorised_by=Person.objects.get(pk=by.name),
        from_on=clock.today(),
        until_on=until_on,
    )


@act(
    "personnel.authorisation.suspend",
    about="authorisation",
    move=AUTHORISATION.suspend,
    permission=may_authorise,
    rules=STOPPING,
    clauses=CLAUSES,
    sentence=gettext_noop("suspended the authorisation {subject}: {reason}"),
)
def suspend(*, by: Actor, authorisation: Authorisation, reason: str) -> Authorisation:
    """Suspend an authorisation while it is doubted; the role does not hold from this moment."""
    _stop_role(authorisation)
    return change(authorisation, state=AuthorisationState.SUSPENDED, stopped_on=clock.today(), reasons=reason.strip())


@act(
    "personnel.authorisation.reinstate",
    about="authorisation",
    move=AUTHORISATION.reinstate,
    permission=may_authorise,
    rules=[*STOPPING, the_authorisation_is_not_over],
    clauses=CLAUSES,
    sentence=gettext_noop("lifted the suspension of {subject}: {reason}"),
)
def reinstate(*, by: Actor, authorisation: Authorisation, reason: str) -> Authorisation:
    """Lift a suspension within the term that was authorised; the role holds again."""
    _carry_role(by, authorisation, authorisation.until_on)
    return change(authorisation, state=AuthorisationState.AUTHORISED, stopped_on=None, reasons=reason.strip())


@act(
    "personnel.authorisation.withdraw",
    about="authorisation",
    move=AUTHORISATION.withdraw,
    permission=may_authorise,
    rules=STOPPING,
    clauses=CLAUSES,
    sentence=gettext_noop("withdrew the authorisation {subject}: {reason}"),
)
def withdraw(*, by: Actor, authorisation: Authorisation, reason: str) -> Authorisation:
    """Withdraw an authorisation; the person does not hold the role any more, and needs a new evaluation to get it."""
    _stop_role(authorisation)
    if grant := _open_grant(authorisation):
        grants.end(by=by, grant=grant, reason=reason)
    stopped_on = authorisation.stopped_on or clock.today()
    return change(authorisation, state=AuthorisationState.WITHDRAWN, stopped_on=stopped_on, reasons=reason.strip())


@act(
    "personnel.authorisation.shorten",
    about="authorisation",
    permission=NOBODY,
    machines=[CRITERIA_CHANGED.name],
    rules=[the_term_becomes_shorter],
    clauses=("2012:6.1.3", "2012:6.1.5", "2026:6.1"),
    sentence=gettext_noop("let the authorisation {subject} end earlier, because its criteria were replaced"),
)
def shorten(*, by: Actor, authorisation: Authorisation, until_on: date) -> Authorisation:
    """Let an authorisation on earlier criteria end on the day by which competence is evaluated on the new ones.

    What the new criteria ask for the first time is recorded as something to learn.
    """
    criteria = criteria_for(authorisation.role, authorisation.scope_id)
    for asked in new_in(criteria, authorisation) if criteria else ():
        _needs(by, authorisation, asked, NeedSource.CRITERIA)
    if authorisation.state == AuthorisationState.AUTHORISED and (grant := _open_grant(authorisation)):
        grants.condition(by=MACHINE, grant=grant, kind=CONDITION, until_on=until_on, rule=RULE, clauses=CLAUSES)
    return change(authorisation, until_on=until_on)


@act(
    "personnel.authorisation.supersede",
    about="authorisation",
    move=AUTHORISATION.supersede,
    permission=NOBODY,
    machines=[MACHINE.name],
    clauses=CLAUSES,
    sentence=gettext_noop("replaced the authorisation {subject} by a later one"),
)
def supersede(*, by: Actor, authorisation: Authorisation) -> Authorisation:
    """End an authorisation because a later one for the same work takes its place."""
    stopped_on = authorisation.stopped_on or clock.today()
    return change(authorisation, state=AuthorisationState.SUPERSEDED, stopped_on=stopped_on)


@act(
    "personnel.authorisation.expire",
    about="authorisation",
    move=AUTHORISATION.expire,
    permission=NOBODY,
    machines=["timers"],
    rules=[the_authorisation_is_over],
    clauses=CLAUSES,
    sentence=gettext_noop("saw the authorisation {subject} expire"),
)
def expire(*, by: Actor, authorisation: Authorisation) -> Authorisation:
    """End an authorisation whose term is over.

    The role lapsed with its last day already, since the grant carries that day; this makes it visible on the record.
    """
    return change(authorisation, state=AuthorisationState.EXPIRED)


def _conclude(
    authorisation: Authorisation, asked: Criterion, *, is_met: bool, words: str, evidence: Evidence | None
) -> None:
    """Keep what was found on one criterion; what was found later on the same one takes its place."""
    earlier = CriterionResult.objects.filter(authorisation=authorisation, criterion=asked).first()
    if earlier is not None:
        change(earlier, is_met=is_met, words=words.strip(), evidence=evidence)
        return
    create(
        CriterionResult,
        authorisation=authorisation,
        criterion=asked,
        is_met=is_met,
        words=words.strip(),
        evidence=evidence,
    )


def _needs(by: Actor, authorisation: Authorisation, asked: Criterion, source: NeedSource) -> None:
    """Record what somebody has to learn for a criterion, where that is not recorded already."""
    if needs.is_open(authorisation.person_id, asked):
        return
    find(
        by=by,
        person=authorisation.person,
        role=authorisation.role,
        scope=authorisation.scope,
        source=source,
        words=asked.words,
        due_on=timers.due_on("T-11", clock.today()),
        criterion=asked,
    )


def _replace_earlier(later: Authorisation) -> None:
    same = {"person": later.person, "role": later.role, "scope": later.scope}
    for each in given_now().filter(**same).exclude(pk=later.pk):
        supersede(by=MACHINE, authorisation=each)


def _carry_role(by: Actor, authorisation: Authorisation, until_on: date | None) -> None:
    """Give the role where it is not held, and say until when the authorisation carries it."""
    grant = _open_grant(authorisation)
    if grant and grant.until_on and grant.until_on < clock.today():
        grants.end(by=by, grant=grant, reason=authorisation.number)
        grant = None
    if grant is None:
        grant = grants.give(
            by=MACHINE,
            person=authorisation.person,
            role=authorisation.role,
            scope=authorisation.scope,
            from_on=clock.today(),
        )
    grants.condition(by=MACHINE, grant=grant, kind=CONDITION, until_on=until_on, rule=RULE, clauses=CLAUSES)


def _stop_role(authorisation: Authorisation) -> None:
    """Say that the authorisation carried the role until yesterday."""
    if grant := _open_grant(authorisation):
        yesterday = clock.today() - timedelta(days=1)
        grants.condition(by=MACHINE, grant=grant, kind=CONDITION, until_on=yesterday, rule=RULE, clauses=CLAUSES)


def _open_grant(authorisation: Authorisation) -> Grant | None:
    open_ones = Grant.objects.filter(person=authorisation.person, role=authorisation.role, scope=authorisation.scope)
    return open_ones.filter(ended_at__isnull=True).select_related("person", "scope").first()
