"""When somebody's work is monitored next, and whether they may take on more of it until then (R-47, T-12).

The clock starts at the authorisation. Risk brings the day forward on which a monitoring is wanted; it never brings the
day forward on which the lack of it blocks. What blocks, blocks new assignments and nothing that has begun; and never
the assignment that is the monitoring itself, so that nobody is locked out of what would mend it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guildhall.identity.roles import EXAMINER
from guildhall.kernel import clock
from guildhall.kernel.periods import Period
from guildhall.kernel.refusals import Mend, Refusal
from guildhall.ledger.records import Record
from guildhall.notices import timers
from guildhall.personnel import queries, risks
from guildhall.personnel.lifecycles import AuthorisationState, MonitoringState
from guildhall.personnel.models import Authorisation, Monitoring

T12 = "T-12"
MONITORED = (EXAMINER,)
"""The roles whose work is monitored: examining and marking (6.2.2.2)."""

CLAUSES = ("2012:6.2.2.2", "2026:6.2")
SELECTED = ("2012:6.2.2.1", "2026:6.2")
SOON = timedelta(days=60)

OPEN = (MonitoringState.PLANNED, MonitoringState.REPORTED)
CONCLUDED = (
    MonitoringState.SATISFACTORY,
    MonitoringState.MEASURES,
    MonitoringState.SETTLED,
    MonitoringState.FAILED,
)
Work = tuple[UUID, str, UUID]
"""Whose work, in which role, in which scheme."""


@dataclass(frozen=True)
class Standing:
    """How the monitoring of one person's work stands: since when they are authorised, what was last, what is open.

    `due_on` is the day by which they are monitored (T-12), `wanted_on` the earlier one that the risk asks for.
    """

    authorisation: Authorisation
    begun_on: date
    due_on: date
    last: Monitoring | None
    open: Monitoring | None
    reasons: Sequence[str]

    @property
    def wanted_on(self) -> date:
        """Halfway, where something beside its mere newness makes this work more of a risk."""
        if all(each == risks.NEVER for each in self.reasons):
            return self.due_on
        start = _day(self.last.held_on) if self.last else self.begun_on
        return start + (self.due_on - start) / 2

    def is_overdue(self, day: date) -> bool:
        return self.due_on < day

    def is_wanted(self, day: date) -> bool:
        """Whether it is time to plan it, and nobody has."""
        return self.open is None and self.wanted_on - SOON <= day


def standings(authorisations: Iterable[Authorisation]) -> list[Standing]:
    """How the monitoring of each stands, the first due first; it takes as many queries for one as for a thousand."""
    given = list(authorisations)
    people = {each.person_id for each in given}
    known = _Known(timers.length(T12), _begun(people), _held(people), risks.circumstances(people))
    return sorted((known.standing(each) for each in given), key=lambda each: (each.due_on, each.authorisation.number))


def standing(person_id: UUID, role: str, scope_id: UUID) -> Standing | None:
    """How the monitoring of somebody's work stands; None where they are not authorised for it."""
    given = queries.given_now().filter(person_id=person_id, role=role, scope_id=scope_id)
    return next(iter(standings(given)), None)


def plan() -> list[Standing]:
    """Everybody who may do work that is monitored today."""
    return standings(examining().filter(state=AuthorisationState.AUTHORISED))


def examining() -> QuerySet[Authorisation]:
    """The authorisations for work that is monitored, in force or suspended."""
    return queries.given_now().filter(role__in=[each.code for each in MONITORED])


def refusal(
    person_id: UUID, role: str, scope_id: UUID, *assignments: Record, language: str = "", field: str = ""
) -> Refusal | None:
    """Why somebody is not assigned to more of this work: not monitored in time, or outside language and field.

    `assignments` are the records in which the work would be done (a sitting, an attempt): where one of them was planned
    as the monitoring itself, only language and field count (R-47).
    """
    now = standing(person_id, role, scope_id)
    if now is None:
        return None
    refused = _outside(now, language, field)
    return refused or (None if _is_the_monitoring(now, assignments) else _not_monitored(now, assignments))


def _is_the_monitoring(now: Standing, assignments: Sequence[Record]) -> bool:
    return now.open is not None and now.open.about in {each.ref for each in assignments}


