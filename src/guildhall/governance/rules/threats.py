"""What holds of threats to impartiality and of the review of their register."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance.lifecycles.ai import AiState
from guildhall.governance.lifecycles.training import OfferState
from guildhall.governance.models import RelatedBody, Threat
from guildhall.governance.models.threats import GRADES, RelatedKind, ThreatKind, ThreatSource
from guildhall.governance.queries import impartiality
from guildhall.governance.rules.body import blank
from guildhall.kernel import clock
from guildhall.kernel.actors import Actor
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.kernel.rules import Kind, rule

ONGOING = ("2012:4.3.6", "2026:4.3/risks")
TREATING = ("2012:4.3.7", "2026:4.3/risks")
OWN = ("2012:4.3.7", "2026:4.3")
ACCEPTABLE = 6
"""Up to which level, of 25, top management accepts what is left of a threat without the committee (our choice)."""

TREATED_WITHIN = Period(months=6)
"""How far the day may lie ahead by which a threat is treated (our choice)."""


@rule("threat-told", kind=Kind.STATED, clauses=ONGOING)
def a_threat_is_told(*, kind: str, source: str, title: str, description: str) -> Refusal | None:
    """A threat is of a kind, comes from somewhere, and is told so that others understand it."""
    if kind not in ThreatKind.values:
        return Refusal(_("This kind of threat is not known."), mend=Mend(_("Choose one of the list.")), field="kind")
    if source not in ThreatSource.values:
        return Refusal(_("This source is not known."), mend=Mend(_("Choose one of the list.")), field="source")
    return blank(title=title, description=description)


@rule("R-08", clauses=OWN)
def nobody_judges_a_threat_about_themselves(*, by: Actor, threat: Threat) -> Refusal | None:
    """Nobody analyses, treats or accepts a threat that lies in themselves."""
    return about_oneself(by, threat.concerns)


def about_oneself(by: Actor, concerns: list[str]) -> Refusal | None:
    """Why somebody does not judge this: it is about them."""
    if by.person_id is None or str(by.person_id) not in concerns:
        return None
    return Refusal(
        _("This is about yourself, and nobody judges what threatens impartiality in themselves."),
        mend=Mend(_("Somebody else who keeps the register does it.")),
    )


@rule("threat-graded", kind=Kind.OURS, clauses=TREATING)
def grades_are_known(*, likelihood: int, gravity: int) -> Refusal | None:
    """How likely and how grave is said by a number from one to five."""
    if {likelihood, gravity} <= set(GRADES):
        return None
    return Refusal(
        _("How likely and how grave a threat is, is said by a number from 1 to 5."),
        mend=Mend(_("Give two such numbers.")),
        field="gravity" if likelihood in GRADES else "likelihood",
    )


@rule("threat-analysed", kind=Kind.STATED, clauses=TREATING)
def an_analysis_is_told(*, analysis: str) -> Refusal | None:
    """An analysis says how impartiality could be harmed."""
    return blank(analysis=analysis)


@rule("threat-due", kind=Kind.ACCREDITATION, clauses=TREATING)
def the_treatment_has_its_day(*, treat_by_on: date) -> Refusal | None:
    """A threat is treated by a day within half a year."""
    longest = TREATED_WITHIN.after(clock.today())
    if clock.today() <= treat_by_on <= longest:
        return None
    return Refusal(
        _("A threat is treated by a day from today to %(day)s.") % {"day": date_format(longest, "j M Y")},
        mend=Mend(_("Give a day that lies between.")),
        field="treat_by_on",
    )


@rule("threat-treated", kind=Kind.STATED, clauses=TREATING)
def a_treatment_is_told(*, treatment: str) -> Refusal | None:
    """A treatment says what removes or lessens the threat."""
    return blank(treatment=treatment)


@rule("threat-treated", kind=Kind.OURS, clauses=TREATING)
def a_treatment_does_not_raise(*, threat: Threat, likelihood: int, gravity: int) -> Refusal | None:
    """What is left after a treatment is not more than what was there before it."""
    if threat.level is None or likelihood * gravity <= threat.level:
        return None
    return Refusal(
        _("What would be left (%(left)d of 25) is more than what was there before (%(before)d).")
        % {"left": likelihood * gravity, "before": threat.level},
        mend=Mend(_("Analyse the threat anew if it grew; otherwise look at the numbers again.")),
        field="gravity",
    )


@rule("R-11", clauses=TREATING, kind=Kind.ACCREDITATION)
def who_treated_does_not_accept(*, by: Actor, threat: Threat) -> Refusal | None:
    """Four eyes: who treated a threat does not judge that enough was done."""
    if threat.treated_by_id is None or not by.is_person(threat.treated_by_id):
        return None
    return Refusal(
        _("You treated this threat, and whether that is enough somebody else judges."),
        mend=Mend(_("Somebody else of top management accepts it, or the committee advises.")),
    )


@rule("threat-acceptable", kind=Kind.ACCREDITATION, clauses=TREATING)
def what_is_left_is_small(*, threat: Threat) -> Refusal | None:
    """What is left above the level of acceptance goes before the impartiality committee."""
    if threat.residual is not None and threat.residual <= ACCEPTABLE:
        return None
    return Refusal(
        _("What is left of this threat is %(left)d of 25, and up to %(most)d is accepted without the committee.")
        % {"left": threat.residual or 0, "most": ACCEPTABLE},
        mend=Mend(
            _("Treat it further, or bring it before the impartiality committee."), act="governance.threat.escalate"
        ),
    )


@rule("threat-reasons", kind=Kind.STATED, clauses=TREATING)
def a_judgement_has_its_reasons(*, reasons: str) -> Refusal | None:
    """Whoever accepts, reviews, escalates or closes a threat says why."""
    return blank(reasons=reasons)


@rule("threat-hangs", kind=Kind.ACCREDITATION, clauses=ONGOING)
def nothing_hangs_on_the_threat(*, threat: Threat) -> Refusal | None:
    """A threat is not gone while a training or a use of AI goes on whose threat it is."""
    offered = threat.offers.filter(state=OfferState.OFFERED).exists()
    used = threat.ai_uses.exclude(state__in=[AiState.RETIRED, AiState.STOPPED]).exists()
    if not offered and not used:
        return None
    return Refusal(
        _("A training or a use of artificial intelligence goes on from which this threat comes."),
        mend=Mend(_("End that first, or keep the threat and review it.")),
    )


@rule("related-told", kind=Kind.STATED, clauses=ONGOING)
def a_relation_is_told(*, name: str, kind: str, relation: str, since_on: date) -> Refusal | None:
    """A related body has a name and a kind, and it is said in what the relation lies."""
    if kind not in RelatedKind.values:
        return Refusal(_("This kind of relation is not known."), mend=Mend(_("Choose one of the list.")), field="kind")
    if since_on > clock.today():
        return Refusal(
            _("A relation is recorded when it has begun."),
            mend=Mend(_("Give the day on which it began.")),
            field="since_on",
        )
    return blank(name=name, relation=relation)


@rule("related-trains", kind=Kind.STATED, clauses=("2012:5.2.3", "2026:5.2"))
def who_trains_is_a_threat(*, related: RelatedBody) -> Refusal | None:
    """A related body that trains for our schemes is a threat; nobody says that it is none."""
    if not related.trains:
        return None
    return Refusal(
        _("This body trains, and training beside certification is a threat by itself."),
        mend=Mend(_("Name the threat, analyse and treat it."), act="governance.threat.identify"),
    )


@rule("T-09", clauses=ONGOING)
def a_review_is_told(*, findings: str) -> Refusal | None:
    """A review of the register says where was looked, and what was found."""
    return blank(findings=findings)


@rule("T-09", clauses=ONGOING)
def no_signal_waits(*, by: Actor) -> Refusal | None:
    """The register is not reviewed over the head of what the records show."""
    waiting = impartiality.waiting_signals().count()
    if not waiting:
        return None
    return Refusal(
        _("%(count)d signal(s) from our records wait for judgement.") % {"count": waiting},
        mend=Mend(_("Judge them first."), link=("governance:signals",)),
    )


@rule("T-09", clauses=ONGOING)
def no_threat_is_overdue(*, by: Actor) -> Refusal | None:
    """The register is reviewed when each of its threats is: one that waits for analysis or treatment holds it up."""
    late = impartiality.overdue().first()
    if late is None:
        return None
    return Refusal(
        _("The threat %(number)s has waited too long for its analysis, treatment or review.") % {"number": late.number},
        mend=Mend(_("Bring it up to date first."), link=("governance:threat", str(late.pk))),
    )
