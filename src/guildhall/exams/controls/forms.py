"""What conformity looks at in forms in use: their standards, what changed of them, and that they are kept good."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Avg, Count, Exists, ExpressionWrapper, F, FloatField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast

from guildhall.exams.lifecycles import (
    DeficiencyState,
    FormState,
    RescoringState,
    ResultState,
    RulingState,
)
from guildhall.exams.models import (
    Deficiency,
    Form,
    FormReview,
    KeyRuling,
    Rescored,
    Rescoring,
    Result,
    ReviewVerdict,
)
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop
from guildhall.ledger.records import Record
from guildhall.schemes.lifecycles import StudyState

COMPARABLE = ("2012:9.3.1", "2026:9.3")
REAFFIRMED = ("2012:9.3.5", "2026:9.3")
GIVEN = (FormState.LIVE, FormState.SUSPENDED)

CARRIED_WITHIN = timedelta(days=7)
"""How soon an approved rescoring has reached every attempt (our own choice)."""

RULED_WITHIN = timedelta(days=14)
"""How soon a proposed ruling on a key is confirmed or withdrawn (our own choice)."""

ENOUGH = 30
"""From how many results on the difficulty of two forms is compared (our own choice)."""

APART = 0.05
"""How far the mean shares of points of two forms may lie apart without an equating (our own choice)."""


def _named(records: Iterable[Record], page: str, sentence: str) -> list[Finding]:
    return [Finding(each.ref, str(each), sentence, (f"exams:{page}", str(each.pk))) for each in records]


def _counting() -> QuerySet[Result]:
    return Result.objects.filter(state__in=[ResultState.SCORED, ResultState.VERIFIED, ResultState.RELEASED])


@control(
    "exams.standards_come_from_approved_studies",
    title=gettext_noop("Every standard from a study was approved, and adopted by another than the author of the form"),
    clauses=[*COMPARABLE, "2012:9.2.4"],
    events=["exams.form.*", "schemes.study.*"],
)
def standards_come_from_approved_studies() -> Answer:
    """A cut from a study rests on one that was approved, is about this form, and was adopted by who did not make it."""
    adopted = Form.objects.filter(Q(standard__isnull=False) | Q(equating__isnull=False)).select_related(
        "standard", "equating"
    )
    approved = {StudyState.APPROVED, StudyState.SUPERSEDED}
    wrong = [
        each
        for each in adopted.order_by("number")
        if (study := each.standard or each.equating)
        if study.state not in approved
        or study.approved_at is None
        or study.about != each.ref
        or each.standard_by_id == each.authored_by_id
    ]
    sentence = gettext_noop(
        "took its standard from a study that is not approved or about another form, or from its own author"
    )
    return Answer(_named(wrong, "form", sentence), looked_at=adopted.count())


@control(
    "exams.delayed_cuts_come_in_time",
    title=gettext_noop("Every form with delayed scoring gets its cut by the day that was said"),
    clauses=[*COMPARABLE, "2012:9.4.4"],
    events=["exams.form.*"],
)
def delayed_cuts_come_in_time() -> Answer:
    """No form waits for its cut beyond the day on which its study was due."""
    waiting = Form.objects.filter(delayed=True, cut__isnull=True, state__in=GIVEN)
    late = waiting.filter(study_due_on__lt=clock.today())
    next_one = waiting.filter(study_due_on__gte=clock.today()).order_by("study_due_on").first()
    changes_on = next_one.study_due_on + timedelta(days=1) if next_one and next_one.study_due_on else None
    sentence = gettext_noop("is in use without a cut beyond the day on which that was due")
    return Answer(_named(late, "form", sentence), looked_at=waiting.count(), changes_on=changes_on)


@control(
    "exams.outcomes_equal_the_cut",
    title=gettext_noop("The outcome of every attempt is its score against the cut of its form"),
    clauses=[*COMPARABLE, "2012:9.4.4"],
    events=["exams.result.*", "exams.form.*", "exams.rescoring.*"],
)
def outcomes_equal_the_cut() -> Answer:
    """Passed is who reached the cut without failing a critical step; and the cut is the one that the form has."""
    results = _counting().filter(attempt__form__isnull=False)
    reached = Q(score__gte=F("cut"), failed_critical=0)
    wrong = results.filter(Q(passed=True) & ~reached | Q(passed=False) & reached)
    other_cut = results.filter(scoring=F("attempt__form__scoring")).exclude(cut=F("attempt__form__cut"))
    found = Result.objects.filter(Q(pk__in=wrong.values("pk")) | Q(pk__in=other_cut.values("pk")))
    sentence = gettext_noop("has an outcome that its score and the cut of its form do not give")
    return Answer(
        _named(found.select_related("attempt").order_by("attempt__number"), "result", sentence),
        looked_at=results.count(),
    )


@control(
    "exams.changes_reached_every_attempt",
    title=gettext_noop("A change of key or cut after results were told reached every attempt of the form"),
    clauses=[*COMPARABLE, "2012:9.4.4"],
    events=["exams.result.*", "exams.rescoring.*", "exams.form.*"],
)
def changes_reached_every_attempt() -> Answer:
    """No told result stands by an earlier key or cut, unless a rescoring compared it and found that nothing changes."""
    told = _counting().filter(released_at__isnull=False, attempt__form__isnull=False)
    compared = Rescored.objects.filter(
        before=OuterRef("pk"), set_aside_at__isnull=True, rescoring__state=RescoringState.DONE
    )
    stale = told.exclude(scoring=F("attempt__form__scoring")).exclude(Exists(compared))
    stale = stale.exclude(attempt__form__rescorings__state=RescoringState.APPROVED)
    sentence = gettext_noop("stands by a key or cut of its form that was changed since")
    findings = _named(stale.select_related("attempt").order_by("attempt__number"), "result", sentence)
    slow = Rescoring.objects.filter(state=RescoringState.APPROVED, approved_at__lt=clock.now() - CARRIED_WITHIN)
    late = gettext_noop("was approved more than a week ago and has not reached every attempt")
    return Answer([*findings, *_named(slow, "rescoring", late)], looked_at=told.count())


@control(
    "exams.rulings_are_settled",
    title=gettext_noop("Every ruling on a key was confirmed by another than who proposed it, within two weeks"),
    clauses=[*COMPARABLE, "2012:10.2.3"],
    events=["exams.key-ruling.*", "exams.rescoring.*"],
)
def rulings_are_settled() -> Answer:
    """No ruling waits longer than two weeks, and none in force was confirmed by who proposed it."""
    everything = KeyRuling.objects.exclude(state=RulingState.WITHDRAWN)
    own = Q(confirmed_by=F("proposed_by"))
    late = Q(state=RulingState.PROPOSED, proposed_at__lt=clock.now() - RULED_WITHIN)
    wrong = everything.filter(own | late).select_related("placement__form", "placement__item_version__item")
    sentence = gettext_noop("has a ruling on the key of an item that waits too long, or is confirmed by its own author")
    forms = {each.placement.form_id: each.placement.form for each in wrong}
    waiting = everything.filter(state=RulingState.PROPOSED).order_by("proposed_at").first()
    changes_on = clock.day_of(waiting.proposed_at + RULED_WITHIN) + timedelta(days=1) if waiting else None
    return Answer(_named(forms.values(), "form", sentence), looked_at=everything.count(), changes_on=changes_on)


@control(
    "exams.forms_are_reviewed",
    title=gettext_noop("Every form in use is reviewed at an interval that has a reason"),
    clauses=REAFFIRMED,
    events=["exams.form.*"],
)
def forms_are_reviewed() -> Answer:
    """No form in use is past its review, lacks the reason for its interval, or was found unfit and is used still."""
    live = Form.objects.filter(state=FormState.LIVE)
    latest = FormReview.objects.filter(form=OuterRef("pk")).order_by("-reviewed_at").values("verdict")[:1]
    told = live.annotate(verdict=Subquery(latest))
    wrong = (
        (Q(review_due_on__lt=clock.today()), gettext_noop("is past the day of its review")),
        (Q(review_due_on__isnull=True) | Q(review_reason=""), gettext_noop("has no reason for its interval of review")),
        (Q(verdict=ReviewVerdict.NOT_FIT), gettext_noop("is in use although its review found it unfit")),
    )
    findings = [each for which, why in wrong for each in _named(told.filter(which).order_by("number"), "form", why)]
    next_one = live.filter(review_due_on__gte=clock.today()).order_by("review_due_on").first()
    changes_on = next_one.review_due_on + timedelta(days=1) if next_one and next_one.review_due_on else None
    return Answer(findings, looked_at=live.count(), changes_on=changes_on)


@control(
    "exams.deficiencies_are_corrected",
    title=gettext_noop("What reviews of forms find is put right in time, and somebody else sees that it is"),
    clauses=[*REAFFIRMED, "2012:10.2.3"],
    events=["exams.deficiency.*", "exams.form.review"],
)
def deficiencies_are_corrected() -> Answer:
    """No deficiency is past its day, none is verified by who corrected it, and corrections that are asked for exist."""
    everything = Deficiency.objects.all()
    waiting = everything.exclude(state=DeficiencyState.VERIFIED)
    wrong = everything.filter(
        Q(state=DeficiencyState.NOTED, due_on__lt=clock.today()) | Q(verified_by=F("corrected_by"))
    )
    findings = _named(
        wrong.order_by("number"), "deficiency", gettext_noop("is not corrected in time, or verified by its corrector")
    )
    empty = FormReview.objects.filter(verdict=ReviewVerdict.WITH_CORRECTIONS, deficiencies__isnull=True)
    lacking = gettext_noop("has a review that asks for corrections and names none")
    forms = Form.objects.filter(pk__in=empty.values("form")).order_by("number")
    next_one = waiting.filter(due_on__gte=clock.today()).order_by("due_on").first()
    return Answer(
        [*findings, *_named(forms, "form", lacking)],
        looked_at=everything.count() + FormReview.objects.count(),
        changes_on=next_one.due_on + timedelta(days=1) if next_one else None,
    )


@control(
    "exams.parallel_forms_are_alike",
    title=gettext_noop("Parallel forms in use are alike in difficulty, or their scores are equated"),
    clauses=COMPARABLE,
    events=["exams.result.release", "exams.form.*"],
)
def parallel_forms_are_alike() -> Answer:
    """No two forms of a component differ by more than five points of a hundred without an equating between them.

    Compared are forms with thirty told results each; below that a difference says nothing.
    """
    share = ExpressionWrapper(
        Cast("attempts__results__score", FloatField()) / Cast("attempts__results__maximum", FloatField()),
        output_field=FloatField(),
    )
    told = Q(attempts__results__state=ResultState.RELEASED)
    live = Form.objects.filter(state=FormState.LIVE).annotate(
        told=Count("attempts__results", filter=told), share=Avg(share, filter=told)
    )
    by_component: dict[object, list[Form]] = {}
    for form in live.filter(told__gte=ENOUGH).order_by("released_at"):
        by_component.setdefault(form.component_id, []).append(form)
    found = [
        other
        for first, *others in by_component.values()
        for other in others
        if abs(other.share - first.share) > APART and not _are_equated(first, other)  # type: ignore[attr-defined]
    ]
    sentence = gettext_noop("differs in difficulty from the first form in use, and no equating stands between them")
    return Answer(_named(found, "form", sentence), looked_at=sum(map(len, by_component.values())))


def _are_equated(first: Form, other: Form) -> bool:
    """Whether a conversion leads from one to the other, or from both to the same form."""
    ends = [{each.pk, *each.conversions.values_list("base", flat=True)} for each in (first, other)]
    return bool(ends[0] & ends[1])
