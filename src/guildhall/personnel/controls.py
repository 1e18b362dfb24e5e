"""What conformity looks at in this room."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.lifecycles import DeclarationState, TextState, TrainingState
from guildhall.personnel.models import Authorisation, Declaration, DeclarationText, Exemption, FoundingEnd
from guildhall.personnel.rules.authorisations import LONGEST
from guildhall.personnel.work import JUDGE_CONFLICT_WITHIN, JUDGE_WITHIN


@control(
    "personnel.everybody_has_declared",
    title=gettext_noop("Everybody with a role has a current declaration"),
    clauses=["2012:6.1.6", "2012:6.1.7", "2026:6.1"],
    events=["personnel.declaration.*", "identity.grant.*"],
)
def everybody_has_declared() -> Answer:
    """Nobody was given a role that needs a signed declaration and has none that is in force today."""
    today = clock.today()
    people = {grant.person_id: grant.person for grant in queries.without_declaration(today)}
    ends = Declaration.objects.filter(state=DeclarationState.SIGNED, valid_until__gte=today)
    return Answer(
        findings=[
            Finding(
                person.ref,
                person.number,
                gettext_noop("has a role but no declaration in force"),
                ("web:person", str(person.pk)),
            )
            for person in people.values()
        ],
        looked_at=queries.must_declare().count(),
        changes_on=ends.order_by("valid_until").values_list("valid_until", flat=True).first(),
    )


@control(
    "personnel.interests_are_judged",
    title=gettext_noop("Declared interests are judged"),
    clauses=["2012:4.3.6", "2012:4.3.7", "2026:4.3"],
    events=["personnel.interest.*", "personnel.declaration.*"],
)
def interests_are_judged() -> Answer:
    """No interest in a declaration in force has waited longer than two weeks for its judgement."""
    since = clock.now() - JUDGE_WITHIN
    waiting = queries.unjudged()
    oldest = waiting.filter(declared_at__gte=since).first()
    return Answer(
        findings=[
            Finding(
                interest.ref,
                interest.declaration.number,
                gettext_noop("names an interest that has waited too long for its judgement"),
                ("personnel:interest", str(interest.pk)),
            )
            for interest in waiting.filter(declared_at__lt=since)
        ],
        looked_at=waiting.count(),
        changes_on=clock.day_of(oldest.declared_at) + JUDGE_WITHIN if oldest else None,
    )


@control(
    "personnel.text_had_four_eyes",
    title=gettext_noop("The text of declaration was approved by somebody else than its author"),
    clauses=["2012:10.2.3", "2026:10"],
    events=["personnel.declaration-text.*"],
)
def text_had_four_eyes() -> Answer:
    """A text is in effect, and no text in effect or signed was approved by who proposed it."""
    approved = DeclarationText.objects.filter(approved_at__isnull=False)
    if not approved.filter(state=TextState.EFFECTIVE).exists():
        return Answer(judgement=gettext_noop("No text of declaration is in effect yet: what do people sign?"))
    return Answer(
        findings=[
            Finding(
                text.ref,
                text.number,
                gettext_noop("was approved by its own author"),
                ("personnel:text", str(text.pk)),
            )
            for text in approved.filter(proposed_by=F("approved_by"))
        ],
        looked_at=approved.count(),
    )


@control(
    "personnel.authorised_work_is_evidenced",
    title=gettext_noop("Whoever reviews, examines, invigilates or decides is authorised for it, on evidence"),
    clauses=["2012:6.1.3", "2012:6.1.4", "2012:9.4.5", "2026:6.1"],
    events=["personnel.authorisation.*", "identity.grant.*"],
)
def authorised_work_is_evidenced() -> Answer:
    """Nobody holds a role that hangs on an authorisation without one in force for it, which rests on evidence."""
    today = clock.today()
    hanging = [each.code for each in all_roles() if each.authorised]
    held = grants.held_on(today).filter(role__in=hanging)
    same = {name: OuterRef(name) for name in ("person", "role", "scope")}
    carried = queries.authorised_on(today).filter(Q(founding=True) | Q(evaluated_at__isnull=False), **same)
    bare = held.exclude(Exists(carried.order_by().exclude(criteria=""))).select_related("person")
    ends = queries.given_now().filter(until_on__gte=today).order_by("until_on")
    return Answer(
        findings=[
            Finding(
                grant.person.ref,
                grant.person.number,
                gettext_noop("holds a role that needs an authorisation and has none that is in force"),
                ("web:person", str(grant.person_id)),
            )
            for grant in bare
        ],
        looked_at=held.count(),
        changes_on=ends.values_list("until_on", flat=True).first(),
    )


@control(
    "personnel.competence_had_four_eyes",
    title=gettext_noop("Nobody was evaluated or authorised by themselves, nor both by the same person"),
    clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"],
    events=["personnel.authorisation.*"],
)
def competence_had_four_eyes() -> Answer:
    """Of every authorisation that was given, the person, the evaluator and who authorised are three people."""
    given = Authorisation.objects.filter(authorised_at__isnull=False)
    own = Q(evaluated_by=F("person")) | Q(authorised_by=F("person")) | Q(authorised_by=F("evaluated_by"))
    return _about_authorisations(
        given.filter(own | Q(evaluated_at__isnull=True, founding=False)),
        gettext_noop("was not evaluated by one and authorised by another person"),
        looked_at=given.count(),
    )


@control(
    "personnel.authorisations_end",
    title=gettext_noop("Competence is evaluated again within 36 months"),
    clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"],
    events=["personnel.authorisation.*"],
)
def authorisations_end() -> Answer:
    """No authorisation that stands was given for longer than 36 months, and none is past its last day."""
    today = clock.today()
    standing = queries.given_now()
    lasting = [each.pk for each in standing if _lasts_too_long(each) or _is_past(each)]
    return _about_authorisations(
        standing.filter(pk__in=lasting),
        gettext_noop("stands although its term is over or was longer than 36 months"),
        looked_at=standing.count(),
        changes_on=standing.filter(until_on__gte=today).order_by("until_on").values_list("until_on", flat=True).first(),
    )


@control(
    "personnel.conflicts_are_judged",
    title=gettext_noop("Conflicts in single matters are judged"),
    clauses=["2012:4.3.7", "2012:6.2.1", "2026:4.3"],
    events=["personnel.clearance.*"],
)
def conflicts_are_judged() -> Answer:
    """No conflict that somebody named in a matter has waited longer than three days for its judgement."""
    since = clock.now() - JUDGE_CONFLICT_WITHIN
    waiting = queries.conflicts_unjudged()
    oldest = waiting.filter(named_at__gte=since).first()
    return Answer(
        findings=[
            Finding(
                clearance.ref,
                str(clearance),
                gettext_noop("has a conflict that has waited too long for its judgement"),
                ("personnel:clearance", str(clearance.pk)),
            )
            for clearance in waiting.filter(named_at__lt=since)
        ],
        looked_at=waiting.count(),
        changes_on=clock.day_of(oldest.named_at) + JUDGE_CONFLICT_WITHIN if oldest and oldest.named_at else None,
    )


@control(
    "personnel.founding_is_over",
    title=gettext_noop("Nobody was appointed without an evaluation after the founding"),
    clauses=["2012:6.1.3", "2012:6.1.4", "2026:6.1"],
    events=["personnel.authorisation.appoint", "personnel.founding.close"],
)
def founding_is_over() -> Answer:
    """Every appointment of the founding was made before the founding closed."""
    appointed = Authorisation.objects.filter(founding=True)
    end = FoundingEnd.objects.first()
    if end is None:
        return Answer(not_applicable=gettext_noop("The body is being founded: no scheme has taken effect yet."))
    return _about_authorisations(
        appointed.filter(authorised_at__gt=end.closed_at),
        gettext_noop("was an appointment without an evaluation after the founding was closed"),
        looked_at=appointed.count(),
    )


@control(
    "personnel.exemptions_are_independent",
    title=gettext_noop("Trainers examine their trainees early only by an exemption of somebody else, with an end"),
    clauses=["2012:5.2.3 e)", "2026:5.2/two-years"],
    events=["personnel.exemption.*", "personnel.training.*"],
)
def exemptions_are_independent() -> Answer:
    """No exemption was approved by the trainer or the trainee, for a void training, or beyond the 24 months."""
    exemptions = Exemption.objects.select_related("training")
    own = Q(approved_by=F("training__trainer")) | Q(approved_by=F("training__person"))
    void = Q(training__state=TrainingState.VOID, ended_at__isnull=True)
    named = {each.pk: each for each in exemptions.filter(own | void)}
    named |= {each.pk: each for each in exemptions if each.until_on > queries.separated_until(each.training)}
    return Answer(
        findings=[
            Finding(
                each.ref,
                each.training.number,
                gettext_noop("has an exemption that is not independent, not needed, or too long"),
                ("personnel:training", str(each.training_id)),
            )
            for each in named.values()
        ],
        looked_at=exemptions.count(),
    )


def _lasts_too_long(authorisation: Authorisation) -> bool:
    begins, ends = authorisation.from_on, authorisation.until_on
    return bool(begins and ends and ends > LONGEST.after(begins))


def _is_past(authorisation: Authorisation) -> bool:
    """Whether the worker should have seen it expire by now."""
    return bool(authorisation.until_on and authorisation.until_on < clock.today() - timedelta(days=1))


def _about_authorisations(
    offending: QuerySet[Authorisation], sentence: str, *, looked_at: int, changes_on: date | None = None
) -> Answer:
    return Answer(
        findings=[
            Finding(each.ref, each.number, sentence, ("personnel:authorisation", str(each.pk)))
            for each in offending.order_by("number")
        ],
        looked_at=looked_at,
        changes_on=changes_on,
    )
