"""What conformity looks at in authorisations and in the founding."""

from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from guildhall.identity import grants
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.personnel import queries
from guildhall.personnel.models import Authorisation, FoundingEnd
from guildhall.personnel.rules.authorisations import LONGEST


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
    asked = carried.order_by().exclude(criteria="", criteria_set__isnull=True)
    bare = held.exclude(Exists(asked)).select_related("person")
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
