"""What conformity looks at of agreements, public information, and what is told about persons."""

from datetime import date, timedelta
from itertools import product

from django.db.models import F, Q

from guildhall.governance.lifecycles.information import AgreementState, ConsentState, RequestState
from guildhall.governance.models import AgreementText, Disclosure, Language, Party
from guildhall.governance.queries import information as queries
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.periods import Period
from guildhall.kernel.words import gettext_noop

REVIEWED_WITHIN = Period(months=12)
"""How often the public information is gone through (the yearly review that assessors expect)."""


@control(
    "governance.every_party_has_its_agreement",
    title=gettext_noop("A text of agreement is in effect for each kind of party"),
    clauses=["2012:4.1", "2012:6.3.1", "2012:9.7.2", "2026:9.7"],
    events=["governance.agreement-text.*"],
)
def every_party_has_its_agreement() -> Answer:
    """Each kind of party has its text in each language, approved by somebody else than its author."""
    effective = AgreementText.objects.filter(state=AgreementState.EFFECTIVE)
    there = set(effective.values_list("party", "language"))
    lacking = [each for each in product(Party.values, Language.values) if each not in there]
    own = effective.filter(approved_by=F("proposed_by")).order_by("number")
    return Answer(
        findings=[
            *(_lacks(party, language) for party, language in lacking),
            *(
                Finding(
                    each.ref,
                    each.number,
                    gettext_noop("was approved by its own author"),
                    ("governance:agreement", str(each.pk)),
                )
                for each in own
            ),
        ],
        looked_at=len(there),
    )


def _lacks(party: str, language: str) -> Finding:
    sentence = gettext_noop("has no text of agreement in effect")
    return Finding(
        f"governance.agreementtext:{party}-{language}", f"{party} ({language})", sentence, ("governance:agreements",)
    )


@control(
    "governance.public_information_was_reviewed",
    title=gettext_noop("What the body says in public was gone through within the last year"),
    clauses=["2012:7.2.4", "2012:7.2.2", "2026:7.2"],
    events=["governance.information.*"],
)
def public_information_was_reviewed() -> Answer:
    """Somebody went through every point of the public information within twelve months, and none is left wrong."""
    latest = queries.latest_review()
    if latest is None:
        return Answer(judgement=gettext_noop("Nobody has gone through the public information yet: is it right?"))
    due = REVIEWED_WITHIN.after(clock.day_of(latest.reviewed_at))
    wrong = [code for code, answer in latest.points.items() if answer == "wrong"]
    late = [gettext_noop("is older than a year")] if due < clock.today() else []
    left = [gettext_noop("found something wrong, and no later review found it right")] if wrong else []
    return Answer(
        findings=[Finding(latest.ref, latest.number, sentence, ("web:information",)) for sentence in late + left],
        looked_at=len(latest.points),
        changes_on=due + timedelta(days=1),
    )


@control(
    "governance.disclosures_have_their_ground",
    title=gettext_noop("Whatever was told about a person rests on a consent of that day, or on a law"),
    clauses=["2012:7.3.3", "2012:7.3.4", "2026:7.3"],
    events=["governance.disclosure.*", "governance.consent.*", "governance.legal-request.*"],
)
def disclosures_have_their_ground() -> Answer:
    """No disclosure without a consent of that person that held then, and none by law of which they were told late."""
    made = Disclosure.objects.select_related("consent", "request").order_by("number")
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("rests on no consent that held then, and on no law that was told"),
                ("governance:disclosure", str(each.pk)),
            )
            for each in made
            if not _is_grounded(each)
        ],
        looked_at=made.count(),
    )


def _is_grounded(disclosure: Disclosure) -> bool:
    day = clock.day_of(disclosure.disclosed_at)
    return _consented(disclosure, day) if disclosure.consent else _demanded(disclosure)


def _consented(disclosure: Disclosure, day: date) -> bool:
    consent = disclosure.consent
    if consent is None or consent.person_id != disclosure.person_id:
        return False
    revoked = consent.state == ConsentState.REVOKED and consent.revoked_at is not None
    still = not revoked or (consent.revoked_at is not None and consent.revoked_at >= disclosure.disclosed_at)
    return still and consent.given_on <= day <= consent.until_on


def _demanded(disclosure: Disclosure) -> bool:
    request = disclosure.request
    if request is None or request.assessed_at is None or request.state == RequestState.REJECTED:
        return False
    told = request.told_at is not None and request.told_at <= disclosure.disclosed_at
    return told or bool(request.silence)


@control(
    "governance.requests_are_answered",
    title=gettext_noop("Requests under the law are answered in time"),
    clauses=["2012:7.3.4", "2026:7.3"],
    events=["governance.legal-request.*"],
)
def requests_are_answered() -> Answer:
    """No request under the law is past the day by which its sender wants the answer."""
    today, waiting = clock.today(), queries.requests_open()
    overdue = waiting.filter(Q(due_on__lt=today))
    next_ = waiting.filter(due_on__gte=today).order_by("due_on").values_list("due_on", flat=True).first()
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.number,
                gettext_noop("waits for its answer beyond the day that it names"),
                ("governance:request", str(each.pk)),
            )
            for each in overdue
        ],
        looked_at=waiting.count(),
        changes_on=next_ + timedelta(days=1) if next_ else None,
    )
