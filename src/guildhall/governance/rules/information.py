"""What holds of agreements, public information, consents, disclosures and legal requests (R-11, R-42, R-45)."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.information import ConsentState, RequestState
from guildhall.governance.models import AgreementText, CalendarAddress, Consent, LegalRequest
from guildhall.governance.points import POINTS
from guildhall.governance.queries import information as queries
from guildhall.identity.models import Person
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule
from guildhall.vault.files import Received

AGREED = ("2012:4.1", "2012:6.3.1", "2012:9.7.2", "2026:9.7")
CONFIDENTIAL = ("2012:7.3.3", "2026:7.3")
BY_LAW = ("2012:7.3.4", "2026:7.3")
PUBLIC = ("2012:7.2.4", "2026:7.2")
LONGEST = Period(months=60)
"""How long a consent lasts at most before it is asked for again (our own choice)."""

ADDRESSES = 5
"""How many secret addresses somebody has at once, so that each is known."""


@rule("agreement-whole", clauses=AGREED)
def an_agreement_names_scope_limits_and_liability(
    *, scope_words: str, limits: str, liability: str, words: str
) -> Refusal | None:
    """A text of agreement says what it covers, where the body's service ends, and what the body is liable for."""
    given = {"scope_words": scope_words, "limits": limits, "liability": liability, "words": words}
    missing = next((name for name, said in given.items() if not said.strip()), None)
    if missing is None:
        return None
    return Refusal(
        _("An agreement says what it covers, where the body’s service ends, and what the body is liable for."),
        mend=Mend(_("Write what is missing.")),
        field=missing,
    )


@rule("R-11", clauses=["2012:10.2.3", "2026:10"], kind=Kind.ACCREDITATION)
def agreement_is_approved_by_another(*, by: Actor, text: AgreementText) -> Refusal | None:
    """Four eyes: who proposed a text of agreement does not approve or reject it."""
    if not by.is_person(text.proposed_by_id):
        return None
    return Refusal(
        _("You proposed this text yourself, and its author does not approve it."),
        mend=Mend(_("Somebody else of top management reads it.")),
    )


@rule("R-45", clauses=CONFIDENTIAL)
def a_correction_in_these_has_its_reason(*, reason: str) -> Refusal | None:
    """Who rejects a text or a request says why."""
    if reason.strip():
        return None
    return Refusal(
        _("Without a reason nobody could understand later why this was rejected."),
        mend=Mend(_("Say in a sentence why.")),
        field="reason",
    )


@rule("R-42", clauses=PUBLIC)
def every_point_was_looked_at(*, points: dict[str, str], findings: str) -> Refusal | None:
    """A review of public information answers every point; what is not right says what is done about it."""
    missing = [each.code for each in POINTS if points.get(each.code) not in {"right", "wrong", "not-applicable"}]
    if missing:
        return Refusal(_("Not every point was looked at."), mend=Mend(_("Answer each of them.")), field=missing[0])
    if "wrong" not in points.values() or findings.strip():
        return None
    return Refusal(
        _("What is not right in public is put right, and it was not said how."),
        mend=Mend(_("Write what is done about it, by whom and until when.")),
        field="findings",
    )


@rule("R-45", clauses=CONFIDENTIAL)
def a_consent_says_what_to_whom_and_why(*, recipient_name: str, what: str, purpose: str) -> Refusal | None:
    """A consent is to something: what is told, to whom, and for what."""
    given = {"recipient_name": recipient_name, "what": what, "purpose": purpose}
    missing = next((name for name, said in given.items() if not said.strip()), None)
    if missing is None:
        return None
    return Refusal(
        _("A consent to everything is none: it names what is told, to whom, and for what."),
        mend=Mend(_("Write what is missing.")),
        field=missing,
    )


@rule("R-45", clauses=CONFIDENTIAL)
def a_consent_has_a_term(*, given_on: date, until_on: date) -> Refusal | None:
    """A consent begins when it was given and ends within five years."""
    latest = LONGEST.after(given_on)
    if given_on <= clock.today() <= until_on <= latest:
        return None
    return Refusal(
        _("A consent is given today or was given earlier, and ends from today to %(day)s.")
        % {"day": date_format(latest, "j M Y")},
        mend=Mend(_("Give days that lie so.")),
        field="until_on",
    )


