"""Who hears of threats and signals, and which timers run over them."""

from collections.abc import Iterator
from typing import Any

from guildhall.governance.models import RegisterReview, Sighting, Threat, TrainingStatement
from guildhall.identity import grants
from guildhall.identity.models import Scope
from guildhall.identity.roles import COMMITTEE_SECRETARY, QUALITY_MANAGER, TOP_MANAGEMENT
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find


@timer(
    "governance.threat-review",
    code="T-09",
    title=gettext_noop("Threat to impartiality is reviewed"),
    starts=[
        "governance.threat.identify",
        "governance.threat.accept",
        "governance.threat.settle",
        "governance.threat.review",
    ],
    stops=["governance.threat.close"],
    warn_days=(30, 7),
    in_work=False,
)
def threat_review(*, entry: Any) -> Run | None:
    """The year after which a threat is looked at again."""
    threat = find(entry.result)
    if not isinstance(threat, Threat):
        return None
    link = ("governance:threat", str(threat.pk))
    return Run(threat.ref, threat.review_on, threat.number, role=QUALITY_MANAGER.code, link=link)


@timer(
    "governance.register-review",
    code="T-09",
    title=gettext_noop("Register of threats is gone through"),
    starts=["governance.register.review"],
    warn_days=(60, 30, 7),
)
def register_review(*, entry: Any) -> Run | None:
    """The year after which somebody goes through the whole register."""
    review, body = find(entry.result), Scope.objects.filter(kind=Scope.Kind.BODY).first()
    if not isinstance(review, RegisterReview) or body is None:
        return None
    return Run(body.ref, review.next_on, review.number, role=QUALITY_MANAGER.code, link=("governance:threats",))


@timer(
    "governance.training-statement",
    code="T-09",
    title=gettext_noop("Statement on training is confirmed"),
    starts=["governance.training-statement.state"],
    warn_days=(30, 7),
)
def training_statement(*, entry: Any) -> Run | None:
    """The year for which a statement on training holds."""
    statement, body = find(entry.result), Scope.objects.filter(kind=Scope.Kind.BODY).first()
    if not isinstance(statement, TrainingStatement) or body is None:
        return None
    link = ("governance:training",)
    return Run(body.ref, statement.confirm_on, statement.number, role=TOP_MANAGEMENT.code, link=link)


@tells("governance.threat.identify", text="governance/threat-named", mailed=False)
def keepers_hear_of_a_threat(*, entry: Any) -> Iterator[Told]:
    """Who keeps the register, except who named the threat and whom it is about."""
    threat = find(entry.result)
    if isinstance(threat, Threat):
        keepers = grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT) - {threat.identified_by_id}
        for person_id in sorted(each for each in keepers if str(each) not in threat.concerns):
            yield Told(person_id, threat.number, link=("governance:threat", str(threat.pk)))


@tells("governance.threat.escalate", text="governance/threat-escalated")
def the_committee_hears_of_a_threat(*, entry: Any) -> Iterator[Told]:
    """The secretary of the committees, who puts it on an agenda, and top management."""
    threat = find(entry.result)
    if isinstance(threat, Threat):
        for person_id in sorted(grants.holders(COMMITTEE_SECRETARY, TOP_MANAGEMENT)):
            yield Told(person_id, threat.number, link=("governance:threat", str(threat.pk)))


@tells("governance.signal.record", text="governance/signal-raised", mailed=False)
@tells("governance.signal.raise-again", text="governance/signal-raised", mailed=False)
def judges_hear_of_a_signal(*, entry: Any) -> Iterator[Told]:
    """Who judges signals, except whom it is about."""
    sighting = find(entry.result)
    if isinstance(sighting, Sighting):
        judges = grants.holders(QUALITY_MANAGER, TOP_MANAGEMENT)
        for person_id in sorted(each for each in judges if str(each) not in sighting.concerns):
            yield Told(person_id, sighting.number, link=("governance:signal", str(sighting.pk)))
