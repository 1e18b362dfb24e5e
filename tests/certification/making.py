"""Decisions, certifications and certificates in every state, made through acts as people make them.

Dora and Dirk decide; Quinn and Olive propose. The worker's round is done by `worked`, so that what follows from an act
follows as it does in the house.
"""

from datetime import date, timedelta
from typing import Any

from django.utils.module_loading import autodiscover_modules

from guildhall.certification.acts import decisions, proposals
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind
from guildhall.exams.models import Candidacy
from guildhall.identity.models import Person
from guildhall.identity.roles import DECIDER
from guildhall.jobs.models import Job
from guildhall.jobs.worker import Worker
from guildhall.kernel import clock
from guildhall.ledger import followers, sequencer
from guildhall.personnel.queries import authorisation_in_force
from tests.cast import Cast, acting
from tests.exams.making import a_complete_file
from tests.making import Made
from tests.personnel.making import found_competent

REASONS = "Every criterion is met; the evidence was read in full."
GROUNDS = "Worked on live parts without an electrician on 20 February, as the operator reports."
CONDITIONS = "A refresher in electrical safety, shown by its certificate."


def authorised(cast: Cast, made: Made) -> None:
    """Dora and Dirk are authorised to decide, on evidence of their competence."""
    for person in (made.crew.dora, made.crew.dirk):
        if authorisation_in_force(person.pk, DECIDER, made.scope.pk, clock.today()) is None:
            found_competent(cast, person, DECIDER, made.scope)


def worked() -> None:
    """What the worker does until nothing waits: numbering, followers, and the jobs of this room."""
    autodiscover_modules("jobs", "followers")
    worker = Worker()
    while any([sequencer.run(), followers.advance_all(), worker.do_jobs()]):
        continue
    assert [(each.kind, each.fault, each.fault_at) for each in Job.objects.exclude(fault="")] == []


def prepared(candidacy: Candidacy) -> DecisionFile:
    """The decision on a complete candidacy, prepared."""
    return proposals.prepare(by=decisions.MACHINE, candidacy=candidacy)


def a_file(made: Made, cast: Cast, person: Person | None = None) -> DecisionFile:
    """A decision on Carla that waits for a decider."""
    authorised(cast, made)
    return prepared(a_complete_file(made, cast, person))


def taken(made: Made, file: DecisionFile, person: Person | None = None) -> DecisionFile:
    """The file, taken by Dora unless another is named."""
    return decisions.take(by=acting(person or made.crew.dora), file=file, no_conflict=True)


def granted(made: Made, file: DecisionFile, **more: Any) -> Certification:
    """Dora took the file and granted."""
    return decisions.grant(by=acting(made.crew.dora), file=taken(made, file), reasons=REASONS, **more)


def a_certification(made: Made, cast: Cast, person: Person | None = None, **more: Any) -> Certification:
    """Carla, certified today."""
    return Certification.reloaded(granted(made, a_file(made, cast, person), **more).pk)


def issued(certification: Certification) -> Certificate:
    """The certificate of a certification, made by the worker."""
    worked()
    return Certificate.objects.select_related(*Certificate.reload_with).get(certification=certification, state="issued")


def proposed(cast: Cast, certification: Certification, kind: str, **more: Any) -> DecisionFile:
    """What Quinn proposes for a certification."""
    certification = Certification.reloaded(certification.pk)
    suspending = {"conditions": CONDITIONS, "deadline_on": clock.today() + timedelta(days=60)}
    given = suspending if kind in {DecisionKind.SUSPEND, DecisionKind.EXTEND} else {}
    return proposals.propose(
        by=acting(cast.quinn), certification=certification, kind=DecisionKind(kind), grounds=GROUNDS, **given, **more
    )


def carried(made: Made, cast: Cast, certification: Certification, kind: str) -> Certification:
    """What Quinn proposed and Dora decided as proposed."""
    file = taken(made, proposed(cast, certification, kind))
    decisions.carry(by=acting(made.crew.dora), file=file, reasons=REASONS)
    return Certification.reloaded(certification.pk)


def beyond(certification: Certification) -> date:
    """The day after the last of the term."""
    return certification.expires_on + timedelta(days=1)


def refused_file(made: Made, file: DecisionFile) -> DecisionFile:
    """The file, on which Dora refused because the experience was not shown."""
    by = acting(made.crew.dora)
    return decisions.refuse(by=by, file=taken(made, file), reasons="Others signed.", criteria=("EXP",))
