"""What conformity looks at in the organisation of the body and in the terms on which people work for it."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from guildhall.identity import grants
from guildhall.identity.models import Person, Scope
from guildhall.identity.roles import DECIDER, EVALUATOR, EXAMINER
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.models import Engagement, EngagementKind, Occupancy, Post, Responsibility
from guildhall.personnel.models.posts import ASKED, lasting
from guildhall.personnel.posts import Organisation, Place, organisation

LEANING = {Responsibility.SALES, Responsibility.TRAINING}
"""Lines of work whose success must not lean on decisions (5.1.1)."""

AT_LEAST = {DECIDER: 2, EXAMINER: 2, EVALUATOR: 1}
"""How many people a scheme needs at least in a role, so that somebody independent is left (our own choice)."""


@control(
    "personnel.responsibilities_are_held",
    title=gettext_noop("Somebody answers for each of the responsibilities of the body"),
    clauses=["2012:5.1.2", "2026:5.1"],
    events=["personnel.post.*", "personnel.occupancy.*"],
)
def responsibilities_are_held() -> Answer:
    """Each responsibility that the structure must name stands in the description of a post that is held today."""
    whole = organisation(clock.today())
    if not whole.places:
        return Answer(judgement=gettext_noop("No post is described yet: who answers for what?"))
    held = {each for place in whole.places.values() if place.holders for each in _answers_for(place)}
    body = Scope.objects.get(kind=Scope.Kind.BODY)
    return Answer(
        findings=[
            Finding(
                body.ref,
                str(each.label),
                gettext_noop("is answered for by no post that somebody holds"),
                ("personnel:organisation",),
            )
            for each in ASKED
            if each not in held
        ],
        looked_at=len(ASKED),
        changes_on=_next_change(),
    )


@control(
    "personnel.posts_are_described",
    title=gettext_noop("Every post is described and hung into the organisation"),
    clauses=["2012:5.1.2", "2026:5.1"],
    events=["personnel.post.*"],
)
def posts_are_described() -> Answer:
    """No post of today is without a description, and none without a line but the one at the top."""
    whole = organisation(clock.today())
    undescribed = [place for place in whole.places.values() if place.description is None]
    loose = [place for place in whole.places.values() if place.line is None]
    return Answer(
        findings=[
            *(_about(place.post, gettext_noop("has no description")) for place in undescribed),
            *(_about(place.post, gettext_noop("reports to nobody, and nobody said that it should")) for place in loose),
        ],
        looked_at=len(whole.places),
    )


@control(
    "personnel.deciders_lean_on_no_sales",
    title=gettext_noop("No decider stands below sales or training without a safeguard"),
    clauses=["2012:5.1.1", "2026:5.1"],
    events=["personnel.post.*", "personnel.occupancy.*", "identity.grant.*"],
)
def deciders_lean_on_no_sales() -> Answer:
    """No line leads from a decider's post to one that answers for sales or training, unless it names its safeguard."""
    whole, deciders = organisation(clock.today()), grants.holders(DECIDER)
    placed = [place for place in whole.places.values() if place.everybody() & deciders]
    return Answer(
        findings=[
            _about(place.post, gettext_noop("is held by a decider and stands below sales or training"))
            for place in placed
            if _leans(whole, place)
        ],
        looked_at=len(placed),
    )


@control(
    "personnel.everybody_is_engaged",
    title=gettext_noop("Whoever holds a role works on terms that are recorded"),
    clauses=["2012:6.1.1", "2012:6.1.5", "2026:6.1"],
    events=["personnel.engagement.*", "identity.grant.*"],
)
def everybody_is_engaged() -> Answer:
    """Nobody holds a role today without an engagement that binds them: employed, contracted, in whatever form."""
    if not Engagement.objects.exists():
        return Answer(judgement=gettext_noop("No engagement is recorded yet: on which terms do people work?"))
    people = {each.person_id: each.person for each in queries.holding_roles_unengaged()}
    ends = queries.engaged_on(clock.today()).filter(until_on__isnull=False).order_by("until_on")
    return Answer(
        findings=[
            _of_person(person, gettext_noop("holds a role, and no engagement says on which terms"))
            for person in people.values()
        ],
        looked_at=grants.held_on(clock.today()).values("person").distinct().count(),
        changes_on=ends.values_list("until_on", flat=True).first(),
    )


@control(
    "personnel.employed_people_have_a_post",
    title=gettext_noop("Whom the body employs has a post with its description"),
    clauses=["2012:5.1.2", "2012:6.1.4", "2026:5.1"],
    events=["personnel.engagement.*", "personnel.occupancy.*"],
)
def employed_people_have_a_post() -> Answer:
    """Nobody is employed today without holding a post, or deputising in one, that says what their duties are."""
    today = clock.today()
    employed = queries.engaged_on(today).filter(kind=EngagementKind.EMPLOYED)
    placed = lasting(Occupancy.objects.filter(person=OuterRef("person")), today)
    return Answer(
        findings=[
            _of_person(each.person, gettext_noop("is employed and has no post"))
            for each in employed.exclude(Exists(placed)).order_by("number")
        ],
        looked_at=employed.count(),
        changes_on=_next_change(),
    )


@control(
    "personnel.schemes_are_staffed",
    title=gettext_noop("Every scheme has enough people who may examine, decide and evaluate"),
    clauses=["2012:6.1.2", "2012:9.4.4", "2026:6.1"],
    events=["identity.grant.*", "personnel.authorisation.*"],
)
def schemes_are_staffed() -> Answer:
    """In every scheme in which anybody works there are two examiners and two deciders, so that one is independent."""
    held = grants.held_on(clock.today()).filter(scope__kind=Scope.Kind.SCHEME).select_related("scope")
    people: dict[Scope, dict[str, set[UUID]]] = {}
    for each in held.order_by("scope__number"):
        people.setdefault(each.scope, {}).setdefault(each.role, set()).add(each.person_id)
    return Answer(
        findings=[
            Finding(
                scope.ref,
                scope.number,
                gettext_noop("has too few people who may examine, decide or evaluate in it"),
                ("personnel:matrix",),
            )
            for scope, roles in people.items()
            if any(len(roles.get(role.code, ())) < least for role, least in AT_LEAST.items())
        ],
        looked_at=len(people),
    )


def _answers_for(place: Place) -> list[Responsibility]:
    return place.description.answers_for if place.description else []


def _leans(whole: Organisation, place: Place) -> bool:
    """Whether a line above leads to sales or training before a safeguard is named on the way."""
    line = place.line
    for higher in whole.above(place):
        if line is not None and line.safeguard:
            return False
        if LEANING & set(_answers_for(higher)):
            return True
        line = higher.line
    return False


def _next_change() -> date | None:
    ends = lasting(Occupancy.objects.filter(until_on__isnull=False), clock.today()).order_by("until_on")
    return ends.values_list("until_on", flat=True).first()


def _about(post: Post, sentence: str) -> Finding:
    return Finding(post.ref, post.number, sentence, ("personnel:post", str(post.pk)))


def _of_person(person: Person, sentence: str) -> Finding:
    return Finding(person.ref, person.number, sentence, ("personnel:file", str(person.pk)))
