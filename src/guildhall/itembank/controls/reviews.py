"""What conformity looks at in the way that items went: every step of their review, their statistics and flags."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from guildhall.itembank import queries
from guildhall.itembank.controls.items import VALIDITY, findings_of, in_use_or_tried, wrote
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import (
    BankPolicy,
    ItemComment,
    ItemFlag,
    ItemReview,
    ItemStatistic,
    ItemVersion,
    KeyValidation,
    StatisticsReview,
    Step,
)
from guildhall.kernel import actors, clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.models import Access, Outcome

EVENTS = ["itembank.item.*", "itembank.key.*", "itembank.comment.*", "itembank.policy.*", "itembank.statistic.*"]
JUDGED_WITHIN = timedelta(days=30)
"""How long a flag may wait, and statistics may lie unseen."""


@control(
    "itembank.fairness_was_reviewed",
    title=gettext_noop("Fairness and language of every item in use were reviewed by somebody who did not write it"),
    clauses=["2012:9.2.4", "2012:9.2.5", "2012:9.3.1", "2026:9.3"],
    events=EVENTS,
)
def fairness_was_reviewed() -> Answer:
    """What candidates meet was, as it stands, accepted for fairness and language by somebody else than its author."""
    accepted = _accepted(Step.FAIRNESS).filter(version=OuterRef("pk"), fingerprint=OuterRef("fingerprint"))
    lacking = in_use_or_tried().exclude(Exists(accepted))
    return _answer(lacking, gettext_noop("is used without a review of its fairness and language by another"))


@control(
    "itembank.keys_were_borne_out",
    title=gettext_noop("The key of every item in use was borne out by somebody who did not know it"),
    clauses=["2012:9.2.4", "2012:9.3.1", "2026:9.3"],
    events=EVENTS,
)
def keys_were_borne_out() -> Answer:
    """What candidates meet was answered rightly by somebody who neither wrote it nor had opened its key before."""
    blind = {
        each.version_id
        for each in KeyValidation.objects.select_related("version__item").filter(
            version__in=in_use_or_tried().values("pk")
        )
        if each.agrees and each.fingerprint == each.version.fingerprint and _was_blind(each)
    }
    lacking = [each for each in in_use_or_tried() if each.pk not in blind]
    sentence = gettext_noop("is used without a blind answer that bears out its key")
    return Answer(findings=findings_of(lacking, sentence), looked_at=in_use_or_tried().count())


def _was_blind(key: KeyValidation) -> bool:
    """Whether who answered had neither written the item nor opened its key by then."""
    if key.answered_by_id in queries.authors(key.version):
        return False
    looks = Access.objects.filter(actor=str(actors.person(key.answered_by_id)), subject=key.version.ref)
    return not looks.filter(reading__in=queries.OPENS_KEY, outcome=Outcome.DONE, at__lt=key.answered_at).exists()


@control(
    "itembank.as_many_reviewed_as_the_policy_wants",
    title=gettext_noop("As many people accepted every item in use as the policy of its scheme asked for"),
    clauses=VALIDITY,
    events=EVENTS,
)
def as_many_reviewed_as_the_policy_wants() -> Answer:
    """By the policy on the day of its approval, one or two people who did not write an item accepted its content."""
    accepted = _accepted(Step.CONTENT).filter(version=OuterRef("pk"), fingerprint=OuterRef("fingerprint"))
    people = accepted.order_by().values("version").annotate(count=Count("reviewed_by", distinct=True)).values("count")
    found = in_use_or_tried().annotate(wanted=_policy("reviewers"), people=Subquery(people))
    short = found.filter(wanted=2).exclude(people__gte=2)
    return _answer(short, gettext_noop("is used, and fewer people accepted it than the policy asked for"))


@control(
    "itembank.pilots_came_first",
    title=gettext_noop("Where the policy asks for a pilot, no item counts whose statistics nobody accepted"),
    clauses=["2012:9.2.4", "2012:9.3.5", "2026:9.3"],
    events=EVENTS,
)
def pilots_came_first() -> Answer:
    """No item is in use without accepted statistics where the policy asked for pilots on the day of its approval."""
    asked = _in_use().annotate(piloted=_policy("pilots")).filter(piloted=True)
    looked = StatisticsReview.objects.filter(version=OuterRef("pk"), reviewed_at__lte=OuterRef("approved_at"))
    sentence = gettext_noop("counts without having been tried as the policy asks")
    return Answer(findings=findings_of(asked.exclude(Exists(looked)), sentence), looked_at=asked.count())


@control(
    "itembank.no_point_was_left_open",
    title=gettext_noop("No item is in use about which a point is open"),
    clauses=VALIDITY,
    events=EVENTS,
)
def no_point_was_left_open() -> Answer:
    """Whatever was to be settled about an item was settled before candidates met it."""
    points = ItemComment.objects.filter(version=OuterRef("pk"), point=True, resolved_at__isnull=True)
    return _answer(in_use_or_tried().filter(Exists(points)), gettext_noop("is used while a point about it is open"))


@control(
    "itembank.flags_are_judged",
    title=gettext_noop("Every flagged item is judged within thirty days"),
    clauses=["2012:9.3.5", "2012:9.2.4", "2026:9.3"],
    events=EVENTS,
)
def flags_are_judged() -> Answer:
    """No item has been flagged for more than thirty days without a ruling: kept, replaced, retired or locked."""
    waiting = ItemFlag.objects.filter(ruling="").select_related("version__item").order_by("raised_at")
    overdue = [each for each in waiting if each.raised_at + JUDGED_WITHIN < clock.now()]
    later = [clock.day_of(each.raised_at + JUDGED_WITHIN) for each in waiting if each not in overdue]
    return Answer(
        findings=[_flagged(each) for each in overdue],
        looked_at=ItemFlag.objects.count(),
        changes_on=min(later) + timedelta(days=1) if later else None,
    )


def _flagged(flag: ItemFlag) -> Finding:
    sentence = gettext_noop("has been flagged for more than thirty days, and nobody judged it")
    return Finding(flag.version.ref, str(flag.version), sentence, ("itembank:version", str(flag.version_id)))


@control(
    "itembank.statistics_are_looked_at",
    title=gettext_noop("Statistics of items in use are looked at within thirty days"),
    clauses=["2012:9.3.5", "2026:9.3"],
    events=EVENTS,
)
def statistics_are_looked_at() -> Answer:
    """Nobody leaves for more than thirty days unseen what a study found of an item in use."""
    measured = ItemStatistic.objects.filter(version__state=ItemState.OPERATIONAL)
    unseen = queries.unseen_statistics().filter(state=ItemState.OPERATIONAL)
    newest = ItemStatistic.objects.filter(version=OuterRef("pk")).order_by("-recorded_at", "-id")
    found = list(unseen.annotate(measured_at=Subquery(newest.values("recorded_at")[:1])).order_by("item__number"))
    overdue = [each for each in found if each.measured_at + JUDGED_WITHIN < clock.now()]
    later = [clock.day_of(each.measured_at + JUDGED_WITHIN) for each in found if each not in overdue]
    return Answer(
        findings=findings_of(overdue, gettext_noop("has statistics at which nobody has looked for thirty days")),
        looked_at=measured.values("version").distinct().count(),
        changes_on=min(later) + timedelta(days=1) if later else None,
    )


def _accepted(step: Step) -> QuerySet[ItemReview]:
    """Acceptances in one step by people who wrote no version of the item up to that one."""
    own = wrote("version__item", "reviewed_by", "version__ordinal")
    return ItemReview.objects.filter(step=step, accepted=True).exclude(Exists(own))


def _in_use() -> QuerySet[ItemVersion]:
    return in_use_or_tried().filter(state=ItemState.OPERATIONAL)


def _policy(name: str) -> Subquery:
    """What the policy of its scheme said on the day on which a version was approved."""
    then = BankPolicy.objects.filter(scheme=OuterRef("item__scheme"), set_at__lte=OuterRef("approved_at"))
    return Subquery(then.order_by("-set_at", "-id").values(name)[:1])


def _answer(offenders: QuerySet[ItemVersion], sentence: str) -> Answer:
    return Answer(findings=findings_of(offenders, sentence), looked_at=in_use_or_tried().count())
