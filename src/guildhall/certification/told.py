"""Who is told what of decisions and certifications, and which timers run (T-01, T-04, T-23)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from guildhall.certification.lifecycles import DecisionState
from guildhall.certification.models import Certificate, Certification, DecisionFile, DecisionKind
from guildhall.identity import grants
from guildhall.identity.roles import DECIDER, OPERATIONS, QUALITY_MANAGER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Run, Told, tells, timer
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import find
from guildhall.notices import timers

Words = dict[str, str | date]


@timer(
    "certification.certification-ends",
    code="T-01",
    title=gettext_noop("Certification expires"),
    starts=["certification.certification.begin"],
    stops=[
        "certification.certification.withdraw",
        "certification.certification.surrender",
        "certification.certification.expire",
    ],
    warn_days=(180, 90, 30),
    text="certification/ends",
)
def certification_ends(*, entry: Any) -> Run | None:
    """The term of a certification; after it the register says that it has expired."""
    held = _certification(entry)
    if held is None:
        return None
    return Run(held.ref, held.expires_on, held.number, held.person_id, link=("certification:mine",))


@timer(
    "certification.suspension-ends",
    code="T-04",
    title=gettext_noop("Suspension ends and a decision is demanded"),
    starts=["certification.certification.suspend", "certification.certification.extend"],
    meets=["certification.certification.reinstate"],
    stops=[
        "certification.certification.withdraw",
        "certification.certification.surrender",
        "certification.certification.expire",
    ],
    warn_days=(30, 7),
    in_work=False,
)
def suspension_ends(*, entry: Any) -> Run | None:
    """The deadline of a suspension; then it is reinstated, extended or withdrawn, and cannot simply be left (R-37)."""
    held = _certification(entry)
    if held is None:
        return None
    due_on, link = held.suspension_ends_on or clock.today(), ("certification:certification", str(held.pk))
    return Run(held.ref, due_on, held.number, role=QUALITY_MANAGER.code, link=link)


@timer(
    "certification.decision-is-due",
    code="T-23",
    title=gettext_noop("Decision is made"),
    starts=["certification.decision.prepare", "certification.decision.propose", "certification.decision.resubmit"],
    meets=["certification.decision.grant", "certification.decision.carry", "certification.decision.refuse"],
    stops=["certification.decision.return_file"],
    warn_days=(7, 1),
    in_work=False,
)
def decision_is_due(*, entry: Any) -> Run | None:
    """The body's time to decide on a file that is ready."""
    file = _file(entry)
    if file is None:
        return None
    due_on = timers.due_on("T-23", clock.day_of(file.prepared_at))
    return Run(file.ref, due_on, file.number, role=OPERATIONS.code, link=("certification:file", str(file.pk)))


@tells("certification.decision.prepare", text="certification/to-decide", mailed=False)
@tells("certification.decision.propose", text="certification/to-decide", mailed=False)
@tells("certification.decision.resubmit", text="certification/to-decide", mailed=False)
@tells("certification.decision.hand_over", text="certification/to-decide", mailed=False)
def deciders_hear_of_a_file(*, entry: Any) -> Iterator[Told]:
    """The deciders of the scheme, or the one to whom the file was handed."""
    if file := _file(entry):
        theirs = {file.handed_to_id} if file.handed_to_id else grants.holders(DECIDER, scope_id=file.scope_id)
        for person_id in sorted(theirs - {file.person_id, None}):
            yield Told(person_id, file.number, link=("certification:file", str(file.pk)))


@tells("certification.decision.return_file", text="certification/returned", mailed=False)
def operations_hear_of_a_question(*, entry: Any) -> Iterator[Told]:
    """Operations, who see that the question is answered."""
    if file := _file(entry):
        for person_id in sorted(grants.holders(OPERATIONS) - {file.person_id}):
            yield Told(person_id, file.number, link=("certification:file", str(file.pk)))


