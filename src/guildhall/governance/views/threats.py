"""Pages of threats to impartiality: the register with its picture, each threat, the year, and related bodies."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.governance import pictures
from guildhall.governance.acts import register as registering
from guildhall.governance.acts import threats
from guildhall.governance.forms.body import WhyForm
from guildhall.governance.forms.impartiality import (
    AnalysisForm,
    JudgementForm,
    RegisterReviewForm,
    RelatedForm,
    ThreatForm,
    TreatmentForm,
)
from guildhall.governance.lifecycles import RELATED, THREAT
from guildhall.governance.lifecycles.impartiality import RelatedState, ThreatState
from guildhall.governance.models import RegisterReview, RelatedBody, Threat, ThreatKind
from guildhall.governance.permissions.impartiality import may_keep_threats, may_name_threats, may_read_threats
from guildhall.governance.queries import impartiality
from guildhall.governance.readings.impartiality import one_threat
from guildhall.identity import persons
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import Act
from guildhall.shell.columns import Column, Filter
from guildhall.shell.forms import ActForm
from guildhall.shell.lists import ListPage
from guildhall.shell.pages import page
from guildhall.shell.records import Fact, Offer, Related, Row, Status, Tone, render_record
from guildhall.shell.requests import PageRequest
from guildhall.shell.views import perform
from guildhall.shell.words import translated
from guildhall.vault.fields import shown

TONES = {
    ThreatState.IDENTIFIED: Tone.OPEN,
    ThreatState.ANALYSED: Tone.OPEN,
    ThreatState.TREATED: Tone.OPEN,
    ThreatState.ESCALATED: Tone.SOON,
    ThreatState.ACCEPTED: Tone.HOLDS,
    ThreatState.CLOSED: Tone.CLOSED,
}
MOVES: dict[str, tuple[Act[..., Threat], type[ActForm]]] = {
    "analyse": (threats.analyse, AnalysisForm),
    "treat": (threats.treat, TreatmentForm),
    "accept": (threats.accept, JudgementForm),
    "escalate": (threats.escalate, JudgementForm),
    "settle": (threats.settle, JudgementForm),
    "review": (threats.review, JudgementForm),
    "close": (threats.close, JudgementForm),
}
STEPS = {
    ThreatState.IDENTIFIED: ("analyse", "close"),
    ThreatState.ANALYSED: ("treat", "escalate", "close"),
    ThreatState.TREATED: ("accept", "escalate", "analyse", "close"),
    ThreatState.ESCALATED: ("settle", "treat", "analyse"),
    ThreatState.ACCEPTED: ("review", "analyse", "escalate", "close"),
    ThreatState.CLOSED: (),
}
"""What a threat offers in each state, the likeliest first."""

YEAR = timedelta(days=365)


def status_of(threat: Threat) -> Status:
    """The state of a threat in a word; one that waited too long says so."""
    today = clock.today()
    late = threat.review_on < today or bool(threat.treat_by_on and threat.treat_by_on < today)
    if threat.state == ThreatState.ANALYSED and late:
        return Status(_("Treatment overdue"), Tone.FAILS)
    if threat.state == ThreatState.ACCEPTED and threat.review_on < today:
        return Status(_("Review overdue"), Tone.FAILS)
    state = ThreatState(threat.state)
    return Status(translated(THREAT.words[state]), TONES[state])


def _narrowed(rows: QuerySet[Threat], choice: str) -> QuerySet[Threat]:
    if choice == "overdue":
        return rows.filter(pk__in=impartiality.overdue().values("pk"))
    return rows.filter(state=choice)


def _states(request: PageRequest) -> list[tuple[str, str]]:
    return [("overdue", _("Overdue")), *((str(state), translated(word)) for state, word in THREAT.words.items())]


def with_owners(rows: Sequence[Threat]) -> None:
    """Open the names of all owners at once."""
    persons.opened(row.owner for row in rows)


REGISTER = ListPage[Threat](
    name="governance.threats",
    title=gettext_noop("Threats to impartiality"),
    queryset=lambda request: Threat.objects.select_related("owner"),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:threat", row.pk), "number", True
        ),
        Column(gettext_noop("Threat"), lambda row: shown(row, "title")),
        Column(gettext_noop("Kind"), lambda row: row.kind_word, order="kind"),
        Column(gettext_noop("State"), status_of),
        Column(gettext_noop("Level of 25"), lambda row: row.stands_at),
        Column(gettext_noop("Owner"), lambda row: row.owner.name),
        Column(gettext_noop("Review by"), lambda row: row.review_on, order="review_on"),
    ),
    filters=[
        Filter("state", gettext_noop("State"), _states, _narrowed),
        Filter(
            "kind",
            gettext_noop("Kind"),
            lambda request: [(each.value, str(each.label)) for each in ThreatKind],
            lambda rows, kind: rows.filter(kind=kind),
        ),
    ],
    search=lambda rows, text: rows.filter(number__icontains=text),
    search_hint=gettext_noop("Number of a threat"),
    before_showing=with_owners,
    empty=gettext_noop(
        "Here stands what could bend the body's judgement: who pays, who is related to whom, who trains, who presses. "
        "Name the first threat; signals from our own records bring others."
    ),
    new=(threats.identify, ("governance:threat-identify",)),
)


@page(area="desk", permission=may_read_threats)
def register(request: PageRequest) -> HttpResponseBase:
    """The register of threats, with a picture of where they stand."""
    picture = pictures.standing(list(impartiality.open_threats().order_by("number")))
    return REGISTER.response(
        request,
        template="governance/threats.html",
        context={"picture": picture, "waiting": impartiality.waiting_signals().count()},
    )


@page(area="desk", permission=may_read_threats)
def record(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One threat with its analysis, its treatment and what is left; every look is logged."""
    threat = one_threat(by=request.actor, threat=_threat(pk))
    return render_record(
        request,
        threat,
        kind=str(threat.kind_word),
        title=threat.number,
        status=status_of(threat),
        facts=_facts(threat),
        offers=_offers(threat),
        related=[_signals(threat), _ratings(threat)],
        template="governance/threat.html",
        context={"threat": threat},
    )


