"""The organisation of the body: its posts, what each is for, to whom each reports, and who holds it, at any date."""

from datetime import date
from typing import ClassVar, TypeVar

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from guildhall.identity.models import OfPerson, Person
from guildhall.kernel import clock
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.constraints import explain, known_states, together
from guildhall.ledger.records import Record
from guildhall.personnel.lifecycles import POST, PostState

L = TypeVar("L", bound=Record)


class Responsibility(models.TextChoices):
    """What somebody in the body must answer for (5.1.2 a to h), and the two lines of work that must not lean on it."""

    POLICIES = "policies", _("Policies and procedures of the body")
    IMPLEMENTATION = "implementation", _("That policies and procedures are followed")
    FINANCES = "finances", _("Finances")
    RESOURCES = "resources", _("Resources for certification")
    SCHEMES = "schemes", _("Development and maintenance of schemes")
    ASSESSMENT = "assessment", _("Assessment")
    DECISIONS = "decisions", _("Decisions on certification")
    CONTRACTS = "contracts", _("Contracts")
    SALES = "sales", _("Sales and marketing")
    TRAINING = "training", _("Training that is offered to others")


ASKED = [each for each in Responsibility if each not in (Responsibility.SALES, Responsibility.TRAINING)]
"""The responsibilities for which a post must answer."""


def lasting(rows: QuerySet[L], day: date) -> QuerySet[L]:
    """Those of `rows` that have begun and not ended on `day`."""
    return rows.filter(Q(until_on__isnull=True) | Q(until_on__gte=day), from_on__lte=day)


class Post(Record):
    """A place in the organisation that somebody holds: a director, a quality manager, a member of a board.

    What it is for stands in its descriptions, to whom it reports in its lines; both begin on a day, so that the chart
    of any date can be drawn.
    """

    lifecycle = POST

    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20, default=PostState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        db_table = "personnel_post"
        constraints = [
            known_states(PostState, "post_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True)
                | Q(state="closed", closed_on__isnull=False, closed_on__gte=F("opened_on")),
                name=explain(
                    "post_closes_after_it_opens",
                    gettext_noop("A post cannot be closed before it was opened."),
                    mend=gettext_noop("Give a day on which it was there."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Description(Record):
    """What a post is for from a day on: its duties, its authority, and what it asks of who holds it (5.1.2).

    `responsibilities` are the codes of `Responsibility`, with a space between. The next description ends this one.
    """

    reload_with: ClassVar[tuple[str, ...]] = ("post",)

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="descriptions")
    from_on = models.DateField()
    title = models.CharField(max_length=120)
    duties = models.TextField()
    authority = models.TextField()
    criteria = models.TextField()
    responsibilities = models.CharField(max_length=200, blank=True)
    described_at = models.DateTimeField(default=clock.now)
    described_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_description"
        constraints = [
            models.UniqueConstraint(
                fields=["post", "from_on"],
                name=explain(
                    "description_begins_once_a_day",
                    gettext_noop("Another description of this post begins on the same day."),
                    mend=gettext_noop("Let this one begin a day later."),
                ),
            )
        ]

    def __str__(self) -> str:
        return self.post.number

    @property
    def line(self) -> str:
        return self.post.line

    @property
    def answers_for(self) -> list[Responsibility]:
        """What who holds the post answers for, in the order of the clause."""
        return [each for each in Responsibility if each in self.responsibilities.split()]


class ReportingLine(Record):
    """To which post a post reports, from a day until a day; without a superior it stands at the top.

    `safeguard` says what keeps impartiality where a line leads to sales or training (5.1.1).
    """

    reload_with: ClassVar[tuple[str, ...]] = ("post", "superior")

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="lines")
    superior = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="lines_below")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    safeguard = models.TextField(blank=True)
    drawn_at = models.DateTimeField(default=clock.now)
    drawn_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_reporting_line"
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name="reporting_line_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(superior__isnull=True) | ~Q(superior=F("post")), name="reporting_line_leads_elsewhere"
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(until_on__isnull=True),
                name=explain(
                    "reporting_line_open_is_one",
                    gettext_noop("This post reports to somebody already."),
                    mend=gettext_noop("Reload the page; a new line ends the one before it."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.post.number

    @property
    def line(self) -> str:
        return self.post.line


class Occupancy(OfPerson):
    """That somebody holds a post, or deputises in it, from a day until a day."""

    reload_with: ClassVar[tuple[str, ...]] = ("person", "post")

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="occupancies")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="occupancies")
    is_deputy = models.BooleanField(default=False)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    begun_at = models.DateTimeField(default=clock.now)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "personnel_occupancy"
        indexes = [models.Index(fields=["post", "from_on"], name="occupancy_by_post")]
        constraints = [
            together("ended_by", "occupancy_ended_by_and_at_together"),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                name=explain(
                    "occupancy_ends_after_it_begins",
                    gettext_noop("Nobody leaves a post before they hold it."),
                    mend=gettext_noop("Give a last day that is not before the first."),
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.post.number