@rule("R-45", clauses=CONFIDENTIAL)
def a_consent_is_in_writing(*, by: Actor, person: Person, scan: Received | None) -> Refusal | None:
    """A consent is given here by the person, or on paper whose scan is kept."""
    if by.is_person(person.pk) or scan is not None:
        return None
    return Refusal(
        _("A consent that somebody else enters rests on a paper that the person signed."),
        mend=Mend(_("Hand in its scan, or ask the person to consent in their own account.")),
        field="scan",
    )


@rule("R-45", clauses=CONFIDENTIAL)
def a_disclosure_says_what(*, what: str) -> Refusal | None:
    """A disclosure says what was told."""
    if what.strip():
        return None
    return Refusal(
        _("A disclosure that does not say what was told could not be checked later."),
        mend=Mend(_("Write what was told.")),
        field="what",
    )


@rule("R-45", clauses=CONFIDENTIAL)
def the_consent_holds_today(*, person: Person, consent: Consent) -> Refusal | None:
    """Nothing is told to a third party on a consent that was taken back, has ended, or is somebody else's."""
    today = clock.today()
    holds = consent.state == ConsentState.GIVEN and consent.given_on <= today <= consent.until_on
    if consent.person_id == person.pk and holds:
        return None
    return Refusal(
        _("The consent %(number)s is not this person’s, was taken back, or does not hold today.")
        % {"number": consent.number},
        mend=Mend(_("Ask the person for a consent that holds; without one nothing is told to anybody.")),
        field="consent",
    )


@rule("R-45", clauses=BY_LAW)
def the_request_says_who_asks_and_why(*, authority: str, ground: str, what: str) -> Refusal | None:
    """A request under the law says who asks, on which ground, and for what."""
    given = {"authority": authority, "ground": ground, "what": what}
    missing = next((name for name, said in given.items() if not said.strip()), None)
    if missing is None:
        return None
    return Refusal(
        _("A request under the law names who asks, the law, and what is asked for."),
        mend=Mend(_("Write what is missing, or ask the authority for it.")),
        field=missing,
    )


@rule("R-45", clauses=BY_LAW)
def the_person_is_told_or_the_law_forbids_it(*, request: LegalRequest) -> Refusal | None:
    """The person is told before anything about them is released, unless the law forbids it and says so."""
    if request.state == RequestState.TOLD or request.silence.strip():
        return None
    return Refusal(
        _("The person was not told yet what will be released about them, and no law is named that forbids it."),
        mend=Mend(
            _("Tell them first."),
            act="governance.legal-request.tell",
            link=("governance:request", str(request.pk)),
        ),
    )


@rule("R-45", clauses=BY_LAW)
def nobody_is_told_against_the_law(*, request: LegalRequest) -> Refusal | None:
    """Where the law forbids it, the person is not told."""
    if not request.silence.strip():
        return None
    return Refusal(
        _("The law forbids to tell the person of this request."),
        mend=Mend(_("Release it without telling them; the ground stands on record.")),
    )


@rule("R-08", clauses=["2012:4.3.7", "2026:4.3"])
def nobody_handles_a_request_about_themselves(*, by: Actor, person: Person) -> Refusal | None:
    """Nobody takes in, or answers, what concerns themselves."""
    if not by.is_person(person.pk):
        return None
    return Refusal(
        _("This concerns yourself, and nobody handles a matter about themselves."),
        mend=Mend(_("Somebody else does it.")),
        field="person",
    )


@rule("calendar-few", clauses=["2012:7.3.1", "2026:7.3"], kind=Kind.OURS)
def addresses_are_few(*, person: Person) -> Refusal | None:
    """Somebody has a few secret addresses at once, so that each of them is known."""
    if queries.calendar_addresses(person.pk).count() < ADDRESSES:
        return None
    return Refusal(
        _("You have %(count)d calendar addresses already.") % {"count": ADDRESSES},
        mend=Mend(_("Take one back that you do not use any more."), link=("web:calendar",)),
    )


@rule("calendar-once", clauses=["2012:7.3.1", "2026:7.3"], kind=Kind.OURS)
def the_address_holds(*, address: CalendarAddress) -> Refusal | None:
    """What was taken back is not taken back again."""
    if address.revoked_at is None:
        return None
    return Refusal(_("This address was taken back already."), mend=Mend(_("Nothing needs to be done.")))