def _facts(threat: Threat) -> list[Fact]:
    related = threat.related
    return [
        Fact(_("Threat"), threat.title),
        Fact(_("Where it comes from"), threat.get_source_display()),
        *([Fact(_("Related body"), related.name, link=("governance:related", related.pk))] if related else []),
        Fact(_("Who looks after it"), threat.owner.name),
        *([Fact(_("About"), ", ".join(_people(threat.concerns)))] if threat.concerns else []),
        Fact(_("Named"), threat.identified_at, note=threat.identified_by.name),
        Fact(_("Before treatment"), _graded(threat.likelihood, threat.gravity)),
        Fact(_("Treated by"), threat.treat_by_on),
        Fact(_("What is left"), _graded(threat.residual_likelihood, threat.residual_gravity)),
        Fact(_("Accepted"), threat.accepted_at, note=threat.accepted_by.name if threat.accepted_by else ""),
        Fact(_("Reviewed"), threat.reviewed_on),
        Fact(_("Review by"), threat.review_on),
    ]


def _people(ids: list[str]) -> list[str]:
    return sorted(persons.names(UUID(each) for each in ids).values())


def _graded(likelihood: int | None, gravity: int | None) -> str:
    if not likelihood or not gravity:
        return ""
    told = {"level": likelihood * gravity, "likelihood": likelihood, "gravity": gravity}
    return _("%(level)d of 25 (likely %(likelihood)d, grave %(gravity)d)") % told


def _offers(threat: Threat) -> list[Offer]:
    return [
        Offer(MOVES[verb][0], (f"governance:threat-{verb}", threat.pk), {"threat": threat}, main=not place)
        for place, verb in enumerate(STEPS[ThreatState(threat.state)])
    ]


def _signals(threat: Threat) -> Related:
    rows = [
        Row(f"{each.number} {each.sentence}", "", ("governance:signal", each.pk))
        for each in threat.sightings.order_by("number")
    ]
    return Related(_("Signals that show it"), rows, _("No signal from our records was judged to show this threat."))


def _ratings(threat: Threat) -> Related:
    rows = [
        Row(_("level %(level)d of 25") % {"level": each.level}, date_format(each.rated_on, "j M Y"))
        for each in threat.ratings.order_by("-rated_at", "-id")[:12]
    ]
    return Related(_("How grave it was found"), rows, _("Its analysis says how likely and how grave it is."))


@page(area="desk", permission=may_name_threats)
def identify(request: PageRequest) -> HttpResponseBase:
    """Name a threat."""
    form = ThreatForm(request.POST or None, initial={"owner": request.person})
    return perform(request, threats.identify, form, arguments=_whom, then=lambda made: ("governance:threat", made.pk))


def _whom(typed: dict[str, Any]) -> dict[str, Any]:
    concerned = typed.pop("concerned")
    return {**typed, "concerns": [concerned.pk] if concerned else []}


@page(area="desk", permission=may_keep_threats)
def move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Analyse, treat, accept, escalate, review or close a threat, with its words before one's eyes."""
    threat = one_threat(by=request.actor, threat=_threat(pk))
    act, form = MOVES[verb]
    return perform(
        request,
        act,
        form(request.POST or None, record=threat),
        record=threat,
        then=("governance:threat", pk),
        template="governance/on_threat.html",
        context={"threat": threat, "kind": threat.number},
    )