@tells("certification.decision.grant", text="certification/granted")
def person_hears_that_they_are_certified(*, entry: Any) -> Iterator[Told]:
    """The person: certified, for what, from when until when, and what they owe."""
    file = _file(entry)
    if file and file.certification and file.replaces_id is None:
        held = file.certification
        dates: Words = {"effective_on": held.effective_on, "expires_on": held.expires_on}
        yield _person(held, {**dates, "scheme": file.version.title})


@tells("certification.decision.refuse", text="certification/refused")
def person_hears_the_refusal(*, entry: Any) -> Iterator[Told]:
    """The person whom certification was refused: the reasons, and how to appeal."""
    file = _file(entry)
    if file and file.is_grant and file.certification_id is None:
        words: Words = {"reasons": file.reasons, "scheme": file.version.title}
        yield Told(file.person_id, file.number, words=words, link=("certification:mine",))


@tells("certification.certificate.issue", text="certification/certificate")
def person_hears_that_the_certificate_is_there(*, entry: Any) -> Iterator[Told]:
    """The person: the certificate can be downloaded."""
    certificate = find(entry.subject)
    if isinstance(certificate, Certificate):
        yield _person(certificate.certification, {})


@tells("certification.certification.suspend", text="certification/suspended")
def person_hears_of_the_suspension(*, entry: Any) -> Iterator[Told]:
    """The person: suspended until when, why, what has to happen, and that they stop using it (R-36)."""
    if held := _certification(entry):
        yield from _decided(held, DecisionKind.SUSPEND, deadline=True)


@tells("certification.certification.extend", text="certification/extended")
def person_hears_of_the_extension(*, entry: Any) -> Iterator[Told]:
    """The person: until when the suspension now lasts, and what has to happen."""
    if held := _certification(entry):
        yield from _decided(held, DecisionKind.EXTEND, deadline=True)


@tells("certification.certification.reinstate", text="certification/reinstated")
def person_hears_of_the_reinstatement(*, entry: Any) -> Iterator[Told]:
    """The person: valid again."""
    if held := _certification(entry):
        yield _person(held, {"scheme": held.version.title})


@tells("certification.certification.withdraw", text="certification/withdrawn")
def person_hears_of_the_withdrawal(*, entry: Any) -> Iterator[Told]:
    """The person: withdrawn, why, that they return the certificate and stop all claims, and how to appeal (R-38)."""
    if held := _certification(entry):
        yield from _decided(held, DecisionKind.WITHDRAW) or _decided(held, DecisionKind.GRANT)


@tells("certification.certification.surrender", text="certification/surrendered")
def person_hears_that_it_was_given_back(*, entry: Any) -> Iterator[Told]:
    """The person: given back, and what that means."""
    if held := _certification(entry):
        yield _person(held, {"scheme": held.version.title})


@tells("certification.certification.expire", text="certification/expired")
def person_hears_that_it_expired(*, entry: Any) -> Iterator[Told]:
    """The person: the term is over."""
    if held := _certification(entry):
        yield _person(held, {"scheme": held.version.title, "expires_on": held.expires_on})


def _decided(held: Certification, kind: DecisionKind, *, deadline: bool = False) -> list[Told]:
    """What a decision against somebody says to them: reasons and conditions, and until when."""
    made = DecisionFile.objects.filter(certification=held, kind=kind)
    last = made.exclude(decided_at=None).select_related("person").order_by("-decided_at").first()
    if last is None or (kind == DecisionKind.GRANT and last.state != DecisionState.REFUSED):
        return []
    words: Words = {"scheme": held.version.title, "reasons": last.reasons, "conditions": last.conditions}
    if deadline and held.suspension_ends_on:
        words["deadline_on"] = held.suspension_ends_on
    return [_person(held, words)]


def _person(held: Certification, words: Words) -> Told:
    return Told(held.person_id, held.number, words=words, link=("certification:mine",))


def _file(entry: Any) -> DecisionFile | None:
    """The file that an act made, or is about."""
    for ref in (entry.subject, entry.result):
        if isinstance(found := find(ref) if ref else None, DecisionFile):
            return found
    return None


def _certification(entry: Any) -> Certification | None:
    for ref in (entry.subject, entry.result):
        if isinstance(found := find(ref) if ref else None, Certification):
            return found
    return None
