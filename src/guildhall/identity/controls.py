"""What conformity looks at in this room: who exercised a role they did not hold, and how roles were given."""

from datetime import date, datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.models import Max, Q, QuerySet, Value
from django.db.models.functions import Concat, Substr

from guildhall.identity import grants
from guildhall.identity.models import Grant, Person
from guildhall.identity.permissions import HeldRole
from guildhall.identity.roles import all_roles
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.acts import all_acts, named
from guildhall.ledger.models import Entry, Outcome

YEAR = timedelta(days=366)
"""How far back acts are looked at, and how long a role without an end may stand unseen."""

PERSON = "person:"


def _finding(person: Person, sentence: str) -> Finding:
    return Finding(person.ref, person.number, sentence, ("web:person", str(person.pk)))


@control(
    "identity.roles_are_held_when_exercised",
    title=gettext_noop("Nobody acted in a role that they did not hold"),
    clauses=["2012:6.1.3", "2012:6.1.6", "2012:6.1.7", "2026:6.1"],
    events=["identity.grant.*"],
)
def roles_are_held_when_exercised() -> Answer:
    """Nobody did an act of the last year after the last day on which they held a role that it needs.

    Compares the ledger with the roles as they stand: given, ended, or lapsed for want of a declaration.
    """
    last_acts = _last_acts()
    people = {each.pk: each for each in Person.objects.filter(pk__in={person for person, _, _ in last_acts})}
    held = _held(set(people))
    beyond = [
        (people[person], act, at)
        for person, act, at in last_acts
        if person in people and not any(grant.carries(act, at) for grant in held.get(person, ()))
    ]
    return Answer(
        findings=[
            _finding(person, f"did “{named(act).label or act}” on {at:%d %b %Y} without holding a role for it")
            for person, act, at in beyond
        ],
        looked_at=len(last_acts),
    )


class _Held:
    """A role as it was held: from when, until when, and when a condition of it last changed."""

    def __init__(self, grant: Grant, changed_at: datetime | None) -> None:
        self.role, self.from_on, self.ended_at = grant.role, grant.from_on, grant.ended_at
        ends = [grant.until_on] if grant.until_on else []
        ends += [each.until_on or date.min for each in grant.conditions.all()]
        self.last_on = min(ends, default=date.max)
        self.changed_at = changed_at

    def carries(self, act: str, at: datetime) -> bool:
        return self.role in _needed()[act] and self._stood(at)

    def _stood(self, at: datetime) -> bool:
        if self.ended_at and at > self.ended_at:
            return False
        day = clock.day_of(at)
        changed_later = self.changed_at is not None and at <= self.changed_at
        return self.from_on <= day and (day <= self.last_on or changed_later)


def _needed() -> dict[str, set[str]]:
    """The codes of the roles that each act needs one of, of those acts that need nothing else."""
    return {
        each.name: {role.code for role in each.permission.roles}
        for each in all_acts()
        if isinstance(each.permission, HeldRole)
    }


def _last_acts() -> list[tuple[UUID, str, datetime]]:
    """Who did which act that needs a role, and when last."""
    done = Entry.objects.filter(
        act__in=list(_needed()), outcome=Outcome.DONE, actor__startswith=PERSON, at__gte=clock.now() - YEAR
    )
    latest = done.values_list("actor", "act").annotate(last=Max("at")).order_by("actor", "act")
    return [(UUID(actor.removeprefix(PERSON)), act, last) for actor, act, last in latest]


def _held(people: set[UUID]) -> dict[UUID, list[_Held]]:
    given = Grant.objects.filter(person__in=people).prefetch_related("conditions")
    changes = _changed_at()
    gathered: dict[UUID, list[_Held]] = {}
    for grant in given:
        gathered.setdefault(grant.person_id, []).append(_Held(grant, changes.get(grant.ref)))
    return gathered


def _changed_at() -> dict[str, datetime]:
    """When a condition of each grant was last changed: what was done before that was judged by what stood then."""
    changed = Entry.objects.filter(act="identity.grant.condition", outcome=Outcome.DONE)
    return dict(changed.values_list("subject").annotate(last=Max("at")).values_list("subject", "last"))


@control(
    "identity.roles_were_given_by_acts",
    title=gettext_noop("Every role was given by an act, and by somebody else"),
    clauses=["2012:6.1.3", "2012:4.3.7", "2026:6.1", "2026:4.3/risks"],
    events=["identity.grant.*"],
)
def roles_were_given_by_acts() -> Answer:
    """No role stands without the ledger's entry of who gave it, and nobody gave one to themselves."""
    given = Entry.objects.filter(act="identity.grant.give", outcome=Outcome.DONE)
    themselves = given.filter(line=Concat(Value("identity.person:"), Substr("actor", len(PERSON) + 1)))
    by_themselves = set(themselves.values_list("result", flat=True))
    known = set(given.values_list("result", flat=True))
    standing = list(Grant.objects.filter(ended_at__isnull=True).select_related("person"))
    told = [(grant, gettext_noop("holds a role that no act gave")) for grant in standing if grant.ref not in known]
    told += [(each, gettext_noop("gave a role to themselves")) for each in standing if each.ref in by_themselves]
    return Answer(findings=[_finding(grant.person, sentence) for grant, sentence in told], looked_at=len(standing))


@control(
    "identity.staff_have_a_second_factor",
    title=gettext_noop("Staff sign in with a second factor"),
    clauses=["2012:7.4.1", "2012:7.3.1", "2026:7.4", "2026:7.3"],
    events=["identity.grant.*", "identity.account.*", "identity.factor.*"],
)
def staff_have_a_second_factor() -> Answer:
    """Everybody who holds a role of the staff and has an account has a second factor: an app or a passkey."""
    if settings.GUILDHALL.demo:
        return Answer(not_applicable=gettext_noop("This is a demonstration: its cast signs in without passwords."))
    codes = [each.code for each in all_roles() if each.staff]
    holding = grants.held_on(clock.today()).filter(role__in=codes).values("person")
    staff = Person.objects.filter(pk__in=holding, account__isnull=False)
    secured = Authenticator.objects.exclude(type=Authenticator.Type.RECOVERY_CODES).values("user")
    return Answer(
        findings=[
            _finding(each, gettext_noop("signs in without a second factor"))
            for each in staff.exclude(account__in=secured)
        ],
        looked_at=staff.count(),
    )


@control(
    "identity.roles_are_looked_at_each_year",
    title=gettext_noop("Roles without an end are looked at each year"),
    clauses=["2012:6.1.3", "2012:6.1.5", "2026:6.1"],
    events=["identity.grant.*"],
)
def roles_are_looked_at_each_year() -> Answer:
    """No role without an end has stood for more than a year since it was given: it is ended, or given anew."""
    endless = _endless()
    old = endless.filter(from_on__lt=clock.today() - YEAR)
    sentence = gettext_noop(
        "has held a role for more than a year without an end and without anybody looking at it again"
    )
    next_one = endless.exclude(pk__in=old).order_by("from_on").values_list("from_on", flat=True).first()
    return Answer(
        findings=[_finding(grant.person, sentence) for grant in old.select_related("person")],
        looked_at=endless.count(),
        changes_on=next_one + YEAR + timedelta(days=1) if next_one else None,
    )


def _endless() -> QuerySet[Grant]:
    """The roles that stand without an end of their own; a declaration that runs out each year is an end."""
    return Grant.objects.filter(Q(ended_at__isnull=True), until_on__isnull=True, conditions__isnull=True)