@page(area="desk", permission=may_read_threats)
def year(request: PageRequest) -> HttpResponseBase:
    """What changed in the register within a year: a picture, numbers, and the reviews."""
    today = clock.today()
    since = today - YEAR
    return render(
        request,
        "governance/threats_year.html",
        {
            "since": since,
            "until": today,
            "picture": pictures.year(impartiality.changes(since, today)),
            "figures": impartiality.yearly(since, today),
            "reviews": RegisterReview.objects.select_related("reviewed_by").order_by("-until_on")[:10],
            "refusal": registering.review.refusal(by=request.actor),
        },
    )


@page(area="desk", permission=may_keep_threats)
def review(request: PageRequest) -> HttpResponseBase:
    """Go through the whole register."""
    form = RegisterReviewForm(request.POST or None)
    return perform(request, registering.review, form, then=("governance:threats-year",))


def related_status(related: RelatedBody) -> Status:
    """Whether a body is related to ours still."""
    tone = Tone.OPEN if related.state == RelatedState.RELATED else Tone.CLOSED
    return Status(translated(RELATED.words[RelatedState(related.state)]), tone)


RELATED_BODIES = ListPage[RelatedBody](
    name="governance.related",
    title=gettext_noop("Related bodies"),
    queryset=lambda request: RelatedBody.objects.all(),
    order="-number",
    columns=(
        Column(
            gettext_noop("Number"), lambda row: row.number, lambda row: ("governance:related", row.pk), "number", True
        ),
        Column(gettext_noop("Name"), lambda row: row.name, order="name"),
        Column(gettext_noop("Kind"), lambda row: row.get_kind_display(), order="kind"),
        Column(gettext_noop("State"), related_status),
        Column(gettext_noop("Since"), lambda row: row.since_on, order="since_on"),
    ),
    search=lambda rows, text: rows.filter(name__icontains=text) | rows.filter(number__icontains=text),
    search_hint=gettext_noop("Name or number"),
    empty=gettext_noop(
        "Here stands who is bound up with us: owners, daughters, associations, schools, owners of schemes. Of each, "
        "somebody finds the threat in the relation, or says why there is none."
    ),
    new=(registering.relate, ("governance:related-relate",)),
)


@page(area="desk", permission=may_read_threats)
def related_bodies(request: PageRequest) -> HttpResponseBase:
    """The bodies that are related to ours."""
    return RELATED_BODIES.response(request)


@page(area="desk", permission=may_read_threats)
def related(request: PageRequest, pk: UUID) -> HttpResponseBase:
    """One related body, and the threats found in the relation."""
    found = get_object_or_404(RelatedBody, pk=pk)
    known = {"related": found}
    return render_record(
        request,
        found,
        kind=found.get_kind_display(),
        title=found.name,
        status=related_status(found),
        facts=[
            Fact(_("Number"), found.number),
            Fact(_("What relates us"), found.relation),
            Fact(_("Trains for our schemes"), _("yes") if found.trains else _("no")),
            Fact(_("Since"), found.since_on),
            Fact(_("Until"), found.until_on),
            *([Fact(_("No threat, because"), found.no_threat)] if found.no_threat else []),
        ],
        offers=[
            Offer(registering.clear, ("governance:related-clear", pk), known),
            Offer(registering.end, ("governance:related-end", pk), known),
        ]
        if found.state == RelatedState.RELATED
        else [],
        related=[
            Related(
                _("Threats in the relation"),
                [
                    Row(f"{each.number} {shown(each, 'title')}", "", ("governance:threat", each.pk), status_of(each))
                    for each in found.threats.order_by("number")
                ],
                _("Nobody has named a threat yet. Name one, or say why there is none."),
            )
        ],
    )


@page(area="desk", permission=may_keep_threats)
def relate(request: PageRequest) -> HttpResponseBase:
    """Record a related body."""
    form = RelatedForm(request.POST or None)
    return perform(request, registering.relate, form, then=lambda made: ("governance:related", made.pk))


RELATED_MOVES = {"clear": registering.clear, "end": registering.end}


@page(area="desk", permission=may_keep_threats)
def related_move(request: PageRequest, pk: UUID, verb: str) -> HttpResponseBase:
    """Find no threat in a relation, or record its end."""
    found = get_object_or_404(RelatedBody, pk=pk)
    form = WhyForm(request.POST or None, record=found)
    return perform(request, RELATED_MOVES[verb], form, record=found, then=("governance:related", pk))


def _threat(pk: UUID) -> Threat:
    people = ("owner", "related", "identified_by", "accepted_by", "analysed_by", "treated_by")
    return get_object_or_404(Threat.objects.select_related(*people), pk=pk)
