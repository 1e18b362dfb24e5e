"""Is training kept apart from certification, and does nothing favour it?"""

from datetime import timedelta

from django.db.models import F, Q

from guildhall.governance.lifecycles.impartiality import ThreatState
from guildhall.governance.lifecycles.training import WordingState
from guildhall.governance.models import EquivalentSearch, PublicWording, RelatedBody, ThreatKind
from guildhall.governance.queries import impartiality, training
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

TRAINING = ("governance:training",)


@control(
    "governance.training_is_stated",
    title=gettext_noop("Top management states every year whether the body trains or educates"),
    clauses=["2012:5.2.3", "2026:5.2/scope"],
    events=["governance.training-statement.*", "governance.training-offer.*"],
)
def training_is_stated() -> Answer:
    """A statement holds that was confirmed within twelve months and denies nothing that is offered."""
    statement = training.statement()
    if statement is None:
        sentence = gettext_noop("does not state whether its legal entity trains or educates")
        bodies = Scope.objects.filter(kind=Scope.Kind.BODY)
        return Answer(findings=[Finding(each.ref, each.number, sentence, TRAINING) for each in bodies], looked_at=1)
    own = training.offers().filter(related__isnull=True)
    said = {"training": statement.trains, "education": statement.educates}
    wrong = [gettext_noop("was not confirmed within twelve months")] * (statement.confirm_on < clock.today())
    wrong += [gettext_noop("denies what our own entity offers")] * any(not said[each.kind] for each in own)
    findings = [Finding(statement.ref, statement.number, sentence, TRAINING) for sentence in wrong]
    return Answer(findings=findings, looked_at=1 + len(own), changes_on=statement.confirm_on + timedelta(days=1))


@control(
    "governance.training_threats_are_current",
    title=gettext_noop("The threat in every training that is offered is known, treated and reviewed"),
    clauses=["2012:5.2.3", "2012:5.2.3 a)", "2026:5.2/scope"],
    events=["governance.training-offer.*", "governance.threat.*", "governance.related-body.*"],
)
def training_threats_are_current() -> Answer:
    """Each offer hangs on a threat that was analysed before it began, stands, and is not overdue; each related body
    that trains has such a threat.
    """
    offers = list(training.offers())
    overdue = set(impartiality.overdue().values_list("pk", flat=True))
    known = impartiality.of_kind(ThreatKind.TRAINING).values("related_id")
    loose = RelatedBody.objects.filter(state="related", trains=True).exclude(pk__in=known.filter(related__isnull=False))
    if not offers and not loose:
        return Answer(not_applicable=gettext_noop("Neither our entity nor a related body offers any training."))
    findings = [
        Finding(each.ref, each.number, gettext_noop("is offered, and the threat in it is gone or overdue"), TRAINING)
        for each in offers
        if each.threat.state == ThreatState.CLOSED or each.threat_id in overdue
    ]
    findings += [
        Finding(each.ref, each.number, gettext_noop("began before the threat in it was analysed"), TRAINING)
        for each in offers
        if each.threat.analysed_at is None or clock.day_of(each.threat.identified_at) > each.begins_on
    ]
    sentence = gettext_noop("trains, and no threat of training is analysed for it")
    findings += [Finding(each.ref, each.number, sentence, ("governance:related", str(each.pk))) for each in loose]
    return Answer(findings=findings, looked_at=len(offers) + len(loose))


@control(
    "governance.public_texts_favour_no_training",
    title=gettext_noop("Texts for the public were read by somebody else for favoured training"),
    clauses=["2012:5.2.2", "2012:5.2.3 c)", "2026:5.2"],
    events=["governance.public-wording.*"],
)
def public_texts_favour_no_training() -> Answer:
    """No text was cleared by its author, without the question of R-56, or over a striking passage without reasons."""
    cleared = PublicWording.objects.filter(state=WordingState.CLEARED)
    silent = Q(reasons__empty=True) & ~Q(passages=[])
    wrong = cleared.filter(Q(judged_by=F("proposed_by")) | Q(no_training_favoured=False) | silent)
    sentence = gettext_noop("was cleared by its author, or without looking for favoured training")
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("governance:wording", str(each.pk)))
            for each in wrong.order_by("number")
        ],
        looked_at=cleared.count(),
    )


@control(
    "governance.searches_had_four_eyes",
    title=gettext_noop("That a course has no equivalent was approved by somebody else than who looked"),
    clauses=["2012:5.2.3 d)", "2026:5.2"],
    events=["governance.equivalent-search.*"],
)
def searches_had_four_eyes() -> Answer:
    """No search for equivalents that stands was approved by who made it."""
    approved = EquivalentSearch.objects.filter(approved_at__isnull=False)
    sentence = gettext_noop("was approved by who made it")
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("governance:search", str(each.pk)))
            for each in approved.filter(approved_by=F("proposed_by")).order_by("number")
        ],
        looked_at=approved.count(),
    )
