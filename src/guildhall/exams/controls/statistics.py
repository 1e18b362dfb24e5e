"""What conformity looks at in statistics and forensic checks: whether somebody looks, and answers what they raise."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery

from guildhall.exams import measuring
from guildhall.exams.lifecycles import UNANSWERED, ResultState
from guildhall.exams.models import Anomaly, AnomalyAttempt, ForensicCheck, Form, Result
from guildhall.exams.rules.anomalies import ANSWERED
from guildhall.itembank.lifecycles import ItemState
from guildhall.itembank.models import ItemFlag, ItemStatistic, StatisticsReview
from guildhall.kernel import clock
from guildhall.kernel.declarations import Answer, Finding, control
from guildhall.kernel.words import gettext_noop

ANSWER_WITHIN = timedelta(days=30)
"""How soon a question about answers is answered (our own choice)."""

STATISTICS_WITHIN = timedelta(days=7)
"""How soon after a result was scored the statistics of its form know of it (our own choice)."""


@control(
    "exams.answers_were_looked_through",
    title=gettext_noop("The answers behind every released result were looked through"),
    clauses=["2012:7.4.3", "2012:9.3.5", "2026:7.4"],
    events=["exams.result.release", "exams.forensics.*"],
)
def answers_were_looked_through() -> Answer:
    """Every released result of an examination in the browser or on paper was part of a forensic check."""
    released = Result.objects.filter(state=ResultState.RELEASED, attempt__channel__in=ANSWERED)
    rows = list(released.values_list("pk", "attempt__number", "attempt__sitting_id"))
    done = ForensicCheck.objects.values_list("sitting_id", "attempts")
    checked = {(sitting, number) for sitting, attempts in done for number in attempts}
    sentence = gettext_noop("was released, and the answers of its sitting were never looked through")
    findings = [
        Finding(f"{Result._meta.label_lower}:{pk}", number, sentence, ("exams:result", str(pk)))
        for pk, number, sitting in rows
        if (sitting, number) not in checked
    ]
    return Answer(findings=findings, looked_at=len(rows))


@control(
    "exams.questions_about_answers_are_answered",
    title=gettext_noop("Every question about answers has a person's answer, before results and within a month"),
    clauses=["2012:7.4.3", "2026:6.5", "2026:7.4"],
    events=["exams.anomaly.*", "exams.result.release"],
)
def questions_about_answers_are_answered() -> Answer:
    """Nothing that stood out lies for more than a month, or beside a result that was released."""
    told = Result.objects.filter(
        attempt__anomalies__anomaly=OuterRef("pk"),
        state=ResultState.RELEASED,
        released_at__gt=OuterRef("noticed_at"),
    )
    waiting = Anomaly.objects.filter(state__in=UNANSWERED)
    limit = clock.now() - ANSWER_WITHIN
    late = waiting.filter(Q(noticed_at__lt=limit) | Exists(told)).order_by("noticed_at")
    next_one = waiting.exclude(pk__in=late.values("pk")).order_by("noticed_at").first()
    sentence = gettext_noop("raised a question about answers that nobody has answered")
    return Answer(
        findings=[Finding(each.ref, each.number, sentence, ("exams:anomaly", str(each.pk))) for each in late],
        looked_at=Anomaly.objects.count(),
        changes_on=clock.day_of(next_one.noticed_at + ANSWER_WITHIN) if next_one else None,
    )


@control(
    "exams.no_signal_was_a_verdict",
    title=gettext_noop("No question about answers was judged by anybody but a person, with a reason"),
    clauses=["2012:7.4.3", "2026:6.5", "2026:7.4"],
    events=["exams.anomaly.*"],
)
def no_signal_was_a_verdict() -> Answer:
    """Every judged question names who judged it and says why; whoever judged took no part in the attempts concerned."""
    judged = Anomaly.objects.filter(judged_at__isnull=False)
    own = AnomalyAttempt.objects.filter(anomaly=OuterRef("pk"), attempt__person=OuterRef("judged_by"))
    bad = judged.filter(Q(reason__empty=True) | Exists(own) | Q(judged_at__lt=F("noticed_at"))).order_by("number")
    sentence = gettext_noop("was judged without a reason, before it was raised, or by somebody whom it concerned")
    findings = [Finding(each.ref, each.number, sentence, ("exams:anomaly", str(each.pk))) for each in bad]
    return Answer(findings=findings, looked_at=judged.count())


@control(
    "exams.statistics_are_kept",
    title=gettext_noop("The statistics of every form in use know all results that count"),
    clauses=["2012:9.3.5", "2012:9.3.1", "2026:9.3"],
    events=["exams.result.*", "exams.statistics.*"],
)
def statistics_are_kept() -> Answer:
    """Statistics are computed again within a week after results were scored."""
    late = [key.form_id for key in measuring.stale(before=clock.now() - STATISTICS_WITHIN) if key.sitting_id is None]
    forms = Form.objects.filter(pk__in=late).order_by("number")
    sentence = gettext_noop("has results that its statistics do not know")
    findings = [Finding(each.ref, each.number, sentence, ("exams:statistics-form", str(each.pk))) for each in forms]
    return Answer(findings=findings, looked_at=Form.objects.filter(attempts__results__isnull=False).distinct().count())


@control(
    "exams.flagged_items_are_looked_at",
    title=gettext_noop("Every item that statistics flag was sent to review, or somebody looked at its numbers"),
    clauses=["2012:9.3.5", "2012:9.2.4", "2026:9.3"],
    events=["exams.statistics.*", "schemes.study.*", "itembank.item.*", "itembank.statistic.*"],
)
def flagged_items_are_looked_at() -> Answer:
    """What an approved study flagged of an item in use was looked at since, or sent to review."""
    newest = ItemStatistic.objects.filter(version=OuterRef("version")).order_by("-recorded_at", "-id").values("pk")[:1]
    flagged = ItemStatistic.objects.filter(pk=Subquery(newest)).exclude(flags=[])
    looked = StatisticsReview.objects.filter(statistic=OuterRef("pk"))
    sent = ItemFlag.objects.filter(version=OuterRef("version"), raised_at__gte=OuterRef("recorded_at"))
    silent = flagged.filter(version__state=ItemState.OPERATIONAL).exclude(Exists(looked)).exclude(Exists(sent))
    sentence = gettext_noop("is flagged by an approved study, and nobody has looked at it since")
    findings = [
        Finding(each.version.ref, str(each.version), sentence, ("itembank:version", str(each.version_id)))
        for each in silent.select_related("version__item").order_by("version__item__number")
    ]
    return Answer(findings=findings, looked_at=flagged.count())
