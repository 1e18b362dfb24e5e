"""The list of timers: what runs out, after how long, and who says so; and the lengths that this body set instead.

Where the standard states a length, `at_most` or `at_least` bounds what may be set. A timer without a length takes it
from elsewhere: a scheme, a contract, a policy.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from guildhall.kernel.clauses import checked
from guildhall.kernel.periods import Period
from guildhall.kernel.rules import Kind
from guildhall.kernel.words import gettext_noop
from guildhall.notices.models import TimerLength

STATED, ACCREDITATION, OURS = Kind.STATED, Kind.ACCREDITATION, Kind.OURS
SCHEME = gettext_noop("the scheme")
CONTRACT = gettext_noop("the contract or policy")
BODY = gettext_noop("the body, for each case")
OUTSIDE = gettext_noop("the accreditation body")


class NoLength(LookupError):
    """A timer without a length of its own was asked when it ends; its length is said elsewhere."""


@dataclass(frozen=True)
class TimerKind:
    """A line of the list. `said_by` tells who says the length where there is none here."""

    code: str
    title: str
    usual: Period | None
    clauses: tuple[str, ...] = ()
    kind: Kind = OURS
    said_by: str = ""
    at_most: Period | None = None
    at_least: Period | None = None

    @property
    def can_be_set(self) -> bool:
        return self.usual is not None


_kinds: dict[str, TimerKind] = {}


def _timer(code: str, title: str, usual: Period | None, *clauses: str, **more: object) -> None:
    _kinds[code] = TimerKind(code, title, usual, checked(clauses), **more)  # type: ignore[arg-type]  # its fields


def _months(count: int) -> Period:
    return Period(months=count)


def _days(count: int) -> Period:
    return Period(days=count)


_timer("T-01", gettext_noop("Certification expires"), None, "2012:9.4.8", "2012:9.6.3", kind=STATED, said_by=SCHEME)
_timer("T-02", gettext_noop("Recertification opens"), _months(12), "2012:9.6.1")
_timer("T-03", gettext_noop("Surveillance or continuing development is due"), _months(12), "2012:8.3")
_timer("T-04", gettext_noop("Suspension ends"), _months(6), "2012:9.5.2")
_timer(
    "T-05",
    gettext_noop("A trainer may examine again whom they trained"),
    _months(24),
    "2012:5.2.3",
    "2026:5.2",
    kind=STATED,
    at_least=_months(24),
)
_timer(
    "T-06",
    gettext_noop("Internal audit is due"),
    _months(12),
    "2012:10.2.6.3",
    kind=STATED,
    at_most=_months(12),
)
_timer(
    "T-07",
    gettext_noop("Management review is due"),
    _months(12),
    "2012:10.2.5.1",
    kind=STATED,
    at_most=_months(12),
)
_timer(
    "T-08",
    gettext_noop("Records may be disposed of"),
    None,
    "2012:7.1.2",
    kind=STATED,
    said_by=gettext_noop("the retention class, at least one full cycle of certification"),
)
_timer("T-09", gettext_noop("Risks to impartiality are reviewed"), _months(12), "2012:4.3.6", "2012:4.3.8")
_timer("T-10", gettext_noop("Declaration of interests runs out"), _months(12), "2012:6.1.7", "2026:6.1")
_timer("T-11", gettext_noop("Competence is evaluated again"), _months(24), "2012:6.1.3", "2012:6.1.5")
_timer("T-12", gettext_noop("Examiner is monitored"), _months(12), "2012:6.2.2.2", "2026:6.2")
_timer("T-13", gettext_noop("Provider is monitored"), _months(12), "2012:6.3.2", "2026:6.3")
_timer(
    "T-14",
    gettext_noop("Examination site is inspected, equipment is calibrated"),
    _months(12),
    "2012:6.4",
    "2012:9.3.4",
)
_timer("T-15", gettext_noop("Job or practice analysis is renewed"), _months(60), "2012:8.4")
_timer("T-16", gettext_noop("Scheme is reviewed"), _months(12), "2012:8.5")
_timer("T-17", gettext_noop("Statistics of forms and items are reviewed"), _months(12), "2012:9.3.5")
_timer("T-18", gettext_noop("Standard setting is renewed"), _months(60), "2012:9.3.1")
_timer("T-19", gettext_noop("Item reaches its limit of exposure"), None, "2012:7.4.2", said_by=SCHEME)
_timer("T-20", gettext_noop("Document is reviewed"), _months(24), "2012:10.2.3")
_timer("T-21", gettext_noop("Application is completed"), _days(30), "2012:9.1.3")
_timer("T-22", gettext_noop("Accommodation is decided"), Period(working_days=15), "2012:9.2.5")
_timer("T-23", gettext_noop("Result, decision or certificate is given"), _days(30), "2012:9.4")
_timer("T-24", gettext_noop("Examination may be taken again"), None, "2012:7.4.2", said_by=SCHEME)
_timer("T-25", gettext_noop("Appeal is decided"), _days(90), "2012:9.8.2", "2012:9.8.6")
_timer("T-26", gettext_noop("Complaint is decided"), _days(60), "2012:9.9.3", "2012:9.9.4", "2012:9.9.5")
_timer("T-27", gettext_noop("Nonconformity is corrected and its cause removed"), _days(60), "2012:10.2.7")
_timer("T-28", gettext_noop("Finding of the accreditation body is answered"), None, kind=ACCREDITATION, said_by=OUTSIDE)
_timer("T-29", gettext_noop("Security incident is reported"), _days(3), "2012:7.4.1")
_timer("T-30", gettext_noop("Question about a certificate is answered"), Period(working_days=5), "2012:7.2.1")
_timer("T-31", gettext_noop("Certified person meets the changed scheme"), None, "2012:9.2.2", said_by=SCHEME)
_timer("T-32", gettext_noop("Insurance, reserve or registration ends"), None, "2012:4.1", "2012:4.4", said_by=CONTRACT)
_timer("T-33", gettext_noop("Recording of a remote examination is deleted"), _days(120), "2012:7.4", "2026:7.4")
_timer(
    "T-34",
    gettext_noop("Use of artificial intelligence is evaluated again"),
    _months(12),
    "2026:6.5",
)
_timer("T-35", gettext_noop("Transition to the new edition ends"), None, kind=ACCREDITATION, said_by=OUTSIDE)
_timer("T-36", gettext_noop("Accreditation ends"), None, "2012:7.2.4", kind=ACCREDITATION, said_by=OUTSIDE)
_timer("T-37", gettext_noop("Items that a writer is asked for are due"), None, "2012:9.3.1", said_by=BODY)


def all_kinds() -> tuple[TimerKind, ...]:
    """The whole list, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))


def kind(code: str) -> TimerKind:
    """The line of that code; KeyError where there is none."""
    return _kinds[code]


def length(code: str) -> Period | None:
    """How long the timer runs here: as the body set it, otherwise as is usual; None where it is said elsewhere."""
    own = TimerLength.objects.filter(code=code).first()
    return own.period if own else kind(code).usual


def due_on(code: str, start: date) -> date:
    """The day on which a timer ends that starts on `start`; `NoLength` where the length is said elsewhere."""
    period = length(code)
    if period is None:
        raise NoLength(f"{code} has no length of its own; {kind(code).said_by} says it.")
    return period.after(start)


def said(period: Period | None) -> str:
    """A length in words: '12 months'."""
    if period is None:
        return ""
    if period.months:
        return ngettext("%(count)d month", "%(count)d months", period.months) % {"count": period.months}
    if period.days:
        return ngettext("%(count)d day", "%(count)d days", period.days) % {"count": period.days}
    count = period.working_days
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}
