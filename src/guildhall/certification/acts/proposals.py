"""What is brought before a decider: a complete candidacy, a change of status, a decision that is to be made anew."""

from datetime import date

from guildhall.certification.lifecycles import DECISION
from guildhall.certification.models import Certification, DecisionFile, DecisionKind
from guildhall.certification.permissions import may_prepare, may_propose, may_put_right
from guildhall.certification.rules.deciding import a_second_person_puts_it_right
from guildhall.certification.rules.proposals import (
    a_proposal_has_its_grounds,
    a_suspension_has_conditions,
    a_suspension_has_its_deadline,
    nobody_proposes_about_themselves,
    the_candidacy_is_complete,
    the_kind_fits,
    what_is_made_anew_is_certification,
)
from guildhall.exams.models import Candidacy
from guildhall.kernel.actors import Actor
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import act
from guildhall.ledger.numbers import next_number
from guildhall.ledger.records import create

NUMBER = "D"


@act(
    "certification.decision.prepare",
    about="candidacy",
    move=DECISION.prepare,
    permission=may_prepare,
    machines=["decisions"],
    rules=[the_candidacy_is_complete],
    clauses=("2012:9.4.1", "2026:9.4"),
    sentence=gettext_noop("prepared the decision {subject}"),
)
def prepare(*, by: Actor, candidacy: Candidacy) -> DecisionFile:
    """Bring a complete candidacy before a decider; the house does it by itself when the file is complete."""
    return create(
        DecisionFile,
        number=next_number(NUMBER),
        person=candidacy.person,
        version=candidacy.version,
        kind=DecisionKind.GRANT,
        candidacy=candidacy,
        prepared_by=str(by),
    )


@act(
    "certification.decision.propose",
    about="certification",
    move=DECISION.prepare,
    permission=may_propose,
    machines=["timers"],
    rules=[
        the_kind_fits,
        nobody_proposes_about_themselves,
        a_proposal_has_its_grounds,
        a_suspension_has_conditions,
        a_suspension_has_its_deadline,
    ],
    clauses=("2012:9.5.1", "2012:9.5.2", "2026:9.5"),
    sentence=gettext_noop("proposed a decision on a status: {subject}"),
    label=gettext_noop("Propose a decision"),
)
def propose(
    *,
    by: Actor,
    certification: Certification,
    kind: DecisionKind,
    grounds: str,
    conditions: str = "",
    deadline_on: date | None = None,
) -> DecisionFile:
    """Propose to suspend, reinstate, withdraw or end a certification, with grounds; a decider decides."""
    return create(
        DecisionFile,
        number=next_number(NUMBER),
        person=certification.person,
        version=certification.version,
        kind=kind,
        certification=certification,
        grounds=grounds.strip(),
        conditions=conditions.strip(),
        deadline_on=deadline_on,
        prepared_by=str(by),
    )


@act(
    "certification.decision.prepare_anew",
    about="file",
    permission=may_put_right,
    rules=[what_is_made_anew_is_certification, a_second_person_puts_it_right, a_proposal_has_its_grounds],
    clauses=("2012:9.4.1", "2012:9.8.6", "2026:9.4"),
    sentence=gettext_noop("had the decision {subject} made anew: {grounds}"),
    label=gettext_noop("Have it decided anew"),
)
def prepare_anew(*, by: Actor, file: DecisionFile, grounds: str) -> DecisionFile:
    """Have a decision made anew, after an appeal or because it was wrong; the first stays to be seen, replaced."""
    return create(
        DecisionFile,
        number=next_number(NUMBER),
        person=file.person,
        version=file.version,
        kind=file.kind,
        candidacy=file.candidacy,
        grounds=grounds.strip(),
        replaces=file,
        prepared_by=str(by),
    )
