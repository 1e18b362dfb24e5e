"""People watch over uses of artificial intelligence: they evaluate them, judge their outputs, and are told of them."""

from guildhall.governance.models import AiAcknowledgement, AiEvaluation, AiJudgement, AiUse
from guildhall.governance.permissions.ai import may_judge_outputs, oversees_the_use
from guildhall.governance.queries import ai
from guildhall.governance.rules.ai import (
    DISCLOSURE,
    OVERSIGHT,
    REGISTER,
    a_verdict_is_told,
    an_evaluation_is_told,
    there_is_a_statement_to_acknowledge,
)
from guildhall.identity.models import Person
from guildhall.identity.permissions import is_that_person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import change, create
from guildhall.notices import timers

EVALUATED = "T-34"


@act(
    "governance.ai.evaluate",
    about="use",
    permission=oversees_the_use,
    rules=[an_evaluation_is_told],
    clauses=(*REGISTER, *OVERSIGHT),
    label=gettext_noop("Evaluate"),
    sentence=gettext_noop("evaluated a use of artificial intelligence in {subject}"),
)
def evaluate(*, by: Actor, use: AiUse, outputs: int, overridden: int, findings: str, is_fit: bool) -> AiEvaluation:
    """Look at how a use did: how many outputs, how many of them people overrode, and whether it is fit to go on.

    One that is on and found fit is due again after the length of T-34; what is found unfit its overseer switches off.
    """
    made = create(
        AiEvaluation,
        number=next_number("AE"),
        use=use,
        model_version=use.model_version,
        outputs=outputs,
        overridden=overridden,
        findings=findings.strip(),
        is_fit=is_fit,
        evaluated_by=Person.objects.get(pk=by.name),
    )
    if is_fit and use.evaluate_on is not None:
        change(use, evaluate_on=timers.due_on(EVALUATED, clock.today()))
    return made


@act(
    "governance.ai.judge-output",
    about="use",
    permission=may_judge_outputs,
    rules=[a_verdict_is_told],
    clauses=OVERSIGHT,
    label=gettext_noop("Accept or override an output"),
    sentence=gettext_noop("judged an output of {subject}"),
)
def judge_output(*, by: Actor, use: AiUse, about: str, verdict: str, reasons: str = "") -> AiJudgement:
    """Accept or override one output of a use, about one record; the machine supports, a person judges."""
    return create(
        AiJudgement,
        use=use,
        about=about,
        model_version=use.model_version,
        verdict=verdict,
        reasons=reasons.strip(),
        judged_by=Person.objects.get(pk=by.name),
    )


@act(
    "governance.ai.acknowledge",
    about="person",
    permission=is_that_person,
    rules=[there_is_a_statement_to_acknowledge],
    clauses=DISCLOSURE,
    label=gettext_noop("I have read this"),
    sentence=gettext_noop("acknowledged the statement on artificial intelligence"),
)
def acknowledge(*, by: Actor, person: Person) -> AiAcknowledgement:
    """Acknowledge the body's statement on artificial intelligence in every language in which it is in effect."""
    statements = ai.statements()
    known = AiAcknowledgement.objects.filter(person=person).values_list("statement", flat=True)
    made = [
        create(AiAcknowledgement, person=person, statement=each.ref)
        for each in statements
        if each.ref not in set(known)
    ]
    return made[0] if made else AiAcknowledgement.objects.filter(person=person).latest("acknowledged_at")
