"""What holds of training kept apart from certification: statements, offers, equivalents and words."""

from datetime import date

from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.impartiality import RelatedState, ThreatState
from guildhall.governance.models import EquivalentSearch, PublicWording, RelatedBody, Threat
from guildhall.governance.models.threats import ThreatKind
from guildhall.governance.models.training import OfferKind
from guildhall.governance.queries import training
from guildhall.governance.rules.body import blank
from guildhall.identity.models import Scope
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

APART = ("2012:5.2.3", "2026:5.2/scope")
ONGOING = ("2012:5.2.3 a)", "2026:5.2/scope")
EQUIVALENTS = ("2012:5.2.3 d)", "2026:5.2")
WORDS = ("2012:5.2.2", "2012:5.2.3 c)", "2026:5.2")


@rule("training-stated", kind=Kind.STATED, clauses=APART)
def a_statement_is_told(*, words: str) -> Refusal | None:
    """A statement says in words what is trained, by whom, and how it is kept apart."""
    return blank(words=words)


@rule("training-stated", kind=Kind.STATED, clauses=APART)
def what_is_offered_is_stated(*, trains: bool, educates: bool) -> Refusal | None:
    """Nobody states that nothing is trained while the register of offers shows that something is."""
    said = {OfferKind.TRAINING: trains, OfferKind.EDUCATION: educates}
    own = training.offers().filter(related__isnull=True)
    denied = [each for each in own if not said[OfferKind(each.kind)]]
    if not denied:
        return None
    return Refusal(
        _("%(number)s is offered by our own entity, which this statement denies.") % {"number": denied[0].number},
        mend=Mend(_("Say so, or record the end of the offer first."), link=("governance:training",)),
        field="trains" if denied[0].kind == OfferKind.TRAINING else "educates",
    )


@rule("training-offer", kind=Kind.STATED, clauses=ONGOING)
def an_offer_is_told(*, kind: str, title: str, scope: Scope) -> Refusal | None:
    """What is offered has a kind and a title, and a scheme for whose work it trains."""
    if kind not in OfferKind.values:
        return Refusal(_("This is neither training nor education."), mend=Mend(_("Choose one of both.")), field="kind")
    if scope.kind != Scope.Kind.SCHEME:
        return Refusal(
            _("An offer is recorded for the scheme for whose work it trains."),
            mend=Mend(_("Choose the scheme.")),
            field="scope",
        )
    return blank(title=title)


@rule("training-offer", kind=Kind.STATED, clauses=ONGOING)
def its_threat_is_analysed(*, threat: Threat) -> Refusal | None:
    """No training is offered beside certification before the threat in it was analysed."""
    stands = threat.kind == ThreatKind.TRAINING and threat.state != ThreatState.CLOSED
    if stands and threat.analysed_at is not None:
        return None
    return Refusal(
        _("%(number)s is no analysed threat of the kind 'own or favoured training'.") % {"number": threat.number},
        mend=Mend(_("Name and analyse the threat that lies in this training first."), act="governance.threat.identify"),
        field="threat",
    )


@rule("training-offer", kind=Kind.STATED, clauses=ONGOING)
def an_offer_is_recorded_before_it_begins(*, begins_on: date) -> Refusal | None:
    """What threatens impartiality is thought through before it begins."""
    if begins_on >= clock.today():
        return None
    return Refusal(
        _("This training has begun already, and the threat in it was to be analysed before."),
        mend=Mend(_("Stop it, and give the day on which it begins anew.")),
        field="begins_on",
    )


@rule("training-offer", kind=Kind.OURS, clauses=ONGOING)
def who_offers_is_related(*, related: RelatedBody | None) -> Refusal | None:
    """What others offer concerns us while they are related to us and known to train."""
    if related is None or (related.state == RelatedState.RELATED and related.trains):
        return None
    return Refusal(
        _("%(number)s is not known as a related body that trains.") % {"number": related.number},
        mend=Mend(_("Record the relation first, with what they train.")),
        field="related",
    )


@rule("R-57", clauses=EQUIVALENTS)
def a_search_is_told(*, requirement: str, course: str, looked_at: str, findings: str) -> Refusal | None:
    """A search names the requirement and the course, what was looked at, and why none of it is equivalent."""
    return blank(requirement=requirement, course=course, looked_at=looked_at, findings=findings)


@rule("R-57", clauses=EQUIVALENTS)
def a_search_is_of_a_scheme(*, scope: Scope) -> Refusal | None:
    """Equivalents are looked for in the scheme that asks for the course."""
    if scope.kind == Scope.Kind.SCHEME:
        return None
    return Refusal(
        _("Courses are asked for by schemes, not by the body."), mend=Mend(_("Choose the scheme.")), field="scope"
    )


@rule("R-11", clauses=EQUIVALENTS, kind=Kind.ACCREDITATION)
def who_searched_does_not_approve(*, by: Actor, search: EquivalentSearch) -> Refusal | None:
    """Four eyes: who looked for equivalents does not approve that there are none."""
    if not by.is_person(search.proposed_by_id):
        return None
    return Refusal(
        _("You made this search, and somebody else judges whether it was enough."),
        mend=Mend(_("Another quality manager or top management approves it.")),
    )


@rule("search-reason", kind=Kind.OURS, clauses=EQUIVALENTS)
def a_rejection_has_its_reason(*, reason: str) -> Refusal | None:
    """Whoever rejects a search says what it lacks."""
    return blank(reason=reason)


@rule("R-56", clauses=WORDS)
def a_wording_is_told(*, title: str, medium: str, words: str) -> Refusal | None:
    """A text for the public has a title, a place where it appears, and its words."""
    return blank(title=title, medium=medium, words=words)


@rule("R-11", clauses=WORDS, kind=Kind.ACCREDITATION)
def who_wrote_does_not_clear(*, by: Actor, wording: PublicWording) -> Refusal | None:
    """Four eyes: who handed a text in does not clear it."""
    if not by.is_person(wording.proposed_by_id):
        return None
    return Refusal(
        _("You handed this text in, and somebody else reads it before the public does."),
        mend=Mend(_("Another quality manager or top management clears it.")),
    )


@rule("R-56", clauses=WORDS)
def no_training_is_favoured(*, no_training_favoured: bool) -> Refusal | None:
    """Nothing is published before the question is answered whether it favours some training."""
    if no_training_favoured:
        return None
    return Refusal(
        _("It is not confirmed that no passage makes some training look like an easier, quicker or cheaper way."),
        mend=Mend(_("Read the text for such passages; confirm that there are none, or refuse it.")),
        field="no_training_favoured",
    )


@rule("R-56", clauses=WORDS)
def striking_passages_are_answered(*, wording: PublicWording, reasons: str) -> Refusal | None:
    """Where a passage puts training beside an advantage, clearing it says why that is harmless."""
    if not wording.passages or reasons.strip():
        return None
    return Refusal(
        _("In %(count)d passage(s) of this text a training stands beside an advantage.")
        % {"count": len(wording.passages)},
        mend=Mend(_("Say why each is harmless, or refuse the text.")),
        field="reasons",
    )


@rule("R-56", clauses=WORDS)
def a_refused_wording_has_its_reasons(*, reasons: str) -> Refusal | None:
    """Whoever refuses or withdraws a text says which passage favours a training, or why else."""
    return blank(reasons=reasons)