def _outside(now: Standing, language: str, field: str) -> Refusal | None:
    """Work in a language or a part of the scheme for which somebody was not found competent."""
    authorisation = now.authorisation
    if authorisation.covers(language=language, field=field):
        return None
    in_language = authorisation.covers(field=field)
    approved = authorisation.languages if in_language else authorisation.fields
    return Refusal(
        _("They are authorised for %(approved)s, and this is examined in %(asked)s.")
        % {"approved": ", ".join(approved.split()), "asked": language if in_language else field},
        mend=Mend(_("Choose somebody who is authorised for it, or have their authorisation extended.")),
        code="R-47",
        clauses=SELECTED,
    )


def _not_monitored(now: Standing, assignments: Sequence[Record]) -> Refusal | None:
    sentence = _lacking(now, clock.today())
    return Refusal(sentence, mend=_mend(now, assignments), code="R-47", clauses=CLAUSES) if sentence else None


def _lacking(now: Standing, today: date) -> str:
    """What the monitoring of this work lacks, in a sentence; nothing where it lacks nothing."""
    last = now.last
    if last and last.state == MonitoringState.FAILED:
        return _("Their work was found not satisfactory (%(number)s).") % {"number": last}
    if last and (ended_on := unconfirmed(last, today)):
        words = {"number": last, "day": date_format(ended_on, "j M Y")}
        return _("The measures after %(number)s were due on %(day)s, and nobody has confirmed them.") % words
    if now.is_overdue(today):
        return _("Their work was to be monitored by %(day)s, and it was not.") % {
            "day": date_format(now.due_on, "j M Y")
        }
    return ""


def unconfirmed(last: Monitoring, today: date) -> date | None:
    """The day, if it has passed, by which measures were to be taken that nobody has confirmed."""
    until = last.measures_until
    return until if last.state == MonitoringState.MEASURES and until and until < today else None


def _mend(now: Standing, assignments: Sequence[Record]) -> Mend:
    if now.open:
        return Mend(
            _("The monitoring %(number)s comes first; only the assignment for which it is planned is possible.")
            % {"number": now.open},
            act="personnel.monitoring.report",
            link=("personnel:monitoring", str(now.open.pk)),
        )
    here = [each.ref for each in assignments[:1]]
    return Mend(
        _("Plan this assignment as their monitoring, or choose somebody else."),
        act="personnel.monitoring.plan",
        link=("personnel:monitoring-plan", str(now.authorisation.pk), *here),
    )


@dataclass(frozen=True)
class _Known:
    """What is known of many works at once."""

    length: Period | None
    begun: Mapping[Work, date]
    held: Mapping[Work, Sequence[Monitoring]]
    circumstances: risks.Circumstances

    def standing(self, authorisation: Authorisation) -> Standing:
        work = _work(authorisation)
        begun_on, held = self.begun[work], self.held.get(work, ())
        last = _last(held, begun_on)
        return Standing(
            authorisation=authorisation,
            begun_on=begun_on,
            due_on=self.due_on(_day(last.held_on) if last else begun_on),
            last=last,
            open=next((each for each in held if each.state in OPEN), None),
            reasons=risks.reasons(*work, last, self.circumstances),
        )

    def due_on(self, start: date) -> date:
        assert self.length is not None  # noqa: S101  # T-12 has a length of its own
        return self.length.after(start)


def _last(held: Sequence[Monitoring], begun_on: date) -> Monitoring | None:
    """The last that was concluded; one from before the authorisation says nothing of work that was authorised anew."""
    concluded = [each for each in held if each.state in CONCLUDED and _day(each.held_on) >= begun_on]
    return max(concluded, key=lambda each: (_day(each.held_on), each.number), default=None)


def _begun(people: set[UUID]) -> dict[Work, date]:
    """Since when each is authorised without a gap: a renewal does not start the clock again, a new beginning does."""
    begun: dict[Work, date] = {}
    ended: dict[Work, date] = {}
    given = Authorisation.objects.filter(person_id__in=people, from_on__isnull=False, until_on__isnull=False)
    for each in given.order_by("from_on"):
        work, begins, ends = _work(each), _day(each.from_on), _day(each.stopped_on or each.until_on)
        if work not in begun or begins > ended[work] + timedelta(days=1):
            begun[work] = begins
        ended[work] = max(ended.get(work, ends), ends)
    return begun


def _day(day: date | None) -> date:
    assert day is not None  # noqa: S101  # what was given, or held, has its day
    return day


def _held(people: set[UUID]) -> dict[Work, list[Monitoring]]:
    held: dict[Work, list[Monitoring]] = {}
    for each in Monitoring.objects.filter(person_id__in=people).exclude(state=MonitoringState.CANCELLED):
        held.setdefault(_work(each), []).append(each)
    return held


def _work(record: Authorisation | Monitoring) -> Work:
    return record.person_id, record.role, record.scope_id
